"""A second, smaller illustrative programme about population data and electronic identification, alive on any day."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from . import days, turns
from .cast import complete, lead_on
from .content import compose, read_matters, suited_actions
from .life import Fate, Life
from .live import live_events, notice_number
from .meetings import Meeting
from .tell import STORY_ENDS_ON, Event, Teller, chronological

PROGRAMME = "de-an-06"
SEED = 6
TASKS = 52
ASSIGNER, STAND_IN = "VPCP", "BCA"
HELD = (290, 225, 170, 125, 80, 45)  # days before the day of telling on which work was given


def da06_events(today: date = STORY_ENDS_ON) -> Iterator[Event]:
    """Events of about 85 tasks up to `today` in chronological order; the same ones at every call for a day.

    A part of the tasks lies behind, and on `today` others are overdue, due, returned or waiting to be accepted.
    `today` is from 2025-12-18 to the end of 2039.
    """
    rng = Random(SEED)
    lives = _lives(today, rng)
    turns.hand_back(lives, rng, 2)
    turns.return_reports(lives, rng, 5)
    teller = Teller(PROGRAMME, ASSIGNER, STAND_IN, rng, ends_on=today)
    told: list[Event] = []
    for number, life in enumerate(lives, 1):
        life.code = f"DA06-{number:03d}"
        told += teller.tell(life)
    told += live_events(PROGRAMME, today, superior=ASSIGNER, rng=rng)
    yield from chronological(told)


def _lives(today: date, rng: Random) -> list[Life]:
    signed = [days.on_or_before(today - timedelta(days=ago)) for ago in HELD]
    held = [Meeting(at, on, "", notice_number(on)) for at, on in enumerate(signed, 1)]
    pairs = [(matter, action) for matter in read_matters("da06.txt") for action in suited_actions(matter)]
    lives = []
    for number, (matter, action) in enumerate(rng.sample(pairs, TASKS)):
        meeting = held[number * len(held) // TASKS]
        life = Life(
            meeting, str(number * len(held) % TASKS // len(held) + 1), days.shift(meeting.signed_on, rng.randint(0, 2))
        )
        life.content = compose(matter, action, rng)
        complete(life, lead_on(matter, life.assigned_on), rng)
        _schedule(life, days.on_or_before(today - timedelta(days=6)), rng)
        lives.append(life)
    return lives


def _schedule(life: Life, seen_on: date, rng: Random) -> None:
    """A deadline one to four months ahead, and a report that mostly keeps it; nothing is verified after `seen_on`."""
    first = life.assigned_on + timedelta(days=rng.randint(30, 110))
    life.due = days.customary_deadlines(first, first + timedelta(days=31))[0]
    term = (life.due - life.assigned_on).days
    reported_on = days.on_or_after(life.assigned_on + timedelta(days=round(term * rng.triangular(0.55, 1.7, 0.9))))
    verified_on = days.shift(reported_on, rng.randint(2, 6))
    if verified_on <= seen_on:
        life.reported_on, life.verified_on = reported_on, verified_on
        life.fate = Fate.LATE if reported_on > life.due else Fate.ON_TIME
    elif life.due < seen_on:
        life.fate = Fate.OVERDUE
