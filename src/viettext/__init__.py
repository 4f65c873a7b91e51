"""Reads Vietnamese directive texts: canonical text, structure, names, dates, assignments and figures."""

from typing import TYPE_CHECKING

from viettext.errors import Unreadable
from viettext.normal import canonical, fold

if TYPE_CHECKING:
    from viettext.extraction import Extraction, Task, extract, figures_within
    from viettext.names import Gazetteer, Names
    from viettext.readers import ReadResult, read_file

__all__ = [
    "Extraction",
    "Gazetteer",
    "Names",
    "ReadResult",
    "Task",
    "Unreadable",
    "canonical",
    "extract",
    "figures_within",
    "fold",
    "read_file",
]

_HOMES = {
    "Extraction": "extraction",
    "Task": "extraction",
    "extract": "extraction",
    "figures_within": "extraction",
    "Gazetteer": "names",
    "Names": "names",
    "ReadResult": "readers",
    "read_file": "readers",
}


def __getattr__(name: str) -> object:
    """Load the reading engine only when it is asked for: most callers want no more than ``fold``."""
    if name not in _HOMES:
        raise AttributeError(f"module 'viettext' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"viettext.{_HOMES[name]}"), name)
