"""What forecasts are worth: intervals, errors and probabilities held against values that were held back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from yardstick.errors import BadInput, BadUsage
from yardstick.foresight.forecasting import FEWEST, LEVEL, filled, recent
from yardstick.foresight.intervals import TUNING, Tuning
from yardstick.foresight.made_series import HELD_BACK, Held, made
from yardstick.foresight.outlooks import Outlook, look_ahead
from yardstick.foresight.rolling import BoolArray, FloatArray
from yardstick.foresight.series import Series
from yardstick.foresight.student import cdf
from yardstick.foresight.targets import NO_LIMITS, Limits

TUNED_ON, REPORTED_ON = 1, 2  # seeds: what is reported comes from series that nothing was tuned on
BINS = 10
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the report: `outcomes` values held back of `series` series, each some periods ahead.

    `coverage` is the share of them within the interval, `near` and `far` the same 1 period ahead and at the last.
    `width` is the mean width of the interval and `error`, `naive`, `drift` are the mean absolute errors of the
    forecast, of the last value and of the last value with the mean change, all in mean absolute changes over a season
    (or a period, without seasons) of the history: MASE of Hyndman and Koehler, *Int. J. Forecasting* 22 (2006).
    """

    shape: str
    series: int
    outcomes: int
    coverage: float
    near: float
    far: float
    width: float
    error: float
    naive: float
    drift: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of about one probability: how many (`count`), and how they turned out.

    `predicted` is their mean, `observed` the share of targets that were reached, both 0 to 1.
    """

    count: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True)
class Report:
    """`lines` by shape, `every` over all of them, `calibration` of probabilities; `brier` is their mean squared error.

    `resolution_free` is what the Brier score would be for always telling the mean share: less than that is skill.
    """

    lines: tuple[Line, ...]
    every: Line
    calibration: tuple[Bin, ...]
    brier: float
    resolution_free: float


@dataclass(frozen=True, slots=True, eq=False)
class _Outcomes:
    """Arrays of the shape (horizon, series) for one shape and length."""

    inside: FloatArray
    width: FloatArray
    error: FloatArray
    naive: FloatArray
    drift: FloatArray
    predicted: FloatArray
    reached: FloatArray


def backtest(seed: int, *, each: int, level: float = LEVEL, tuning: Tuning = TUNING) -> Report:
    """Forecast `each` made series of every shape and length; the same seed gives the same report.

    The targets whose probability is judged lie at random distances of the last value, drawn without sight of what came
    after it, in either direction alike.
    """
    return _report([group for group in made(seed, each=each) if each > 0], seed, level, tuning)


def backtest_series(
    series: Mapping[str, Sequence[Series]],
    *,
    held_back: int = HELD_BACK,
    limits: Mapping[str, Limits] | None = None,
    level: float = LEVEL,
    seed: int = REPORTED_ON,
) -> Report:
    """Hold back the last periods of series of your own, by indicator, and forecast them: whether the intervals hold.

    A series counts where 3 values or more come before the periods held back, and neither the last of them nor one of
    those held back is missing. `level` (over 0, under 1) is the probability of the intervals; `seed` draws the targets
    whose probability is judged. `BadInput` where no series counts, `BadUsage` for `held_back` below 1.
    """
    if held_back < 1:
        raise BadUsage(f"{held_back} periods held back: expected 1 or more")
    alike: dict[tuple[str, int, int], list[tuple[float | None, ...]]] = defaultdict(list)
    for name, members in sorted(series.items()):
        for one in members:
            history, later = recent(one.values[:-held_back]), one.values[-held_back:]
            if len(history) - history.count(None) >= FEWEST and None not in (history[-1], *later):
                alike[name, one.season, len(history)].append((*history, *later))
    groups = [
        _held(name, season, rows, held_back, (limits or {}).get(name, NO_LIMITS))
        for (name, season, _), rows in sorted(alike.items())
    ]
    return _report(groups, seed, level, TUNING)


def _held(name: str, season: int, rows: Sequence[tuple[float | None, ...]], held_back: int, limits: Limits) -> Held:
    values, observed = filled(sorted(rows, key=str))
    return Held(
        name, season, limits.minimum, limits.maximum,
        values[:-held_back], observed[:-held_back], values[-held_back:],
    )  # fmt: skip


def _report(groups: Sequence[Held], seed: int, level: float, tuning: Tuning) -> Report:
    by_name: dict[str, list[_Outcomes]] = {}
    for place, group in enumerate(groups):
        chance = np.random.Generator(np.random.PCG64([seed, place]))
        found = _outcomes(group, chance, level, tuning)
        if found.inside.size:
            by_name.setdefault(group.name, []).append(found)
    everything = [one for outcomes in by_name.values() for one in outcomes]
    if not everything:
        raise BadInput("a back-test without series: expected one that changes before the periods held back")
    predicted = _joined(everything, lambda one: one.predicted)
    reached = _joined(everything, lambda one: one.reached)
    return Report(
        lines=tuple(_line(name, outcomes) for name, outcomes in by_name.items()),
        every=_line(EVERY, everything),
        calibration=calibration(predicted, reached),
        brier=float(((predicted - reached) ** 2).mean()),
        resolution_free=float(reached.mean() * (1 - reached.mean())),
    )


def calibration(predicted: FloatArray, reached: FloatArray) -> tuple[Bin, ...]:
    """Ten bins of probability of the same width, those without a prediction left out; `reached` is 0 or 1."""
    places = np.minimum((predicted * BINS).astype(np.int64), BINS - 1)
    chosen = [places == number for number in range(BINS)]
    return tuple(
        Bin(int(one.sum()), float(predicted[one].mean()), float(reached[one].mean())) for one in chosen if one.any()
    )


def _outcomes(group: Held, chance: np.random.Generator, level: float, tuning: Tuning) -> _Outcomes:
    moved = np.ptp(group.history, axis=0) > 0  # what never changed is forecast without an interval
    history, later = group.history[:, moved], group.held_back[:, moved]
    if not moved.any():
        return _Outcomes(*[np.zeros(later.shape)] * 7)
    found = look_ahead(history, group.observed[:, moved], season=group.season, horizon=len(later), tuning=tuning)
    half = found.half(level)
    low, centre, high = (
        np.clip(x, group.minimum, group.maximum) for x in (found.centre - half, found.centre, found.centre + half)
    )
    season = group.season if len(history) > group.season else 1
    unit = np.abs(history[season:] - history[:-season]).mean(axis=0)
    unit = np.where(unit > 0, unit, 1.0)
    steps = np.arange(1.0, len(later) + 1.0)[:, None]
    change = (history[-1] - history[0]) / (len(history) - 1)
    wanted = _targets(history, steps, chance, group.minimum, group.maximum)
    more = chance.random(wanted.shape) < 0.5
    return _Outcomes(
        inside=((later >= low) & (later <= high)).astype(np.float64),
        width=(high - low) / unit,
        error=np.abs(later - centre) / unit,
        naive=np.abs(later - history[-1]) / unit,
        drift=np.abs(later - history[-1] - steps * change) / unit,
        predicted=_probabilities(found, wanted, more),
        reached=np.where(more, later >= wanted, later <= wanted).astype(np.float64),
    )


def _targets(
    history: FloatArray, steps: FloatArray, chance: np.random.Generator, minimum: float | None, maximum: float | None
) -> FloatArray:
    """Values at a distance of the last one that such a series may cover, within its limits."""
    change = np.abs(np.diff(history, axis=0)).mean(axis=0)
    trend = (history[-1] - history[0]) / (len(history) - 1)
    away = chance.uniform(-2.0, 2.0, (len(steps), history.shape[1])) * change * np.sqrt(steps)
    wanted: FloatArray = np.clip(
        history[-1] + trend * steps * chance.uniform(0.0, 1.5, away.shape) + away, minimum, maximum
    )
    return wanted


def _probabilities(found: Outlook, wanted: FloatArray, more: BoolArray) -> FloatArray:
    distance = np.where(more, found.centre - wanted, wanted - found.centre) / found.scale
    rows = [[cdf(one, int(free)) for one, free in zip(row, found.freedom, strict=True)] for row in distance.tolist()]
    return np.array(rows, dtype=np.float64)


def _line(name: str, outcomes: Sequence[_Outcomes]) -> Line:
    inside = _joined(outcomes, lambda one: one.inside)
    return Line(
        shape=name,
        series=sum(one.inside.shape[1] for one in outcomes),
        outcomes=inside.size,
        coverage=float(inside.mean()),
        near=float(_joined(outcomes, lambda one: one.inside[0]).mean()),
        far=float(_joined(outcomes, lambda one: one.inside[-1]).mean()),
        width=float(_joined(outcomes, lambda one: one.width).mean()),
        error=float(_joined(outcomes, lambda one: one.error).mean()),
        naive=float(_joined(outcomes, lambda one: one.naive).mean()),
        drift=float(_joined(outcomes, lambda one: one.drift).mean()),
    )


def _joined(outcomes: Iterable[_Outcomes], part: Callable[[_Outcomes], FloatArray]) -> FloatArray:
    return np.concatenate([part(one).ravel() for one in outcomes])
