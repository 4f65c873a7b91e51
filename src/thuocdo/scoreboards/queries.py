"""Boards as of a date, read from the projection of events."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from thuocdo.organisations import state
from thuocdo.organisations.models import Organisation
from thuocdo.programmes.models import Programme
from thuocdo.programmes.queries import fields_of
from thuocdo.scoreboards import labels
from thuocdo.scoreboards.remembering import remembered
from thuocdo.scoreboards.rules import NO_FIELD, By, Cell, Counts, counts
from thuocdo.tasks.models import StatusSpan
from thuocdo.tasks.queries import beyond_horizon, spans_on
from thuocdo.tasks.rules.cells import Mark, unpack
from thuocdo.tasks.rules.spans import Status


@dataclass(slots=True)
class Group:
    """One line of a board: a body, a field or a level with its counts."""

    key: str
    name: str
    counts: Counts = field(default_factory=Counts)


@dataclass(slots=True)
class Board:
    """Totals of a programme on a day, each task once, and groups, each task once in every group it has.

    Counts and groups are shared between readers: nobody changes them.
    """

    programme: Programme
    on: date
    counts: Counts
    groups: list[Group]

    def as_dict(self) -> dict[str, Any]:
        """The board as the exchange contract prints it."""
        return {
            "programme": self.programme.code,
            "on": self.on.isoformat(),
            **self.counts.as_dict(),
            "groups": [{"key": g.key, "name": g.name, **g.counts.as_dict()} for g in self.groups],
        }


# The column that tells the spans of different groups apart. A level is that of the lead.
GROUPED = {None: (), By.LEAD: ("lead_id",), By.FIELD: ("field",), By.LEVEL: ("lead_id",)}
# Whether a row counts in its group: a task is once in each of its leads, its field and each level of its leads.
COUNTS_IN_GROUP: dict[By | None, Callable[[Mark], bool]] = {
    By.LEAD: lambda mark: True,
    By.FIELD: lambda mark: mark.is_first,
    By.LEVEL: lambda mark: mark.is_first_of_level,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts behind a board: of the whole programme, and by the key of each group. Shared: never changed."""

    total: Counts
    groups: Mapping[Any, Counts]


def board(programme: Programme, *, on: date, by: By | None = None, with_children: bool = False) -> Board:
    """The board of a programme on a day. A constant number of queries: a grouped one for the counts, one for names."""
    found = tally(programme, on=on, by=by, with_children=with_children)
    directory = state.token()
    if by is By.LEAD and directory:  # thousands of names: kept as long as the directory holds
        question = ("names", programme.uuid, on, by, with_children, directory)
        groups = remembered(question, lambda: _named(found.groups, by, programme))
    else:
        groups = _named(found.groups, by, programme)
    return Board(programme, on, found.total, list(groups))


def tally(programme: Programme, *, on: date, by: By | None = None, with_children: bool = False) -> Tally:
    """The counts of a board without names; counted once as long as the projection does not change."""
    question = ("tally", programme.uuid, on, by, with_children)
    return remembered(question, lambda: _tally(programme, on=on, by=by, with_children=with_children))


def _tally(programme: Programme, *, on: date, by: By | None, with_children: bool) -> Tally:
    totals: Counter[Mark] = Counter()
    groups: dict[Any, Counts] = defaultdict(Counts)
    counts_in_group = COUNTS_IN_GROUP.get(by)
    for key, mark, count in _marks(programme, on=on, by=by):
        if mark.is_child and not with_children:
            continue
        if mark.is_first:
            totals[mark] += count
        if counts_in_group is not None and counts_in_group(mark):
            groups[key].add(_cell(mark, count))
    return Tally(counts(_cell(mark, count) for mark, count in totals.items()), dict(groups))


def _cell(mark: Mark, count: int) -> Cell:
    return Cell(mark.status, mark.suspended, mark.extended, count)


def _marks(programme: Programme, *, on: date, by: By | None) -> Iterator[tuple[Any, Mark, int]]:
    """(group key, mark, number) of the spans of the day. Two queries, one more for levels."""
    columns = GROUPED[by]
    spans = spans_on(programme, on=on, with_children=True).filter(end__gt=on)  # what the narrow index is ordered by
    rows = [*spans.values_list("cell", *columns).annotate(n=Count("pk")).order_by()]
    late = ((span.cell, *(getattr(span, name) for name in columns), 1) for span in beyond_horizon(programme, on=on))
    levels = _levels() if by is By.LEVEL else None
    for cell, *key, count in [*rows, *late]:
        group: Any = key[0] if key else None
        yield levels[group] if levels is not None else group, unpack(cell), count


def _levels() -> dict[int, str]:
    return dict(Organisation.objects.values_list("pk", "level"))


def _named(groups: Mapping[Any, Counts], by: By | None, programme: Programme) -> list[Group]:
    if by is None:
        return []
    name_of = NAMERS[by](groups, programme)
    named = [Group(*name_of(key), counts) for key, counts in groups.items()]
    return sorted(named, key=lambda group: (-group.counts.open_overdue, group.key))


Namer = Callable[[Any], tuple[str, str]]


def _lead_names(groups: Iterable[int], programme: Programme) -> Namer:
    rows = Organisation.objects.filter(pk__in=list(groups)) if groups else Organisation.objects.none()
    names = {pk: (code, name) for pk, code, name in rows.values_list("pk", "code", "name")}
    return lambda key: names[key]


def _field_names(groups: Iterable[str], programme: Programme) -> Namer:
    names = fields_of(programme)
    return lambda key: (key, str(names.get(key, key))) if key else (NO_FIELD, str(labels.NO_FIELD))


def _level_names(groups: Iterable[str], programme: Programme) -> Namer:
    return lambda key: (key, str(labels.LEVEL[key]))


NAMERS: dict[By, Callable[[Any, Programme], Namer]] = {
    By.LEAD: _lead_names,
    By.FIELD: _field_names,
    By.LEVEL: _level_names,
}


def spans_behind(
    programme: Programme,
    *,
    on: date,
    statuses: Iterable[Status],
    by: By | None = None,
    key: str = "",
    with_children: bool = False,
) -> QuerySet[StatusSpan]:
    """The spans, one a task or occurrence, behind a number of the board; the most overdue first."""
    spans = spans_on(programme, on=on, with_children=with_children).filter(status__in=[s.value for s in statuses])
    if by is By.LEAD:
        spans = spans.filter(lead__code=key)
    elif by is By.FIELD:
        spans = spans.filter(field="" if key == NO_FIELD else key, is_first=True)
    elif by is By.LEVEL:
        spans = spans.filter(level=key, is_first_of_level=True)
    else:
        spans = spans.filter(is_first=True)
    return spans.select_related("task", "lead").order_by("due", "task_id")
