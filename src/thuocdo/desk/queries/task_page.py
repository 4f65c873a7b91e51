"""Everything a task's page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.models import Person
from thuocdo.desk import words
from thuocdo.desk.offers import Asker, Offer, asker, next_side
from thuocdo.desk.offers import offers as offers_on
from thuocdo.desk.queries.family import Family, family
from thuocdo.desk.queries.timeline import Timeline, timeline
from thuocdo.interface.charts import Moment
from thuocdo.interface.formats import day_text, number_text
from thuocdo.organisations.models import Organisation
from thuocdo.overlap.models import FurtherSource
from thuocdo.programmes.queries import fields_of
from thuocdo.review.access import visible_to as readable_directives
from thuocdo.review.models import TaskTarget
from thuocdo.review.sheet import paragraphs
from thuocdo.review.templatetags.review import place_of
from thuocdo.tasks import access, labels, projection
from thuocdo.tasks.models import Deliverable, Evidence, Task
from thuocdo.tasks.rules import clarity
from thuocdo.tasks.rules.life import Life
from thuocdo.tasks.rules.spans import status_of
from thuocdo.tasks.rules.states import DONE, OPEN, Side, State
from thuocdo.tasks.rules.workdays import WorkingDays

STEPS = (
    gettext_lazy("Giao"), gettext_lazy("Nhận"), gettext_lazy("Thực hiện"), gettext_lazy("Báo cáo"),
    gettext_lazy("Xác nhận"),
)  # fmt: skip
# How far along the steps each state stands: the step that is current.
REACHED = {
    State.DRAFT: 0, State.HANDED_BACK: 0, State.ASSIGNED: 1, State.ACCEPTED: 2, State.IN_PROGRESS: 2,
    State.RETURNED: 2, State.REPORTED: 4, State.VERIFIED: 5, State.CLOSED: 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One stop on the way of a task; `state` is "past", "current" or ""."""

    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Product:
    """A deliverable with what was filed for it."""

    deliverable: Deliverable
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class Round:
    """One occurrence of a recurring task with its own standing and acts."""

    period: str
    life: Life
    standing: words.Standing
    state: words.Standing
    distance: str
    is_over: bool
    offers: list[Offer]
    evidence: list[Evidence]


