"""The forecast of one series or of thousands, to a number of periods ahead, with an interval and a probability."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from yardstick.errors import BadUsage
from yardstick.foresight.methods import family
from yardstick.foresight.outlooks import Outlook, look_ahead
from yardstick.foresight.rolling import BoolArray, FloatArray
from yardstick.foresight.series import Series
from yardstick.foresight.student import cdf
from yardstick.foresight.targets import NO_LIMITS, Limits, meets
from yardstick.periods import Period
from yardstick.progress import Direction

FEWEST = 3
LONGEST_HISTORY = 240  # periods; older ones are left out
FARTHEST = 400  # periods ahead
LEVEL = 0.8


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected after the last value, one entry for each period ahead; nothing where there is a `reason`.

    The value of a period lies between `low` and `high` with probability `level`. A series that never changed has
    neither (`None`): nothing tells how far it will move when it does. `methods` are names and weights with the sum 1,
    the heaviest first; `seasonal` says whether they took seasons into account; `count` values stood behind them.
    `values`, bounds and `scales` (of Student's t with `freedom` degrees) are in the unit of the series; values and
    bounds keep to its limits, `centres` (the same before that) may pass them.
    """

    periods: tuple[Period, ...] = ()
    values: tuple[float, ...] = ()
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    level: float = LEVEL
    seasonal: bool = False
    methods: tuple[tuple[str, float], ...] = ()
    count: int = 0
    reason: str | None = None
    centres: tuple[float, ...] = field(default=(), repr=False)
    scales: tuple[float, ...] = field(default=(), repr=False)
    freedom: int = field(default=1, repr=False)

    @property
    def constant(self) -> bool:
        """Whether the series never changed."""
        return bool(self.values) and not self.scales

    def probability(self, wanted: float, direction: Direction, ahead: int | None = None) -> float | None:
        """The probability that the value `ahead` periods on (the last by default) is at least as good as `wanted`.

        `None` where there is no forecast. For a series that never changed in n values, the rule of succession: it
        still has its value h periods on with probability n / (n + h), and moves either way alike. `BadUsage` for a
        period that was not forecast.
        """
        if self.reason is not None:
            return None
        place = len(self.values) if ahead is None else ahead
        if not 1 <= place <= len(self.values):
            raise BadUsage(f"{place} periods ahead: expected 1 to {len(self.values)}, which were forecast")
        if self.constant:
            moved = place / (self.count + place)
            return 1 - moved / 2 if meets(self.values[0], wanted, direction) else moved / 2
        distance = (self.centres[place - 1] - wanted) / self.scales[place - 1]
        return cdf(distance if direction is Direction.POSITIVE else -distance, self.freedom)


def forecast(series: Series, ahead: int, *, limits: Limits = NO_LIMITS, level: float = LEVEL) -> Forecast:
    """Forecast the periods 1 to `ahead` after the last value; the same digits as `forecast_many` gives.

    `level` (over 0, under 1) is the probability that the interval should hold the value. Fewer than 3 values, or an
    `ahead` over 400, give a `Forecast` that has a `reason` and nothing else; `BadUsage` as `forecast_many`.
    """
    return forecast_many([series], [ahead], [limits], level=level)[0]


def forecast_many(
    series: Sequence[Series], ahead: Sequence[int], limits: Sequence[Limits], *, level: float = LEVEL
) -> list[Forecast]:
    """Forecast many series at once, each its own number of periods ahead and within its own limits, in their order.

    A series with fewer than 3 values, one with a value beyond its limits, or a period more than 400 ahead gives a
    `Forecast` with the reason and nothing else. `BadUsage` for a `level` not between 0 and 1, for `ahead` below 1,
    and where the three sequences differ in length.
    """
    if not 0 < level < 1:
        raise BadUsage(f"level {level}: expected more than 0 and less than 1")
    if not len(series) == len(ahead) == len(limits):
        raise BadUsage(f"{len(series)} series, {len(ahead)} horizons, {len(limits)} limits: expected one of each")
    found: list[Forecast] = [Forecast()] * len(series)
    alike: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for place, (one, horizon, held) in enumerate(zip(series, ahead, limits, strict=True)):
        reason = _reason(one, horizon, held)
        if reason is not None:
            found[place] = Forecast(level=level, count=one.count, reason=reason)
        elif len({value for value in recent(one.values) if value is not None}) == 1:
            found[place] = _constant(one, horizon, level)
        else:
            alike[len(recent(one.values)), one.season, horizon].append(place)
    for (_, season, horizon), places in sorted(alike.items()):
        rows = _forecast_alike([series[p] for p in places], [limits[p] for p in places], season, horizon, level)
        for place, row in zip(places, rows, strict=True):
            found[place] = row
    return found


