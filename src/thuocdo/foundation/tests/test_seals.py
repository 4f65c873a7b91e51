"""Seals cover every committed event once, and any later change of one is found."""

# ruff: noqa: S608  statements are put together from this file's own words
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from thuocdo.foundation import append_only, clock, events, seals
from thuocdo.foundation.models import Event, Seal
from thuocdo.foundation.tests.factories import execute, make_event, make_events, make_note, without_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_batch(monkeypatch: pytest.MonkeyPatch) -> int:
    """Batches of four, so that a few events fill several."""
    monkeypatch.setattr(seals, "BATCH", 4)
    return 4


def problems() -> str:
    """What verification complains of, in one text."""
    return "\n".join(seals.verify().problems)


class TestSealing:
    def test_an_empty_log_has_nothing_to_seal_and_verifies(self) -> None:
        assert seals.seal() == 0
        assert seals.verify() == seals.Verdict()

    def test_sealing_again_without_new_events_makes_no_seal(self) -> None:
        make_events(2)
        assert seals.seal() == 2
        assert seals.seal() == 0
        assert Seal.objects.count() == 1

    def test_every_event_is_covered_once(self, small_batch: int) -> None:
        made = make_events(11)
        assert seals.seal() == 11
        ranges = [pair for seal in Seal.objects.order_by("number") for pair in seal.ranges]
        covered = [number for first, end in ranges for number in range(first, end + 1)]
        assert covered == [event.pk for event in made]
        assert [seal.event_count for seal in Seal.objects.order_by("number")] == [4, 4, 3]

    def test_a_batch_that_is_just_full_makes_no_empty_seal(self, small_batch: int) -> None:
        make_events(8)
        assert seals.seal() == 8
        assert Seal.objects.count() == 2

    def test_the_head_is_the_last_hash_and_unsealed_events_are_counted(self) -> None:
        make_events(3)
        seals.seal()
        make_event()
        verdict = seals.verify()
        assert (verdict.seals, verdict.events, verdict.unsealed, verdict.problems) == (1, 4, 1, [])
        assert verdict.head == Seal.objects.get().hash

    def test_each_seal_builds_on_the_one_before(self, small_batch: int) -> None:
        make_events(6)
        seals.seal()
        first, second = Seal.objects.order_by("number")
        assert first.previous_hash == seals.GENESIS
        assert second.previous_hash == first.hash


