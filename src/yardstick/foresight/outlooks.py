"""The forecast of many series of one length at once, as arrays: centre, spread, and the weights it was made with."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yardstick.foresight.intervals import TUNING, Spread, Tuning, spread
from yardstick.foresight.methods import SEASONAL_SHORTEST_YEARS, family, forecasts, growth, without_seasons
from yardstick.foresight.rolling import BoolArray, FloatArray, average, roll, summed
from yardstick.foresight.student import half_widths

SERIES_AT_ONCE = 512  # keeps the errors of all methods, origins and horizons within some 50 MB


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What follows each series: `centre` and `scale` (horizon, series), `freedom`, `seasonal` (series).

    The value h periods ahead is `centre` plus `scale` times Student's t with `freedom` degrees.
    `weight` (methods, series) is 0 from where the family of the series ends.
    """

    centre: FloatArray
    scale: FloatArray
    freedom: npt.NDArray[np.int64]
    seasonal: BoolArray
    weight: FloatArray

    def half(self, level: float) -> FloatArray:
        """Half the width of the interval that holds the value with probability `level`: (horizon, series)."""
        return self.scale * half_widths(level, self.freedom)


def look_ahead(
    values: FloatArray, observed: BoolArray, *, season: int, horizon: int, tuning: Tuning = TUNING
) -> Outlook:
    """Forecast series of one length: `values` (periods, series) finite, filled in where not `observed`.

    At least 3 periods; the first and last are observed, and no series is constant. `season` is the number of periods
    in a year where there may be seasons, else 1. The digits of a series do not depend on those beside it.
    """
    cuts = [slice(start, start + SERIES_AT_ONCE) for start in range(0, values.shape[1], SERIES_AT_ONCE)]
    parts = [_look(values[:, cut], observed[:, cut], season, horizon, tuning) for cut in cuts]
    return Outlook(*(np.concatenate([getattr(p, name) for p in parts], axis=-1) for name in Outlook.__slots__))


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What one family says: its forecast, its weights, and the errors (origins, horizon, series) of earlier ones."""

    centre: FloatArray
    around: Spread
    weight: FloatArray
    errors: FloatArray


def _look(values: FloatArray, observed: BoolArray, season: int, horizon: int, tuning: Tuning) -> Outlook:
    plain = _of_family(values, observed, 1, horizon, tuning)
    weight = np.zeros((max(len(family(1)), len(family(season))), values.shape[1]))
    weight[: len(plain.weight)] = plain.weight
    if season == 1 or len(values) < SEASONAL_SHORTEST_YEARS * season:
        never = np.zeros(values.shape[1], dtype=np.bool_)
        return Outlook(plain.centre, plain.around.scale, plain.around.freedom, never, weight)
    other = _of_family(values, observed, season, horizon, tuning)
    seasonal = _is_better(other.errors, plain.errors, tuning)
    return Outlook(
        np.where(seasonal, other.centre, plain.centre),
        np.where(seasonal, other.around.scale, plain.around.scale),
        np.where(seasonal, other.around.freedom, plain.around.freedom),
        seasonal,
        np.where(seasonal, other.weight, weight[: len(other.weight)]),
    )


def _is_better(seasonal: FloatArray, plain: FloatArray, tuning: Tuning) -> BoolArray:
    """Whether the seasonal family has erred less, by a margin, from the origins that both began from."""
    alike = len(seasonal)  # the seasonal family needs the longer history, so it has the fewer origins
    with_seasons, without = (summed(summed(np.abs(e), axis=0), axis=0) for e in (seasonal, plain[len(plain) - alike :]))
    found: BoolArray = with_seasons < tuning.seasonal_margin * without
    return found


def _of_family(values: FloatArray, observed: BoolArray, season: int, horizon: int, tuning: Tuning) -> _Said:
    rolled = roll(values, observed, season, horizon)
    weight, errors = average(rolled, season, tuning.averaging)
    centre = summed(forecasts(values, season, horizon) * weight[:, None], axis=0)
    length, steps = len(values), np.arange(1.0, horizon + 1.0)[:, None]
    change = summed(np.abs(np.diff(without_seasons(values, season), axis=0)), axis=0) / (length - 1)
    # A mean change is itself known from few periods: h (1 + h / n) is the variance of a random walk with drift.
    growing = summed(growth(season, horizon)[:, :, None] * weight[:, None], axis=0)
    growing = growing * np.sqrt(1 + tuning.drifting * (steps - 1) / length)
    return _Said(centre, spread(errors, rolled.present, change, growing, tuning), weight, errors)
