"""Two people, or a person and a file, at the same moment: one goes first, the other is told, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from thuocdo.accounts.models import Person
from thuocdo.foundation import events, seals
from thuocdo.foundation.errors import DomainError, Stale
from thuocdo.foundation.models import Event
from thuocdo.tasks.models import Task
from thuocdo.tasks.services import By
from thuocdo.tasks.services.rebuild import rebuild_projection
from thuocdo.tasks.tests.factories import (
    TODAY,
    Cast,
    act,
    created,
    happened,
    load,
    make_bodies,
    make_cast,
    make_task,
    task_in,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do these at the same moment, each on a connection of its own; results or refusals, in the order given."""
    start = Barrier(len(acts))

    def one(what: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=20)
            return what()
        except DomainError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(one, what) for what in acts]]


def somebody(person: Person) -> Person:
    """The person as another request would read them: nothing is shared between threads."""
    return Person.objects.get(pk=person.pk)


def consistent() -> None:
    """The rows of lists are those of a replay, and the log can be sealed and verified."""
    assert rebuild_projection(today=TODAY).changed == 0
    seals.seal()
    verdict = seals.verify()
    assert (verdict.unsealed, verdict.problems) == (0, [])


@pytest.mark.parametrize("second", ["verify", "return"])
@pytest.mark.parametrize("checked", [True, False], ids=["with version", "without version"])
def test_of_two_verdicts_at_once_one_counts(cast: Cast, second: str, *, checked: bool) -> None:
    task = task_in(cast, "reported")
    version = task.version if checked else None

    def give(name: str, person: Person) -> Callable[[], Task]:
        by = By(somebody(person), version=version)
        return lambda: act(name, task, by.person, by=by)

    results = at_once(give("verify", cast.lan), give(second, cast.chi))
    refusals = [result for result in results if isinstance(result, DomainError)]
    assert len(refusals) == 1
    assert isinstance(refusals[0], Stale) or not checked
    assert Event.objects.filter(kind__in=["verified", "returned"]).count() == 1
    consistent()


def test_of_four_officers_who_accept_at_once_one_does(cast: Cast) -> None:
    task = task_in(cast, "assigned")
    people = [somebody(person) for person in (cast.an, cast.head) * 2]
    results = at_once(*(lambda p=person: act("accept", task, p) for person in people))
    assert sum(isinstance(result, Task) for result in results) == 1
    assert Event.objects.filter(kind="accepted").count() == 1
    consistent()


def test_acts_on_one_task_that_do_not_clash_are_all_kept(cast: Cast) -> None:
    task = task_in(cast, "in_progress")
    people = [somebody(cast.an) for _ in range(6)]
    at_once(*(lambda p=person, n=n: act("progress", task, p, percent=n * 10) for n, person in enumerate(people)))
    assert Event.objects.filter(kind="progressed").count() == 6
    last = events.history("task", task.uuid).last()
    task.refresh_from_db()
    assert (task.percent, task.version) == (last.payload["percent"], 10)
    consistent()


def test_tasks_written_down_at_once_have_codes_of_their_own(cast: Cast) -> None:
    results = at_once(*(lambda: make_task(cast) for _ in range(6)))
    assert sorted(task.code for task in results) == [f"NV-{n:04}" for n in range(1, 7)]
    consistent()


class TestImport:
    FILE = (created(), happened("assigned"), happened("accepted"), created(task="T-2"))

    @pytest.fixture(autouse=True)
    def bodies(self) -> None:
        make_bodies()

    def test_the_same_file_twice_at_once_is_stored_once(self) -> None:
        one, other = at_once(lambda: load(*self.FILE), lambda: load(*self.FILE))
        assert sorted([one.added, other.added]) == [0, 4]
        assert Event.objects.count() == 4
        consistent()

    def test_two_files_on_one_task_are_both_kept(self) -> None:
        load(*self.FILE)
        more = [happened("progressed", "2025-02-01", percent=n) for n in (10, 20)]
        results = at_once(lambda: load(more[0]), lambda: load(more[1]))
        assert [report.added for report in results] == [1, 1]
        assert Task.objects.get(code="T-1").version == 3
        consistent()

    def test_a_file_and_a_person_on_one_task_are_both_kept(self, cast: Cast) -> None:
        load(*self.FILE)
        task = Task.objects.get(code="T-1")
        task.lead_rows.create(organisation=cast.lead, order=1)
        person = somebody(cast.an)
        lines = [happened("progressed", "2025-10-15", percent=n) for n in range(50)]
        results = at_once(
            lambda: load(*lines), *(lambda n=n: act("progress", task, person, percent=50 + n) for n in range(5))
        )
        assert not [result for result in results if isinstance(result, DomainError)]
        assert Event.objects.filter(kind="progressed").count() == 55
        consistent()

    def test_a_file_and_a_person_do_not_take_one_code(self, cast: Cast) -> None:
        lines = [created(task=f"NV-{n:04}", programme=cast.programme.code) for n in range(1, 4)]
        results = at_once(lambda: load(*lines), lambda: make_task(cast), lambda: make_task(cast))
        assert Task.objects.values("programme", "code").distinct().count() == Task.objects.count()
        # Either the file came first and people go on counting, or it is refused for a code that a person took.
        codes = sorted(result.code for result in results[1:])
        assert codes == ["NV-0004", "NV-0005"] or isinstance(results[0], DomainError)
        consistent()