class TestForgery:
    """Somebody with the keys of the database takes the triggers away, changes something and puts them back."""

    @pytest.fixture(autouse=True)
    def log(self, small_batch: int) -> list[Event]:
        found = make_events(10)
        seals.seal()
        assert problems() == ""
        return found

    @pytest.mark.parametrize(
        "change",
        [
            "kind = 'verified'", "object_type = 'other'", "\"on\" = '2025-10-16'", "actor_title = ''",
            "actor_id = NULL", "payload = '{}'", "recorded_at = '2025-10-15 00:00:00'",
        ],
    )  # fmt: skip
    def test_a_change_of_any_column_is_found(self, log: list[Event], change: str) -> None:
        with without_triggers():
            execute(f"UPDATE foundation_event SET {change} WHERE id = %s", log[5].pk)
        assert problems() == "niêm 2: sự kiện hoặc niêm đã bị sửa, xóa hoặc thêm"

    @pytest.mark.parametrize("column", ["uuid", "object_id"])
    def test_a_change_of_an_identifier_is_found(self, log: list[Event], column: str) -> None:
        with without_triggers():
            Event.objects.filter(pk=log[0].pk).update(**{column: UUID(int=1)})
        assert "niêm 1" in problems()

    def test_a_change_deep_in_the_payload_is_found(self, log: list[Event]) -> None:
        with without_triggers():
            Event.objects.filter(pk=log[9].pk).update(payload=log[9].payload | {"percent": 12.500001})
        assert "niêm 3" in problems()

    def test_a_deleted_event_is_found(self, log: list[Event]) -> None:
        with without_triggers():
            execute("DELETE FROM foundation_event WHERE id = %s", log[7].pk)
        assert "niêm 2" in problems()

    def test_two_events_that_changed_places_are_found(self, log: list[Event]) -> None:
        one, other = log[1].pk, log[2].pk
        with without_triggers():
            execute("UPDATE foundation_event SET id = %s WHERE id = %s", 10**6, one)
            execute("UPDATE foundation_event SET id = %s WHERE id = %s", one, other)
            execute("UPDATE foundation_event SET id = %s WHERE id = %s", other, 10**6)
        assert "niêm 1" in problems()

    @pytest.mark.parametrize("number", [0, -5])
    def test_an_event_put_in_before_the_first_is_found(self, number: int) -> None:
        Event(id=number, **events._row(make_note())).save(force_insert=True)
        assert problems() == f"sự kiện {number} nằm ngoài mọi niêm"

    def test_an_event_moved_between_seals_is_found(self, log: list[Event]) -> None:
        with without_triggers():
            execute("UPDATE foundation_event SET id = %s WHERE id = %s", log[9].pk + 50, log[9].pk)
        seals.seal()
        assert "niêm 3" in problems()

    @pytest.mark.parametrize(
        "change",
        ["ranges = '[[1, 2]]'", "gaps = '[[900, 950, \"2025-10-15T00:00:00+07:00\"]]'", "highest = highest + 40",
         "event_count = event_count + 1", "sealed_at = '2025-10-15 00:00:00'",
         "previous_hash = hash", "hash = previous_hash"],
    )  # fmt: skip
    def test_a_change_of_a_seal_is_found(self, change: str) -> None:
        with without_triggers():
            execute(f"UPDATE foundation_seal SET {change} WHERE number = 2")
        assert "niêm 2" in problems()

    def test_two_swapped_seals_are_found(self) -> None:
        with without_triggers():
            for before, after in ((1, 100), (2, 1), (100, 2)):
                execute("UPDATE foundation_seal SET number = %s WHERE number = %s", after, before)
        assert "chuỗi niêm bị đứt" in problems()

    def test_a_removed_seal_is_found(self) -> None:
        with without_triggers():
            execute("DELETE FROM foundation_seal WHERE number = 2")
        assert "chuỗi niêm bị đứt" in problems()

    def test_a_seal_made_anew_over_a_forged_event_is_found_by_the_next(self, log: list[Event]) -> None:
        with without_triggers():
            execute("UPDATE foundation_event SET kind = 'forged' WHERE id = %s", log[0].pk)
            first = Seal.objects.get(number=1)
            first.hash = seals._digest(first, list(Event.objects.order_by("id")[:4]))
            first.save()
        assert problems() == "niêm 2: chuỗi niêm bị đứt"

    def test_a_trigger_that_is_gone_is_named(self) -> None:
        on = " ON foundation_event" if connection.vendor == "postgresql" else ""
        execute(f"DROP TRIGGER foundation_event_no_delete{on}")
        try:
            assert problems() == "thiếu khóa chống sửa foundation_event_no_delete"
        finally:
            append_only.install(connection)


