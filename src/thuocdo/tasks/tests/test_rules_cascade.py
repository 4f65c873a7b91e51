"""A parent's progress: by its children's weights or its own figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.tasks.rules.cascade import Part, progress
from thuocdo.tasks.rules.states import State

OPEN = State.IN_PROGRESS


def test_without_children_its_own_figure_counts():
    assert progress(40.0, []) == 40.0


def test_nobody_said_is_not_zero():
    assert progress(None, []) is None


def test_children_count_by_weight_and_its_own_figure_not():
    parts = [Part(2, State.VERIFIED, None), Part(2, OPEN, 100), Part(3, OPEN, 40), Part(1, OPEN, 40)]
    assert progress(90.0, parts) == 70.0


@pytest.mark.parametrize("left_out", [State.CANCELLED, State.DRAFT])
def test_a_child_that_does_not_count_is_left_out(left_out):
    assert progress(None, [Part(1, OPEN, 50), Part(9, left_out, 100)]) == 50.0
    assert progress(30.0, [Part(9, left_out, 100)]) == 30.0


def test_a_verified_child_is_whole_whatever_its_figure():
    assert progress(None, [Part(1, State.CLOSED, 10), Part(1, OPEN, None)]) == 50.0


def test_children_without_weight_count_alike():
    assert progress(None, [Part(0, OPEN, 100), Part(0, OPEN, 0)]) == 50.0


@given(
    st.lists(
        st.builds(
            Part,
            st.floats(0, 1e6),
            st.sampled_from(list(State)),
            st.one_of(st.none(), st.floats(-1e3, 1e3)),
        ),
        max_size=8,
    ),
    st.one_of(st.none(), st.floats(-1e3, 1e3)),
)
def test_it_stays_within_0_and_100(parts, own):
    found = progress(own, parts)
    assert found is None or 0 <= found <= 100
