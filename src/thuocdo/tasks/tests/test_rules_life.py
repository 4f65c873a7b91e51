"""The table of a task's life and what each act asks for."""

from contextlib import suppress
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.tasks.rules.life import Life, Refused, Step, Why, advance
from thuocdo.tasks.rules.states import DONE, MOVES, OPEN, Act, Side, State, allowed, find
from thuocdo.tasks.rules.workdays import WorkingDays

DAYS = WorkingDays()
D = date(2025, 3, 3)  # a Monday
ACTS = [act for act in Act if act is not Act.CREATED]
LEAD, CENTRE = "BTC", "VPTW"


def step(act: Act, on: date = D, **told: object) -> Step:
    """A step with all that any rule could ask for."""
    by = CENTRE if act in (Act.VERIFIED, Act.RETURNED, Act.ASSIGNED) else LEAD
    full = {"by": by, "reason": "vì", "percent": 40.0, "evidence": 2, "deliverables": 1, "to": date(2030, 1, 1)}
    return Step(act=act, on=on, **(full | told))  # type: ignore[arg-type]


def play(*acts: Act, life: Life | None = None) -> Life:
    life = life or Life(due=date(2025, 6, 30), first_due=date(2025, 6, 30), last_on=D)
    for act in acts:
        life = advance(life, step(act), DAYS)
    return life


def walk(script: list[Act]) -> list[State]:
    """States passed through when a script is played and refused acts are ignored."""
    life = Life(due=date(2025, 6, 30), first_due=date(2025, 6, 30), last_on=D)
    trail = [life.state]
    for act in script:
        try:
            life = advance(life, step(act), DAYS)
        except Refused:
            continue
        trail.append(life.state)
    return trail


LIFE = (Act.ASSIGNED, Act.ACCEPTED, Act.STARTED, Act.REPORTED, Act.VERIFIED, Act.CLOSED)


def test_the_ordinary_life_runs_to_its_end() -> None:
    assert walk(list(LIFE)) == [
        State.DRAFT, State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS, State.REPORTED, State.VERIFIED, State.CLOSED,
    ]  # fmt: skip


@given(st.lists(st.sampled_from(ACTS), max_size=25))
def test_only_a_reported_task_becomes_verified(script: list[Act]) -> None:
    trail = walk(script)
    assert all(before is State.REPORTED for before, after in pairwise(trail) if after is State.VERIFIED is not before)


@given(st.lists(st.sampled_from(ACTS), max_size=25))
def test_what_is_done_or_cancelled_never_opens_again(script: list[Act]) -> None:
    trail = walk(script)
    ends = [n for n, state in enumerate(trail) if state in DONE or state is State.CANCELLED]
    if ends:
        assert not any(state in OPEN for state in trail[ends[0] :])


@given(st.lists(st.sampled_from(ACTS), max_size=25))
def test_every_step_taken_is_a_line_of_the_table(script: list[Act]) -> None:
    life = Life(due=date(2025, 6, 30), last_on=D)
    for act in script:
        before = life
        try:
            life = advance(life, step(act), DAYS)
        except Refused:
            assert life is before
            continue
        move = find(act, before.state)
        assert move is not None
        assert life.state in (move.target, before.state, before.resumes_to)


@given(st.lists(st.sampled_from(ACTS), max_size=25), st.lists(st.integers(0, 40), min_size=25, max_size=25))
def test_the_first_deadline_never_changes(script: list[Act], gaps: list[int]) -> None:
    life, on = Life(due=date(2025, 6, 30), first_due=date(2025, 6, 30), last_on=D), D
    for act, gap in zip(script, gaps, strict=False):
        on = date.fromordinal(on.toordinal() + gap)
        with suppress(Refused):
            life = advance(life, step(act, on), DAYS)
        assert life.first_due == date(2025, 6, 30)
        assert life.due is not None
        assert life.due >= life.first_due


def test_buttons_come_from_the_table() -> None:
    for state in State:
        offered = {move.act for move in allowed(state, frozenset(Side))}
        assert offered == {move.act for move in MOVES if state in move.sources}
        assert allowed(state, frozenset()) == []


@pytest.mark.parametrize("act", [move.act for move in MOVES if move.needs_reason])
def test_an_act_that_needs_a_reason_is_refused_without_one(act: Act) -> None:
    source = next(iter(sorted(next(m for m in MOVES if m.act is act).sources)))
    life = Life(state=source, due=date(2025, 6, 30), assigned_on=D, asked_on=D, last_on=D)
    with pytest.raises(Refused) as refused:
        advance(life, step(act, reason="  "), DAYS)
    assert refused.value.why is Why.REASON_MISSING


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        (date(2025, 3, 3), date(2025, 3, 5)),
        (date(2025, 3, 6), date(2025, 3, 10)),  # over a weekend
        (date(2025, 1, 24), date(2025, 2, 4)),  # over Tet
        (date(2025, 4, 25), date(2025, 4, 28)),  # Saturday 26 April was worked for 2 May
    ],
)
def test_handing_back_ends_with_the_second_working_day(asked: date, last: date) -> None:
    life = advance(Life(last_on=asked), step(Act.ASSIGNED, asked), DAYS)
    assert advance(life, step(Act.HANDED_BACK, last), DAYS).state is State.HANDED_BACK
    with pytest.raises(Refused) as refused:
        advance(life, step(Act.HANDED_BACK, date.fromordinal(last.toordinal() + 1)), DAYS)
    assert refused.value.why is Why.HAND_BACK_TOO_LATE
    assert refused.value.facts == {"last_day": last}


