"""The six clears, and when a task without an accountable person is marked."""

from datetime import date

import pytest

from thuocdo.tasks.rules.clarity import Clear, Known, missing, person_is_unclear
from thuocdo.tasks.rules.states import State
from thuocdo.tasks.rules.workdays import WorkingDays

DAYS = WorkingDays()
THURSDAY, NEXT_MONDAY, NEXT_TUESDAY = date(2025, 3, 6), date(2025, 3, 10), date(2025, 3, 11)


def test_what_a_task_lacks_is_named():
    known = Known(
        has_person=False, has_title=True, has_lead=True, has_assigner=True, has_time=False, has_deliverable=True
    )
    assert missing(known) == {Clear.PERSON, Clear.TIME}


@pytest.mark.parametrize(
    ("on", "has_person", "state", "is_marked"),
    [
        (NEXT_MONDAY, False, State.ASSIGNED, False),
        (NEXT_TUESDAY, False, State.ASSIGNED, True),
        (NEXT_TUESDAY, False, State.IN_PROGRESS, True),
        (NEXT_TUESDAY, True, State.ASSIGNED, False),
        (NEXT_TUESDAY, False, State.VERIFIED, False),
        (NEXT_TUESDAY, False, State.CANCELLED, False),
    ],
)
def test_it_is_marked_once_two_working_days_are_over(on, has_person, state, is_marked):
    assert person_is_unclear(state, THURSDAY, has_person=has_person, on=on, days=DAYS) is is_marked


def test_a_draft_is_never_marked():
    assert not person_is_unclear(State.DRAFT, None, has_person=False, on=NEXT_TUESDAY, days=DAYS)
