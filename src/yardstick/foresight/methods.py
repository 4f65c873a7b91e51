"""The family of forecasting methods, each a fixed linear map from a history to what follows it.

Because no parameter is fitted to a single series, forecasting many series of one length costs one matrix for all of
them, and so does forecasting again from every earlier period. Sources: Hyndman and Athanasopoulos, *Forecasting:
Principles and Practice* (3rd ed., ch. 3, 5, 7, 8); Gardner and McKenzie, *Management Science* 31 (1985), damped trend;
Assimakopoulos and Nikolopoulos, *Int. J. Forecasting* 16 (2000), Theta, in the form of Hyndman and Billah, ibid. 19
(2003).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Forecaster = Callable[[FloatArray, int], FloatArray]  # (periods, series), horizon -> (horizon, series)


@dataclass(frozen=True, slots=True)
class Method:
    """A member of the family; `standing` is its error, in mean errors of the family, before any is known."""

    name: str
    forecast: Forecaster
    standing: float


def last_value(history: FloatArray, horizon: int) -> FloatArray:
    """The random walk: the last value stays."""
    return np.repeat(history[-1:], horizon, axis=0)


def drift(history: FloatArray, horizon: int) -> FloatArray:
    """The random walk with drift: the mean change of the whole history goes on; at least 2 periods."""
    change = (history[-1] - history[0]) / (len(history) - 1)
    ahead: FloatArray = history[-1] + _steps(horizon) * change
    return ahead


def smoothed(history: FloatArray, horizon: int, *, alpha: float) -> FloatArray:
    """Simple exponential smoothing from the first value on."""
    return np.repeat(_level(history, alpha)[None], horizon, axis=0)


def damped(history: FloatArray, horizon: int, *, alpha: float, beta: float, phi: float) -> FloatArray:
    """Holt's linear trend with a slope that shrinks by `phi` a period and begins as the mean of the first changes."""
    first = min(4, len(history) - 1)
    level, slope = history[0], (history[first] - history[0]) / first
    for value in history[1:]:
        before, expected = level, level + phi * slope
        level = expected + alpha * (value - expected)
        slope = phi * slope + beta * (level - before - phi * slope)
    ahead: FloatArray = level + np.cumsum(phi ** _steps(horizon), axis=0) * slope
    return ahead


def theta(history: FloatArray, horizon: int, *, alpha: float) -> FloatArray:
    """Theta with the lines 0 and 2: smoothing plus half the slope of the line through all values."""
    length = len(history)
    behind = (1 - (1 - alpha) ** length) / alpha
    ahead: FloatArray = _level(history, alpha) + (_steps(horizon) - 1 + behind) * _slope(history) / 2
    return ahead


def line(history: FloatArray, horizon: int) -> FloatArray:
    """The straight line of least squares."""
    middle = (len(history) - 1) / 2
    ahead: FloatArray = history.mean(axis=0) + (len(history) - 1 + _steps(horizon) - middle) * _slope(history)
    return ahead


