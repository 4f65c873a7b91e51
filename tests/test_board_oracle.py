"""The projection that boards read agrees, on every day, with a counter written separately from the contract."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.demo.story import check
from thuocdo.scoreboards.rules import Cell, counts
from thuocdo.tasks.rules.life import Refused, Step
from thuocdo.tasks.rules.recurrence import Recurrence, period_of
from thuocdo.tasks.rules.spans import spans
from thuocdo.tasks.rules.states import Act
from thuocdo.tasks.rules.story import Story
from thuocdo.tasks.rules.workdays import WorkingDays

DAYS = WorkingDays()
START = date(2025, 1, 6)
HORIZON = date(2026, 12, 31)
LEAD = 1
# Acts weighted towards those that move a task on, so that scripts get somewhere.
ACTS = [act for act in Act if act is not Act.CREATED]
LIKELY = [Act.ASSIGNED, Act.ACCEPTED, Act.PROGRESSED, Act.REPORTED, Act.VERIFIED, *ACTS]

Moves = list[tuple[Act, int, int]]
moves = st.lists(st.tuples(st.sampled_from(LIKELY), st.integers(0, 30), st.integers(1, 60)), max_size=30)
dues = st.one_of(st.none(), st.dates(START, date(2025, 9, 30)))


def told(step: Step) -> dict[str, Any]:
    """The step as a line of the exchange format."""
    line: dict[str, Any] = {"on": step.on.isoformat(), "event": step.act.value, "task": "T"}
    if step.period:
        line["period"] = step.period
    if step.act in (Act.EXTENSION_REQUESTED, Act.EXTENSION_GRANTED) and step.to:
        line["to"] = step.to.isoformat()
    return line


def played(story: Story, script: Moves, period: Callable[[Act, date], str | None]) -> list[dict[str, Any]]:
    """Play a script with refused steps left out; the lines of the steps that were taken."""
    lines = [
        {
            "on": START.isoformat(), "event": "created", "task": "T", "due": story.due and story.due.isoformat(),
            "recurrence": story.recurrence and story.recurrence.value, "parent": None,
        }
    ]  # fmt: skip
    story.created(START, (LEAD,))
    on = START
    for act, gap, later in script:
        on += timedelta(days=gap)
        by = "VPTW" if act in (Act.VERIFIED, Act.RETURNED) else "BTC"
        step = Step(
            act=act, on=on, by=by, reason="vì", to=on + timedelta(days=later), percent=50.0, evidence=1,
            period=period(act, on),
        )  # fmt: skip
        try:
            story.apply(step)
        except Refused:
            continue
        lines.append(told(step))
    return lines


def board_of(story: Story, on: date) -> dict[str, int]:
    found = counts(
        Cell(span.status, span.suspended, span.extended, 1)
        for span in spans(story, {}, until=HORIZON)
        if span.start <= on < span.end
    ).as_dict()
    return {name: int(value) for name, value in found.items() if not name.startswith("rate") and value is not None}


@given(dues, moves, st.lists(st.dates(START, HORIZON), min_size=1, max_size=8))
def test_a_task_counts_the_same_on_every_day(due: date | None, script: Moves, asked: list[date]) -> None:
    story = Story(days=DAYS, due=due, deliverables=1)
    lines = played(story, script, lambda act, on: None)
    # The days on which something changes, and those around a deadline, are where mistakes live.
    edges = [date.fromisoformat(line["on"]) + timedelta(days=n) for line in lines for n in (-1, 0, 1)]
    edges += [due + timedelta(days=n) for n in range(-16, 3)] if due else []
    for on in {*asked, *edges}:
        assert board_of(story, on) == asdict(check.board(lines, on)), on


# Acts on the whole series are hand-checked below: the counter does not know what a suspended series is.
SERIES = [act for act in ACTS if act not in (Act.SUSPENDED, Act.RESUMED, Act.CANCELLED, Act.CLOSED, Act.HANDED_BACK)]
series_moves = st.lists(st.tuples(st.sampled_from(SERIES), st.integers(0, 30), st.integers(1, 60)), max_size=30)
OF_PERIOD = {
    Act.PROGRESSED, Act.REPORTED, Act.VERIFIED, Act.RETURNED, Act.EXTENSION_REQUESTED, Act.EXTENSION_GRANTED,
    Act.EXTENSION_REFUSED,
}  # fmt: skip


@given(st.sampled_from(Recurrence), dues, series_moves, st.lists(st.dates(START, HORIZON), min_size=1, max_size=12))
def test_a_series_counts_an_occurrence_a_period(
    recurrence: Recurrence, due: date | None, script: Moves, asked: list[date]
) -> None:
    story = Story(days=DAYS, due=due, recurrence=recurrence, deliverables=1)
    script = [(Act.ASSIGNED, 0, 1), (Act.ACCEPTED, 0, 1), *script]
    lines = played(story, script, lambda act, on: period_of(recurrence, on).name if act in OF_PERIOD else None)
    for on in asked:
        assert board_of(story, on) == asdict(check.board(lines, on)), on


def series(*steps: Step, recurrence: Recurrence = Recurrence.MONTHLY) -> Story:
    story = Story(days=DAYS, recurrence=recurrence, deliverables=1)
    story.created(START, (LEAD,))
    for step in (Step(Act.ASSIGNED, date(2025, 1, 15)), Step(Act.ACCEPTED, date(2025, 1, 16)), *steps):
        story.apply(step)
    return story


def numbers(story: Story, on: date) -> tuple[int, int, int, int, int]:
    found = board_of(story, on)
    return found["total"], found["done"], found["open_overdue"], found["suspended"], found["cancelled"]


def test_a_suspended_series_begins_no_period_and_holds_the_open_ones() -> None:
    story = series(
        Step(Act.SUSPENDED, date(2025, 2, 10), reason="vì"),
        Step(Act.RESUMED, date(2025, 5, 20)),
    )
    # January ended undone before the suspension, February was open in time.
    assert numbers(story, date(2025, 2, 9)) == (2, 0, 1, 0, 0)
    assert numbers(story, date(2025, 4, 30)) == (2, 0, 1, 2, 0)
    # 99 days stood still: February is due on 7 June; March to May never began, June does.
    assert numbers(story, date(2025, 5, 31)) == (2, 0, 1, 0, 0)
    assert numbers(story, date(2025, 6, 1)) == (3, 0, 1, 0, 0)
    assert numbers(story, date(2025, 6, 8)) == (3, 0, 2, 0, 0)


def test_a_period_that_begins_on_the_day_of_resumption_begins() -> None:
    story = series(Step(Act.SUSPENDED, date(2025, 2, 10), reason="vì"), Step(Act.RESUMED, date(2025, 4, 1)))
    assert sorted(story.occurrences) == ["2025-01", "2025-02", "2025-04"]


def test_cancelling_ends_the_series_and_keeps_what_was_done() -> None:
    story = series(
        Step(Act.REPORTED, date(2025, 1, 30), by="BTC", evidence=1, period="2025-01"),
        Step(Act.VERIFIED, date(2025, 2, 3), by="VPTW", period="2025-01"),
        Step(Act.CANCELLED, date(2025, 3, 10), reason="vì"),
    )
    assert numbers(story, date(2025, 3, 9)) == (3, 1, 1, 0, 0)
    assert numbers(story, date(2025, 3, 10)) == (1, 1, 0, 0, 2)
    assert numbers(story, HORIZON) == (1, 1, 0, 0, 2)


def test_no_period_begins_after_the_last_day_of_the_series() -> None:
    story = Story(days=DAYS, due=date(2025, 3, 10), recurrence=Recurrence.MONTHLY, deliverables=1)
    story.created(START, (LEAD,))
    story.apply(Step(Act.ASSIGNED, date(2025, 1, 15)))
    assert [numbers(story, on)[0] for on in (date(2025, 1, 14), date(2025, 1, 15), HORIZON)] == [0, 1, 3]
