"""From the event log back to stories: what the log says is what happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thuocdo.tasks.rules.life import Step
from thuocdo.tasks.rules.recurrence import Recurrence
from thuocdo.tasks.rules.states import Act
from thuocdo.tasks.rules.story import Story
from thuocdo.tasks.rules.workdays import WorkingDays

OBJECT_TYPE = "task"
AMENDED = "amended"  # a draft was changed before its assignment
NAMED = "person_named"  # the accountable person was named
ACTS = frozenset(act.value for act in Act)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a task as the log keeps it."""

    kind: str
    on: date
    payload: Mapping[str, Any] = field(default_factory=dict)


def story_from(happenings: Iterable[Happening], *, ids: Mapping[str, int], days: WorkingDays) -> Story:
    """Play the events of one task, oldest first. `ids` maps codes of bodies to their keys.

    Raises Refused where the log breaks a rule, KeyError for a body that is not in `ids`, ValueError without events.
    """
    story: Story | None = None
    draft: dict[str, Any] = {}
    created_on: date | None = None
    for happening in happenings:
        if happening.kind in (Act.CREATED.value, AMENDED):
            draft |= happening.payload
            created_on = created_on or happening.on
            story = begin(draft, on=created_on, ids=ids, days=days)
        elif happening.kind in ACTS:
            if story is None:
                raise ValueError("the first event of a task must be its creation")
            story.apply(step_of(happening, ids=ids))
    if story is None:
        raise ValueError("a task without events")
    return story


def begin(fields: Mapping[str, Any], *, on: date, ids: Mapping[str, int], days: WorkingDays) -> Story:
    """The story of a task that was just written down with these fields (a `created` payload)."""
    recurrence = fields.get("recurrence")
    story = Story(
        days=days,
        due=day_of(fields.get("due")),
        recurrence=Recurrence(recurrence) if recurrence else None,
        deliverables=len(fields.get("deliverables", ())),
    )
    story.created(on, tuple(ids[code] for code in fields.get("leads", ())))
    return story


def step_of(happening: Happening, *, ids: Mapping[str, int]) -> Step:
    """The rule's view of an event."""
    told = happening.payload
    return Step(
        act=Act(happening.kind),
        on=happening.on,
        by=told.get("by"),
        person=told.get("person"),
        reason=told.get("reason", ""),
        to=day_of(told.get("to")),
        percent=told.get("percent"),
        note=told.get("note", ""),
        evidence=len(told.get("evidence", ())),
        leads=tuple(ids[code] for code in told.get("leads", ())),
        period=told.get("period"),
    )


def day_of(text: str | None) -> date | None:
    """An ISO day of a payload, or None."""
    return date.fromisoformat(text) if text else None
