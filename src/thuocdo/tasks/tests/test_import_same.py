"""One file, the same file in two, and a replay of the log all give the same tasks and the same board."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from thuocdo.foundation import events
from thuocdo.foundation.models import Event
from thuocdo.organisations.models import Succession
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Programme
from thuocdo.tasks import replay
from thuocdo.tasks.models import Occurrence, StatusSpan, Task
from thuocdo.tasks.projection import STANDING
from thuocdo.tasks.rules.spans import Status, status_of
from thuocdo.tasks.rules.states import State
from thuocdo.tasks.services.move import story_of
from thuocdo.tasks.services.rebuild import rebuild_projection
from thuocdo.tasks.tests.factories import ASSIGNER, LEAD, OTHER, TODAY, Line, created, happened, load
from thuocdo.tasks.tests.scripts import DAYS, scripts

pytestmark = pytest.mark.django_db

BOARD_DAYS = tuple(date(2025, month, day) for month in range(1, 13) for day in (1, 17))
# The fixture only makes bodies; every example puts back what it wrote itself.
SHARED = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(autouse=True)
def bodies() -> None:
    """The bodies of the scripts; OTHER ends on 1 April 2025 and NEW takes over."""
    make_body(code="LEAD", name=LEAD)
    make_body(code="ASSIGNER", name=ASSIGNER)
    ended = make_body(code="OTHER", name=OTHER, valid_to=date(2025, 4, 1))
    new = make_body(code="NEW", name="Bộ Kế thừa", level="province")
    Succession.objects.create(
        predecessor=ended, successor=new, on=date(2025, 4, 1), share=Decimal(1), kind="merger"
    )  # fmt: skip


@contextmanager
def put_back() -> Iterator[None]:
    """Whatever is written inside is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def stored() -> dict[str, Any]:
    """All that is kept of the tasks but keys, versions and instants."""
    return {str(task.exchange_code): _stored(task) for task in Task.objects.all()}


def _stored(task: Task) -> list[Any]:
    names = [f.attname for f in StatusSpan._meta.concrete_fields if f.attname not in ("id", "task_id", "programme_id")]
    return [
        *(getattr(task, name) for name in (*STANDING, "last_on", "projected_until", "title", "weight", "field")),
        task.parent.code if task.parent else None,
        task.assigner.code if task.assigner else None,
        list(task.lead_rows.values_list("organisation__code", "order")),
        list(task.deliverables.values_list("order", "name")),
        list(task.evidence.values_list("name", "period", "filed_on", "filed_by", "deliverable__name")),
        sorted(task.spans.values_list(*names)),
        sorted(Occurrence.objects.filter(task=task).values_list("period", *STANDING), key=repr),
        [(e.kind, e.on, e.payload, e.actor_title) for e in events.history(replay.OBJECT_TYPE, task.uuid)
         if e.kind != "created"],
    ]  # fmt: skip


def counted(on: date) -> dict[Status, int]:
    """The board of the day from the projection: how many tasks and occurrences have each status."""
    found = dict.fromkeys(Status, 0)
    for status in StatusSpan.objects.filter(start__lte=on, end__gt=on, is_first=True).values_list("status", flat=True):
        found[Status(status)] += 1
    return found


def replayed(on: date) -> dict[Status, int]:
    """The board of the day from the log alone: play what was known by then and ask the rule of each life."""
    found = dict.fromkeys(Status, 0)
    for task in Task.objects.all():
        known = [
            replay.Happening(event.kind, event.on, event.payload)
            for event in events.history(replay.OBJECT_TYPE, task.uuid).filter(on__lte=on)
        ]
        if not known:
            continue
        story = replay.story_from(known, ids=story_of(task)[1], days=DAYS)
        story.begin_periods(on)
        lives = [story.life] if story.recurrence is None else list(story.occurrences.values())
        for life in lives:
            if life.assigned_on is not None:
                found[status_of(life, on, DAYS)] += 1
    return found


@SHARED
@given(scripts())
def test_the_projection_is_a_replay_of_the_log(script: list[Line]) -> None:
    with put_back():
        load(*script)
        assert rebuild_projection(today=TODAY).changed == 0
        for on in BOARD_DAYS:
            assert counted(on) == replayed(on), on


@SHARED
@given(scripts(), st.integers(0, 45))
def test_two_files_are_as_good_as_one(script: list[Line], cut: int) -> None:
    # A line equal to one of an earlier file is that line told again, not another event.
    assume(not {repr(line) for line in script[:cut]} & {repr(line) for line in script[cut:]})
    with put_back():
        load(*script)
        whole = stored()
    with put_back():
        load(*script[:cut])
        load(*script[cut:])
        assert stored() == whole
        assert rebuild_projection(today=TODAY).changed == 0


@SHARED
@given(scripts(), st.integers(0, 45))
def test_a_longer_file_after_a_shorter_one_is_as_good_as_one(script: list[Line], cut: int) -> None:
    with put_back():
        load(*script)
        whole, count = stored(), Event.objects.count()
        assert load(*script).added == 0
        assert (stored(), Event.objects.count()) == (whole, count)
    with put_back():
        load(*script[:cut])
        assert load(*script).added == len(script) - len(script[:cut])
        assert stored() == whole


class TestRebuild:
    @pytest.fixture(autouse=True)
    def tasks(self) -> None:
        load(
            created(), happened("assigned"), happened("accepted"),
            created(task="T-2", due=None, recurrence="monthly", programme="khac"), happened("assigned", task="T-2"),
            created(task="T-3"),
        )  # fmt: skip

    def test_what_was_lost_is_written_again(self) -> None:
        before = stored()
        StatusSpan.objects.all().delete()
        Occurrence.objects.all().delete()
        Task.objects.update(state=State.DRAFT.value, due=None, percent=50)
        done = rebuild_projection(today=TODAY)
        assert (done.tasks, done.changed) == (3, 3)
        assert stored() == before
        assert rebuild_projection(today=TODAY).changed == 0

    def test_only_what_differs_is_touched(self) -> None:
        kept = set(StatusSpan.objects.filter(task__code="T-2").values_list("pk", flat=True))
        Task.objects.filter(code="T-1").update(state=State.CLOSED.value)
        assert rebuild_projection(today=TODAY).changed == 1
        assert set(StatusSpan.objects.filter(task__code="T-2").values_list("pk", flat=True)) == kept
        assert Task.objects.get(code="T-1").state == "accepted"

    def test_it_may_be_kept_to_one_programme(self) -> None:
        StatusSpan.objects.all().delete()
        done = rebuild_projection(today=TODAY, programme=Programme.objects.get(code="khac"))
        assert (done.tasks, done.changed) == (1, 1)
        assert not StatusSpan.objects.filter(task__code="T-1").exists()

    def test_it_writes_no_event_and_makes_nobodys_page_stale(self) -> None:
        versions, count = list(Task.objects.values_list("version", flat=True)), Event.objects.count()
        StatusSpan.objects.all().delete()
        rebuild_projection(today=TODAY)
        assert list(Task.objects.values_list("version", flat=True)) == versions
        assert Event.objects.count() == count

    def test_a_year_later_the_series_reaches_further(self) -> None:
        last = StatusSpan.objects.filter(task__code="T-2").order_by("-start").first().start
        assert rebuild_projection(today=date(2026, 10, 15)).changed == 1
        assert StatusSpan.objects.filter(task__code="T-2").order_by("-start").first().start > last
