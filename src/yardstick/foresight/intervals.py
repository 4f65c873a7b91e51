"""How wide a forecast must be: from the errors of earlier forecasts, by horizon, with the width of chance where few.

In the manner of conformal prediction (Vovk, Gammerman and Shafer, *Algorithmic Learning in a Random World*, 2005; for
what is not exchangeable Barber, Candès, Ramdas and Tibshirani, *Annals of Statistics* 51, 2023): the width is a
quantile of held-out errors, each told in units of the mean error at its horizon. The errors of one series overlap and
are few, so both parts are drawn toward a prior, and the whole is widened by a factor found on made series (`TUNING`).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yardstick.foresight.rolling import Averaging, BoolArray, FloatArray, summed
from yardstick.foresight.student import half_widths

CALIBRATED_AT = 0.8
NORMAL = 1.2815515655446004 / 0.7978845608028654  # 80 % half-width of a normal error in units of its mean size
MOST_FREEDOM = 30
MOST = 0.7  # by which a fitted exponent may leave what the methods say


@dataclass(frozen=True, slots=True)
class Tuning:
    """Everything that was tuned, on the made series of one seed and never on those that coverage is told for.

    `changes`: how many errors one period ahead the mean absolute change counts as. `growth`: the power of the horizon
    by which errors grow beyond what the methods say, before any is known; it counts as `growth_weight`. `drifting`:
    how much a mean change known from few periods adds. `own_weight`: how many errors at a horizon the fitted curve
    counts as. `quantile_weight`: how many origins the quantile of the normal distribution counts as. `widening` and
    `widening_few` (divided by the origins) widen everything. `freedom`: degrees of freedom before any origin.
    `seasonal_margin`: seasons are believed where errors with them are less than this share of those without.
    """

    averaging: Averaging
    changes: float
    growth: float
    drifting: float
    growth_weight: float
    own_weight: float
    quantile_weight: float
    widening: float
    widening_few: float
    freedom: int
    seasonal_margin: float


TUNING = Tuning(
    averaging=Averaging(trust=4.0, sharpness=12.0),
    changes=20.0,
    growth=0.0,
    growth_weight=40.0,
    drifting=1.0,
    own_weight=40.0,
    quantile_weight=8.0,
    widening=0.9,
    widening_few=0.5,
    freedom=4,
    seasonal_margin=1.0,
)


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The distribution around a forecast: Student's t with `freedom` (series), times `scale` (horizon, series)."""

    scale: FloatArray
    freedom: npt.NDArray[np.int64]


def spread(errors: FloatArray, present: BoolArray, change: FloatArray, growing: FloatArray, tuning: Tuning) -> Spread:
    """The spread at each period ahead.

    `errors` and `present` have the shape (origins, horizon judged, series); `change` (series) is the mean absolute
    change from one period to the next; `growing` (horizon, series) how errors should grow by the methods, 1 at first.
    """
    sizes, count = np.abs(errors), summed(present.astype(np.float64), axis=0)
    mean = summed(sizes, axis=0) / np.maximum(count, 1.0)
    near = (count[0] * mean[0] + tuning.changes * change) / (count[0] + tuning.changes)
    near = np.where(near > 0, near, 1.0)
    exponent = _exponent(mean / (near * growing[: len(mean)]), count, tuning)
    curve = near * growing * np.arange(1.0, len(growing) + 1.0)[:, None] ** exponent
    judged = len(mean)
    typical = (count * mean + tuning.own_weight * curve[:judged]) / (count + tuning.own_weight)
    typical = np.maximum.accumulate(typical, axis=0)  # what is far is never told more surely than what is near
    # Beyond the horizons judged the curve goes on from the last of them.
    beyond = curve[judged:] * (typical[-1] / curve[judged - 1])
    half = _quantile(sizes / typical, present, count[0], tuning) * np.concatenate([typical, beyond])
    freedom = np.clip(tuning.freedom + count[0], 1, MOST_FREEDOM).astype(np.int64)
    widened = half * (tuning.widening + tuning.widening_few / (count[0] + 1.0))
    return Spread(widened / half_widths(CALIBRATED_AT, freedom), freedom)


def _exponent(relative: FloatArray, count: FloatArray, tuning: Tuning) -> FloatArray:
    """The power of the horizon by which mean errors grow more than they should: the best fit to their logarithms."""
    far = np.log(np.arange(1.0, len(relative) + 1.0))[:, None]
    told = (count > 0) & (relative > 0)
    rise = np.where(told, np.log(np.where(told, relative, 1.0)), 0.0)
    weight = np.where(told, count, 0.0)
    over = summed(weight * far * rise, axis=0) + tuning.growth_weight * tuning.growth
    found: FloatArray = np.clip(over / (summed(weight * far**2, axis=0) + tuning.growth_weight), -MOST, MOST)
    return found


def _quantile(relative: FloatArray, present: BoolArray, origins: FloatArray, tuning: Tuning) -> FloatArray:
    """The conformal quantile of relative errors of every horizon, drawn to that of the normal distribution."""
    series = relative.shape[-1]
    pooled = np.where(present, relative, np.inf).reshape(-1, series)
    count = summed(present.reshape(-1, series).astype(np.float64), axis=0)
    if not len(pooled):
        return np.full(series, NORMAL)
    pooled.sort(axis=0)
    rank = np.ceil((count + 1) * CALIBRATED_AT).astype(np.int64)
    found = np.take_along_axis(pooled, np.clip(rank - 1, 0, np.maximum(count.astype(np.int64) - 1, 0))[None], axis=0)[0]
    found = np.where(count > 0, found, NORMAL)
    mixed: FloatArray = (origins * found + tuning.quantile_weight * NORMAL) / (origins + tuning.quantile_weight)
    return mixed
