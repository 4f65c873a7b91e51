"""Boards as of a date, read from the projection of events."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
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
from thuocdo.scoreboards.rules import NO_FIELD, By, Cell, Counts
from thuocdo.tasks.models import StatusSpan
from thuocdo.tasks.queries import beyond_horizon, spans_on
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


# The columns that tell spans of different groups apart, and the one that says a row counts for the group.
GROUPED = {
    By.LEAD: ("lead_id", None),
    By.FIELD: ("field", "is_first"),
    By.LEVEL: ("level", "is_first_of_level"),
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
    total = Counts()
    groups: dict[Any, Counts] = defaultdict(Counts)
    for key, cell, is_first, is_of_group in _cells(programme, on=on, by=by, with_children=with_children):
        if is_first:
            total.add(cell)
        if by is not None and is_of_group:
            groups[key].add(cell)
    return Tally(total, dict(groups))


def _cells(
    programme: Programme, *, on: date, by: By | None, with_children: bool
) -> Iterable[tuple[Any, Cell, bool, bool]]:
    """(group key, cell, counts in the total, counts in the group) for all spans of the day."""
    column, mark = GROUPED[by] if by is not None else (None, None)
    names = [name for name in (column, mark) if name and name != "is_first"]
    spans = spans_on(programme, on=on, with_children=with_children)
    if by is None or by is By.FIELD:
        spans = spans.filter(is_first=True)
    grouped = spans.values("status", "suspended", "extended", "is_first", *names).annotate(n=Count("pk"))
    for row in grouped.order_by():
        yield _cell(row, column, mark, row["n"])
    for span in beyond_horizon(programme, on=on, with_children=with_children):
        row = {name: getattr(span, name) for name in ("status", "suspended", "extended", "is_first", *names)}
        yield _cell(row, column, mark, 1)


def _cell(row: dict[str, Any], column: str | None, mark: str | None, count: int) -> tuple[Any, Cell, bool, bool]:
    cell = Cell(Status(row["status"]), row["suspended"], row["extended"], count)
    return row[column] if column else None, cell, row["is_first"], row[mark] if mark else True


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