@dataclass
class TaskPage:
    """The page of a task as one person sees it on one day. Parts that cost queries are read when they are shown."""

    asker: Asker
    days: WorkingDays
    refused: Offer | None = None

    @property
    def task(self) -> Task:
        return self.asker.task

    @property
    def on(self) -> date:
        return self.asker.on

    @property
    def life(self) -> Life:
        return self.asker.story.life

    @cached_property
    def standing(self) -> words.Standing:
        """The status in words; of a recurring task its state, for its occurrences are what is counted."""
        if self.life.assigned_on is None or self.task.recurrence or self.life.state is State.CANCELLED:
            return words.of_state(self.life.state)
        return words.standing(status_of(self.life, self.on, self.days))

    @property
    def state(self) -> str:
        return str(labels.STATE[self.life.state.value])

    @cached_property
    def due(self) -> date | None:
        """The deadline in force; of a recurring task that of the occurrence that is due next."""
        return _nearest(self.asker.story.occurrences.values()) if self.task.recurrence else self.life.due

    @property
    def first_due(self) -> date | None:
        return self.life.first_due

    @property
    def standing_words(self) -> str:
        """The status with its distance: "Quá hạn 19 ngày làm việc", "Sắp đến hạn · Còn 4 ngày làm việc"."""
        if self.standing.kind == "over" and self.due is not None and self.life.state in OPEN:
            return words.over_by(self.days.count(self.due, self.on))
        if self.standing.kind == "soon":
            return str(words.DUE_TODAY) if self.due == self.on else f"{self.standing.word} · {self.distance}"
        return self.standing.word

    @property
    def asks_of_overlaps(self) -> bool:
        """Whether the person may give the task, which may be another one told again."""
        return self.life.state in (State.DRAFT, State.HANDED_BACK) and Side.ASSIGNER in self.asker.sides

    @cached_property
    def further_sources(self) -> list[FurtherSource]:
        """Passages of drafts that were joined to this task."""
        return list(self.task.further_sources.select_related("directive", "passage"))

    @property
    def summary(self) -> str:
        """State, progress and how often the deadline moved, in one line."""
        percent, life = self.family.percent, self.life
        said = [self.state] if self.state != self.standing.word else []
        if percent is not None and life.state not in DONE:
            said.append(_("{n} % theo việc con") if self.family.children else _("{n} %"))
            said[-1] = said[-1].format(n=number_text(percent, 0))
        if life.extensions:
            said.append(_("gia hạn {n} lần").format(n=life.extensions))
        if life.returns:
            said.append(_("bị trả lại {n} lần").format(n=life.returns))
        return " · ".join(said)

    @property
    def due_kind(self) -> str:
        return "over" if self.is_over and self.life.state in OPEN else ""

    @property
    def may_amend(self) -> bool:
        return self.life.state is State.DRAFT and Side.ASSIGNER in self.asker.sides

    @property
    def passed_on(self) -> list[Organisation]:
        """The bodies named first whose work others hold today."""
        return [body for body in self.leads if body not in self.holders]

    @property
    def is_over(self) -> bool:
        return words.is_over(self.due, self.life.suspended_on or self.on, self.life.state)

    @property
    def distance(self) -> str:
        """How far the deadline is, while the task is open."""
        return words.distance(self.due, self.on, self.days) if self.life.state in OPEN else ""

    @cached_property
    def offers(self) -> list[Offer]:
        """The acts on the task; the one that was refused comes with what was typed."""
        return _with_refused(offers_on(self.asker), self.refused)

    @property
    def open_offers(self) -> list[Offer]:
        return [offer for offer in self.offers if offer.is_open]

    @property
    def closed_offers(self) -> list[Offer]:
        return [offer for offer in self.offers if not offer.is_open]

    @property
    def waits_for(self) -> str:
        """Whose turn it is, where the reader has nothing to do."""
        side = next_side(self.asker.story)
        return str(labels.SIDE[side.value]) if side else ""

    @cached_property
    def steps(self) -> list[Step]:
        state = self.life.resumes_to if self.life.state is State.SUSPENDED else self.life.state
        reached = REACHED.get(state or State.DRAFT, 0)
        return [
            Step(str(label), "past" if n < reached else "current" if n == reached else "")
            for n, label in enumerate(STEPS)
        ]

    @cached_property
    def moments(self) -> list[Moment]:
        """The days of the ruler."""
        return list(_moments(self))

    @cached_property
    def source_href(self) -> str:
        """Where the passage stands in its directive; empty where the reader may not read it."""
        directive, passage = self.task.directive, self.task.passage
        if directive is None or directive.is_reference:
            return ""
        if not readable_directives(self.asker.person, on=self.on).filter(pk=directive.pk).exists():
            return ""
        at = (
            f"#{place_of(paragraphs(directive.text, ()), passage.start)}"
            if passage and passage.start is not None
            else ""
        )
        return reverse("review:directive", args=[directive.uuid]) + at

    @property
    def quote(self) -> str:
        """The passage: for those on a side of the task, and those who may read the directive."""
        passage = self.task.passage
        return passage.quote if passage and (self.asker.sides or self.source_href) else ""

    @cached_property
    def leads(self) -> list[Organisation]:
        """The bodies named as leads, in their order, ended ones too."""
        return [row.organisation for row in self.task.lead_rows.select_related("organisation").order_by("order")]

    @cached_property
    def holders(self) -> list[Organisation]:
        """The bodies that hold the lead today."""
        return access.lead_holders(self.task, on=self.on)

    @cached_property
    def coordinating(self) -> list[Organisation]:
        return list(self.task.coordinating.order_by("name"))

    @property
    def field_name(self) -> str:
        return fields_of(self.task.programme).get(self.task.field, self.task.field)

    @property
    def person_name(self) -> str:
        """Who answers for it: the name while the account lives, else what was printed."""
        held = self.task.accountable
        return f"{held.full_name}, {held.title}".rstrip(", ") if held else self.task.accountable_person

    @property
    def person_is_unclear(self) -> bool:
        return clarity.person_is_unclear(
            self.life.state, self.life.asked_on, has_person=bool(self.person_name), on=self.on, days=self.days
        )

    @cached_property
    def missing(self) -> frozenset[str]:
        """Which of the six clears the task lacks."""
        task = self.task
        known = clarity.Known(
            has_person=bool(self.person_name), has_title=bool(task.title), has_lead=bool(self.leads),
            has_assigner=task.assigner_id is not None, has_deliverable=bool(self.products),
            has_time=bool(task.due or task.first_due or task.recurrence or task.has_no_deadline),
        )  # fmt: skip
        return frozenset(clear.value for clear in clarity.missing(known))

    @cached_property
    def evidence(self) -> list[Evidence]:
        return list(self.task.evidence.order_by("-pk"))

    @cached_property
    def products(self) -> list[Product]:
        return [
            Product(one, [e for e in self.evidence if e.deliverable_id == one.pk])
            for one in self.task.deliverables.all()
        ]

    @cached_property
    def targets(self) -> list[TaskTarget]:
        """What the words of the directive ask to be reached."""
        return list(TaskTarget.objects.filter(task=self.task))

    @property
    def loose_evidence(self) -> list[Evidence]:
        """What was filed for a deliverable that is no longer there."""
        return [one for one in self.evidence if one.deliverable_id is None]

    @cached_property
    def family(self) -> Family:
        return family(self.task, self.asker.person, on=self.on)

    @cached_property
    def timeline(self) -> Timeline:
        return timeline(self.task)

    @cached_property
    def rounds(self) -> list[Round]:
        """The occurrences that have begun, the newest first."""
        found = [self._round(period, life) for period, life in self.asker.story.occurrences.items()]
        return sorted(found, key=lambda one: one.life.first_due or date.max, reverse=True)

    def _round(self, period: str, life: Life) -> Round:
        acts = _with_refused(offers_on(self.asker, period), self.refused)
        is_open = life.state not in DONE and life.state is not State.CANCELLED
        return Round(
            period, life, words.standing(status_of(life, self.on, self.days)), words.of_state(life.state),
            words.distance(life.due, self.on, self.days) if is_open else "",
            words.is_over(life.due, self.on, life.state), acts,
            [one for one in self.evidence if one.period == period],
        )  # fmt: skip


