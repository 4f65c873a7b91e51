"""A parent's progress: the weighted mean of its children or its own figure, never both."""

from collections.abc import Iterable
from dataclasses import dataclass

from thuocdo.tasks.rules.states import DONE, State

WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Part:
    """A task under a task: its weight, where it stands and how far it is (0 to 100, None: nothing said yet)."""

    weight: float
    state: State
    percent: float | None


def progress(own: float | None, parts: Iterable[Part]) -> float | None:
    """How far a task is, 0 to 100; None while nobody has said.

    With children it is their mean by weights made to sum to one; a child that said nothing stands at 0, one that was
    cancelled or never assigned is left out. Without such children it is the task's own figure.
    """
    counted = [part for part in parts if part.state not in (State.CANCELLED, State.DRAFT)]
    if not counted:
        return None if own is None else _within(own)
    weights = [max(part.weight, 0.0) for part in counted]
    if not sum(weights):
        weights = [1.0] * len(counted)
    reached = sum(weight * reached_by(part) for weight, part in zip(weights, counted, strict=True))
    return _within(reached / sum(weights))


def reached_by(part: Part) -> float:
    """What a child adds: all of it once verified, else its figure, 0 where it has none."""
    if part.state in DONE:
        return WHOLE
    return _within(part.percent or 0.0)


def _within(percent: float) -> float:
    return min(max(percent, 0.0), WHOLE)
