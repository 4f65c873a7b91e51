"""Random valid event files: every line is one that the rules take, over several tasks, bodies and a succession."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from thuocdo.tasks.exchange import parse
from thuocdo.tasks.importing.load import _iso
from thuocdo.tasks.replay import Happening, begin, step_of
from thuocdo.tasks.rules.life import Refused
from thuocdo.tasks.rules.recurrence import Recurrence, period_of
from thuocdo.tasks.rules.states import MOVES, Act, State
from thuocdo.tasks.rules.story import BY_PERIOD, Story
from thuocdo.tasks.rules.workdays import WorkingDays
from thuocdo.tasks.tests.factories import ASSIGNER, BY_LEAD, LEAD, OTHER, Line, created, happened, numbered

DAYS = WorkingDays()
IDS = {LEAD: 1, OTHER: 2}
FIRST = date(2025, 1, 6)
TIMES: tuple[Line, ...] = (
    {"due": "2025-03-31"}, {"due": "2025-06-30"}, {"due": None, "no_deadline": True},
    {"due": None, "recurrence": "monthly"}, {"due": "2025-08-15", "recurrence": "quarterly"},
)  # fmt: skip
RARE = frozenset({Act.CANCELLED, Act.SUSPENDED, Act.HANDED_BACK})


@dataclass
class Book:
    """The lines so far, with the story of each task and how the day stands."""

    lines: list[Line] = field(default_factory=list)
    stories: dict[str, Story] = field(default_factory=dict)
    on: date = FIRST

    def create(self, line: Line) -> None:
        told = parse(1, numbered([line])[0][1]).fields
        fields = {
            "leads": told["lead"], "deliverables": told["deliverables"], "due": _iso(told.get("due")),
            "recurrence": told.get("recurrence"),
        }  # fmt: skip
        self.stories[line["task"]] = begin(fields, on=self.on, ids=IDS, days=DAYS)
        self.lines.append(line)

    def take(self, line: Line) -> None:
        """Add the line where the rules take it."""
        told = line | {"leads": line.get("lead", ())}
        story = self.stories[line["task"]]
        try:
            story.apply(step_of(Happening(line["event"], self.on, told), ids=IDS))
        except Refused:
            return
        self.lines.append(line)


@st.composite
def scripts(draw: st.DrawFn) -> list[Line]:
    """A file of events in order; tasks are created along the way, the second a child of the first at times."""
    book = Book()
    for _ in range(draw(st.integers(20, 60))):
        book.on += timedelta(days=draw(st.sampled_from([0, 0, 1, 2, 9, 20])))
        if not book.stories or (len(book.stories) < 4 and draw(st.integers(0, 4)) == 0):
            book.create(_creation(draw, book))
        else:
            book.take(_event(draw, book))
    return book.lines


def _creation(draw: st.DrawFn, book: Book) -> Line:
    name = f"T-{len(book.stories) + 1}"
    more: dict[str, Any] = dict(draw(st.sampled_from(TIMES)))
    has_parent = draw(st.booleans())
    if book.stories and has_parent:
        more["parent"] = next(iter(book.stories))
    leads = draw(st.sampled_from([[LEAD], [OTHER], [LEAD, OTHER]]))
    more["field"] = draw(st.sampled_from([None, "the-che"]))
    return created(task=name, on=book.on.isoformat(), lead=leads, **more)


def _event(draw: st.DrawFn, book: Book) -> Line:
    task = draw(st.sampled_from(sorted(book.stories)))
    story = book.stories[task]
    more: dict[str, Any] = {"task": task}
    state = story.life.state
    if story.recurrence is not None and draw(st.integers(0, 2)):
        more["period"] = draw(st.sampled_from(_periods(story.recurrence, book.on)))
        state = story.occurrences[more["period"]].state if more["period"] in story.occurrences else state
    act = draw(st.sampled_from(_likely(state, story, of_period="period" in more)))
    if act is Act.ASSIGNED and draw(st.booleans()):
        more["lead"] = [OTHER]
    if act is Act.PROGRESSED:
        more["percent"] = draw(st.sampled_from([0, 12.5, 100]))
    if act in (Act.EXTENSION_REQUESTED, Act.EXTENSION_GRANTED):
        more["to"] = (book.on + timedelta(days=draw(st.sampled_from([60, 190])))).isoformat()
    return happened(act.value, book.on.isoformat(), by=None if act is Act.PROGRESSED else _body(act), **more)


def _likely(state: State, story: Story, *, of_period: bool) -> list[Act]:
    """The acts that the table has in this state, those that end or interrupt a life once, the others often."""
    found = [move.act for move in MOVES if state in move.sources]
    if story.recurrence is not None:
        found = [act for act in found if (act in BY_PERIOD) == of_period]
    return [act for act in found for _ in range(1 if act in RARE else 5)] or [Act.CLOSED]


def _body(act: Act) -> str:
    return LEAD if act.value in BY_LEAD else ASSIGNER


def _periods(recurrence: Recurrence, on: date) -> list[str]:
    this = period_of(recurrence, on)
    return [this.name, period_of(recurrence, this.first - timedelta(days=1)).name]
