"""A database of the country's scale for the benchmarks that ask it: 100,000 made tasks, carried in as events."""

import json
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

TASKS = 100_000
PROGRAMME = "quoc-gia"
ON = date(2025, 12, 15)
KEPT = "THUOCDO_BENCH_HOME"  # a folder that keeps the database between runs; without it a new one is made each time


@dataclass(frozen=True, slots=True)
class Made:
    """What making the database took; no seconds where a kept one was found."""

    events: int
    parse_seconds: float | None
    import_seconds: float | None


@cache
def prepare() -> Made:
    """Set Django up on the benchmark's own home, and fill the database where it is empty."""
    home = Path(os.environ.get(KEPT) or tempfile.mkdtemp(prefix="thuocdo-bench-"))
    os.environ |= {
        "THUOCDO_HOME": str(home),
        "THUOCDO_SECRET_KEY": "for measurements only, never served",
        "DATABASE_URL": f"sqlite:///{home / 'thuocdo.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "thuocdo.config.settings",
    }
    import django

    django.setup()
    from thuocdo.config.commands.migrate import prepare as migrate
    from thuocdo.tasks.models import Task

    migrate()
    if Task.objects.filter(programme__code=PROGRAMME).exists():
        return Made(_events(), None, None)
    return _fill(home)


def _fill(home: Path) -> Made:
    from thuocdo.foundation import clock
    from thuocdo.tasks.importing import import_events

    file = home / "events.jsonl"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in _lines())
    started = time.perf_counter()
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            json.loads(line)
    parsed = time.perf_counter() - started
    started = time.perf_counter()
    with file.open(encoding="utf-8") as lines:
        report = import_events(enumerate(lines, 1), today=clock.today(), progress=lambda done: None)
    imported = time.perf_counter() - started
    _analyse()
    return Made(report.added, parsed, imported)


def _lines() -> Iterator[str]:
    from thuocdo.demo.story import national_events
    from thuocdo.organisations.models import Organisation

    bodies = Organisation.objects.filter(valid_to=None)
    provinces = bodies.filter(kind="peoples_committee", level="province").values_list("name", flat=True)
    central = bodies.filter(kind__in=["ministry", "agency"], level="central").values_list("name", flat=True)[:60]
    communes = bodies.filter(kind="territory", level="commune").values_list("name", "parent__name")
    events = national_events(
        tasks=TASKS,
        provinces=list(provinces),
        communes=[f"Ủy ban nhân dân {_inside(name)}, {_inside(above)}" for name, above in communes],
        central=list(central),
    )
    return (json.dumps(event, ensure_ascii=False) for event in events)


def _inside(name: str) -> str:
    """A name within a longer one begins small: "xã Ba Vì"."""
    return name[0].lower() + name[1:]


def _events() -> int:
    from thuocdo.foundation.models import Event

    return Event.objects.count()


def _analyse() -> None:
    """What a server does at night: the planner learns how many rows there are of what."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
