"""Children that hold the verification of their parent: those marked as needed and not finished."""

from django.utils.translation import gettext as _

from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.states import DONE, State

SHOWN = 5
NO_LONGER = [state.value for state in (*DONE, State.CANCELLED)]


def held_by_children(task: Task) -> str:
    """Why the task cannot be verified yet, naming the children it waits for; empty where none holds it. One query."""
    waiting = task.children.filter(is_needed_by_parent=True).exclude(state__in=NO_LONGER).order_by("code")
    codes = list(waiting.values_list("code", flat=True)[: SHOWN + 1])
    if not codes:
        return ""
    named = ", ".join(codes[:SHOWN]) + ("…" if len(codes) > SHOWN else "")
    return _("Còn việc con phải xong trước: {codes}.").format(codes=named)
