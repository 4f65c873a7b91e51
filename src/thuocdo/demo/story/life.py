"""One illustrative task and its life, as plain data that is filled in step by step."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .content import Content
from .meetings import Meeting


class Fate(StrEnum):
    """How a task stands at the end of the story."""

    ON_TIME = "on_time"
    LATE = "late"
    OVERDUE = "overdue"
    OPEN = "open"
    CANCELLED = "cancelled"


@dataclass
class Request:
    """A request for extension: not answered yet where `answered_on` is None, else refused where `granted_to` is."""

    asked_on: date
    to: date
    answered_on: date | None = None
    granted_to: date | None = None


@dataclass
class Life:
    """A task of the story. Leads are keys of `bodies`; `due` is the last deadline in force, None for no deadline;
    `first_due` the one it was created with.

    `first_leads` is who got the task wrongly and handed it back; `reports` are the days on which it was reported,
    all but the last of which were returned; `kept_from` and `kept_to` bound a suspension.
    """

    meeting: Meeting
    label: str
    assigned_on: date
    fate: Fate = Fate.OPEN
    content: Content | None = None
    leads: list[str] = field(default_factory=list)
    coordinating: list[str] = field(default_factory=list)
    person: str = ""
    is_internal: bool = False
    due: date | None = None
    first_due: date | None = None
    reported_on: date | None = None
    verified_on: date | None = None
    cancelled_on: date | None = None
    cancel_reason: str = ""
    first_leads: list[str] = field(default_factory=list)
    handed_back_on: date | None = None
    assigned_again_on: date | None = None
    first_report_on: date | None = None
    returned_on: date | None = None
    requests: list[Request] = field(default_factory=list)
    kept_from: date | None = None
    kept_to: date | None = None
    code: str = ""
    children: list["Life"] = field(default_factory=list)
    parent: "Life | None" = None

    @property
    def words(self) -> Content:
        """The task's words; raises ValueError before they are chosen."""
        if self.content is None:
            raise ValueError(f"no words chosen for {self.meeting.symbol} {self.label}")
        return self.content

    @property
    def begun_on(self) -> date:
        """The day of the assignment that held."""
        return self.assigned_again_on or self.assigned_on

    @property
    def is_plain(self) -> bool:
        """Whether nothing out of the ordinary has been given to this life yet."""
        return not (self.requests or self.first_leads or self.kept_from or self.first_report_on or self.children)
