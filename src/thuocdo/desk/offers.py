"""Which acts a person may do on a task now, and why the others not: asked of the same rules that will decide."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thuocdo.accounts.access import acts_for
from thuocdo.accounts.models import Person
from thuocdo.desk.deeds import BY_SLUG, DEEDS, Deed
from thuocdo.desk.forms import ActForm
from thuocdo.tasks import access, labels, refusals
from thuocdo.tasks.holding import held_by_children
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.life import Life, Refused, Step, Why
from thuocdo.tasks.rules.states import MOVES, OPEN, Act, Side, State
from thuocdo.tasks.rules.story import BY_PERIOD, Story
from thuocdo.tasks.services.move import story_of

ANSWERS = frozenset({Act.EXTENSION_GRANTED, Act.EXTENSION_REFUSED})
CHECKS = frozenset({Act.VERIFIED, Act.RETURNED})
LAST_DAY = date.max


@dataclass(slots=True)
class Offer:
    """One act with its form. `why` is empty where the act is open to the person, else the reason why not."""

    deed: Deed
    form: ActForm
    period: str = ""
    why: str = ""
    is_refused: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the person may do it now."""
        return not self.why

    @property
    def key(self) -> str:
        """The name of its form in the page."""
        return f"lam-{self.deed.slug}-{self.period}".rstrip("-")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, of which task, on which day, standing on which sides, with the code of the body acted for on each."""

    person: Person
    task: Task
    story: Story
    sides: frozenset[Side]
    bodies: Mapping[Side, str]
    on: date


def asker(person: Person, task: Task, *, on: date) -> Asker:
    """What the rules need to know of the person and the task, read once for all acts."""
    story, _ids = story_of(task)
    story.begin_periods(on)
    leads, assigners = access.lead_holders(task, on=on), access.assigner_bodies(task, on=on)
    bodies = {Side.LEAD: leads, Side.ASSIGNER: assigners, Side.VERIFIER: assigners}
    acting = {
        side: next((body.code for body in named if acts_for(person, body, on=on)), named[0].code)
        for side, named in bodies.items()
        if named
    }
    return Asker(person, task, story, access.sides_of(person, task, on=on), acting, on)


def offers(asker: Asker, period: str = "") -> list[Offer]:
    """The acts on the task (or on one occurrence of a recurring one), in the order of the table of deeds."""
    return [
        Offer(deed, unbound(asker, deed, period), period, reason_against(asker, deed, period))
        for deed in DEEDS
        if _is_shown(asker, deed, period)
    ]


def find(asker: Asker, slug: str, period: str = "") -> Offer | None:
    """The act of this address, open or not; None for an address that no act has."""
    deed = BY_SLUG.get(slug)
    if deed is None:
        return None
    return Offer(deed, unbound(asker, deed, period), period, reason_against(asker, deed, period))


def stands_on_its_side(asker: Asker, deed: Deed) -> bool:
    """Whether the person stands on the side that the act belongs to; whether a rule admits it now is another matter."""
    side = Side.LEAD if deed.act is None else _side_of(deed.act)
    return side in asker.sides


def unbound(asker: Asker, deed: Deed, period: str) -> ActForm:
    """The empty form of an act; granting an extension begins with the date asked for."""
    life = life_of(asker.story, period)
    initial: dict[str, Any] = {"to": life.pending_to} if deed.act is Act.EXTENSION_GRANTED and life else {}
    if deed.act is Act.PROGRESSED and life and life.percent is not None:
        initial = {"percent": Decimal(f"{life.percent:g}")}
    return deed.form(task=asker.task, person=asker.person, on=asker.on, auto_id=auto_id(deed, period), initial=initial)


def auto_id(deed: Deed, period: str) -> str:
    """Identifiers of a form's controls that no other form of the page has."""
    return f"{deed.slug}-{period}-%s" if period else f"{deed.slug}-%s"