def _reason(series: Series, ahead: int, limits: Limits) -> str | None:
    if ahead < 1:
        raise BadUsage(f"{ahead} periods ahead: expected 1 or more")
    if series.count < FEWEST:
        return f"{series.count} values: a forecast needs at least {FEWEST}"
    if sum(value is not None for value in recent(series.values)) < FEWEST:
        return f"fewer than {FEWEST} values in the last {LONGEST_HISTORY} periods"
    if ahead > FARTHEST:
        return f"the target is {ahead} periods ahead: at most {FARTHEST} are forecast"
    for period, value in zip(series.periods, series.values, strict=True):
        if value is not None and not limits.hold(value):
            return f"the value {value:g} of {period} is beyond the limits of the indicator"
    return None


def recent(values: Sequence[float | None]) -> Sequence[float | None]:
    """The last 240 values, from the first among them that is there."""
    kept = values[-LONGEST_HISTORY:]
    return kept[next((place for place, value in enumerate(kept) if value is not None), len(kept)) :]


def _following(series: Series, ahead: int) -> tuple[Period, ...]:
    periods = [series.last]
    for _ in range(ahead):
        periods.append(periods[-1].next())
    return tuple(periods[1:])


def _constant(series: Series, ahead: int, level: float) -> Forecast:
    return Forecast(
        periods=_following(series, ahead),
        values=(series.last_value,) * ahead,
        low=(None,) * ahead,
        high=(None,) * ahead,
        level=level,
        methods=(("last value", 1.0),),
        count=series.count,
    )


def _forecast_alike(
    series: Sequence[Series], limits: Sequence[Limits], season: int, ahead: int, level: float
) -> list[Forecast]:
    """Forecast series of one length, seasons and horizon."""
    last = np.array([one.last_value for one in series])
    values, observed = filled([recent(one.values) for one in series])
    # Every method gives the same for a shifted and scaled series; a power of two as the unit costs no digit.
    values = values - last
    _, exponent = np.frexp(np.abs(values).max(axis=0))
    outlook = look_ahead(np.ldexp(values, -exponent), observed, season=season, horizon=ahead)
    centre = np.ldexp(outlook.centre, exponent) + last
    scale, half = np.ldexp(outlook.scale, exponent), np.ldexp(outlook.half(level), exponent)
    columns = zip(*(array.T.tolist() for array in (centre, scale, centre - half, centre + half)), strict=True)
    return [
        _told(one, held, outlook, place, level, *numbers)
        for place, (one, held, numbers) in enumerate(zip(series, limits, columns, strict=True))
    ]


def _told(
    series: Series,
    limits: Limits,
    outlook: Outlook,
    place: int,
    level: float,
    centre: list[float],
    scale: list[float],
    low: list[float],
    high: list[float],
) -> Forecast:
    if not all(map(math.isfinite, (*low, *high))) or min(scale) <= 0:
        return Forecast(level=level, count=series.count, reason="the values leave the range of numbers with a fraction")
    seasonal = bool(outlook.seasonal[place])
    named = zip(family(series.season if seasonal else 1), outlook.weight[:, place].tolist(), strict=False)
    return Forecast(
        periods=_following(series, len(centre)),
        values=tuple(map(limits.clip, centre)),
        low=tuple(map(limits.clip, low)),
        high=tuple(map(limits.clip, high)),
        level=level,
        seasonal=seasonal,
        methods=tuple(sorted(((method.name, weight) for method, weight in named), key=lambda one: (-one[1], one[0]))),
        count=series.count,
        centres=tuple(centre),
        scales=tuple(scale),
        freedom=int(outlook.freedom[place]),
    )


def filled(rows: Sequence[Sequence[float | None]]) -> tuple[FloatArray, BoolArray]:
    """Series of one length as arrays (periods, series): gaps on the straight line between neighbours, and what is none.

    The first and the last value of every series are there.
    """
    values = np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=np.float64).T
    observed = np.isfinite(values)
    places = np.arange(len(values))
    for column in np.flatnonzero(~observed.all(axis=0)):
        there = observed[:, column]
        values[~there, column] = np.interp(places[~there], places[there], values[there, column])
    return values, observed
