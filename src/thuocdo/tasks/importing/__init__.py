"""Loads work as events from a file, through the rules of the screens: all of the file, or nothing of it."""

from thuocdo.tasks.importing.load import ImportRefused, ImportReport, import_events

__all__ = ["ImportRefused", "ImportReport", "import_events"]
