"""The labelled pairs of works, with their leads read by the shared directory: no database."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from thuocdo.organisations import directory
from thuocdo.organisations.directory import BodyRow
from thuocdo.organisations.matcher import MatchKind
from thuocdo.organisations.tests.factories import matcher_of_directory
from viettext.likeness import Body, Work
from viettext.likeness.words import tokens

FILE = Path(__file__).resolve().parent.parent / "corpus" / "overlap" / "pairs.jsonl"
LAST_FOR_TUNING = "p060"
ON = date(2025, 12, 1)  # the day on which the leads are read
ALARMS = ("same", "clash")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two works and what a person said of them."""

    name: str
    first: Work
    second: Work
    label: str

    @property
    def is_alarm(self) -> bool:
        """Whether a person would be shown the one beside the other."""
        return self.label in ALARMS


def tuning() -> list[Pair]:
    """The pairs that the method may learn from."""
    return [pair for pair in _pairs() if pair.name <= LAST_FOR_TUNING]


def held_back() -> list[Pair]:
    """The pairs that judge it."""
    return [pair for pair in _pairs() if pair.name > LAST_FOR_TUNING]


def _pairs() -> Iterator[Pair]:
    for line in FILE.read_text("utf-8").splitlines():
        told = json.loads(line)
        yield Pair(told["id"], _work(told["a"]), _work(told["b"]), told["label"])


def _work(told: dict[str, Any]) -> Work:
    return Work(
        title=told["title"],
        deliverables=tuple(told["deliverables"]),
        leads=tuple(body for name in told["lead"] for body in _bodies(name)),
        due=date.fromisoformat(told["due"]) if told["due"] else None,
        recurrence=told["recurrence"] or "",
    )


def _bodies(name: str) -> tuple[Body, ...]:
    """A body or its successor, the members of a class, the name itself where the directory does not know it."""
    found = matcher_of_directory().match(name, on=ON)
    if found.current is not None and found.is_certain:
        fact = found.current
        return (Body(fact.code, fact.territory or "", frozenset(_above(fact.parent))),)
    if found.group:
        return _members(found.group)
    if found.kind is MatchKind.CLASS_WITHOUT_RULE:
        return ()
    return (Body(" ".join(tokens(name))),)


@cache
def _rows() -> dict[str, BodyRow]:
    return {row.code: row for row in directory.bodies()}


def _above(code: str | None) -> Iterator[str]:
    while code:
        yield code
        code = _rows()[code].parent if code in _rows() else None


@cache
def _members(group: str) -> tuple[Body, ...]:
    rule = next(row.rule for row in directory.groups() if row.code == group)
    return tuple(
        Body(row.code, row.territory or "", frozenset(_above(row.parent)))
        for row in _rows().values()
        for part in rule
        if (row.kind, row.level) == (part.kind, part.level) and part.parent in (None, row.parent)
        and row.code not in part.excluding and (row.valid_to is None or row.valid_to > ON)
    )  # fmt: skip
