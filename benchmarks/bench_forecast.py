"""What forecasts are worth on made series that nothing was tuned on, and how long those of a whole country take."""

import numpy as np

from benchmarks import report
from benchmarks.measure import Row, best_seconds
from yardstick.foresight.backtest import REPORTED_ON, TUNED_ON, Report, backtest
from yardstick.foresight.forecasting import forecast_many
from yardstick.foresight.series import Series, series_of
from yardstick.foresight.targets import NO_LIMITS

EACH = 300  # series of every shape and length
UNITS, MONTHS, AHEAD = 3_321, 60, 12
EXPLAINED = f"""\
Made series of eleven shapes; the last 12 values of each are held back and forecast at once, 1 to 12 periods ahead. What
was tuned was tuned on seed {TUNED_ON}; these are the series of seed {REPORTED_ON}, by which nothing was chosen.
The interval should hold 80 %. Errors and widths are in mean absolute changes of the history (MASE); the baselines are
the last value, and the last value with the mean change. Real series are not made: try your own."""
SHAPES = (
    "| shape | series | within | 1 ahead | 12 ahead | width | error | last value | drift |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)
CALIBRATION = "| probabilities of reaching a target | predicted | reached |\n|---:|---:|---:|"


def text() -> str:
    """The section of the report."""
    found = backtest(REPORTED_ON, each=EACH)
    shapes = [
        f"| {one.shape} | {one.series:,} | {one.coverage:.1%} | {one.near:.1%} | {one.far:.1%} | {one.width:.2f}"
        f" | {one.error:.2f} | {one.naive:.2f} | {one.drift:.2f} |"
        for one in (*found.lines, found.every)
    ]
    bins = [f"| {one.count:,} | {one.predicted:.3f} | {one.observed:.3f} |" for one in found.calibration]
    tables = ["\n".join([SHAPES, *shapes]), "\n".join([CALIBRATION, *bins]), _skill(found), report.table(_times())]
    return "\n\n".join([EXPLAINED, *tables])


def _skill(found: Report) -> str:
    return (
        f"Mean squared error of the probabilities (Brier score): {found.brier:.3f};"
        f" always telling the mean share: {found.resolution_free:.3f}."
    )


def _times() -> list[Row]:
    series = _made()
    work = f"{UNITS:,} series of {MONTHS} months, {AHEAD} ahead"
    told = best_seconds(lambda: forecast_many(series, [AHEAD] * UNITS, [NO_LIMITS] * UNITS), 2)
    judged = best_seconds(lambda: backtest(TUNED_ON, each=30), 2)
    return [Row("forecast", work, told), Row("back-test", "1,110 series, 12 periods held back", judged)]


def _made() -> list[Series]:
    chance = np.random.Generator(np.random.PCG64(57))
    waves = 5 * np.sin(np.arange(MONTHS) * np.pi / 6) * (np.arange(UNITS)[:, None] % 2)
    values = 60 + np.cumsum(chance.normal(0.1, 1.0, (UNITS, MONTHS)), axis=1) + waves
    codes = [f"{2021 + month // 12}-{month % 12 + 1:02}" for month in range(MONTHS)]
    return [series_of(dict(zip(codes, row, strict=True))) for row in values.tolist()]
