"""Tables of words as they are written, and the patterns made of them."""

import re
from typing import Any

_END = ""


def words(table: str) -> tuple[str, ...]:
    """The entries of a table written with ``|`` and line breaks between them, longest first."""
    entries = (" ".join(entry.split()) for line in table.strip().splitlines() for entry in line.split("|"))
    return tuple(sorted({e for e in entries if e}, key=lambda e: (-len(e), e)))


def any_of(entries: tuple[str, ...]) -> str:
    """A pattern that matches any of the entries as whole words, the longest that fits.

    Entries with the same beginning share it, since an alternation of hundreds is tried one by one.
    """
    return rf"{_branches(_tree(entries))}(?!\w)"


def anywhere(entries: tuple[str, ...]) -> str:
    """A pattern that finds any of the entries as whole words in a lower-case text.

    It begins with letters, not with a look behind, so that the search can leap from one such letter to the next.
    """
    parts = [rf"{re.escape(first)}(?<!\w\w){_branches(below)}" for first, below in _tree(entries).items()]
    return rf"(?:{'|'.join(parts)})(?!\w)"


def _tree(entries: tuple[str, ...]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for entry in entries:
        node = tree
        for letter in entry:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return tree


def _branches(node: dict[str, Any]) -> str:
    parts = [
        re.escape(letter).replace(r"\ ", " ") + _branches(below) for letter, below in node.items() if letter != _END
    ]
    if not parts:
        return ""
    together = "|".join(parts)
    return together if len(parts) == 1 and _END not in node else f"(?:{together}){'?' if _END in node else ''}"