class TestGaps:
    """Numbers that were not to be seen: a transaction still running, or rolled back."""

    @pytest.fixture
    def hole(self) -> list[int]:
        """Three numbers missing among sealed events."""
        first = make_event().pk
        Event(id=first + 4, **events._row(make_note())).save(force_insert=True)
        assert seals.seal() == 2
        return [first + 1, first + 2, first + 3]

    def gaps(self, seal: int, *, since: int) -> list[list[int]]:
        """The gaps a seal knows, without those that earlier tests left: PostgreSQL's numbers go on after a rollback."""
        return [gap[:2] for gap in Seal.objects.get(number=seal).gaps if gap[0] >= since]

    def fill(self, numbers: list[int]) -> None:
        for number in numbers:
            Event(id=number, **events._row(make_note())).save(force_insert=True)

    def test_a_hole_is_remembered(self, hole: list[int]) -> None:
        assert self.gaps(1, since=hole[0]) == [[hole[0], hole[-1]]]
        assert problems() == ""

    def test_what_comes_late_is_sealed_later(self, hole: list[int]) -> None:
        self.fill(hole[1:2])
        assert problems() == ""
        assert seals.seal() == 1
        assert self.gaps(2, since=hole[0]) == [[hole[0], hole[0]], [hole[2], hole[2]]]
        self.fill([hole[0], hole[2]])
        assert seals.seal() == 2
        verdict = seals.verify()
        assert (verdict.unsealed, verdict.problems) == (0, [])
        assert self.gaps(3, since=hole[0]) == []

    def test_more_late_events_than_a_batch_are_sealed(self, small_batch: int) -> None:
        first = make_event().pk
        Event(id=first + 20, **events._row(make_note())).save(force_insert=True)
        assert seals.seal() == 2
        self.fill(list(range(first + 1, first + 20)))
        assert seals.seal() == 19
        verdict = seals.verify()
        assert (verdict.unsealed, verdict.problems) == (0, [])

    def test_a_gap_of_any_width_costs_nothing(self) -> None:
        first = make_event().pk
        Event(id=first + 10**12, **events._row(make_note())).save(force_insert=True)
        seals.seal()
        make_event(kind="after") if connection.vendor == "sqlite" else self.fill([first + 10**12 + 1])
        assert seals.seal() == 1
        assert problems() == ""

    def test_what_comes_after_a_day_was_put_in_behind_the_log(
        self, hole: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        later = clock.now() + timedelta(days=1, seconds=1)
        monkeypatch.setattr(clock, "now", lambda: later)
        self.fill(hole[:1])
        assert seals.seal() == 0
        assert problems() == f"sự kiện {hole[0]} nằm ngoài mọi niêm"


class TestRoundTrip:
    """What is hashed does not depend on the database that gives it back."""

    MOMENTS = (
        datetime(2025, 3, 1, 0, 0, 0, 1, UTC),
        datetime(2025, 3, 1, 23, 59, 59, 999999, UTC),
        datetime(2025, 3, 1, 7, 0, tzinfo=clock.OFFICIAL_ZONE),
    )

    @pytest.mark.parametrize("at", MOMENTS, ids=str)
    def test_an_instant_has_one_line(self, at: datetime) -> None:
        made = Event.objects.create(**(events._row(make_note(), at)))
        read = Event.objects.get(pk=made.pk)
        assert seals._line(read) == seals._line(made)
        assert json.loads(seals._line(read))[6] == at.astimezone(clock.OFFICIAL_ZONE).isoformat()

    @pytest.mark.parametrize(
        "payload",
        [{}, {"b": 1, "a": [None, True, 0.1, 100.0, 33.3]}, {"chữ": 'Đề án “số” \u2028 \\ "\t'}, {"z": {"é": 1e-7}}],
        ids=str,
    )
    def test_a_payload_has_one_line(self, payload: dict[str, object]) -> None:
        made = make_event(payload=payload, actor=events.SYSTEM)
        assert seals._line(Event.objects.get(pk=made.pk)) == seals._line(made)

    def test_a_known_log_has_a_known_hash(self) -> None:
        """The same figure on both databases: written down once, so that neither can drift."""
        note = make_note(object_id=UUID(int=2), actor=events.Actor(UUID(int=3), "Bộ Thử nghiệm"))
        Event.objects.create(id=1, uuid=UUID(int=1), **events._row(note, self.MOMENTS[1]))
        line = (
            '[1,"00000000-0000-0000-0000-000000000001","changed","thing","00000000-0000-0000-0000-000000000002",'
            '"2025-10-15","2025-03-02T06:59:59.999999+07:00","00000000-0000-0000-0000-000000000003","Bộ Thử nghiệm",'
            '{"lý do":"thử","percent":12.5}]\n'
        )
        assert seals._line(Event.objects.get()).decode() == line


def in_threads(*acts: Callable[[], object]) -> list[object]:
    """Do these at the same moment, each in a thread with a connection of its own."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            start.wait(timeout=20)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(one, act) for act in acts]]


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_two_sealers_seal_each_event_once(self, small_batch: int) -> None:
        make_events(30)
        assert sum(int(str(n)) for n in in_threads(seals.seal, seals.seal, seals.seal)) == 30
        verdict = seals.verify()
        assert (verdict.unsealed, verdict.problems) == (0, [])

    def test_an_event_that_is_committed_late_is_sealed_late(self) -> None:
        if connection.vendor != "postgresql":
            pytest.skip("SQLite commits one transaction at a time, in the order of the numbers")
        make_event()
        written, sealed = Barrier(2), Barrier(2)

        def slow() -> int:
            with transaction.atomic():
                made = make_event(kind="slow").pk
                written.wait(timeout=20)
                sealed.wait(timeout=20)
            return made

        def quick() -> int:
            written.wait(timeout=20)
            made = make_event(kind="quick").pk
            assert seals.seal() == 2
            sealed.wait(timeout=20)
            return made

        late, early = in_threads(slow, quick)
        assert int(str(late)) < int(str(early))
        assert problems() == ""
        assert seals.seal() == 1
        verdict = seals.verify()
        assert (verdict.unsealed, verdict.problems) == (0, [])

    def test_an_event_that_is_rolled_back_leaves_a_gap_and_no_fault(self) -> None:
        make_event()
        with transaction.atomic():
            make_event()
            transaction.set_rollback(True)
        make_event()
        assert seals.seal() == 2
        verdict = seals.verify()
        assert (verdict.unsealed, verdict.problems) == (0, [])
