"""Made-up series and cases for the tests of forecasts and warnings."""

from collections.abc import Sequence

from yardstick.foresight.forecasting import Forecast
from yardstick.foresight.series import Series, series_of
from yardstick.foresight.targets import NO_LIMITS, Limits, Target
from yardstick.foresight.trajectories import Point, linear
from yardstick.foresight.verdicts import Case
from yardstick.periods import parse_period
from yardstick.progress import Direction


def monthly(values: Sequence[float | None], first_year: int = 2022) -> Series:
    """A series of months from a January on."""
    return series_of({f"{first_year + at // 12}-{at % 12 + 1:02}": value for at, value in enumerate(values)})


def yearly(values: Sequence[float | None], first_year: int = 2015) -> Series:
    """A series of years."""
    return series_of({str(first_year + at): value for at, value in enumerate(values)})


def case(
    series: Series,
    wanted: float,
    by: str,
    direction: Direction = Direction.POSITIVE,
    *,
    unit: str = "Hạ Sơn",
    limits: Limits = NO_LIMITS,
) -> Case:
    """A case with the straight way from the first value of the series."""
    target = Target(wanted, parse_period(by), direction)
    way = linear(Point(series.periods[0].last, series.first_value), target)
    return Case("ONLINE", unit, series, target, way, limits)


def bounds(found: Forecast) -> list[tuple[float, float]]:
    """Low and high of every period, of a forecast that must have both."""
    both = zip(found.low, found.high, strict=True)
    pairs = [(low, high) for low, high in both if low is not None and high is not None]
    assert len(pairs) == len(found.values)
    return pairs


def chance(found: Forecast, wanted: float, direction: Direction, ahead: int | None = None) -> float:
    """The probability of a forecast that must have one."""
    probability = found.probability(wanted, direction, ahead)
    assert probability is not None
    return probability
