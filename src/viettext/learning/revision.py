"""Makes assignments of labelled units: those of the rules where the labels agree with them, else new ones."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from viettext import details
from viettext.dates import Calendar, Due, best, deadlines
from viettext.items import Assignment
from viettext.learning.units import BEGINS, INSIDE, OUTSIDE, Unit
from viettext.names import NameReader
from viettext.sentences import trim
from viettext.structure import Layout

_SHORTEST = 8
_FURTHEST = 60  # units back to the addressee that a unit without one goes on with


def groups(units: Sequence[Unit], labels: Sequence[str]) -> list[list[int]]:
    """The places of the units that make one assignment each."""
    found: list[list[int]] = []
    before = OUTSIDE
    for i, (unit, label) in enumerate(zip(units, labels, strict=True)):
        if label == INSIDE and found and (before != OUTSIDE or _shares(units[found[-1][-1]], unit)):
            found[-1].append(i)
        elif label != OUTSIDE:
            found.append([i])
        before = label
    return found


def _shares(before: Unit, unit: Unit) -> bool:
    """Whether two units belong to one assignment of the rules, with something between them that does not."""
    return unit.item is not None and unit.item == before.item


class Reviser:
    """Keeps, cuts, joins and adds assignments of one document."""

    def __init__(
        self, layout: Layout, reader: NameReader, calendar: Calendar, found: Sequence[Assignment], units: Sequence[Unit]
    ) -> None:
        self._flat = layout.flat
        self._starts = [block.start for block in layout.blocks]
        self._reader = reader
        self._calendar = calendar
        self._found = found
        self._units = units
        self._owned: dict[int, list[int]] = {}
        for i, unit in enumerate(units):
            if unit.item is not None:
                self._owned.setdefault(unit.item, []).append(i)

    def assignment(self, group: Sequence[int]) -> Assignment | None:
        """The assignment of a group of units, or None where nobody is found to lead it."""
        first = self._units[group[0]]
        kept = self._found[first.item] if first.item is not None and first.verdict == BEGINS else None
        if kept is not None and self._owned[first.item or 0] == list(group):
            return kept
        start, end = trim(self._flat, first.start, self._units[group[-1]].end)
        if end - start < _SHORTEST:
            return None
        if kept is not None:
            return self._changed(kept, start, end)
        return self._made(group, start, end)

    def _changed(self, item: Assignment, start: int, end: int) -> Assignment:
        due = self._due(start, end)
        inherited = item.due if item.due and not start <= item.due.start < item.end else None
        return replace(
            item,
            start=start,
            end=end,
            due=due or inherited,
            due_inherited=due is None,
            action_start=max(start, item.action_start),
        )

    def _made(self, group: Sequence[int], start: int, end: int) -> Assignment | None:
        unit = self._units[group[0]]
        context = unit.context
        source = self._addressed(group[0])
        if source is None or context is None:
            return None
        hit, leads, supervisor, how = source
        own = unit.hit is not None
        due = self._due(start, end)
        inherited = context.due if context.block.style or not own else None
        helpers = details.coordinating(self._reader, start, end, leads)
        return Assignment(
            start,
            end,
            context.label,
            leads,
            supervisor,
            helpers or ([] if own else context.coordinating),
            due or inherited,
            how,
            hit if start <= hit < end else start,
            not own,
            bisect_right(self._starts, context.block.start) - 1,
            due is None,
        )

    def _due(self, start: int, end: int) -> Due | None:
        return best(deadlines(self._flat, start, end, self._calendar))

    def _addressed(self, at: int) -> tuple[int, list[str], list[str], str] | None:
        """Who is told by a unit: those it names, else those named before it in its block, else those it inherits."""
        context = self._units[at].context
        for i in range(at, max(-1, at - _FURTHEST), -1):
            unit = self._units[i]
            if unit.context is not context:
                break
            if unit.hit and unit.hit.leads:
                return unit.hit.verb, unit.hit.leads, unit.hit.supervisor, unit.hit.how
        if context is None or not context.leads:
            return None
        return self._units[at].start, context.leads, context.supervisor, context.how
