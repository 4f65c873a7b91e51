"""An assignment as it is found, and the rule that each counts once."""

import re
from dataclasses import dataclass, field

from viettext.dates import Due
from viettext.structure import Block, folded_words

_ANNOUNCED = re.compile(r"vừa (?:qua )?(?:ký )?(?:ban hành|có|ký|ra|giao)(?!\w)")
# How much of a lede, by its paragraph, the body of a report must tell again to stand for it.
_LEDE = {0: 0.25, 1: 0.4}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Assignment:
    """A passage with who leads it; offsets are in the text, ``how`` says on what ground it was taken."""

    start: int
    end: int
    label: str | None
    leads: list[str]
    supervisor: list[str]
    coordinating: list[str]
    due: Due | None
    how: str
    action_start: int
    inherited: bool = False
    block: int = 0
    due_inherited: bool = False
    products: list[str] = field(default_factory=list)
    recurrence: str | None = None


@dataclass(slots=True)  # hundreds in a document: not frozen, which would take three times as long to make
class Context:
    """How a block was taken (``read heading lead-in muted title``), and what the levels above hand down to it.

    ``leads`` and the fields behind it are the level's, or those of who was addressed last; ``governed`` tells which.
    """

    block: Block
    verdict: str
    leads: list[str]
    supervisor: list[str]
    coordinating: list[str]
    how: str
    due: Due | None
    label: str | None
    governed: bool
    directive: bool
    lead_in: str
    depth: int


class _Said:
    """The words of each assignment, folded when they are first asked for."""

    def __init__(self, flat: str, found: list[Assignment]) -> None:
        self._flat, self._found = flat, found
        self._words: dict[int, frozenset[str]] = {}

    def __getitem__(self, place: int) -> frozenset[str]:
        if place not in self._words:
            item = self._found[place]
            self._words[place] = folded_words(self._flat[item.start : item.end])
        return self._words[place]


def _number_differently(flat: str, a: Assignment, b: Assignment) -> bool:
    """Whether each has a number, such as a date or a share, that the other lacks: two tasks in the same words."""
    first, second = (frozenset(_DIGITS.findall(flat, x.start, x.end)) for x in (a, b))
    return bool(first - second and second - first)


def _retold(lede: frozenset[str], later: frozenset[str], names: frozenset[str]) -> float:
    """The share of the words of the shorter of two passages that both have, those of the leads' names left out."""
    named = folded_words(" ".join(names))
    first, second = lede - named, later - named
    return len(first & second) / max(1, min(len(first), len(second)))


def without_repeats(flat: str, found: list[Assignment], news: bool) -> list[Assignment]:
    """Each assignment once: the same told twice at its fullest, and a news lede that the body repeats left out."""
    said = _Said(flat, found)
    names = [frozenset(n.lower() for n in a.leads) for a in found]
    dropped = {
        i
        for i, a in enumerate(found[:-1])
        if news and a.block <= 4 and _ANNOUNCED.search(flat, max(0, a.start - 120), a.action_start)
    }
    for i in range(len(found)):
        for j in range(max(0, i - 60), i):
            if j in dropped or i in dropped or found[i].how == "table" or not names[i] & names[j]:
                continue
            shared = len(said[i] & said[j]) / max(1, min(len(said[i]), len(said[j])))
            lede = (
                news
                and found[i].block != found[j].block
                and names[i] == names[j]
                and found[j].block in _LEDE
                and _retold(said[j], said[i], names[j]) > _LEDE[found[j].block]
            )
            told = (
                shared >= 0.85
                and min(len(said[i]), len(said[j])) > 8
                and not _number_differently(flat, found[i], found[j])
            )
            if told or lede:
                dropped.add(j if lede or len(said[j]) < len(said[i]) else i)
    return [a for i, a in enumerate(found) if i not in dropped and a.leads != ["?"]]
