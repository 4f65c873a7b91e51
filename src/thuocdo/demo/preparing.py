"""Fills an empty database with the demonstration, step by step; what was cut short is taken up by the next run."""

import fcntl
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from uuid import UUID

from thuocdo.accounts.models import Person
from thuocdo.demo import accountable, cast, circulating, country, marks, passwords, programmes
from thuocdo.demo.marks import Profile
from thuocdo.demo.story import da06_events, nq57_events
from thuocdo.demo.story.tell import Event
from thuocdo.directives.models import Directive
from thuocdo.directives.services import take_in
from thuocdo.foundation import events, seals, upkeep
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards.models import Snapshot
from thuocdo.scoreboards.services import publish
from thuocdo.tasks.importing import import_events
from thuocdo.tasks.services.move import actor

PUBLISHED_ON = (date(2025, 10, 15), date(2025, 12, 25))
DIRECTIVES = ((programmes.NQ57, "directive.txt"), (programmes.DA06, "directive_state.txt"))

Say = Callable[[str], None]


@dataclass(frozen=True)
class Prepared:
    """What was found or made: `password` opens every account in `cast.CAST` unless its owner changed it."""

    profile: Profile
    was_there: bool
    password: str
    is_password_new: bool
    prepared_on: date
    installation: UUID


def prepare(profile: Profile, *, home: Path, today: date, say: Say = lambda line: None) -> Prepared:
    """Make all of the profile that is not there yet; needs tables and the directory of bodies.

    DomainError for a database that holds anything else (`marks.refuse_foreign`).
    """
    with _alone(home):
        mark = marks.begin(today=today)
        was_there = marks.is_prepared(profile)
        if not marks.is_prepared(Profile.SMALL):
            _make_small(home, installation=mark.uuid, today=mark.on, say=say)
        if profile is Profile.NATIONAL and not was_there:
            country.fill(by=cast.people()[cast.ADMINISTRATOR], on=cast.BEGAN_ON, today=mark.on, say=say)
            marks.finish(Profile.NATIONAL, today=mark.on)
        if not was_there:
            seals.seal()
            upkeep.learn_sizes()
        password, is_new = passwords.current(home, installation=mark.uuid, on=today)
    return Prepared(profile, was_there, password, is_new, mark.on, mark.uuid)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One at a time: a second run of the same installation waits for the first."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "demo.lock").open("a", encoding="ascii") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _make_small(home: Path, *, installation: UUID, today: date, say: Say) -> None:
    say("người dùng và chương trình")
    people = cast.hire(passwords.new())
    password = passwords.new()
    cast.give_password(password, on=today)
    passwords.keep(home, password, installation=installation)
    administrator, officer = people[cast.ADMINISTRATOR], people[cast.STANDING_OFFICER]
    nq57 = programmes.set_up(programmes.NQ57, by=administrator, on=cast.BEGAN_ON)
    da06 = programmes.set_up(programmes.DA06, by=administrator, on=cast.BEGAN_ON)
    say("nhiệm vụ của Nghị quyết 57")
    load(nq57_events(), today=today)
    say("nhiệm vụ của Đề án 06")
    load(da06_events(today), today=today)
    accountable.name_people(people, on=today)
    say("bản chốt công khai")
    for on in PUBLISHED_ON:
        _publish(nq57, on=on, by=officer, today=today)
    _publish(da06, on=today, by=officer, today=today)
    say("văn bản chờ rà soát")
    for code, name in DIRECTIVES:
        taken = _take_in(name, Programme.objects.get(code=code), by=officer, on=today)
        circulating.circulate(taken, code, people, sender=officer, on=today)
    marks.finish(Profile.SMALL, today=today)


def load(told: Iterable[Event], *, today: date) -> None:
    """Import events as if from a file."""
    lines = ((number, json.dumps(event, ensure_ascii=False)) for number, event in enumerate(told, 1))
    import_events(lines, today=today)


def _publish(programme: Programme, *, on: date, by: Person, today: date) -> None:
    if Snapshot.objects.filter(programme=programme, on=on).exists():
        return
    committee = programme.committees.select_related("standing_agency").get()
    told: events.Actor = actor(by, committee.standing_agency)
    publish(programme=programme, on=on, actor=told, today=today)


def _take_in(name: str, programme: Programme, *, by: Person, on: date) -> Directive:
    content = (files("thuocdo.demo.story") / name).read_bytes()
    return take_in(content=content, name=name, programme=programme, by=by, on=on).directive
