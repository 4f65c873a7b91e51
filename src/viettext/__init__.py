"""Reads Vietnamese directive texts: canonical text, structure, names, dates, assignments and figures."""

from viettext.normal import canonical, fold

__all__ = ["canonical", "fold"]
