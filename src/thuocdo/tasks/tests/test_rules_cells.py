"""Marks packed into numbers."""

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.tasks.rules.cells import Mark, pack, unpack
from thuocdo.tasks.rules.spans import Status

flags = st.booleans()


@given(st.builds(Mark, st.sampled_from(Status), flags, flags, flags, flags, flags))
def test_a_mark_comes_back_from_its_number(mark: Mark) -> None:
    assert unpack(pack(mark)) == mark
    assert 0 <= pack(mark) < 1024


def test_numbers_are_those_already_stored() -> None:
    """The numbers stand in databases: a change of them needs a migration."""
    assert pack(Mark(Status.OPEN_OVERDUE, False, True, True, True, False)) == 6 * 32 + 8 + 4 + 2
    assert pack(Mark(Status.DONE_ON_TIME, True, False, False, False, True)) == 32 + 16 + 1
