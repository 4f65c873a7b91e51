"""One person's list for the day: what is theirs to do, in the order in which it presses."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import Person
from thuocdo.desk import words
from thuocdo.desk.deeds import BY_SLUG, Deed
from thuocdo.desk.forms import ReportForm
from thuocdo.foundation.models import Event
from thuocdo.programmes.models import Committee
from thuocdo.tasks import projection, replay
from thuocdo.tasks.access import assigned_by, led_by
from thuocdo.tasks.models import Deliverable, Lead, Occurrence, Task
from thuocdo.tasks.queries import rounds_on
from thuocdo.tasks.rules import clarity
from thuocdo.tasks.rules.states import OPEN, Act, State
from thuocdo.tasks.rules.workdays import WorkingDays

SOON_DAYS = 7
MOST = 100  # lines read for each side; what lies beyond is counted and reached through the list
FORMS = 40  # lines that carry the form of their report; the others lead to their page
STRIP_DAYS = 10
# No deadline comes last; and an index by deadline, which would walk through all that is finished, is not chosen.
SOONEST = Coalesce("due", date.max)
UNFINISHED = [State.DRAFT.value, *(state.value for state in OPEN)]  # few of many: the index leads to them
WAITING_STATES = [State.REPORTED.value, State.DRAFT.value, State.HANDED_BACK.value]


@dataclass(slots=True)
class Item:
    """One line: a task, or one occurrence of a recurring one, with the act that it waits for."""

    task: Task
    period: str
    state: State
    due: date | None
    first_due: date | None
    pending_to: date | None
    standing: words.Standing
    distance: str
    is_over: bool
    deed: Deed | None = None
    leads: str = ""
    products: list[str] = field(default_factory=list)
    why: str = ""
    person_is_unclear: bool = False
    form: ReportForm | None = None

    @property
    def key(self) -> str:
        """Its name in the page."""
        return f"{self.task.pk}-{self.period}".rstrip("-")

    @property
    def short_act(self) -> str:
        """One word for the button that opens the task."""
        return str(SHORT[self.deed.slug]) if self.deed else ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind under one heading."""

    name: str
    title: Promise
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the strip: how many lines are due on it."""

    on: date
    count: int
    is_working: bool
    is_today: bool

    @property
    def weekday(self) -> str:
        """T2 to T7, CN."""
        return str(WEEKDAYS[self.on.weekday()])

    @property
    def pips(self) -> range:
        """A dot for each line, five at most."""
        return range(min(self.count, 5))


@dataclass(frozen=True)
class MyWork:
    """Everything on one person's page of a day."""

    sections: list[Section]
    strip: list[Day]
    on: date
    is_cut: bool

    @property
    def items(self) -> list[Item]:
        """All lines."""
        return [item for section in self.sections for item in section.items]

    @property
    def overdue(self) -> int:
        """Lines of one's own bodies whose deadline has passed."""
        return sum(item.is_over and item.deed in OWN for item in self.items)

    @property
    def due_today(self) -> int:
        """Lines due on the day."""
        return sum(item.due == self.on and item.deed is BY_SLUG["bao-cao"] for item in self.items)


# Which section a line of one's own body belongs to, the first that fits; then those of the assigner's side.
TITLES = (
    ("overdue", _("Quá hạn")),
    ("today", _("Hôm nay")),
    ("returned", _("Trả lại cho tôi")),
    ("accept", _("Mới giao, chờ nhận")),
    ("soon", _("Trong bảy ngày làm việc tới")),
    ("check", _("Chờ tôi kiểm tra")),
    ("answer", _("Đề nghị gia hạn chờ trả lời")),
    ("assign", _("Dự thảo và việc bị trả lại, chờ giao")),
)
DEED_OF = {
    "overdue": "bao-cao", "today": "bao-cao", "returned": "bao-cao", "accept": "nhan", "soon": "bao-cao",
    "check": "xac-nhan", "answer": "dong-y-gia-han", "assign": "giao",
}  # fmt: skip