def test_a_report_needs_a_reference_for_each_deliverable() -> None:
    life = play(Act.ASSIGNED, Act.ACCEPTED)
    with pytest.raises(Refused) as refused:
        advance(life, step(Act.REPORTED, evidence=2, deliverables=3), DAYS)
    assert refused.value.facts == {"needed": 3, "given": 2}
    assert advance(life, step(Act.REPORTED, evidence=3, deliverables=3), DAYS).state is State.REPORTED


@pytest.mark.parametrize("act", [Act.VERIFIED, Act.RETURNED])
def test_who_reported_does_not_judge(act: Act) -> None:
    life = play(Act.ASSIGNED, Act.ACCEPTED, Act.REPORTED)
    with pytest.raises(Refused) as refused:
        advance(life, step(act, by=LEAD), DAYS)
    assert refused.value.why is Why.VERIFIER_REPORTED


def test_another_person_of_the_same_body_may_verify() -> None:
    life = advance(play(Act.ASSIGNED, Act.ACCEPTED), step(Act.REPORTED, person="an"), DAYS)
    with pytest.raises(Refused):
        advance(life, step(Act.VERIFIED, by=LEAD, person="an"), DAYS)
    assert advance(life, step(Act.VERIFIED, by=LEAD, person="hoa"), DAYS).state is State.VERIFIED


def test_an_extension_is_asked_on_the_due_day_at_the_latest_and_for_a_later_day() -> None:
    due = date(2025, 6, 30)
    life = play(Act.ASSIGNED, Act.ACCEPTED)
    asked = advance(life, step(Act.EXTENSION_REQUESTED, due, to=date(2025, 7, 15)), DAYS)
    assert asked.pending_to == date(2025, 7, 15)
    for on, to, why in (
        (date(2025, 7, 1), date(2025, 7, 15), Why.REQUEST_TOO_LATE),
        (due, due, Why.NOT_LATER),
    ):
        with pytest.raises(Refused) as refused:
            advance(life, step(Act.EXTENSION_REQUESTED, on, to=to), DAYS)
        assert refused.value.why is why
    with pytest.raises(Refused) as refused:
        advance(asked, step(Act.EXTENSION_REQUESTED, due, to=date(2025, 8, 1)), DAYS)
    assert refused.value.why is Why.REQUEST_PENDING


def test_a_grant_may_come_after_the_deadline_and_differ() -> None:
    asked = play(Act.ASSIGNED, Act.ACCEPTED, Act.EXTENSION_REQUESTED)
    granted = advance(asked, step(Act.EXTENSION_GRANTED, date(2025, 7, 20), to=date(2025, 7, 31)), DAYS)
    assert (granted.due, granted.first_due, granted.extensions) == (date(2025, 7, 31), date(2025, 6, 30), 1)
    refused = advance(asked, step(Act.EXTENSION_REFUSED, date(2025, 7, 20)), DAYS)
    assert (refused.due, refused.extensions, refused.pending_to) == (date(2025, 6, 30), 0, None)


def test_resuming_moves_the_deadline_by_the_calendar_days_between() -> None:
    life = play(Act.ASSIGNED, Act.ACCEPTED)
    stood = advance(life, step(Act.SUSPENDED, date(2025, 4, 1)), DAYS)
    again = advance(stood, step(Act.RESUMED, date(2025, 4, 11)), DAYS)
    assert (again.state, again.due, again.extensions) == (State.ACCEPTED, date(2025, 7, 10), 0)
    assert again.first_due == date(2025, 6, 30)


def test_days_never_go_back() -> None:
    with pytest.raises(Refused) as refused:
        advance(play(Act.ASSIGNED), step(Act.ACCEPTED, date(2025, 3, 2)), DAYS)
    assert refused.value.why is Why.DATE_GOES_BACK


@pytest.mark.parametrize("percent", [-0.1, 100.1, float("nan"), None])
def test_progress_lies_between_0_and_100(percent: float | None) -> None:
    with pytest.raises(Refused) as refused:
        advance(play(Act.ASSIGNED, Act.ACCEPTED), step(Act.PROGRESSED, percent=percent), DAYS)
    assert refused.value.why is Why.PERCENT_OUT_OF_RANGE
