"""Decides which passages are assignments: the rules propose, the trained chain keeps, cuts, joins, adds and drops."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viettext import assignments, items
from viettext.dates import Calendar
from viettext.header import Header
from viettext.items import Assignment
from viettext.learning import features, revision, sureness, units
from viettext.learning.chain import Chain
from viettext.learning.units import BEGINS, INSIDE, OUTSIDE, Unit
from viettext.names import NameReader
from viettext.structure import Layout

NEWS = "tin-bai"
# How sure the chain must be to overrule the rules' verdict (first) with its label (second); elsewhere the rules stand.
# Chosen by cross-validation before any rule had been written for the corpus; what the rules take is never dropped, it
# is only trusted less (docs/decisions/0008).
LEAST: Mapping[tuple[str, str], float] = {
    (OUTSIDE, BEGINS): 0.8,
    (BEGINS, INSIDE): 0.7,
}
_NEVER = 2.0


@dataclass(frozen=True, slots=True)
class Case:
    """One document as the rules read it, and the units and features that the chain decides on."""

    layout: Layout
    reader: NameReader
    kind: str | None
    calendar: Calendar
    found: Sequence[Assignment]
    units: Sequence[Unit]
    features: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Decided:
    """An assignment with the evidence for how sure it is."""

    item: Assignment
    marks: Mapping[str, float]


def case(layout: Layout, reader: NameReader, fields: Header) -> Case:
    """What the rules find in a document, cut into units."""
    walker = assignments.Walker(layout, reader, fields)
    found = items.without_repeats(layout.flat, walker.walk(), fields.kind == NEWS)
    parts = units.cut(layout, reader, walker.contexts, found)
    calendar = fields.calendar
    return Case(layout, reader, fields.kind, calendar, found, parts, features.of(parts, found, layout, fields.kind))


def decide(case: Case, chain: Chain, *, trained: bool = True) -> list[Decided]:
    """The assignments of a document in its order, each once; not ``trained``: those of the rules."""
    scores = chain.scores(case.features)
    chances = chain.chances(scores)
    labels = overruled(case, chain.label(scores), chances) if trained else [u.verdict for u in case.units]
    reviser = revision.Reviser(case.layout, case.reader, case.calendar, case.found, case.units)
    made = {}
    for group in revision.groups(case.units, labels):
        item = reviser.assignment(group)
        if item is not None:
            words = case.layout.flat[item.action_start : item.end]
            said = sureness.said_of(group, case.units, case.features, chances, words)
            made[id(item)] = Decided(item, sureness.marks(item, said, case.kind))
    kept = items.without_repeats(case.layout.flat, [d.item for d in made.values()], case.kind == NEWS)
    return [made[id(item)] for item in sorted(kept, key=lambda a: (a.start, a.end))]


def overruled(case: Case, labels: Sequence[str], chances: Sequence[Mapping[str, float]]) -> list[str]:
    """The label of each unit: the chain's where it is sure enough against the rules' verdict, else the verdict."""
    kept = []
    last: Assignment | None = None
    for unit, label, chance in zip(case.units, labels, chances, strict=True):
        item = case.found[unit.item] if unit.item is not None else None
        sure = label == unit.verdict or chance[label] >= LEAST.get((unit.verdict, label), _NEVER)
        apart = unit.verdict == BEGINS and label == INSIDE and _must_be_two(last, item, unit)
        kept.append(label if sure and not apart else unit.verdict)
        last = item if kept[-1] == BEGINS else last
    return kept


def _must_be_two(before: Assignment | None, item: Assignment | None, unit: Unit) -> bool:
    """Whether two assignments of the rules have different leads or different dates of their own; in running prose a
    date beside none is different too."""
    if before is None or item is None or before.leads != item.leads:
        return True
    in_prose = unit.context is not None and unit.context.block.style is None
    first, second = (due and due.on for due in (before.due, item.due))
    return first != second and (in_prose or (before.due is not None and item.due is not None))
