"""The early-warning list: targets in danger, the most urgent first, with what the figures show."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from yardstick.foresight.forecasting import filled
from yardstick.foresight.methods import without_seasons
from yardstick.foresight.rolling import FloatArray
from yardstick.foresight.series import periods_until
from yardstick.foresight.targets import shortfall
from yardstick.foresight.verdicts import Assessment, Verdict
from yardstick.periods import Frequency, Period
from yardstick.progress import Direction


class Sign(StrEnum):
    """What the figures show; none of them says why."""

    BELOW_TRAJECTORY = "below_trajectory"
    TREND_REVERSED = "trend_reversed"
    DATA_TOO_OLD = "data_too_old"
    STAGNATING = "stagnating"
    VOLATILE = "volatile"


IN_DANGER = frozenset({Verdict.AT_RISK, Verdict.WILL_MISS, Verdict.NO_VERDICT})
ENOUGH_ALONE = frozenset({Sign.BELOW_TRAJECTORY, Sign.TREND_REVERSED, Sign.DATA_TOO_OLD})


@dataclass(frozen=True, slots=True)
class Marks:
    """From where on a sign is told.

    `recent`: how many changes, up to the last value, are recent. `old`: how many periods a last value may be behind.
    `stagnating`: the share of the pace still needed, below which a recent pace is none. `volatile`: how wide the
    interval at the target is, in lengths of the way from base to target.
    """

    recent: tuple[tuple[Frequency, int], ...] = (
        (Frequency.DAILY, 28),
        (Frequency.WEEKLY, 8),
        (Frequency.MONTHLY, 6),
        (Frequency.QUARTERLY, 4),
        (Frequency.HALF_YEARLY, 3),
        (Frequency.YEARLY, 3),
    )
    old: tuple[tuple[Frequency, int], ...] = (
        (Frequency.DAILY, 31),
        (Frequency.WEEKLY, 8),
        (Frequency.MONTHLY, 3),
        (Frequency.QUARTERLY, 2),
        (Frequency.HALF_YEARLY, 2),
        (Frequency.YEARLY, 2),
    )
    stagnating: float = 0.1
    volatile: float = 1.0


USUAL = Marks()


@dataclass(frozen=True, slots=True)
class Warned:
    """One line of the list; `low` and `high` bound the forecast for the target's period, `None` where there is none.

    `last_value`, `target`, `planned` (for the last period), `gap` (last value minus planned) and `forecast` are in the
    unit of the indicator. `probability` (0 to 1) is that of reaching the target, `None` where there is none;
    `no_verdict` says why there is no verdict.
    """

    indicator: str
    unit: str
    last_period: str
    last_value: float
    target_period: str
    target: float
    planned: float
    gap: float
    forecast: float | None
    low: float | None
    high: float | None
    probability: float | None
    verdict: Verdict
    reasons: tuple[Sign, ...]
    no_verdict: str | None


def line_of(assessment: Assessment, on: date, marks: Marks = USUAL) -> Warned:
    """What there is to say of one case, in danger or not, on a day."""
    case, standing, told = assessment.case, assessment.standing, assessment.forecast
    return Warned(
        indicator=case.indicator,
        unit=case.unit,
        last_period=case.series.last.code,
        last_value=case.series.last_value,
        target_period=case.target.period.code,
        target=case.target.value,
        planned=standing.planned,
        gap=standing.gap,
        forecast=told.values[-1] if told.values else None,
        low=told.low[-1] if told.low else None,
        high=told.high[-1] if told.high else None,
        probability=assessment.probability,
        verdict=assessment.verdict,
        reasons=signs(assessment, on, marks),
        no_verdict=assessment.reason,
    )


def early_warnings(assessments: Iterable[Assessment], on: date, marks: Marks = USUAL) -> list[Warned]:
    """The cases that are at risk, will miss, have no verdict, or are below their trajectory, reversed or too old.

    The least probable first; among equals the greatest shortfall first, in lengths of the way from base to target;
    those without a probability last. A target that is reached is not listed, unless the value is too old to say so.
    """
    listed = [(one, line_of(one, on, marks)) for one in assessments]
    listed = [(one, line) for one, line in listed if _is_listed(line)]
    listed.sort(key=lambda pair: _urgency(*pair))
    return [line for _, line in listed]


def _is_listed(line: Warned) -> bool:
    if line.verdict is Verdict.REACHED:
        return Sign.DATA_TOO_OLD in line.reasons
    return line.verdict in IN_DANGER or not ENOUGH_ALONE.isdisjoint(line.reasons)


def _urgency(assessment: Assessment, line: Warned) -> tuple[float, float, str, str, str, float]:
    way = _way(assessment)
    behind = assessment.standing.shortfall / way if way > 0 else math.inf if assessment.standing.shortfall > 0 else 0.0
    probability = 2.0 if line.probability is None else line.probability
    return probability, -behind, line.indicator, line.unit, line.target_period, line.target


def signs(assessment: Assessment, on: date, marks: Marks = USUAL) -> tuple[Sign, ...]:
    """What the figures of a case show on a day, in the order of `Sign`."""
    series = assessment.case.series
    shown = {
        Sign.BELOW_TRAJECTORY: assessment.standing.shortfall > 0,
        Sign.DATA_TOO_OLD: _is_old(series.last, on, dict(marks.old)[series.frequency]),
        Sign.VOLATILE: _is_volatile(assessment, marks),
        **_of_pace(assessment, marks),
    }
    return tuple(sign for sign in Sign if shown[sign])


def _is_old(last: Period, on: date, most: int) -> bool:
    """Whether more than `most` periods have ended after the last one by that day."""
    ended = last
    for _ in range(most + 1):
        ended = ended.next()
    return ended.last <= on


def _is_volatile(assessment: Assessment, marks: Marks) -> bool:
    low, high = (bounds[-1] if bounds else None for bounds in (assessment.forecast.low, assessment.forecast.high))
    if low is None or high is None:
        return False
    return high - low > marks.volatile * _way(assessment)


def _of_pace(assessment: Assessment, marks: Marks) -> dict[Sign, bool]:
    """Stagnating: hardly any of the pace that is still needed, where the target is not reached yet."""
    case = assessment.case
    better = _better(assessment)
    recent = min(dict(marks.recent)[case.series.frequency], len(better) - 1)
    if recent < 1:
        return {Sign.TREND_REVERSED: False, Sign.STAGNATING: False}
    gained = float(better[-1] - better[-1 - recent])
    missing = shortfall(case.series.last_value, case.target.value, case.target.direction)
    needed = missing / max(periods_until(case.series, case.target.period), 1) * recent
    return {
        Sign.TREND_REVERSED: _is_reversed(better, recent),
        Sign.STAGNATING: missing > 0 and abs(gained) < marks.stagnating * needed,
    }


def _is_reversed(better: FloatArray, recent: int) -> bool:
    """Better over at least as many changes before, worse over the recent ones, both by more than a usual change."""
    if recent < 2 or len(better) - 1 < 2 * recent:
        return False
    usual = float(np.abs(np.diff(better)).mean())
    earlier, later = better[-1 - recent] - better[0], better[-1] - better[-1 - recent]
    return bool(earlier > usual and later < -usual)


def _better(assessment: Assessment) -> FloatArray:
    """The series without gaps, and without seasons where there are any, turned so that more is better."""
    series = assessment.case.series
    values, _ = filled([series.values])
    if assessment.forecast.seasonal:
        values = without_seasons(values, series.season)
    sense = 1.0 if assessment.case.target.direction is Direction.POSITIVE else -1.0
    turned: FloatArray = values[:, 0] * sense
    return turned


def _way(assessment: Assessment) -> float:
    trajectory = assessment.case.trajectory
    return abs(trajectory.end.value - trajectory.base.value)


def latest(assessments: Iterable[Assessment]) -> date:
    """The last day of the newest period with a value: age judged by it asks no clock; `ValueError` for none."""
    return max(one.case.series.last.last for one in assessments)
