"""What a board tells apart in a span, packed into one small number so that one narrow index answers a whole board."""

from dataclasses import dataclass
from functools import cache

from thuocdo.tasks.rules.spans import Status

SUSPENDED, EXTENDED, FIRST, FIRST_OF_LEVEL, CHILD = 16, 8, 4, 2, 1
STATUS = 32


@dataclass(frozen=True, slots=True)
class Mark:
    """Status and marks of one row: `is_first` counts in totals, `is_first_of_level` in its level."""

    status: Status
    suspended: bool
    extended: bool
    is_first: bool
    is_first_of_level: bool
    is_child: bool


def pack(mark: Mark) -> int:
    """The mark as a number below 1,024."""
    return (
        mark.status * STATUS
        + mark.suspended * SUSPENDED
        + mark.extended * EXTENDED
        + mark.is_first * FIRST
        + mark.is_first_of_level * FIRST_OF_LEVEL
        + mark.is_child * CHILD
    )


@cache
def unpack(cell: int) -> Mark:
    """The mark of a number that `pack` gave; raises ValueError for others."""
    flags = (bool(cell & flag) for flag in (SUSPENDED, EXTENDED, FIRST, FIRST_OF_LEVEL, CHILD))
    return Mark(Status(cell // STATUS), *flags)
