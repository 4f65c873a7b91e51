"""What the addresses of boards and lists ask for; what cannot be read falls back to what is usual."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest

from thuocdo.desk.forms import DAY_FORMATS
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards.rules import By
from thuocdo.tasks.rules.spans import Status
from thuocdo.tasks.rules.states import State

REMEMBERED = "programme"
PENDING = "pending"  # beside the states: a request for extension waits for its answer
LONGEST = 200
EARLIEST, LATEST = date(1945, 9, 2), date(2199, 12, 31)
# What a list may be asked for, by the names of the board's counts.
STATUSES: dict[str, frozenset[Status]] = {
    "total": frozenset(Status) - {Status.CANCELLED},
    "done": frozenset({Status.DONE_ON_TIME, Status.DONE_LATE}),
    "done_on_time": frozenset({Status.DONE_ON_TIME}),
    "done_late": frozenset({Status.DONE_LATE}),
    "open": frozenset({Status.OPEN_IN_TIME, Status.DUE_SOON, Status.NO_DEADLINE, Status.OPEN_OVERDUE}),
    "open_in_time": frozenset({Status.OPEN_IN_TIME, Status.DUE_SOON, Status.NO_DEADLINE}),
    "due_soon": frozenset({Status.DUE_SOON}),
    "no_deadline": frozenset({Status.NO_DEADLINE}),
    "open_overdue": frozenset({Status.OPEN_OVERDUE}),
    "cancelled": frozenset({Status.CANCELLED}),
}

NOW = {PENDING, *(state.value for state in State)}


@dataclass(frozen=True, slots=True)
class Question:
    """What a board or a list is asked: of which programme, as of which day, counted and narrowed how."""

    programme: Programme
    on: date
    by: By = By.LEAD
    with_children: bool = False
    q: str = ""
    kind: str = ""
    status: str = "total"
    state: str = ""
    lead: str = ""
    field: str = ""
    level: str = ""
    extended: bool = False
    since: date | None = None
    unread: str = ""

    def query(self, **changed: object) -> str:
        """The address's question mark part, with what is changed; what is usual is left out."""
        asked = replace(self, **changed)  # type: ignore[arg-type]
        told = {
            "programme": asked.programme.code, "on": asked.on.isoformat(), "by": asked.by.value,
            "with_children": "1" if asked.with_children else "", "q": asked.q, "kind": asked.kind,
            "status": asked.status, "state": asked.state, "lead": asked.lead, "field": asked.field,
            "level": asked.level, "extended": "1" if asked.extended else "",
            "since": asked.since.isoformat() if asked.since else "",
        }  # fmt: skip
        return urlencode({name: value for name, value in told.items() if value and value != USUAL.get(name)})


USUAL = {"by": By.LEAD.value, "status": "total"}


def question(asked: Mapping[str, str], programme: Programme, *, today: date) -> Question:
    """Read a board's or list's question; `unread` is what was meant as a day and is none."""
    text = _text(asked, "on")
    on = day_of(text)
    return Question(
        programme=programme,
        on=on or today,
        by=_one(By, _text(asked, "by")) or By.LEAD,
        with_children=_text(asked, "with_children") in ("1", "on", "true"),
        q=_text(asked, "q"),
        kind=_text(asked, "kind"),
        status=_text(asked, "status") if _text(asked, "status") in STATUSES else "total",
        state=_text(asked, "state") if _text(asked, "state") in NOW else "",
        lead=_text(asked, "lead"),
        field=_text(asked, "field"),
        level=_text(asked, "level"),
        extended=_text(asked, "extended") == "1",
        since=day_of(_text(asked, "since")),
        unread=text if text and on is None else "",
    )


def chosen_programme(request: HttpRequest, code: str = "") -> Programme | None:
    """The programme named, else the one looked at last, else the first; the choice is remembered."""
    wanted = code or str(request.session.get(REMEMBERED, ""))
    found = Programme.objects.filter(code=wanted).first() if wanted and "\x00" not in wanted else None
    found = found or (None if code else Programme.objects.order_by("code").first())
    if found is not None and request.session.get(REMEMBERED) != found.code and code:
        request.session[REMEMBERED] = found.code
    return found


def day_of(text: str) -> date | None:
    """A day written 2025-12-25 or 25/12/2025, within the years that boards know."""
    for form in DAY_FORMATS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
        return day if EARLIEST <= day <= LATEST else None
    return None


def _text(asked: Mapping[str, str], name: str) -> str:
    return asked.get(name, "").replace("\x00", "").strip()[:LONGEST]


def _one(names: type[By], text: str) -> By | None:
    return names(text) if text in {name.value for name in names} else None
