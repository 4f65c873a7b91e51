"""Questions of the review screens: which directives there are, how far a review is, what its drafts still lack."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When

from thuocdo.accounts.models import Person
from thuocdo.accounts.queries import acting_paths
from thuocdo.directives.models import Directive, Proposal
from thuocdo.directives.queries import proposals_of, with_progress
from thuocdo.directives.rules import ProposalState
from thuocdo.programmes.models import Programme
from thuocdo.review import labels
from thuocdo.review.access import visible_to
from thuocdo.review.doubts import SURE, WORTH_A_LOOK, Doubt, Read, doubts_of
from thuocdo.review.models import Acceptance
from thuocdo.review.rules import Fields, fields_of
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.clarity import Clear, Known, missing
from thuocdo.tasks.rules.states import State
from viettext import fold

NEAR_BEFORE, NEAR_AFTER = 2, 5
FAR = 60  # proposals listed on either side; those beyond are reached by their numbers beside the text


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal on the screen. `level` says how sure the reading is: 1 guessed, 2 worth a look, 3 sure."""

    number: int
    proposal: Proposal
    fields: Fields
    on: date
    signed_on: date | None = None
    task: Task | None = None
    children: int = 0

    @property
    def is_pending(self) -> bool:
        return self.proposal.state == ProposalState.PENDING.value

    @property
    def percent(self) -> int | None:
        """How probable it is that the reading is right in full, in per cent; None for what a person wrote."""
        return None if self.proposal.found is None else round(100 * self.proposal.confidence)

    def doubts(self, fields: Fields | None = None) -> list[Doubt]:
        """What deserves a second look, of the fields as kept or as just typed."""
        passage, proposal = self.proposal.passage, self.proposal
        now = fields or self.fields
        return doubts_of(Read(proposal.found, now, passage.quote, proposal.confidence, self.signed_on, self.on))

    @property
    def doubted(self) -> list[str]:
        """The parts to look at before it is accepted, as words within a sentence."""
        parts = dict.fromkeys(doubt.part for doubt in self.doubts() if not doubt.is_hint) if self.is_pending else {}
        return [str(labels.PART[part]) for part in parts]

    @property
    def level(self) -> int:
        """How sure the reading is; what a person wrote is sure."""
        sure = self.proposal.confidence
        return 3 if self.proposal.found is None or sure >= SURE else 2 if sure >= WORTH_A_LOOK else 1


@dataclass(slots=True)
class Review:
    """Where the review of a directive stands, split proposals left out (their parts are in)."""

    entries: list[Entry] = field(default_factory=list)
    current: Entry | None = None

    def count(self, *states: ProposalState) -> int:
        return sum(entry.proposal.state in states for entry in self.entries)

    @property
    def accepted(self) -> int:
        return self.count(ProposalState.ACCEPTED)

    @property
    def rejected(self) -> int:
        return self.count(ProposalState.REJECTED)

    @property
    def merged(self) -> int:
        return self.count(ProposalState.MERGED)

    @property
    def pending(self) -> int:
        return self.count(ProposalState.PENDING)

    @property
    def decided(self) -> int:
        return len(self.entries) - self.pending

    def others_pending(self, entry: Entry) -> list[Entry]:
        """What a proposal can be merged into: the pending ones around it, in the order of the text."""
        at = self.entries.index(entry)
        near = self.entries[max(at - FAR, 0) : at + FAR + 1]
        return [other for other in near if other.is_pending and other is not entry]

    def next_pending(self, after: Entry) -> Entry | None:
        """What to decide after this one: the next in the order of the text, from the start again after the last."""
        at = self.entries.index(after)
        rest = [*self.entries[at + 1 :], *self.entries[:at]]
        return next((entry for entry in rest if entry.is_pending), None)

    @property
    def next_doubted(self) -> Entry | None:
        """The next pending proposal that deserves a second look, from the start again after the last."""
        at = self.entries.index(self.current) if self.current else -1
        rest = [*self.entries[at + 1 :], *self.entries[: max(at, 0)]]
        return next((entry for entry in rest if entry.is_pending and entry.doubted), None)

    def _at(self) -> int:
        return self.entries.index(self.current) if self.current else len(self.entries)

    @property
    def before(self) -> list[Entry]:
        return self.entries[: self._at()]

    @property
    def just_before(self) -> list[Entry]:
        return self.before[-NEAR_BEFORE:]

    @property
    def long_before(self) -> list[Entry]:
        return self.before[:-NEAR_BEFORE][-FAR:]

    @property
    def after(self) -> list[Entry]:
        return self.entries[self._at() + 1 :]

    @property
    def just_after(self) -> list[Entry]:
        return self.after[:NEAR_AFTER]

    @property
    def long_after(self) -> list[Entry]:
        return self.after[NEAR_AFTER:][:FAR]


