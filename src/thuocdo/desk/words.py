"""Sentences that several screens of the desk share: how far a deadline is, and how a standing is named."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thuocdo.tasks import labels
from thuocdo.tasks.rules.spans import Status
from thuocdo.tasks.rules.states import State
from thuocdo.tasks.rules.workdays import WorkingDays

# The sign of interface.signs that stands for a board status.
SIGN = {
    Status.DONE_ON_TIME: "done",
    Status.DONE_LATE: "late",
    Status.OPEN_IN_TIME: "open",
    Status.DUE_SOON: "soon",
    Status.NO_DEADLINE: "none",
    Status.OPEN_OVERDUE: "over",
    Status.CANCELLED: "cancelled",
}
OVER, SOON, DUE_TODAY = gettext_lazy("Quá hạn"), gettext_lazy("Sắp đến hạn"), gettext_lazy("Đến hạn hôm nay")


@dataclass(frozen=True, slots=True)
class Standing:
    """A sign and its word."""

    kind: str
    word: str


def standing(status: Status) -> Standing:
    """The sign and word of a board status."""
    return Standing(SIGN[status], str(labels.STATUS[status]))


def of_state(state: State) -> Standing:
    """The sign (the state's own name, which the interface maps) and word of a state."""
    return Standing(state.value, str(labels.STATE[state.value]))


def distance(due: date | None, on: date, days: WorkingDays) -> str:
    """How far a deadline is in working days: "Quá 19 ngày làm việc", "Hôm nay", "Còn 4 ngày làm việc"."""
    if due is None:
        return ""
    if due == on:
        return _("Hôm nay")
    left = days.count(on, due)
    if due < on:
        over = ngettext("Quá {n} ngày làm việc", "Quá {n} ngày làm việc", -left).format(n=-left)
        return over if left else _("Vừa quá hạn")
    if left:
        return ngettext("Còn {n} ngày làm việc", "Còn {n} ngày làm việc", left).format(n=left)
    days_left = (due - on).days
    return ngettext("Còn {n} ngày", "Còn {n} ngày", days_left).format(n=days_left)


def over_by(days: int) -> str:
    """An overdue status with its working days; none have gone by where only a weekend lies between."""
    if not days:
        return str(OVER)
    return ngettext("Quá hạn {n} ngày làm việc", "Quá hạn {n} ngày làm việc", days).format(n=days)


def is_over(due: date | None, on: date, state: State) -> bool:
    """Whether an open task's deadline has passed on the day."""
    return due is not None and due < on and state not in (State.VERIFIED, State.CLOSED, State.CANCELLED)
