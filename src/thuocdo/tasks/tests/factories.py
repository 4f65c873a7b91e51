"""Makes lines of event files, bodies, people and tasks for tests."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.apps import apps

from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.rules import Role
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Committee, Programme
from thuocdo.tasks import services
from thuocdo.tasks.importing import ImportReport, import_events
from thuocdo.tasks.models import Task
from thuocdo.tasks.services.acts import Proof
from thuocdo.tasks.services.drafts import Draft

JANUARY = date(2025, 1, 22)
TODAY = date(2025, 10, 15)
BEGINNING = date(2025, 1, 1)
_numbers = count(1)

LEAD, ASSIGNER, OTHER = "Bộ Thử nghiệm", "Văn phòng Thử nghiệm", "Bộ Phối hợp"

Line = dict[str, Any]


def created(**changed: Any) -> Line:
    """A `created` line of task T-1; a field changed to None is left out."""
    told = {
        "on": "2025-01-22", "event": "created", "task": "T-1", "programme": "thu", "title": "Trình đề án thử nghiệm",
        "lead": [LEAD], "deliverables": ["Tờ trình"], "due": "2025-03-31",
    }  # fmt: skip
    return {name: value for name, value in (told | {k.rstrip("_"): v for k, v in changed.items()}).items()
            if value is not None}  # fmt: skip


BY_LEAD = frozenset({"accepted", "started", "handed_back", "extension_requested", "reported"})
NO_BY = frozenset({"progressed"})
EXTRAS: dict[str, Line] = {
    "handed_back": {"reason": "Không đúng chức năng"},
    "extension_requested": {"to": "2025-06-30", "reason": "Chờ ý kiến"},
    "extension_granted": {"to": "2025-06-30"},
    "progressed": {"percent": 40},
    "reported": {"evidence": ["Tờ trình số 1"]},
    "returned": {"reason": "Thiếu phụ lục"},
    "suspended": {"reason": "Chờ luật"},
    "cancelled": {"reason": "Trùng nhiệm vụ"},
}


def happened(event: str, on: str = "2025-01-22", **changed: Any) -> Line:
    """A line of another event of task T-1, with what the event must carry; None leaves a field out."""
    told: Line = {"on": on, "event": event, "task": "T-1"}
    if event not in NO_BY:
        told["by"] = LEAD if event in BY_LEAD else ASSIGNER
    told |= EXTRAS.get(event, {}) | {name.rstrip("_"): value for name, value in changed.items()}
    return {name: value for name, value in told.items() if value is not None}


def numbered(lines: Iterable[Line | str]) -> list[tuple[int, str]]:
    """The lines as a file gives them."""
    return [
        (n, line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) for n, line in enumerate(lines, 1)
    ]


def load(*lines: Line | str, today: date = TODAY) -> ImportReport:
    """Import these lines as one file."""
    return import_events(numbered(lines), today=today)


def make_bodies() -> None:
    """The bodies that the lines name."""
    make_body(code="LEAD", name=LEAD)
    make_body(code="ASSIGNER", name=ASSIGNER)
    make_body(code="OTHER", name=OTHER)


def table_counts() -> dict[str, int]:
    """How many rows every table has."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def make_person(*holdings: tuple[Role, Organisation], name: str = "", **changed: Any) -> Person:
    """Somebody with these roles since the beginning of 2025."""
    number = next(_numbers)
    fields = {"username": f"nguoi{number}", "full_name": name or f"Người {number}", "title": "Chuyên viên"} | changed
    person = Person.objects.create(**fields)
    for role, body in holdings:
        Grant.objects.create(person=person, role=role.value, organisation=body, valid_from=BEGINNING)
    return person


@dataclass(slots=True)
class Cast:
    """Bodies and people around one programme. The standing agency acts for the assigner by the committee's word."""

    programme: Programme
    lead: Organisation
    assigner: Organisation
    standing: Organisation
    coordinating: Organisation
    outside: Organisation
    an: Person  # officer of the lead body
    head: Person  # head of the lead body
    lan: Person  # officer of the assigner's body
    chi: Person  # officer of the standing agency
    binh: Person  # officer of the coordinating body
    dung: Person  # officer of a body that has nothing to do with it
    giang: Person  # inspector of the lead body
    quan: Person  # administrator of the whole installation

    def people(self) -> dict[str, Person]:
        """By name."""
        names = ("an", "head", "lan", "chi", "binh", "dung", "giang", "quan")
        return {name: getattr(self, name) for name in names}