def directives_seen(
    person: Person, *, on: date, q: str = "", programme: str = "", is_pending: bool = False
) -> QuerySet[Directive]:
    """The directives a person may read, with `proposal_count` and `pending_count`: those to review first, then newest.

    `q` finds words of the number, title or issuer as they are written; `programme` is a code. Plans of other bodies are
    found from the directive above, not here: each of a thousand bodies may have one.
    """
    seen = visible_to(person, on=on).filter(Q(plan_of=None) | _of_own_bodies(person, on=on))
    found = with_progress(seen).defer("text")
    if programme:
        found = found.filter(programmes__code=programme)
    if is_pending:
        pending = Proposal.objects.filter(directive=OuterRef("pk"), state=ProposalState.PENDING.value)
        found = found.filter(Exists(pending))
    if q.strip():
        found = found.filter(pk__in=_named(q, found))
    waits = Case(When(pending_count__gt=0, then=0), default=1)
    return found.prefetch_related("programmes").order_by(waits, F("signed_on").desc(nulls_last=True), "-id")


def _of_own_bodies(person: Person, *, on: date) -> Q:
    found = Q(pk__in=[])
    for path in acting_paths(person, on=on):
        found |= Q(plan_of__path__startswith=path)
    return found


def pending_for(programmes: Sequence[Programme]) -> int:
    """How many proposals wait for a decision in directives that serve one of these programmes, own plans apart."""
    found = Proposal.objects.filter(
        state=ProposalState.PENDING.value, directive__programmes__in=programmes, directive__plan_of=None
    )
    return found.values("pk").distinct().count()


def _named(q: str, directives: QuerySet[Directive]) -> list[int]:
    """Keys of the directives that hold all the words, without regard to tone marks."""
    words = fold(q).split()
    rows = directives.values_list("pk", "number", "title", "issuer", "file_name").distinct()
    return [row[0] for row in rows if all(word in fold(" ".join(row[1:])) for word in words)]


def review_of(directive: Directive, *, on: date, chosen: str = "") -> Review:
    """The review as it stands; `chosen` is the uuid of the proposal to open, else the first pending. Two queries."""
    rows = [p for p in proposals_of(directive) if p.state != ProposalState.SPLIT.value]
    accepted = Acceptance.objects.filter(proposal__directive=directive).exclude(task__parent__directive=directive)
    counted = accepted.annotate(child_count=Count("task__children")).select_related("task", "task__programme")
    tasks = {row.proposal_id: (row.task, row.child_count) for row in counted}
    entries = [
        Entry(n, row, fields_of(row.found, row.fields), on, directive.signed_on, *tasks.get(row.pk, (None, 0)))
        for n, row in enumerate(rows, start=1)
    ]
    found = next((entry for entry in entries if str(entry.proposal.uuid) == chosen), None)
    return Review(entries, found or next((entry for entry in entries if entry.is_pending), None))


def next_after(directive: Directive, proposal: Proposal) -> Proposal | None:
    """The next pending proposal in the order of the text, from the start again after the last."""
    pending = list(directive.proposals.filter(state=ProposalState.PENDING.value).order_by("order", "id"))
    later = [p for p in pending if (p.order, p.pk) > (proposal.order, proposal.pk)]
    return next(iter(later or pending), None)


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft with what it lacks of the six clears, and whether a lack stops its assignment."""

    task: Task
    missing: list[Clear]

    @property
    def is_ready(self) -> bool:
        return not set(self.missing) - {Clear.PERSON}

    @property
    def missing_words(self) -> str:
        return ", ".join(str(labels.CLEAR[clear]) for clear in self.missing)


def drafts_of(directive: Directive, programmes: Sequence[Programme]) -> list[Ready]:
    """Draft tasks of the directive that stand on their own, by code, with what each lacks. Three queries."""
    found = Task.objects.filter(directive=directive, programme__in=programmes, state=State.DRAFT.value)
    found = found.exclude(parent__directive=directive)
    rows = (
        found.select_related("programme", "assigner")
        .prefetch_related("lead_rows__organisation", "deliverables")
        .annotate(child_count=Count("children"))
        .order_by("code")
    )  # fmt: skip
    return [Ready(task, _missing(task)) for task in rows]


def _missing(task: Task) -> list[Clear]:
    known = Known(
        has_person=bool(task.accountable_id or task.accountable_person), has_title=bool(task.title),
        has_lead=bool(task.lead_rows.all()), has_assigner=task.assigner_id is not None,
        has_time=bool(task.due or task.recurrence or task.has_no_deadline),
        has_deliverable=bool(task.deliverables.all()),
    )  # fmt: skip
    lacks = missing(known)
    return [clear for clear in Clear if clear in lacks]


def tasks_from(directive: Directive, seen: QuerySet[Task]) -> list[Task]:
    """The tasks that came of the directive among those the person sees, drafts taken back left out; children too."""
    found = seen.filter(directive=directive).exclude(parent__directive=directive)
    taken_back = found.filter(state=State.CANCELLED.value, assigned_on=None)
    return list(
        found.exclude(pk__in=taken_back.values("pk")).select_related("programme").prefetch_related("lead_rows__organisation")
        .order_by("code")
    )  # fmt: skip
