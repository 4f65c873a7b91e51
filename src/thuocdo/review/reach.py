"""What the next key of a reviewer may lead to, so that it can be at hand before the key is pressed."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Entry = TypeVar("Entry")


def near(
    entries: Sequence[Entry], current: Entry | None, next_pending: Callable[[Entry], Entry | None], *, ahead: int
) -> list[Entry]:
    """The neighbours of the current entry, then as many that wait to be decided as ``ahead`` says; each once."""
    if current is None:
        return []
    at = list(entries).index(current)
    found = [*entries[at + 1 : at + 2], *entries[max(at - 1, 0) : at]]
    entry: Entry | None = current
    for _turn in range(ahead):
        entry = next_pending(entry) if entry is not None else None
        if entry is not None and entry is not current and entry not in found:
            found.append(entry)
    return found