def same_season(history: FloatArray, horizon: int, *, season: int) -> FloatArray:
    """The value of the same season one year before, with the yearly change of the whole history added each year."""
    length = len(history)
    years = np.arange(horizon) // season + 1.0
    change = (history[-1] - history[(length - 1) % season]) / max((length - 1) // season, 1)
    ahead: FloatArray = history[length - season + np.arange(horizon) % season] + years[:, None] * change
    return ahead


def in_season(history: FloatArray, horizon: int, *, season: int, then: Forecaster) -> FloatArray:
    """Take off additive seasonal effects (least squares, beside a straight line), forecast, and put them on again."""
    length = len(history)
    phase = np.arange(length + horizon) % season
    effects = effects_of(season, length) @ history
    return then(history - effects[phase[:length]], horizon) + effects[phase[length:]]


def without_seasons(history: FloatArray, season: int) -> FloatArray:
    """A history (periods, series) less its seasonal effects; as it is where `season` is 1."""
    if season == 1:
        return history
    found = effects_of(season, len(history))
    effects = np.zeros((season, history.shape[1]))
    for place, values in enumerate(history):
        effects += found[:, place, None] * values
    return history - effects[np.arange(len(history)) % season]


@lru_cache(maxsize=256)
def effects_of(season: int, length: int) -> FloatArray:
    """The map (season, length) from a history to its seasonal effects, which sum to 0: not to be changed."""
    dummies = (np.arange(length)[:, None] % season == np.arange(season)).astype(np.float64)
    design = np.column_stack([np.arange(length) - (length - 1) / 2, dummies])
    effects = np.linalg.pinv(design)[1:]
    found: FloatArray = effects - effects.mean(axis=0)
    found.setflags(write=False)
    return found


def _steps(horizon: int) -> FloatArray:
    return np.arange(1.0, horizon + 1.0)[:, None]


def _level(history: FloatArray, alpha: float) -> FloatArray:
    level: FloatArray = history[0]
    for value in history[1:]:
        level = level + alpha * (value - level)
    return level


def _slope(history: FloatArray) -> FloatArray:
    places = np.arange(len(history)) - (len(history) - 1) / 2
    slope: FloatArray = (places @ history) / (places @ places)
    return slope


PLAIN = (
    Method("last value", last_value, 1.0),
    Method("drift", drift, 0.95),
    Method("smoothed 0.3", partial(smoothed, alpha=0.3), 1.1),
    Method("smoothed 0.6", partial(smoothed, alpha=0.6), 1.0),
    Method("damped 0.3", partial(damped, alpha=0.3, beta=0.1, phi=0.95), 1.05),
    Method("damped 0.6", partial(damped, alpha=0.6, beta=0.2, phi=0.9), 0.95),
    Method("damped 0.9", partial(damped, alpha=0.9, beta=0.4, phi=0.9), 1.0),
    Method("theta 0.3", partial(theta, alpha=0.3), 1.0),
    Method("theta 0.7", partial(theta, alpha=0.7), 0.95),
    Method("line", line, 1.1),
)
SEASONAL_SHORTEST_YEARS = 2
LONG = 60  # periods after which the weight of the newest value hardly changes
SHORTEST = 2  # of periods that every plain method can start from


@lru_cache(maxsize=64)
def family(season: int) -> tuple[Method, ...]:
    """The methods for a series with that many seasons a year; `1` is a series without seasons."""
    if season == 1:
        return PLAIN
    adjusted = [
        Method(f"{one.name}, seasonal", partial(in_season, season=season, then=one.forecast), one.standing)
        for one in PLAIN
    ]
    return (Method("same season", partial(same_season, season=season), 1.2), *adjusted)


def shortest(season: int) -> int:
    """How many periods every method of the family needs."""
    return SHORTEST if season == 1 else season + max(2, season // 2)


@lru_cache(maxsize=256)
def weights(season: int, length: int, horizon: int) -> FloatArray:
    """The maps of a family as one array of the shape (methods, horizon, length): not to be changed."""
    each = np.eye(length)
    found = np.stack([method.forecast(each, horizon) for method in family(season)])
    found.setflags(write=False)
    return found


@lru_cache(maxsize=64)
def growth(season: int, horizon: int) -> FloatArray:
    """How an error of each method grows with the horizon where the method is right: (methods, horizon), 1 at first.

    With ψ(j) the weight of the newest value in what is said j periods ahead, the variance h periods ahead is in
    proportion to 1 + ψ(1)² + … + ψ(h - 1)² (Hyndman and Athanasopoulos, ch. 8.7); not to be changed.
    """
    newest = weights(season, LONG, horizon)[:, :, -1]
    variance = 1 + np.cumsum(newest**2, axis=1) - newest**2  # each horizon without its own
    found: FloatArray = np.sqrt(variance)
    found.setflags(write=False)
    return found


def forecasts(history: FloatArray, season: int, horizon: int) -> FloatArray:
    """What each method says after a history of the shape (periods, series): (methods, horizon, series).

    The sum goes period by period, so that a series has the same digits alone and among thousands.
    """
    maps = weights(season, len(history), horizon)
    total = np.zeros((*maps.shape[:2], history.shape[1]))
    for place in range(len(history)):
        column = maps[:, :, place]
        used = np.flatnonzero(column.any(axis=1))
        if len(used) == len(column):
            total += column[:, :, None] * history[place]
        else:
            total[used] += column[used, :, None] * history[place]
    return total