def task_page(person: Person, task: Task, *, on: date, refused: Offer | None = None) -> TaskPage:
    """The page of a task that the person may see; `refused` is the act that was just tried in vain."""
    return TaskPage(asker(person, task, on=on), projection.working_days(), refused)


def _with_refused(listed: list[Offer], refused: Offer | None) -> list[Offer]:
    if refused is None:
        return listed
    return [refused if one.key == refused.key else one for one in listed]


def _nearest(lives: Iterable[Life]) -> date | None:
    still = [life.due for life in lives if life.due and (life.state in OPEN or life.state is State.SUSPENDED)]
    return min(still, default=None)


def _moments(page: TaskPage) -> Iterable[Moment]:
    life = page.life
    if life.assigned_on is not None:
        yield Moment(life.assigned_on, _("Giao {day}").format(day=day_text(life.assigned_on)), "assigned")
    if life.first_due is not None and life.first_due != life.due:
        yield Moment(life.first_due, _("Hạn đầu {day}").format(day=day_text(life.first_due)), "first_due")
    if life.due is not None:
        kind = "over" if page.is_over else "due"
        yield Moment(life.due, _("Hạn {day}").format(day=day_text(life.due)), kind)
    if life.state in DONE and life.reported_on is not None:
        yield Moment(life.reported_on, _("Xong {day}").format(day=day_text(life.reported_on)), "done")
    elif life.state not in (State.CANCELLED, State.DRAFT):
        yield Moment(page.on, _("Hôm nay"), "now")
