"""A second, smaller illustrative programme about population data and electronic identification."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from . import days, turns
from .cast import complete, lead_on
from .content import compose, read_matters, suited_actions
from .life import Fate, Life
from .meetings import Meeting
from .tell import Event, Teller, chronological

PROGRAMME = "de-an-06"
SEED = 6
TASKS = 60
ASSIGNER, STAND_IN = "VPCP", "BCA"
_SEEN_ON = date(2025, 12, 25)  # nothing is verified later

_SIGNED = (
    ("2025-03-10", "114/TB-VPCP"),
    ("2025-05-12", "233/TB-VPCP"),
    ("2025-07-09", "351/TB-VPCP"),
    ("2025-08-20", "446/TB-VPCP"),
    ("2025-10-06", "528/TB-VPCP"),
    ("2025-11-10", "604/TB-VPCP"),
)


def da06_events() -> Iterator[Event]:
    """Events of about 60 tasks of 2025 in chronological order; the same ones at every call."""
    rng = Random(SEED)
    lives = _lives(rng)
    turns.hand_back(lives, rng, 2)
    turns.return_reports(lives, rng, 5)
    teller = Teller(PROGRAMME, ASSIGNER, STAND_IN, rng)
    told: list[Event] = []
    for number, life in enumerate(lives, 1):
        life.code = f"DA06-{number:03d}"
        told += teller.tell(life)
    yield from chronological(told)


def _lives(rng: Random) -> list[Life]:
    held = [Meeting(at, date.fromisoformat(on), "", symbol) for at, (on, symbol) in enumerate(_SIGNED, 1)]
    pairs = [(matter, action) for matter in read_matters("da06.txt") for action in suited_actions(matter)]
    lives = []
    for number, (matter, action) in enumerate(rng.sample(pairs, TASKS)):
        meeting = held[number * len(held) // TASKS]
        life = Life(
            meeting, str(number * len(held) % TASKS // len(held) + 1), days.shift(meeting.signed_on, rng.randint(0, 2))
        )
        life.content = compose(matter, action, rng)
        complete(life, lead_on(matter, life.assigned_on), rng)
        _schedule(life, rng)
        lives.append(life)
    return lives


def _schedule(life: Life, rng: Random) -> None:
    """A deadline one to four months ahead, and a report that mostly keeps it."""
    first = life.assigned_on + timedelta(days=rng.randint(30, 110))
    life.due = days.customary_deadlines(first, first + timedelta(days=31))[0]
    term = (life.due - life.assigned_on).days
    reported_on = days.on_or_after(life.assigned_on + timedelta(days=round(term * rng.triangular(0.55, 1.7, 0.9))))
    verified_on = days.shift(reported_on, rng.randint(2, 6))
    if verified_on <= _SEEN_ON:
        life.reported_on, life.verified_on = reported_on, verified_on
        life.fate = Fate.LATE if reported_on > life.due else Fate.ON_TIME
    elif life.due < _SEEN_ON:
        life.fate = Fate.OVERDUE