WEEKDAYS = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))
SHORT = {
    "bao-cao": _("Báo cáo"),
    "nhan": _("Nhận"),
    "xac-nhan": _("Kiểm tra"),
    "dong-y-gia-han": _("Trả lời"),
    "giao": _("Giao"),
}

OWN = frozenset({BY_SLUG["bao-cao"], BY_SLUG["nhan"]})


def my_work(person: Person, *, on: date) -> MyWork:
    """The page of a day; a constant number of queries."""
    days = projection.working_days()
    own, given = _own(person, on, days), _given(person, on, days)
    placed: dict[str, list[Item]] = defaultdict(list)
    for item in own:
        placed[_place(item, on)].append(item)
    for item in given:
        placed[_place_given(item)].append(item)
    for name, items in placed.items():
        for item in items:
            item.deed = BY_SLUG[DEED_OF[name]]
    sections = [Section(name, title, placed[name]) for name, title in TITLES if placed[name]]
    _dress([item for section in sections for item in section.items], person, on, days)
    is_cut = len(own) >= MOST or len(given) >= MOST
    return MyWork(sections, _strip(own, on, days), on, is_cut)


def _own(person: Person, on: date, days: WorkingDays) -> list[Item]:
    """What one's bodies lead and must act on: due within the week, returned, or to be accepted."""
    until = days.add(on, SOON_DAYS)
    mine = led_by(person, on=on)
    pressing = Q(due__lte=until) | Q(state__in=[State.ASSIGNED.value, State.RETURNED.value])
    theirs = [s.value for s in OPEN - {State.REPORTED, State.HANDED_BACK}]
    tasks = (
        Task.objects.filter(mine, pressing, state__in=theirs, recurrence="")
        .select_related("programme")
        .order_by(SOONEST, "pk")[:MOST]
    )
    series = Task.objects.filter(mine, state=State.ASSIGNED.value).exclude(recurrence="").select_related("programme")
    rounds = [
        one
        for one in rounds_on(Task.objects.filter(mine), on=on, until=until)[:MOST]
        if one.state in theirs and one.state != State.ASSIGNED.value
    ]
    found = [_item(task, task, on, days) for task in [*tasks, *series[:MOST]]]
    return found + [_item(one.task, one, on, days) for one in rounds]


def _given(person: Person, on: date, days: WorkingDays) -> list[Item]:
    """What one's bodies gave and must act on: reports, requests for extension, drafts and what came back."""
    mine = assigned_by(person, on=on)
    waiting = Q(state__in=WAITING_STATES) | Q(pending_to__isnull=False, state__in=[s.value for s in OPEN])
    unfinished = Task.objects.filter(mine, waiting, state__in=UNFINISHED)
    tasks = unfinished.select_related("programme").order_by(SOONEST, "pk")[:MOST]
    rounds = (
        Occurrence.objects.filter(
            Q(state=State.REPORTED.value) | Q(pending_to__isnull=False, state__in=[s.value for s in OPEN]),
            task__in=Task.objects.filter(mine),
        )
        .select_related("task__programme")
        .order_by(SOONEST, "pk")[:MOST]
    )
    found = [_item(task, task, on, days) for task in tasks] + [_item(one.task, one, on, days) for one in rounds]
    barred = _barred(person, [item for item in found if item.state is State.REPORTED], on)
    return [item for item in found if item.key not in barred]


def _barred(person: Person, reported: Sequence[Item], on: date) -> set[str]:
    """Reports that the person may not check: their own body's, unless it also assigned it, and those they made."""
    keys = [item.task.pk for item in reported]
    led = set(Task.objects.filter(led_by(person, on=on), pk__in=keys).values_list("pk", flat=True))
    leads: dict[int, set[int]] = defaultdict(set)
    for task, body in Lead.objects.filter(task__in=led).values_list("task_id", "organisation_id"):
        leads[task].add(body)
    standing: dict[int, set[int]] = defaultdict(set)
    for programme, body in Committee.objects.values_list("programme_id", "standing_agency_id"):
        standing[programme].add(body)
    made = set(
        Event.objects.filter(
            object_type=replay.OBJECT_TYPE, kind=Act.REPORTED.value, actor_id=person.uuid,
            object_id__in=[item.task.uuid for item in reported if item.task.pk in led],
        ).values_list("object_id", flat=True)
    )  # fmt: skip
    return {
        item.key
        for item in reported
        if item.task.pk in led
        and (
            item.task.uuid in made
            or not leads[item.task.pk] & ({item.task.assigner_id} | standing[item.task.programme_id])
        )
    }


