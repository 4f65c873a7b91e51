"""Targets, trajectories, forecasts with an interval, the probability of reaching a target, and early warnings."""

from yardstick.foresight.backtest import backtest_series
from yardstick.foresight.forecasting import Forecast, forecast, forecast_many
from yardstick.foresight.series import Series, periods_until, series_of
from yardstick.foresight.targets import NO_LIMITS, Limits, Target
from yardstick.foresight.trajectories import Between, Point, Standing, Trajectory, custom, linear, stand, stepped
from yardstick.foresight.verdicts import Assessment, Case, Thresholds, Verdict, assess, assess_many
from yardstick.foresight.warning import Marks, Sign, Warned, early_warnings, line_of

__all__ = [
    "NO_LIMITS", "Assessment", "Between", "Case", "Forecast", "Limits", "Marks", "Point", "Series", "Sign", "Standing",
    "Target", "Thresholds", "Trajectory", "Verdict", "Warned", "assess", "assess_many", "backtest_series", "custom",
    "early_warnings", "forecast", "forecast_many", "line_of", "linear", "periods_until", "series_of", "stand",
    "stepped",
]  # fmt: skip
