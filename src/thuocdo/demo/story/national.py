"""Events at the scale of the country, made as they are read: a hundred thousand tasks of bodies of all levels."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from . import days
from .bodies import BODIES, PROVINCE
from .content import Matter, matters, read_matters, reporting_note, suited_actions
from .tell import Event

PROGRAMME = "quoc-gia"
SEED = 34
FIRST_DAY, LAST_DAY = date(2025, 7, 2), date(2025, 12, 31)
CENTRAL_SHARE, PROVINCE_SHARE = 0.15, 0.25  # of the tasks; the rest are the communes'
ASSIGNER, STAND_IN = "Văn phòng Chính phủ", "Bộ Nội vụ"
_PREFIX = "Ủy ban nhân dân "


@dataclass(frozen=True)
class Wording:
    """A title and deliverables ready for use, but for the place."""

    kind: str
    field: str
    title: str
    deliverables: tuple[str, ...]


def _wordings(known: Sequence[Matter], rng: Random) -> list[Wording]:
    found = []
    for matter in known:
        for action in suited_actions(matter):
            percent = rng.choice((50, 70, 90))
            title = action.title.format(s=matter.text, n=rng.choice((6, 12, 20)), m=6, pct=percent, cut=percent // 2)
            deliverables = tuple(text.format(s=matter.text) for text in action.deliverables)
            found.append(Wording(matter.kind, matter.field, title, deliverables))
    return found


def _own_wordings(rng: Random) -> dict[str, list[Wording]]:
    """What each known central body answers for, by its printed name."""
    found: dict[str, list[Wording]] = {}
    for matter in matters():
        if matter.body != PROVINCE:
            found.setdefault(BODIES[matter.body].name, []).extend(_wordings([matter], rng))
    return found


@dataclass
class _Level:
    """Bodies of one level with what any of them can be given, and what only some are (by printed name)."""

    bodies: Sequence[str]
    wordings: Sequence[Wording]
    own: dict[str, list[Wording]]
    is_local: bool

    def draw(self, rng: Random) -> tuple[str, Wording]:
        lead = rng.choice(self.bodies)
        return lead, rng.choice(self.own.get(lead, self.wordings))


class _Writer:
    """Writes the events of one task at a time as (index of working day, event)."""

    def __init__(self, provinces: Sequence[str], rng: Random) -> None:
        self._rng = rng
        self._provinces = frozenset(provinces)
        self._days = [day.isoformat() for day in days.between(FIRST_DAY, LAST_DAY)]
        self._later = [day.isoformat() for day in days.between(LAST_DAY, date(2026, 12, 31))]

    @property
    def length(self) -> int:
        """Working days of the story."""
        return len(self._days)

    def _assigner(self, lead: str) -> str:
        above = _PREFIX + lead.partition(", ")[2]
        if above in self._provinces:
            return above
        return STAND_IN if lead == ASSIGNER else ASSIGNER

    def _due(self, at: int) -> str:
        calendar = self._days + self._later if at >= len(self._days) else self._days
        return calendar[min(at, len(calendar) - 1)]

    def write(self, code: str, start: int, level: _Level) -> Iterator[tuple[int, Event]]:
        """The events of one task that is assigned on the working day `start`, up to the story's last day."""
        rng = self._rng
        lead, wording = level.draw(rng)
        assigner = self._assigner(lead)
        term = rng.randint(15, 70)
        end = start + round(term * (0.4 + rng.random() * 0.66))
        acts = [
            (start, "created", self._created(lead, wording, level.is_local, self._due(start + term))),
            (start, "assigned", {"by": assigner}),
            (start + rng.choice((0, 1, 1, 2)), "accepted", {"by": lead}),
        ]
        if rng.random() < 0.3:
            acts.append(((start + 2 + end) // 2, "progressed", self._progressed(wording.kind)))
        evidence = [f"Báo cáo {rng.randint(10, 990)}, phần {part}" for part, _ in enumerate(wording.deliverables, 1)]
        acts.append((end, "reported", {"evidence": evidence}))
        acts.append((end + rng.randint(1, 5), "verified", {"by": assigner}))
        for at, name, more in acts:
            if at < len(self._days):
                yield at, {"on": self._days[at], "event": name, "task": code} | more

    def _created(self, lead: str, wording: Wording, is_local: bool, due: str) -> Event:
        title = f"{wording.title} tại {lead.removeprefix(_PREFIX)}" if is_local else wording.title
        return {
            "programme": PROGRAMME,
            "title": title,
            "lead": [lead],
            "deliverables": list(wording.deliverables),
            "due": due,
            "field": wording.field,
            "class": "public",
        }

    def _progressed(self, kind: str) -> Event:
        percent = self._rng.randrange(20, 90, 5)
        return {"percent": percent, "note": reporting_note(kind, percent / 100, self._rng)}


def national_events(
    *, tasks: int = 100_000, provinces: Sequence[str], communes: Sequence[str], central: Sequence[str]
) -> Iterator[Event]:
    """Events of `tasks` tasks in chronological order, without keeping more than the open ones in memory.

    The bodies are printed names of people's committees ("Ủy ban nhân dân xã X, tỉnh Y") and of central bodies.
    """
    rng = Random(SEED)
    writer = _Writer(provinces, rng)
    by_level: dict[str, list[Matter]] = {}
    for matter in read_matters("local.txt"):
        by_level.setdefault(matter.body, []).append(matter)
    levels = (
        _Level(central, _wordings(by_level["TW"], rng), _own_wordings(rng), False),
        _Level(provinces, _wordings(by_level["TINH"], rng), {}, True),
        _Level(communes, _wordings(by_level["XA"], rng), {}, True),
    )
    shares = (CENTRAL_SHARE, PROVINCE_SHARE, 1 - CENTRAL_SHARE - PROVINCE_SHARE)
    waiting: list[tuple[int, int, Event]] = []
    order = 0
    for number, level in enumerate(rng.choices(levels, shares, k=tasks), 1):
        start = (number - 1) * writer.length // tasks
        while waiting and waiting[0][0] < start:
            yield heapq.heappop(waiting)[2]
        for at, event in writer.write(f"QG-{number:06d}", start, level):
            order += 1
            heapq.heappush(waiting, (at, order, event))
    while waiting:
        yield heapq.heappop(waiting)[2]
