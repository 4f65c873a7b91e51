"""A programme with its cast and tasks carried through their life by the services, for tests of the desk."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from thuocdo.accounts.models import Person
from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import make_holder
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Committee, Programme
from thuocdo.tasks import services
from thuocdo.tasks.models import Task
from thuocdo.tasks.services.acts import Proof
from thuocdo.tasks.services.drafts import Draft

MONDAY = date(2025, 3, 3)
TODAY = date(2025, 3, 12)  # a Wednesday
DUE = date(2025, 3, 31)
_numbers = count(1)


@dataclass(frozen=True)
class Cast:
    """Who plays: an leads, binh coordinates, chi stands for the committee, dung is nobody here, giang inspects.

    `head` is the head of the lead body, `quan` administers the installation and stands on no side.
    """

    programme: Programme
    committee: Organisation
    agency: Organisation
    lead: Organisation
    an: Person
    binh: Person
    chi: Person
    dung: Person
    giang: Person
    head: Person
    quan: Person
    coordinating: Organisation


def make_cast() -> Cast:
    """A programme steered by a committee whose standing agency is not the lead."""
    committee, agency = (
        make_body(kind="committee", name="Ban Chỉ đạo Thử"),
        make_body(kind="agency", name="Văn phòng Thử"),
    )
    lead, coordinating, other = make_body(name="Bộ Chủ trì"), make_body(name="Bộ Phối hợp"), make_body(name="Bộ Khác")
    programme = Programme.objects.create(code=f"ct-{next(_numbers)}", name="Chương trình Thử")
    Committee.objects.create(
        programme=programme, name="Ban Chỉ đạo", organisation=committee, standing_agency=agency,
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    return Cast(
        programme=programme, committee=committee, agency=agency, lead=lead, coordinating=coordinating,
        an=make_holder(Role.OFFICER, lead), binh=make_holder(Role.OFFICER, coordinating),
        chi=make_holder(Role.OFFICER, agency), dung=make_holder(Role.OFFICER, other),
        giang=make_holder(Role.INSPECTOR, lead), head=make_holder(Role.HEAD, lead),
        quan=make_holder(Role.ADMINISTRATOR),
    )  # fmt: skip


def make_draft(cast: Cast, **changed: Any) -> Task:
    """A draft that could be assigned: one lead, one product, a deadline."""
    fields: dict[str, Any] = {
        "title": f"Xây dựng đề án số {next(_numbers)}", "leads": [cast.lead], "coordinating": [cast.coordinating],
        "deliverables": ["Đề án"], "due": DUE,
    } | changed  # fmt: skip
    return services.create_task(
        programme=cast.programme, draft=Draft(**fields), assigner=cast.committee, by=services.By(cast.chi), on=MONDAY
    )


def make_assigned(cast: Cast, **changed: Any) -> Task:
    """Assigned on Monday."""
    task = make_draft(cast, **changed)
    return services.assign_task(task=task.uuid, by=services.By(cast.chi), on=MONDAY)


def make_accepted(cast: Cast, **changed: Any) -> Task:
    """Accepted on Monday by an, who answers for it."""
    task = make_assigned(cast, **changed)
    return services.accept_task(task=task.uuid, by=services.By(cast.an), on=MONDAY, accountable=cast.an)


def make_reported(cast: Cast, *, by: Person | None = None, **changed: Any) -> Task:
    """Reported on Monday with a reference for every product."""
    task = make_accepted(cast, **changed)
    proofs = [Proof(deliverable=one.pk, name="Số 12/BC") for one in task.deliverables.all()]
    return services.report_task(task=task.uuid, by=services.By(by or cast.an), on=MONDAY, proofs=proofs)
