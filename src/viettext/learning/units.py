"""Cuts what was read into the units that the trained model labels, each with what the rules made of it."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from viettext import addressing, phrases
from viettext.addressing import Hit
from viettext.items import Assignment, Context
from viettext.lexicon import MODAL, ORDER, REMARK, TENSE
from viettext.names import NameReader, is_act
from viettext.nametables import NAME_END
from viettext.sentences import Span, parts, trim
from viettext.structure import Layout

# What a unit is to the assignments: it begins one, goes on with the one before it, or is outside all.
BEGINS, INSIDE, OUTSIDE = "B", "I", "O"
LABELS = (BEGINS, INSIDE, OUTSIDE)
_SHORTEST = 12
_MOST_AT_ONCE = 8  # assignments that may overlap at one place
_JOINED = r" (?:đồng thời,? |và |còn |riêng )?[“\"]?"
_PLACES = re.compile(
    rf";{_JOINED}|,{_JOINED}|:{_JOINED}|“|\"|\(|:\s+(?:Theo đó,? )?|\.\s+(?:Theo đó,? )?| (?:và|còn|cho) "
)
_LOWER_WORD = re.compile(r",? ([^\W\d_]\w*)")


@dataclass(slots=True)  # there are hundreds in a document, and frozen ones take three times as long to make
class Unit:
    """A sentence, a clause or what one addressee is told; ``item`` is the rules' assignment it belongs to, if any."""

    start: int
    end: int
    context: Context | None
    hit: Hit | None
    is_soft: bool
    verdict: str
    item: int | None
    nth: int
    is_sentence: bool
    speaks: bool = False


def cut(layout: Layout, reader: NameReader, contexts: Iterable[Context], found: Sequence[Assignment]) -> list[Unit]:
    """The units in the order of the text; each assignment of the rules begins with a unit."""
    edges = sorted({edge for item in found for edge in (item.start, item.end)})
    owners = _Owners(found)
    units: list[Unit] = []
    for context in contexts:
        if context.verdict not in ("heading", "lead-in"):
            units.extend(_block(layout.flat, reader, context, edges, owners))
    units.extend(
        Unit(item.start, item.end, None, None, False, BEGINS, i, 0, True)
        for i, item in enumerate(found)
        if i not in owners.met
    )
    return sorted(units, key=lambda u: (u.start, u.end))


class _Owners:
    """Which assignment of the rules a stretch belongs to."""

    def __init__(self, found: Sequence[Assignment]) -> None:
        self._spans = sorted((item.start, item.end, i) for i, item in enumerate(found))
        self._starts = [start for start, _, _ in self._spans]
        self.met: set[int] = set()

    def verdict(self, start: int, end: int) -> tuple[str, int | None]:
        """The label that the rules give a stretch, and the assignment; the first stretch of one begins it."""
        best, owner = 0, None
        last = bisect_left(self._starts, end)
        for begin, stop, i in self._spans[max(0, last - _MOST_AT_ONCE) : last]:
            shared = min(stop, end) - max(begin, start)
            if shared > best:
                best, owner = shared, i
        if owner is None or best < 0.5 * (end - start):
            return OUTSIDE, None
        if owner in self.met:
            return INSIDE, owner
        self.met.add(owner)
        return BEGINS, owner


@dataclass(slots=True)
class _Clause:
    """A clause, the addresses in it by where they begin, and those that only look like one (``soft``)."""

    start: int
    end: int
    hits: dict[int, Hit]
    soft: dict[int, Hit]
    opens: bool
    speaks: bool


def _block(flat: str, reader: NameReader, context: Context, edges: list[int], owners: _Owners) -> Iterator[Unit]:
    nth = 0
    for clause in _clauses(flat, reader, context.block.start, context.block.end):
        inner = edges[bisect_right(edges, clause.start) : bisect_left(edges, clause.end)]
        cuts = sorted({clause.start, *clause.hits, *clause.soft, *inner, clause.end})
        for begin, stop in itertools.pairwise(_spaced(cuts, keep={*inner, clause.end})):
            span = trim(flat, begin, stop)
            if span[1] - span[0] < 3:
                continue
            hit = clause.hits.get(begin) or clause.soft.get(begin)
            verdict, item = owners.verdict(*span)
            opens = begin == clause.start and clause.opens
            soft = begin in clause.soft
            yield Unit(begin, stop, context, hit, soft, verdict, item, nth, opens, clause.speaks)
            nth += 1


def _clauses(flat: str, reader: NameReader, start: int, end: int) -> Iterator[_Clause]:
    for first, last in reader.sentences(start, end):
        said = addressing.find(reader, first, last, directive=True, official=True)
        for begin, stop in parts(flat, first, last):
            hits = {max(h.start, begin): h for h in said.hits if h.start < stop and h.verb > begin}
            soft: dict[int, Hit] = {}
            met = [(h.start - 3, h.verb) for h in hits.values()]
            for at in (begin, *(m.end() for m in reader.matches(_PLACES, begin, stop))):
                if (hit := _soft(reader, at, stop)) and not any(low <= at <= high for low, high in met):
                    soft[at] = hit
                    met.append((hit.start - 3, hit.verb))
            yield _Clause(begin, stop, hits, soft, begin == first, said.speaks and not said.hits)


def _soft(reader: NameReader, at: int, end: int) -> Hit | None:
    """A name with a lower-case word behind it: an addressee that the rules do not know as one."""
    if reader.entity(at) is None:
        return None
    named = phrases.read(reader, at, end)
    if named is None or named.entities[0].kind == "person" or not named.names:
        return None
    word = _LOWER_WORD.match(reader.text, named.end, end)
    if word is None or not word[1][0].islower():
        return None
    verb = word.start(1)
    if ORDER.match(reader.text, verb) or REMARK.match(reader.text, verb):
        return None  # who orders or speaks is not who is told
    plain = reader.text[named.end] == " " and not NAME_END.match(word[1]) and not TENSE.match(word[1])
    if not (plain or is_act(reader.text, verb) or MODAL.match(reader.text, verb)):
        return None
    return Hit(at, verb, named.bodies or named.names, named.names if named.bodies else [], "soft", bodies=named.bodies)


def _spaced(cuts: list[int], keep: set[int]) -> list[int]:
    """The cuts without those that would make a scrap; the ``keep`` ones stay."""
    kept = [cuts[0]]
    for at in cuts[1:]:
        if at - kept[-1] >= _SHORTEST or at in keep:
            kept.append(at)
    return kept


def labels_for(units: Sequence[Unit], gold: Sequence[Span]) -> list[str]:
    """The right label of each unit, given the spans of the right assignments."""
    labels, met = [], set()
    for unit in units:
        shares = [(min(e, unit.end) - max(s, unit.start), i) for i, (s, e) in enumerate(gold)]
        best, owner = max(shares, default=(0, -1))
        if best < 0.5 * (unit.end - unit.start):
            labels.append(OUTSIDE)
        elif owner in met:
            labels.append(INSIDE)
        else:
            met.add(owner)
            labels.append(BEGINS)
    return labels