def _item(task: Task, stands: Task | Occurrence, on: date, days: WorkingDays) -> Item:
    state = State(stands.state)
    over = words.is_over(stands.due, on, state) and state is not State.DRAFT
    standing = words.Standing("over", str(words.OVER)) if over and state not in TOLD else words.of_state(state)
    if not over and state in (State.ACCEPTED, State.IN_PROGRESS):
        standing = words.Standing("soon", str(words.DUE_TODAY if stands.due == on else words.SOON))
    return Item(
        task=task, period=stands.period if isinstance(stands, Occurrence) else "", state=state, due=stands.due,
        first_due=stands.first_due, pending_to=stands.pending_to, standing=standing,
        distance=words.distance(stands.due, on, days), is_over=over,
    )  # fmt: skip


TOLD = frozenset({State.RETURNED, State.REPORTED, State.ASSIGNED, State.HANDED_BACK})


def _place(item: Item, on: date) -> str:
    if item.state is State.ASSIGNED:
        return "accept"
    if item.state is State.RETURNED:
        return "returned"
    if item.is_over:
        return "overdue"
    return "today" if item.due == on else "soon"


def _place_given(item: Item) -> str:
    if item.state is State.REPORTED:
        return "check"
    return "assign" if item.state in (State.DRAFT, State.HANDED_BACK) else "answer"


def _dress(items: list[Item], person: Person, on: date, days: WorkingDays) -> None:
    """Leads, products, the last reason, the mark for an unnamed person, and the form of a report."""
    keys = {item.task.pk for item in items}
    leads: dict[int, list[str]] = defaultdict(list)
    for key, name in Lead.objects.filter(task__in=keys).order_by("order").values_list("task_id", "organisation__name"):
        leads[key].append(name)
    products: dict[int, list[Deliverable]] = defaultdict(list)
    for one in Deliverable.objects.filter(task__in=keys).order_by("order"):
        products[one.task_id].append(one)
    reasons = _reasons(items)
    forms = 0
    for item in items:
        item.leads = ", ".join(leads[item.task.pk])
        item.products = [one.name for one in products[item.task.pk]]
        item.why = reasons.get((item.task.uuid, item.period), "")
        item.person_is_unclear = clarity.person_is_unclear(
            item.state, item.task.assigned_on, on=on, days=days,
            has_person=bool(item.task.accountable_id or item.task.accountable_person),
        )  # fmt: skip
        if item.deed is BY_SLUG["bao-cao"] and forms < FORMS:
            forms += 1
            item.form = ReportForm(
                task=item.task, person=person, on=on, deliverables=products[item.task.pk], auto_id=f"{item.key}-%s"
            )


def _reasons(items: Iterable[Item]) -> dict[tuple[object, str], str]:
    """Why reports were returned, tasks handed back and later deadlines asked for: the last word of each."""
    sent_back = (State.RETURNED, State.HANDED_BACK)
    wanted = [item.task.uuid for item in items if item.state in sent_back or item.pending_to]
    kinds = [Act.RETURNED.value, Act.HANDED_BACK.value, Act.EXTENSION_REQUESTED.value]
    rows = Event.objects.filter(object_type=replay.OBJECT_TYPE, object_id__in=wanted, kind__in=kinds).order_by("pk")
    return {
        (task, str(told.get("period") or "")): str(told.get("reason", ""))
        for task, told in rows.values_list("object_id", "payload")
    }


def _strip(items: Sequence[Item], on: date, days: WorkingDays) -> list[Day]:
    """Ten days from this week's Monday."""
    monday = on - timedelta(days=on.weekday())
    shown = [monday + timedelta(days=n) for n in range(STRIP_DAYS)]
    return [Day(day, sum(item.due == day for item in items), days.is_working(day), day == on) for day in shown]
