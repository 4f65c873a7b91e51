"""Made series of the shapes that indicators take, to try forecasts on: from a seed, with what came after known."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Chance = np.random.Generator
HELD_BACK = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """A way that series go; `lengths` are histories in periods, `season` the periods of a year (1: no season)."""

    name: str
    make: Callable[[Chance, int, int], FloatArray]  # (chance, periods, series) -> (periods, series)
    lengths: tuple[int, ...]
    season: int = 1
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Series of one length and kind: `history` and the periods `held_back` after it, both (periods, series).

    `observed` is where the history is not filled in; `season` the periods of a year, 1 without seasons.
    """

    name: str
    season: int
    minimum: float | None
    maximum: float | None
    history: FloatArray
    observed: BoolArray
    held_back: FloatArray


def made(seed: int, *, each: int) -> Iterator[Held]:
    """For every shape and each of its lengths `each` series, with 12 periods held back; same seed, same series."""
    for place, shape in enumerate(SHAPES):
        for length in shape.lengths:
            chance = np.random.Generator(np.random.PCG64([seed, place, length]))
            values = shape.make(chance, length + HELD_BACK, each)
            there = np.ones((length, each), dtype=np.bool_)
            yield Held(shape.name, shape.season, shape.minimum, shape.maximum, values[:length], there, values[length:])


def _time(periods: int) -> FloatArray:
    return np.arange(float(periods))[:, None]


def _noise(chance: Chance, periods: int, series: int, size: FloatArray | float) -> FloatArray:
    """Independent errors, one series in four with fat tails (Student's t of 4 degrees)."""
    fat = chance.random(series) < 0.25
    both = chance.normal(size=(periods, series)), chance.standard_t(4, size=(periods, series)) / np.sqrt(2)
    noise: FloatArray = np.where(fat, both[1], both[0]) * size
    return noise


def _linear(chance: Chance, periods: int, series: int) -> FloatArray:
    slope = chance.normal(0.0, 1.0, series)
    return 50 + slope * _time(periods) + _noise(chance, periods, series, chance.uniform(0.2, 3.0, series))


def _damped_growth(chance: Chance, periods: int, series: int) -> FloatArray:
    height, pace = chance.uniform(10, 60, series), chance.uniform(0.03, 0.3, series)
    path = 20 + height * (1 - np.exp(-pace * _time(periods)))
    values: FloatArray = path + _noise(chance, periods, series, height * chance.uniform(0.01, 0.06, series))
    return values


def _s_curve(chance: Chance, periods: int, series: int) -> FloatArray:
    middle, width = periods * chance.uniform(0.2, 1.0, series), periods * chance.uniform(0.05, 0.2, series)
    path = 5 + 90 / (1 + np.exp(-(_time(periods) - middle) / width))
    return path + _noise(chance, periods, series, chance.uniform(0.3, 3.0, series))


def _seasonal(chance: Chance, periods: int, series: int, season: int) -> FloatArray:
    pattern = chance.normal(0.0, 1.0, (season, series))
    waves = pattern[np.arange(periods) % season] * chance.uniform(2.0, 12.0, series)
    drifting = np.cumsum(_noise(chance, periods, series, chance.uniform(0.0, 1.0, series)), axis=0)
    slope = chance.normal(0.0, 0.4, series)
    return (
        100 + slope * _time(periods) + waves + drifting + _noise(chance, periods, series, chance.uniform(1, 4, series))
    )


def _seasonal_monthly(chance: Chance, periods: int, series: int) -> FloatArray:
    return _seasonal(chance, periods, series, 12)


def _seasonal_quarterly(chance: Chance, periods: int, series: int) -> FloatArray:
    return _seasonal(chance, periods, series, 4)


def _random_walk(chance: Chance, periods: int, series: int) -> FloatArray:
    return 50 + np.cumsum(_noise(chance, periods, series, 1.0) + chance.normal(0.0, 0.3, series), axis=0)


def _step_change(chance: Chance, periods: int, series: int) -> FloatArray:
    """One step, in one series of five among the periods held back, where nothing foretells it."""
    length = periods - HELD_BACK
    late = chance.random(series) < 0.2
    at = np.where(late, length + HELD_BACK * chance.random(series), length * chance.uniform(0.1, 0.95, series))
    step = np.where(_time(periods) >= at, chance.normal(0.0, 10.0, series), 0.0)
    slope = chance.normal(0.0, 0.2, series)
    return 60 + slope * _time(periods) + step + _noise(chance, periods, series, chance.uniform(0.5, 3.0, series))


def _stagnation(chance: Chance, periods: int, series: int) -> FloatArray:
    return chance.uniform(5, 80, series) + _noise(chance, periods, series, chance.uniform(0.2, 4.0, series))


def _yearly(chance: Chance, periods: int, series: int) -> FloatArray:
    """Some of everything, as what is told once a year: a slope that wanders and an error of its own."""
    slopes = chance.normal(0.0, 1.0, series) + np.cumsum(_noise(chance, periods, series, 0.15), axis=0)
    return 40 + np.cumsum(slopes, axis=0) + _noise(chance, periods, series, chance.uniform(0.2, 2.0, series))


def _shares(chance: Chance, periods: int, series: int) -> FloatArray:
    """Percentages: a logit that drifts and wanders, many of them near 100; to one decimal, as they are published."""
    start, slope = chance.uniform(-2.0, 4.0, series), chance.normal(0.03, 0.05, series)
    wandering = np.cumsum(_noise(chance, periods, series, chance.uniform(0.0, 0.15, series)), axis=0)
    logit = (
        start + slope * _time(periods) + wandering + _noise(chance, periods, series, chance.uniform(0.05, 0.2, series))
    )
    return np.round(100 / (1 + np.exp(-logit)), 1)


def _counts(chance: Chance, periods: int, series: int) -> FloatArray:
    """Whole numbers from few to hundreds, Poisson around a mean that grows or shrinks by the year."""
    start, growth = np.exp(chance.uniform(0.5, 6.0, series)), chance.normal(0.0, 0.015, series)
    wandering = np.cumsum(chance.normal(0.0, 0.03, (periods, series)), axis=0)
    return chance.poisson(start * np.exp(growth * _time(periods) + wandering)).astype(np.float64)


SHAPES = (
    Shape("linear", _linear, (8, 20, 48)),
    Shape("damped growth", _damped_growth, (8, 20, 48)),
    Shape("S-curve", _s_curve, (8, 20, 48)),
    Shape("seasonal, monthly", _seasonal_monthly, (30, 36, 60), season=12),
    Shape("seasonal, quarterly", _seasonal_quarterly, (12, 20, 40), season=4),
    Shape("random walk with drift", _random_walk, (8, 20, 48)),
    Shape("step change", _step_change, (12, 24, 48)),
    Shape("stagnation with noise", _stagnation, (8, 20, 48)),
    Shape("yearly, short", _yearly, (3, 4, 5, 6, 8)),
    Shape("share, 0 to 100", _shares, (8, 24, 48), season=1, minimum=0.0, maximum=100.0),
    Shape("count, from 0", _counts, (8, 24, 60), season=1, minimum=0.0),
)
