"""What the illustrative tasks are about: authored matters, actions and reporting notes, composed into titles."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

_NUMBERS = (6, 8, 10, 12, 15, 20, 24, 34)
_PERCENTAGES = (30, 50, 60, 80, 90)  # of a volume of work; what can be cut from a waiting time is half of it
_TEXTS = files("thuocdo.demo.story") / "texts"


@dataclass(frozen=True)
class Matter:
    """Something a body answers for; `origin` is the body that held it before 1 March 2025 (or the same)."""

    body: str
    origin: str
    field: str
    kind: str
    text: str
    unsuited: frozenset[int]


@dataclass(frozen=True)
class Action:
    """One kind of work on a matter: patterns for title and deliverables, types of documents, usual leads if any."""

    kind: str
    title: str
    deliverables: tuple[str, ...]
    documents: tuple[str, ...]
    leads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """The words of one task."""

    matter: Matter
    title: str
    deliverables: tuple[str, ...]
    documents: tuple[str, ...]


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the authored tables (`|` between columns, no quoting)."""
    yield from csv.DictReader((_TEXTS / name).read_text("utf-8").splitlines(), delimiter="|", quoting=csv.QUOTE_NONE)


def _action_table(name: str) -> dict[str, tuple[Action, ...]]:
    table: dict[str, list[Action]] = {}
    for row in rows(name):
        deliverables, documents = tuple(row["deliverables"].split(";")), tuple(row["documents"].split(";"))
        leads = tuple((row.get("leads") or "").split())
        table.setdefault(row["kind"], []).append(Action(row["kind"], row["title"], deliverables, documents, leads))
    return {kind: tuple(actions) for kind, actions in table.items()}


@cache
def actions() -> dict[str, tuple[Action, ...]]:
    """Actions by kind of matter, in the order in which a matter usually goes through them."""
    return _action_table("actions.csv")


@cache
def parts() -> dict[str, tuple[Action, ...]]:
    """Work packages that a larger task of each kind can be broken into."""
    return _action_table("parts.csv")


@cache
def notes() -> dict[str, tuple[str, ...]]:
    """Reporting notes by kind of matter, from the start of the work to its end."""
    table: dict[str, list[str]] = {}
    for row in rows("notes.csv"):
        table.setdefault(row["kind"], []).append(row["note"])
    return {kind: tuple(lines) for kind, lines in table.items()}


def read_matters(name: str) -> tuple[Matter, ...]:
    """Matters from a text file of sections `[body < former body]` and lines `field kind -unsuited: matter`."""
    found = []
    body = origin = ""
    for line in (_TEXTS / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            body, _, origin = (part.strip() for part in line.strip("[]").partition("<"))
        elif line and not line.startswith("#"):
            head, text = line.split(": ", 1)
            field, kind, *rest = head.split()
            unsuited = frozenset(int(n) for n in rest[0][1:].split(",")) if rest else frozenset[int]()
            found.append(Matter(body, origin or body, field, kind, text, unsuited))
    return tuple(found)


@cache
def first_names() -> tuple[str, ...]:
    """Given names for the invented persons."""
    return tuple((_TEXTS / "first_names.txt").read_text("utf-8").split())


@cache
def matters() -> tuple[Matter, ...]:
    """All matters of the programme nq57."""
    return read_matters("subjects.txt")


def suited_actions(matter: Matter) -> list[Action]:
    """The actions that make sense for a matter, in their usual order."""
    return [action for at, action in enumerate(actions()[matter.kind], 1) if at not in matter.unsuited]


def compose(matter: Matter, action: Action, rng: Random, place: str = "") -> Content:
    """The words of a task: `place` is added to the title where the lead is a local body."""
    number, months, percent = rng.choice(_NUMBERS), rng.choice((3, 6)), rng.choice(_PERCENTAGES)
    title = action.title.format(s=matter.text, n=number, m=months, pct=percent, cut=percent // 2)
    if place:
        title = f"{title} trên địa bàn {place}"
    return Content(matter, title, tuple(d.format(s=matter.text) for d in action.deliverables), action.documents)


def reporting_note(kind: str, share: float, rng: Random) -> str:
    """A progress note that suits the `share` (0 to 1) of the way behind a task of this kind."""
    lines = notes()[kind]
    line = lines[min(len(lines) - 1, int(share * len(lines)))]
    return line.format(k=rng.randint(6, 34), j=rng.randint(2, 5), p=min(96, round(100 * share) + rng.randint(3, 12)))
