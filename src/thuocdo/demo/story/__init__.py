"""Illustrative events in the exchange format: invented tasks that read and behave like real ones."""

from .da06 import da06_events
from .national import national_events
from .nq57 import nq57_events

__all__ = ["da06_events", "national_events", "nq57_events"]