def life_of(story: Story, period: str) -> Life | None:
    """The life that an act touches; None for an occurrence that has not begun."""
    return story.occurrences.get(period) if period else story.life


def reason_against(asker: Asker, deed: Deed, period: str) -> str:
    """Why the person may not do it now, in words; empty where nothing stands against it."""
    if deed.act is None:
        return _against_naming(asker)
    if deed.act is Act.ASSIGNED and not _has_time(asker.task):
        return str(labels.REFUSAL[Why.NO_TIME])
    if deed.act is Act.VERIFIED and _side_of(deed.act) not in asker.sides and asker.sides & {Side.LEAD, Side.ASSIGNER}:
        return _("Cần một bên khác, không phải cơ quan chủ trì hay người đã báo cáo, xác nhận.")
    side = _side_of(deed.act)
    if side not in asker.sides:
        return _("Việc này dành cho {side}.").format(side=labels.SIDE[side.value])
    if deed.act is Act.VERIFIED and not period and (held := held_by_children(asker.task)):
        return held
    return _against(asker, deed.act, period, asker.bodies.get(side, ""))


def next_side(story: Story) -> Side | None:
    """The side that has the next word, by the first main act that the state admits."""
    main = [deed.act for deed in DEEDS if deed.tone == "primary"]
    found = next((m for m in MOVES if m.act in main and story.life.state in m.sources and m.act not in ANSWERS), None)
    return found.side if found else None


def _side_of(act: Act) -> Side:
    return next(move.side for move in MOVES if move.act is act)


def _is_shown(asker: Asker, deed: Deed, period: str) -> bool:
    """Whether the act belongs to what is going on here and to a side of the person."""
    if deed.act is None:
        return not period and Side.LEAD in asker.sides and asker.story.life.state in OPEN - {State.ASSIGNED}
    is_of_period = asker.task.recurrence != "" and deed.act in BY_PERIOD
    if is_of_period != bool(period):
        return False
    life = life_of(asker.story, period)
    return life is not None and _suits(asker, deed.act, life)


def _suits(asker: Asker, act: Act, life: Life) -> bool:
    if act in ANSWERS and life.pending_to is None:
        return False
    if act is Act.EXTENSION_REQUESTED and life.due is None:
        return False
    wanted = {_side_of(act)} | ({Side.LEAD, Side.ASSIGNER} if act is Act.VERIFIED else set())
    return _admits(asker, act, life) and bool(wanted & asker.sides)


def _admits(asker: Asker, act: Act, life: Life) -> bool:
    if act is Act.CLOSED and asker.task.recurrence:
        return life.state in OPEN
    return any(move.act is act and life.state in move.sources for move in MOVES)


def _against(asker: Asker, act: Act, period: str, body: str) -> str:
    """The rule's own refusal of the act, tried on a copy of the story with everything a form could give."""
    step = Step(
        act, asker.on, by=body, person=str(asker.person.uuid), reason="–", to=LAST_DAY, percent=0.0, evidence=10**6,
        period=period or None,
    )  # fmt: skip
    try:
        _copied(asker.story).apply(step)
    except Refused as refused:
        return refusals.words(refused)
    return ""


def _copied(story: Story) -> Story:
    """A story that may be spoilt: its lives are values, only what holds them is copied."""
    found = copy.copy(story)
    found.occurrences, found.begun_on, found.leads = dict(story.occurrences), dict(story.begun_on), list(story.leads)
    found.trail = {key: list(trail) for key, trail in story.trail.items()}
    return found


def _against_naming(asker: Asker) -> str:
    if Side.LEAD not in asker.sides:
        return _("Chỉ cơ quan chủ trì mới cử người chịu trách nhiệm.")
    if asker.story.life.state not in OPEN:
        return _("Chỉ cử người khi nhiệm vụ còn đang thực hiện.")
    return ""


def _has_time(task: Task) -> bool:
    return bool(task.due or task.recurrence or task.has_no_deadline)
