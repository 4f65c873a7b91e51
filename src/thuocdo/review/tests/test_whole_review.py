"""A whole document from its file to assigned tasks, by the addresses alone; and a class of thousands in bulk."""

import re
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from thuocdo.accounts.models import Person
from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import make_holder
from thuocdo.directives.models import Directive
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.services import load_directory
from thuocdo.programmes.models import Committee, Programme
from thuocdo.review.forms import initial_of
from thuocdo.review.rules import Fields
from thuocdo.review.services import accept_proposal, add_proposal, assign_drafts
from thuocdo.review.services.holding import Seen, fields_now
from thuocdo.review.tests.factories import TODAY
from thuocdo.tasks.models import Task

pytestmark = pytest.mark.django_db
SEEDS = Path(settings.PACKAGE).parents[2] / "shared" / "seeds"


@pytest.fixture
def reviewer(client: Client) -> Client:
    load_directory()
    programme = Programme.objects.create(code="nq57", name="Nghị quyết 57")
    office = Organisation.objects.get(code="VPTW")
    board = Organisation.objects.get(code="BCDTW57")
    Committee.objects.create(
        programme=programme, name=board.name, organisation=board, standing_agency=office, valid_from="2024-12-01"
    )
    client.force_login(make_holder(Role.OFFICER, office, "chi"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_real_notice_is_reviewed_and_assigned(reviewer: Client) -> None:
    files = sorted(SEEDS.glob("003_*.txt"))
    if not files:
        pytest.skip("no ../shared/seeds beside the repository")
    file = SimpleUploadedFile(files[0].name, files[0].read_bytes())
    reviewer.post("/van-ban/moi/", {"programme": "nq57", "document_class": "internal", "file": file})
    directive = Directive.objects.get()
    count = directive.proposals.count()
    assert count >= 10
    for proposal in directive.proposals.all():
        fields = fields_now(proposal)
        if fields.due is None and not fields.recurrence:
            fields = replace(fields, has_no_deadline=True)
        sent = {name: value for name, value in initial_of(fields).items() if value not in (None, False)}
        sent["due"] = fields.due.isoformat() if fields.due else ""
        address = f"/van-ban/{directive.uuid}/de-xuat/{proposal.uuid}/nhan/"
        answer = reviewer.post(address, sent | {"version": proposal.version})
        if answer.status_code == 422:  # names of classes: the standing agency answers for all of them
            page = answer.content.decode()
            names = re.findall(r'name="choice-name" value="([^"]*)"', page)
            assert 'value="body:VPTW"' in page
            chosen = {"choice-name": names, "choice": ["body:VPTW"] * len(names)}
            answer = reviewer.post(address, sent | chosen | {"version": proposal.version})
        assert answer.status_code == 302, answer.content.decode()
    assert Task.objects.filter(directive=directive, state="draft").count() == count
    reviewer.post(f"/van-ban/{directive.uuid}/giao/")
    for asked in Task.objects.filter(overlaps__answer="open").distinct():  # points that say nearly the same
        told = {"answer": "kept", "reason": "Hai việc khác nhau của cùng cuộc họp", "back": "True"}
        reviewer.post(f"/trung-lap/nhiem-vu/{asked.uuid}/", told)
    reviewer.post(f"/van-ban/{directive.uuid}/giao/")
    assert Task.objects.filter(directive=directive, state="assigned").count() == count
    assert all(task.passage.quote in directive.text for task in Task.objects.select_related("passage"))


def test_all_communes_of_the_country_get_their_task_within_seconds(reviewer: Client) -> None:
    text = "Giao ủy ban nhân dân cấp xã rà soát danh mục dữ liệu trước ngày 31/3/2027."
    reviewer.post("/van-ban/moi/", {"programme": "nq57", "document_class": "public", "text": text})
    directive = Directive.objects.get()
    person = Person.objects.get(username="chi")
    seen = Seen(directive.uuid, person, TODAY)
    proposal = directive.proposals.first() or add_proposal(directive=directive.uuid, seen=seen, quote=text)
    fields = replace(
        fields_now(proposal), action="Rà soát", leads=("UBND các xã, phường",), deliverables=("Danh mục",),
        has_no_deadline=True, due=None, choices={"UBND các xã, phường": "group:UBND-XA"},
    )  # fmt: skip
    began = perf_counter()
    tasks = accept_proposal(seen=Seen(proposal.uuid, person, TODAY), fields=fields)
    assert len(tasks) == 3321 + 1
    assert len(assign_drafts(directive=directive.uuid, person=person, on=TODAY).done) == 3322
    assert perf_counter() - began < 60


def test_nothing_typed_is_an_empty_set_of_fields() -> None:
    assert initial_of(Fields())["leads"] == ""
