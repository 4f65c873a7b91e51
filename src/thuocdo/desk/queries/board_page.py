"""Everything the board shows: counts of the day, what changed since, who must act, what has been overdue longest."""

import calendar
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import Person
from thuocdo.desk.asking import PENDING, Question
from thuocdo.desk.queries.task_list import Line, lines, pending_count
from thuocdo.interface.templatetags.interface import vn
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.rules import Kind, Level
from thuocdo.scoreboards.queries import Board, Group, board, spans_behind
from thuocdo.scoreboards.remembering import remembered
from thuocdo.scoreboards.rules import By, Counts
from thuocdo.tasks.queries import spans_on
from thuocdo.tasks.rules.spans import Status
from thuocdo.tasks.rules.states import State
from viettext import fold

LONGEST_OVERDUE = 5
# Blocs of bodies: a name for the address, a label, kinds and a level (None: any).
BLOCS = {
    "bo": (_("Bộ, cơ quan ngang bộ"), frozenset({Kind.MINISTRY}), None),
    "co-quan": (_("Cơ quan khác ở trung ương"), frozenset({Kind.AGENCY}), Level.CENTRAL),
    "dang": (
        _("Cơ quan Đảng"),
        frozenset({Kind.PARTY_COMMISSION, Kind.PARTY_COMMITTEE}),
        None,
    ),
    "tinh": (_("Tỉnh, thành phố"), frozenset({Kind.PEOPLES_COMMITTEE}), Level.PROVINCE),
    "xa": (_("Xã, phường, đặc khu"), frozenset({Kind.PEOPLES_COMMITTEE}), Level.COMMUNE),
    "doan-the": (_("Mặt trận, đoàn thể"), frozenset({Kind.FRONT_OR_UNION}), None),
    "doanh-nghiep": (_("Doanh nghiệp"), frozenset({Kind.ENTERPRISE}), None),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One count now and how it moved; `better` is "better", "worse" or "" where direction is no judgement."""

    label: str
    now: int
    moved: int
    better: str

    @property
    def direction(self) -> str:
        """Up, down or the same."""
        return "up" if self.moved > 0 else "down" if self.moved < 0 else "same"

    @property
    def text(self) -> str:
        """The change with its sign."""
        return f"+{vn(self.moved)}" if self.moved > 0 else vn(self.moved)


@dataclass(frozen=True, slots=True)
class Call:
    """Something that waits for somebody: how many, what, whose turn, and the state to list."""

    count: int
    what: str | Promise
    whose: str | Promise
    state: str


@dataclass(frozen=True)
class BoardPage:
    """The board of one question."""

    asked: Question
    board: Board
    groups: list[Group]
    before: Board
    fields: list[Group]
    overdue: list[Line]
    calls: list[Call]

    @property
    def counts(self) -> Counts:
        """The totals of the programme, each task once."""
        return self.board.counts

    @property
    def changes(self) -> list[Change]:
        """What moved since the compared day."""
        now, then = self.counts, self.before.counts
        return [
            Change(str(label), getattr(now, name), getattr(now, name) - getattr(then, name), _judged(name, now, then))
            for name, label in COMPARED
        ]

    @property
    def most_unfinished(self) -> int:
        """The largest unfinished part among the groups, the full length of their bars."""
        return max((group.counts.open for group in self.groups), default=0)


COMPARED = (
    ("total", _("Đã giao")),
    ("done", _("Đã xong")),
    ("open_overdue", _("Quá hạn")),
    ("extended", _("Có gia hạn")),
)
BETTER_UP = {"done": True, "open_overdue": False, "extended": False}


def board_page(asked: Question, person: Person) -> BoardPage:
    """The board; a constant number of queries."""
    found = board(asked.programme, on=asked.on, by=asked.by, with_children=asked.with_children)
    return BoardPage(
        asked=asked,
        board=found,
        groups=[group for group in narrowed(found.groups, asked) if group.counts.total],
        before=board(asked.programme, on=asked.since or month_before(asked.on), with_children=asked.with_children),
        fields=_fields(asked),
        overdue=_overdue(asked, person),
        calls=_calls(asked),
    )


def narrowed(groups: Iterable[Group], asked: Question) -> list[Group]:
    """The groups that the search and the bloc leave; totals are of the whole programme all the same."""
    found = list(groups)
    if asked.q:
        wanted = fold(asked.q)
        found = [group for group in found if wanted in fold(group.name) or wanted == fold(group.key)]
    if asked.kind in BLOCS and asked.by is By.LEAD:
        codes = _codes_of(asked.kind)
        found = [group for group in found if group.key in codes]
    return found


def _codes_of(bloc: str) -> set[str]:
    _label, kinds, level = BLOCS[bloc]
    rows = Organisation.objects.filter(kind__in=[kind.value for kind in kinds])
    if level is not None:
        rows = rows.filter(level=level.value)
    return set(rows.values_list("code", flat=True))


def month_before(on: date) -> date:
    """The same day a month earlier, or that month's last day."""
    year, month = (on.year, on.month - 1) if on.month > 1 else (on.year - 1, 12)
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def _fields(asked: Question) -> list[Group]:
    if asked.by is By.FIELD:
        return []
    return board(asked.programme, on=asked.on, by=By.FIELD, with_children=asked.with_children).groups


def _overdue(asked: Question, person: Person) -> list[Line]:
    spans = spans_behind(
        asked.programme, on=asked.on, statuses=[Status.OPEN_OVERDUE], with_children=asked.with_children
    )
    return lines(spans[:LONGEST_OVERDUE], person, on=asked.on)


def _judged(name: str, now: Counts, then: Counts) -> str:
    moved = getattr(now, name) - getattr(then, name)
    if not moved or name not in BETTER_UP:
        return ""
    return "better" if (moved > 0) is BETTER_UP[name] else "worse"


def _calls(asked: Question) -> list[Call]:
    """What waits on the day, by who has the next word; counted once as long as nothing changes."""
    question = ("calls", asked.programme.uuid, asked.on, asked.with_children)
    counted = remembered(question, lambda: _waiting(asked))
    return [replace(call, count=counted[call.state]) for call in WAITING]


def _waiting(asked: Question) -> Counter[str]:
    spans = spans_on(asked.programme, on=asked.on, with_children=asked.with_children).filter(is_first=True)
    states = spans.filter(state__in=[call.state for call in WAITING]).values_list("state").annotate(n=Count("pk"))
    return Counter(dict(states.order_by())) + Counter({PENDING: pending_count(asked)})


WAITING = (
    Call(0, _("báo cáo chờ kiểm tra"), _("Cơ quan giao"), State.REPORTED.value),
    Call(0, _("đề nghị gia hạn chờ trả lời"), _("Cơ quan giao"), PENDING),
    Call(0, _("nhiệm vụ mới giao chờ nhận"), _("Cơ quan chủ trì"), State.ASSIGNED.value),
    Call(0, _("báo cáo bị trả lại chưa sửa"), _("Cơ quan chủ trì"), State.RETURNED.value),
    Call(0, _("nhiệm vụ bị trả lại, chờ giao lại"), _("Cơ quan giao"), State.HANDED_BACK.value),
)