def make_cast() -> Cast:
    """A programme with a committee, six bodies and eight people."""
    lead, assigner, standing, coordinating, outside = (make_body() for _ in range(5))
    programme = Programme.objects.create(code=f"thu{next(_numbers)}", name="Chương trình thử")
    Committee.objects.create(
        programme=programme, name="Ban chỉ đạo", organisation=assigner, standing_agency=standing, valid_from=BEGINNING
    )
    quan = make_person(name="Quân")
    Grant.objects.create(person=quan, role=Role.ADMINISTRATOR.value, organisation=None, valid_from=BEGINNING)
    return Cast(
        programme=programme, lead=lead, assigner=assigner, standing=standing, coordinating=coordinating,
        outside=outside, quan=quan,
        an=make_person((Role.OFFICER, lead), name="An"), head=make_person((Role.HEAD, lead), name="Hà"),
        lan=make_person((Role.OFFICER, assigner), name="Lan"), chi=make_person((Role.OFFICER, standing), name="Chi"),
        binh=make_person((Role.OFFICER, coordinating), name="Bình"),
        dung=make_person((Role.OFFICER, outside), name="Dũng"),
        giang=make_person((Role.INSPECTOR, lead), name="Giang"),
    )  # fmt: skip


def make_draft(cast: Cast, **changed: Any) -> Draft:
    """What a person wrote down of a task of the cast."""
    fields: dict[str, Any] = {
        "title": "Trình đề án thử nghiệm", "leads": [cast.lead], "coordinating": [cast.coordinating],
        "deliverables": ["Tờ trình"], "due": date(2025, 12, 31),
    }  # fmt: skip
    return Draft(**(fields | changed))


def make_task(cast: Cast, *, on: date = TODAY, assigner: Organisation | None = None, **changed: Any) -> Task:
    """A draft written down by the assigner's officer."""
    return services.create_task(
        programme=cast.programme, draft=make_draft(cast, **changed), assigner=assigner or cast.assigner,
        by=services.By(cast.lan), on=on,
    )  # fmt: skip


# The acts that bring a draft to each state, with who does them.
WAYS = {
    "draft": (),
    "assigned": ("assign",),
    "handed_back": ("assign", "hand_back"),
    "accepted": ("assign", "accept"),
    "in_progress": ("assign", "accept", "start"),
    "reported": ("assign", "accept", "report"),
    "returned": ("assign", "accept", "report", "return"),
    "verified": ("assign", "accept", "report", "verify"),
    "closed": ("assign", "accept", "report", "verify", "close"),
    "suspended": ("assign", "accept", "suspend"),
    "cancelled": ("assign", "cancel"),
    "asked": ("assign", "accept", "request"),
}


def act(name: str, task: Task, person: Person, *, on: date = TODAY, **changed: Any) -> Task:
    """Do one act on the task with what it needs."""
    by = changed.pop("by", None) or services.By(person)
    told: dict[str, dict[str, Any]] = {
        "hand_back": {"reason": "Không đúng chức năng"},
        "progress": {"percent": 40},
        "return": {"reason": "Thiếu phụ lục"},
        "request": {"to": date(2026, 6, 30), "reason": "Chờ ý kiến"},
        "grant": {"to": date(2026, 6, 30)},
        "suspend": {"reason": "Chờ luật"},
        "cancel": {"reason": "Trùng nhiệm vụ"},
    }
    if name == "report":
        told["report"] = {"proofs": proofs(task)}
    return ACTS[name](task=task.uuid, by=by, on=on, **(told.get(name, {}) | changed))


def proofs(task: Task) -> list[Proof]:
    """A reference for every deliverable."""
    return [Proof(deliverable=key, name="Văn bản số 1") for key in task.deliverables.values_list("pk", flat=True)]


ACTS: dict[str, Any] = {
    "assign": services.assign_task, "accept": services.accept_task, "hand_back": services.hand_back_task,
    "start": services.start_task, "progress": services.record_progress, "report": services.report_task,
    "verify": services.verify_task, "return": services.return_report, "request": services.request_extension,
    "grant": services.grant_extension, "refuse": services.refuse_extension, "suspend": services.suspend_task,
    "resume": services.resume_task, "cancel": services.cancel_task, "close": services.close_task,
}  # fmt: skip
BY_LEAD_ACTS = frozenset({"accept", "hand_back", "start", "progress", "report", "request"})


def task_in(cast: Cast, state: str, *, on: date = TODAY, **changed: Any) -> Task:
    """A task brought to the state by the lead's and the assigner's officers."""
    task = make_task(cast, on=on, **changed)
    for name in WAYS[state]:
        act(name, task, cast.an if name in BY_LEAD_ACTS else cast.lan, on=on)
    task.refresh_from_db()
    return task
