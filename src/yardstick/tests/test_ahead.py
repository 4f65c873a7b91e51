"""Pieces that are made ahead are the same pieces, in their order, with their failures in place."""

import threading
from collections.abc import Iterator

import pytest

from yardstick.ahead import ahead


def test_the_next_is_made_while_one_is_worked_on() -> None:
    made = threading.Event()

    def pieces() -> Iterator[int]:
        yield 1
        made.set()
        yield 2

    found = ahead(pieces())
    assert next(found) == 1
    assert made.wait(timeout=30)  # though nobody has asked for the second yet
    assert list(found) == [2]


def test_what_fails_fails_in_its_place() -> None:
    def pieces() -> Iterator[int]:
        yield 1
        raise ValueError("the second")

    found = ahead(pieces())
    assert next(found) == 1
    with pytest.raises(ValueError, match="the second"):
        next(found)


def test_who_stops_early_leaves_no_thread() -> None:
    before = threading.active_count()
    found = ahead(iter(range(1, 100)))
    assert next(found) == 1
    found.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
