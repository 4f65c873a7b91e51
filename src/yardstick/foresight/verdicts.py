"""Whether a target will be reached: a word and a probability for one series."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from yardstick.errors import BadInput
from yardstick.foresight.forecasting import LEVEL, Forecast, forecast_many
from yardstick.foresight.series import Series, periods_until
from yardstick.foresight.targets import NO_LIMITS, Limits, Target, meets
from yardstick.foresight.trajectories import Standing, Trajectory, stand


class Verdict(StrEnum):
    """What to expect of a target; `REACHED`: the last value meets it, which says nothing about later ones."""

    REACHED = "reached"
    WILL_REACH = "will_reach"
    AT_RISK = "at_risk"
    WILL_MISS = "will_miss"
    NO_VERDICT = "no_verdict"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least probability for `will_reach`, the greatest for `will_miss`; `BadInput` unless 0 ≤ miss < reach ≤ 1."""

    will_reach: float = 0.8
    will_miss: float = 0.2

    def __post_init__(self) -> None:
        if not 0 <= self.will_miss < self.will_reach <= 1:
            raise BadInput(
                f"thresholds {self.will_miss} and {self.will_reach}: expected 0 ≤ will miss < will reach ≤ 1"
            )


USUAL = Thresholds()


@dataclass(frozen=True, slots=True)
class Case:
    """One series of one unit with its target; `trajectory` begins at its base."""

    indicator: str
    unit: str
    series: Series
    target: Target
    trajectory: Trajectory
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True)
class Assessment:
    """A case with what is expected: `probability` is that the value of the target's period meets the target.

    `standing` compares the last value with what was planned for the last day of its period. `reason` says why there is
    no verdict, `None` where there is one. A case that is `reached` may have no forecast and so no probability.
    """

    case: Case
    standing: Standing
    forecast: Forecast
    probability: float | None
    verdict: Verdict
    reason: str | None


def assess(case: Case, *, level: float = LEVEL, thresholds: Thresholds = USUAL) -> Assessment:
    """`assess_many` for one case, with the same `level`, thresholds and errors."""
    return assess_many([case], level=level, thresholds=thresholds)[0]


def assess_many(cases: Sequence[Case], *, level: float = LEVEL, thresholds: Thresholds = USUAL) -> list[Assessment]:
    """Forecast every case to the period of its target and judge it; in the order of the cases.

    `level` is the probability that the forecast's interval should hold the value. `BadInput` for a target that is not
    after the last value, is in a period shorter than the series has, or lies beyond the limits.
    """
    ahead = [_ahead(case) for case in cases]
    found = forecast_many([case.series for case in cases], ahead, [case.limits for case in cases], level=level)
    return [_judged(case, forecast, thresholds) for case, forecast in zip(cases, found, strict=True)]


def _ahead(case: Case) -> int:
    try:
        if not case.limits.hold(case.target.value):
            raise BadInput(f"target value {case.target.value:g}: beyond the limits of the indicator")
        return periods_until(case.series, case.target.period)
    except BadInput as error:
        raise BadInput(f"indicator {case.indicator!r}, unit {case.unit!r}: {error}") from None


def _judged(case: Case, forecast: Forecast, thresholds: Thresholds) -> Assessment:
    target, value = case.target, case.series.last_value
    probability = forecast.probability(target.value, target.direction)
    verdict = _verdict(probability, thresholds)
    if meets(value, target.value, target.direction):
        verdict = Verdict.REACHED
    standing = stand(case.trajectory, target, value, case.series.last.last)
    reason = forecast.reason if verdict is Verdict.NO_VERDICT else None
    return Assessment(case, standing, forecast, probability, verdict, reason)


def _verdict(probability: float | None, thresholds: Thresholds) -> Verdict:
    if probability is None:
        return Verdict.NO_VERDICT
    if probability >= thresholds.will_reach:
        return Verdict.WILL_REACH
    return Verdict.WILL_MISS if probability <= thresholds.will_miss else Verdict.AT_RISK
