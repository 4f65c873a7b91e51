"""Work on one piece while the next is made: for pieces whose making waits for files or for an engine."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")


def ahead(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The same pieces in their order, each made by a thread of its own while the one before is worked on.

    What making one raises is raised where it would have been given. `None` is no piece: it ends them.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        coming = thread.submit(next, pieces, None)
        while (piece := coming.result()) is not None:
            coming = thread.submit(next, pieces, None)
            yield piece
