"""The tasks under a task: how far each is, and what that makes of the parent's progress."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.interface.formats import number_text
from thuocdo.tasks import labels
from thuocdo.tasks.access import visible_to
from thuocdo.tasks.models import Lead, Task
from thuocdo.tasks.rules import cascade
from thuocdo.tasks.rules.states import State

DEEPEST = 6
SHOWN = 50


@dataclass(slots=True)
class Child:
    """A task under a task. `title` is None where the reader may not see it; `percent` 0 to 100 or None."""

    pk: int
    code: str
    title: str | None
    state: State
    due: date | None
    weight: float
    own: float | None
    is_needed: bool
    leads: str = ""
    percent: float | None = None
    children: list["Child"] = field(default_factory=list)

    @property
    def word(self) -> str:
        """The state in words."""
        return str(labels.STATE[self.state.value])

    @property
    def meta(self) -> str:
        """Leads, weight, and whether the parent waits for it."""
        needed = [_("cần xong trước việc chính")] if self.is_needed else []
        return " · ".join([*filter(None, [self.leads]), _("trọng số {n}").format(n=number_text(self.weight)), *needed])


@dataclass(frozen=True, slots=True)
class Family:
    """The children of a task; `percent` is its progress by their weights, or its own where none counts."""

    children: list[Child]
    percent: float | None
    rest: int

    @property
    def weight(self) -> float:
        """The sum of the weights that count."""
        return sum(weight for weight, _percent in self.formula)

    @property
    def formula(self) -> list[tuple[float, float]]:
        """(weight, percent) of each child that counts, for the sum printed below."""
        return [
            (child.weight, cascade.reached_by(cascade.Part(child.weight, child.state, child.percent)))
            for child in self.children
            if child.state not in (State.CANCELLED, State.DRAFT)
        ]


def family(task: Task, person: Person, *, on: date) -> Family:
    """The tree below a task. One query for each generation, then one for titles seen and one for leads."""
    below = _generations(task)
    for child in below[task.pk]:
        _settle(child, below)
    shown = below[task.pk][:SHOWN]
    _name(shown, person, on=on)
    return Family(shown, cascade.progress(task.percent, map(_part, below[task.pk])), len(below[task.pk]) - len(shown))


def _generations(task: Task) -> dict[int, list[Child]]:
    below: dict[int, list[Child]] = defaultdict(list)
    parents = [task.pk]
    for _depth in range(DEEPEST):
        rows = (
            Task.objects.filter(parent__in=parents)
            .order_by("code")
            .values_list("parent_id", "pk", "code", "state", "due", "weight", "percent", "is_needed_by_parent")
        )
        parents = []
        for parent, pk, code, state, due, weight, percent, is_needed in rows:
            below[parent].append(Child(pk, code, None, State(state), due, weight, percent, is_needed))
            parents.append(pk)
        if not parents:
            break
    return below


def _settle(child: Child, below: dict[int, list[Child]]) -> None:
    for one in below.get(child.pk, ()):
        _settle(one, below)
    child.children = below.get(child.pk, [])[:SHOWN]
    child.percent = cascade.progress(child.own, map(_part, below.get(child.pk, ())))
    if child.state in (State.VERIFIED, State.CLOSED):
        child.percent = cascade.WHOLE


def _part(child: Child) -> cascade.Part:
    return cascade.Part(child.weight, child.state, child.percent)


def _name(children: list[Child], person: Person, *, on: date) -> None:
    """Titles and leads of the tasks that the person may see."""
    listed = list(_all(children))
    keys = [child.pk for child in listed]
    if not keys:
        return
    titles = dict(visible_to(person, on=on).filter(pk__in=keys).values_list("pk", "title"))
    leads: dict[int, list[str]] = defaultdict(list)
    for pk, name in Lead.objects.filter(task__in=keys).order_by("order").values_list("task_id", "organisation__name"):
        leads[pk].append(name)
    for child in listed:
        child.title = titles.get(child.pk)
        child.leads = ", ".join(leads[child.pk])


def _all(children: list[Child]) -> list[Child]:
    return [one for child in children for one in (child, *_all(child.children))]
