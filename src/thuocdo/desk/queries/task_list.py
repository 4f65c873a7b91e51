"""Lists of tasks as of a day: the lines behind each number of the board."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thuocdo.accounts.models import Person
from thuocdo.desk import words
from thuocdo.desk.asking import PENDING, STATUSES, Question
from thuocdo.organisations.models import Organisation
from thuocdo.tasks import projection
from thuocdo.tasks.access import assigned_by, visible_to
from thuocdo.tasks.models import Lead, Occurrence, StatusSpan, Task
from thuocdo.tasks.queries import spans_on
from thuocdo.tasks.rules.spans import Status
from thuocdo.tasks.rules.states import State
from viettext import fold

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One task, or one occurrence of a recurring one, as it stood on the day.

    `task` is None where the reader may not see it: the line counts, and says nothing but where it stands.
    """

    task: Task | None
    period: str
    standing: words.Standing
    state: str
    due: date | None
    first_due: date | None
    percent: float | None
    done_on: date | None
    distance: str
    is_over: bool
    leads: str
    is_suspended: bool


def listed(asked: Question, person: Person) -> QuerySet[StatusSpan]:
    """The spans of the day that the question names, each task or occurrence once, by deadline."""
    found = spans_on(asked.programme, on=asked.on, with_children=asked.with_children)
    found = found.filter(status__in=[status.value for status in STATUSES[asked.status]])
    found = _narrowed(found, asked)
    if asked.q:
        # A search must not tell what is in a title that the reader may not see.
        words_of = fold(asked.q)
        hits = Task.objects.filter(Q(folded__contains=words_of) | Q(code__icontains=asked.q))
        seen = visible_to(person, on=asked.on).filter(programme=asked.programme)
        found = found.filter(task__in=hits.filter(pk__in=seen.values("pk")).values("pk"))
    return found.order_by("due", "task_id", "period")


def waiting_for_answer(asked: Question) -> QuerySet[StatusSpan]:
    """The spans of the board's tasks for which a request for extension waits."""
    found = spans_on(asked.programme, on=asked.on, with_children=asked.with_children).filter(is_first=True)
    return found.filter(_stands(replace(asked, state=PENDING)))


def _narrowed(found: QuerySet[StatusSpan], asked: Question) -> QuerySet[StatusSpan]:
    if asked.state:
        found = found.filter(_stands(asked))
    if asked.extended:
        found = found.filter(extended=True)
    if asked.field:
        found = found.filter(field="" if asked.field == "–" else asked.field)
    if asked.lead:
        keys = list(Organisation.objects.filter(code=asked.lead).values_list("pk", flat=True))
        return found.filter(lead__in=keys)
    if asked.level:
        return found.filter(level=asked.level, is_first_of_level=True)
    return found.filter(is_first=True)


def _stands(asked: Question) -> Q:
    """The state of that day; a request for extension is looked for where it waits now."""
    if asked.state != PENDING:
        return Q(state=asked.state)
    again = Occurrence.objects.filter(task=OuterRef("task"), period=OuterRef("period"), pending_to__isnull=False)
    return Q(task__pending_to__isnull=False, period="") | (~Q(period="") & Q(Exists(again)))


def lines(spans: Iterable[StatusSpan], person: Person, *, on: date) -> list[Line]:
    """Lines to print; four queries whatever their number."""
    rows = list(spans)
    keys = {span.task_id for span in rows}
    seen = {task.pk: task for task in visible_to(person, on=on).filter(pk__in=keys).select_related("programme")}
    leads: dict[int, list[str]] = {}
    named = Lead.objects.filter(task__in=keys).order_by("order").values_list("task_id", "organisation__name")
    for key, name in named:
        leads.setdefault(key, []).append(name)
    days = projection.working_days()
    return [_line(span, seen.get(span.task_id), leads.get(span.task_id, []), on, days) for span in rows]


def _line(span: StatusSpan, task: Task | None, leads: list[str], on: date, days: "projection.WorkingDays") -> Line:
    status = Status(span.status)
    is_open = status in STATUSES["open"]
    return Line(
        task=task, period=span.period, standing=words.standing(status), state=words.of_state(State(span.state)).word,
        due=span.due, first_due=span.first_due, percent=span.percent, done_on=span.done_on,
        distance=words.distance(span.due, on, days) if is_open else "", is_over=status is Status.OPEN_OVERDUE,
        leads=", ".join(leads), is_suspended=span.suspended,
    )  # fmt: skip


def drafts(asked: Question, person: Person) -> QuerySet[Task]:
    """Tasks that are written down and not assigned yet, of the bodies that the person gives work for."""
    found = (
        visible_to(person, on=asked.on)
        .select_related("programme")
        .filter(assigned_by(person, on=asked.on), programme=asked.programme, state=State.DRAFT.value)
    )
    return found.filter(folded__contains=fold(asked.q)).order_by("-pk") if asked.q else found.order_by("-pk")


def draft_lines(tasks: Iterable[Task]) -> list[Line]:
    """Drafts as lines: they stand on no board yet."""
    standing = words.of_state(State.DRAFT)
    rows = list(tasks)
    leads: dict[int, list[str]] = {}
    named = Lead.objects.filter(task__in=rows).order_by("order").values_list("task_id", "organisation__name")
    for key, name in named:
        leads.setdefault(key, []).append(name)
    return [
        Line(task, "", standing, "", task.due, None, None, None, "", False, ", ".join(leads.get(task.pk, [])), False)
        for task in rows
    ]
