"""Spans: every day once, and leads that follow successions while work is open."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.tasks.rules.life import Refused, Step
from thuocdo.tasks.rules.spans import FOREVER, Passing, Status, spans
from thuocdo.tasks.rules.states import Act
from thuocdo.tasks.rules.story import Story
from thuocdo.tasks.rules.workdays import WorkingDays

DAYS = WorkingDays()
START, UNTIL = date(2025, 1, 6), date(2027, 1, 1)
MPI, MOF, MIC, MOST = 1, 2, 3, 4
PASSINGS = {MPI: Passing(date(2025, 3, 1), MOF), MIC: Passing(date(2025, 3, 1), MOST)}
steps = st.lists(st.tuples(st.sampled_from([a for a in Act if a is not Act.CREATED]), st.integers(0, 40)), max_size=25)


def story(leads: tuple[int, ...], *played: tuple[Act, date]) -> Story:
    found = Story(days=DAYS, due=date(2025, 6, 30), deliverables=1)
    found.created(START, leads)
    for act, on in played:
        by = "VPTW" if act in (Act.VERIFIED, Act.RETURNED) else "X"
        found.apply(Step(act, on, by=by, reason="vì", evidence=1, to=date(2025, 12, 31), percent=1))
    return found


def holders(found: Story, on: date) -> tuple[int, ...]:
    return next(s.leads for s in spans(found, PASSINGS, until=UNTIL) if s.start <= on < s.end)


@given(steps, st.sampled_from([(MPI,), (MPI, MOF), (MIC, MPI), (MOST,)]))
def test_from_its_assignment_on_a_task_has_one_status_each_day(
    script: list[tuple[Act, int]], leads: tuple[int, ...]
) -> None:
    found, on = story(leads), START
    for act, gap in script:
        on += timedelta(days=gap)
        try:
            found.apply(Step(act, on, by="Y", reason="vì", evidence=1, to=on + timedelta(days=90), percent=1))
        except Refused:
            continue
    listed = spans(found, PASSINGS, until=UNTIL)
    if found.life.assigned_on is None:
        assert listed == []
        return
    assert listed[0].start == found.life.assigned_on
    assert listed[-1].end == FOREVER
    assert all(a.end == b.start for a, b in pairwise(listed))
    assert all(s.start < s.end and s.leads and len(set(s.leads)) == len(s.leads) for s in listed)


def test_open_work_passes_to_the_successor_on_its_day() -> None:
    found = story((MPI,), (Act.ASSIGNED, date(2025, 1, 22)))
    assert holders(found, date(2025, 2, 28)) == (MPI,)
    assert holders(found, date(2025, 3, 1)) == (MOF,)


def test_finished_work_stays_with_the_body_that_finished_it() -> None:
    d = date(2025, 2, 3)
    found = story((MPI,), (Act.ASSIGNED, d), (Act.ACCEPTED, d), (Act.REPORTED, d), (Act.VERIFIED, date(2025, 2, 28)))
    assert holders(found, date(2025, 10, 1)) == (MPI,)


def test_two_leads_that_merge_are_one() -> None:
    found = story((MPI, MOF), (Act.ASSIGNED, date(2025, 1, 22)))
    assert holders(found, date(2025, 2, 1)) == (MPI, MOF)
    assert holders(found, date(2025, 3, 1)) == (MOF,)


def test_work_given_to_a_body_that_has_ended_is_its_successors() -> None:
    found = story((MIC,), (Act.ASSIGNED, date(2025, 4, 1)))
    assert holders(found, date(2025, 4, 1)) == (MOST,)


def test_a_lead_named_after_a_hand_back_leads_from_then_on() -> None:
    found = story((MPI,), (Act.ASSIGNED, date(2025, 1, 6)), (Act.HANDED_BACK, date(2025, 1, 7)))
    found.apply(Step(Act.ASSIGNED, date(2025, 1, 9), by="VPTW", leads=(MIC,)))
    assert [holders(found, date(2025, 1, n)) for n in (6, 8, 9)] == [(MPI,), (MPI,), (MIC,)]


def test_a_cancelled_draft_is_on_no_board() -> None:
    assert spans(story((MPI,), (Act.CANCELLED, date(2025, 1, 8))), PASSINGS, until=UNTIL) == []


def test_suspension_cures_nothing() -> None:
    d = date(2025, 1, 6)
    late = story((MOF,), (Act.ASSIGNED, d), (Act.ACCEPTED, d), (Act.SUSPENDED, date(2025, 7, 10)))
    late.apply(Step(Act.RESUMED, date(2025, 8, 9), by="VPTW"))
    assert late.life.due == date(2025, 7, 30)
    statuses = {s.status for s in spans(late, {}, until=UNTIL) if s.start >= date(2025, 7, 10)}
    assert statuses == {Status.OPEN_OVERDUE}


def test_due_today_is_not_overdue_whatever_happens_that_day() -> None:
    d, due = date(2025, 1, 6), date(2025, 6, 30)
    found = story((MOF,), (Act.ASSIGNED, d), (Act.ACCEPTED, d), (Act.PROGRESSED, due))
    statuses = {
        on: next(s.status for s in spans(found, {}, until=UNTIL) if s.start <= on < s.end)
        for on in (due, due + timedelta(1))
    }
    assert statuses == {due: Status.DUE_SOON, due + timedelta(1): Status.OPEN_OVERDUE}


def test_a_report_filed_on_the_due_day_is_on_time_whenever_it_is_verified() -> None:
    d, due, later = date(2025, 1, 6), date(2025, 6, 30), date(2025, 7, 20)
    for filed, status in ((due, Status.DONE_ON_TIME), (due + timedelta(1), Status.DONE_LATE)):
        found = story((MOF,), (Act.ASSIGNED, d), (Act.ACCEPTED, d), (Act.REPORTED, filed), (Act.VERIFIED, later))
        assert spans(found, {}, until=UNTIL)[-1].status is status


def test_a_report_that_was_returned_does_not_count() -> None:
    d, due = date(2025, 1, 6), date(2025, 6, 30)
    again = date(2025, 7, 3)
    found = story(
        (MOF,), (Act.ASSIGNED, d), (Act.ACCEPTED, d), (Act.REPORTED, due), (Act.RETURNED, date(2025, 7, 2)),
        (Act.REPORTED, again), (Act.VERIFIED, again),
    )  # fmt: skip
    assert spans(found, {}, until=UNTIL)[-1].status is Status.DONE_LATE
    assert spans(found, {}, until=UNTIL)[-1].done_on == again
