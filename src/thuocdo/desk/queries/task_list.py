"""Lists of tasks as of a day: the lines behind each number of the board."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thuocdo.accounts.models import Person
from thuocdo.desk import words
from thuocdo.desk.asking import PENDING, STATUSES, Question
from thuocdo.organisations.models import Organisation
from thuocdo.scoreboards.queries import tally
from thuocdo.scoreboards.remembering import remembered
from thuocdo.scoreboards.rules import NO_FIELD, By
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
        named = Q(folded__contains=fold(asked.q)) | Q(code__icontains=asked.q)
        hits = visible_to(person, on=asked.on).filter(named, programme=asked.programme)
        found = found.filter(task__in=hits.values("pk"))
    return found.order_by("due", "task_id", "period")


def pending_count(asked: Question) -> int:
    """How many of the board's tasks and occurrences wait for the answer to a request for extension."""
    found = spans_on(asked.programme, on=asked.on, with_children=asked.with_children).filter(is_first=True)
    tasks = Task.objects.filter(programme=asked.programme, pending_to__isnull=False).values("pk")
    rounds = Occurrence.objects.filter(task__programme=asked.programme, pending_to__isnull=False).values("task")
    return (
        found.filter(period="", task__in=tasks).count()
        + found.filter(_stands(replace(asked, state=PENDING)), task__in=rounds).exclude(period="").count()
    )


def known_count(asked: Question, person: Person) -> int:
    """How many lines the list has: from the board's counts where they tell, else counted once as long as they hold."""
    narrowed_by = [
        (by, key) for by, key in ((By.LEAD, asked.lead), (By.FIELD, asked.field), (By.LEVEL, asked.level)) if key
    ]
    if asked.q:  # what a search finds depends on the reader
        return listed(asked, person).count()
    if asked.state or asked.extended or len(narrowed_by) > 1:
        question = ("lines", asked.programme.uuid, replace(asked, by=By.LEAD, kind="", since=None, unread=""))
        return remembered(question, lambda: listed(asked, person).count())
    by, key = narrowed_by[0] if narrowed_by else (None, "")
    counted = tally(asked.programme, on=asked.on, by=by, with_children=asked.with_children)
    if by is None:
        return int(getattr(counted.total, asked.status))
    found = counted.groups.get(_key_of(by, key))
    return int(getattr(found, asked.status)) if found else 0


def _key_of(by: By, key: str) -> object:
    """The key of a group as tallies have it: of a body its primary key, of no field the empty text."""
    if by is By.LEAD:
        return Organisation.objects.filter(code=key).values_list("pk", flat=True).first()
    return "" if key == NO_FIELD else key


def _narrowed(found: QuerySet[StatusSpan], asked: Question) -> QuerySet[StatusSpan]:
    if asked.state:
        found = found.filter(_stands(asked))
    if asked.extended:
        found = found.filter(extended=True)
    if asked.field:
        found = found.filter(field="" if asked.field == NO_FIELD else asked.field)
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
