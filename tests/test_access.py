"""Who gets in where: every address has a declared audience, and each member of the cast is sent to each address."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import make_grant, make_holder, make_person
from thuocdo.desk.tests.factories import Cast, make_accepted, make_assigned, make_cast, make_draft
from thuocdo.directives.models import Directive, Intake, Passage, Proposal, ReportedFigure
from thuocdo.distribution import services as distribution
from thuocdo.distribution.models import Delivery
from thuocdo.distribution.recipients import Recipient
from thuocdo.foundation import clock, events, files
from thuocdo.programmes.models import Membership
from thuocdo.scoreboards.services import publish
from thuocdo.tasks.models import Evidence, Task
from thuocdo.tasks.services import By
from thuocdo.tasks.services.drafts import Draft

pytestmark = pytest.mark.django_db

# The cast: an leads, binh coordinates, chi stands for the committee, dung is an outsider, giang inspects the lead,
# head heads it, mai administers it, quan the whole installation, nobody has no role, visitor is not signed in.
VISITOR = frozenset({"visitor"})
STAFF = frozenset({"an", "binh", "chi", "dung", "giang", "head", "mai", "quan", "nobody"})
EVERYBODY = VISITOR | STAFF
SIDES = frozenset({"an", "binh", "chi", "giang", "head"})  # who stands on a side of the internal task
AGENCY = frozenset({"chi"})
LEAD = frozenset({"an", "head"})
RECEIVING = LEAD | {"giang"}  # who reads what the lead body received
PLAN_READERS = LEAD | AGENCY
INSTALLATION = frozenset({"quan"})
ADMINISTRATORS = frozenset({"mai", "quan"})
NONE: frozenset[str] = frozenset()


@dataclass
class Scene:
    """What the addresses name."""

    cast: Cast
    people: dict[str, Person]
    secret: Task
    open_task: Task
    draft: Task
    evidence: Evidence
    directive: Directive
    proposal: Proposal
    role: Grant
    loan: Grant
    member: Membership
    intake: Intake
    delivery: Delivery
    plan: Directive
    plan_task: Task


Named = Callable[[Scene], tuple[object, ...]]


def nothing(scene: Scene) -> tuple[object, ...]:
    """An address without parts."""
    return ()


def programme(scene: Scene) -> tuple[object, ...]:
    """The code of the programme."""
    return (scene.cast.programme.code,)


def an(scene: Scene) -> tuple[object, ...]:
    """The account of the lead body's officer."""
    return (scene.people["an"].uuid,)


def directive(scene: Scene) -> tuple[object, ...]:
    """An internal directive that gave the internal task."""
    return (scene.directive.uuid,)


def delivery(scene: Scene) -> tuple[object, ...]:
    """The internal directive in the inbox of the lead body, acknowledged."""
    return (scene.delivery.uuid,)


def intake(scene: Scene) -> tuple[object, ...]:
    """Many documents handed in for the programme, one of them unreadable."""
    return (scene.intake.uuid,)


def committee(scene: Scene) -> tuple[object, ...]:
    """The committee of the programme."""
    return scene.cast.programme.code, scene.member.committee_id


@dataclass(frozen=True)
class Gate:
    """Who is let in to read and to act; None: the address does not take the method. `hides` answers 404, not 403."""

    get: frozenset[str] | None = None
    post: frozenset[str] | None = None
    named: Named = nothing
    hides: bool = False


AUDIENCE = {
    "set_language": Gate(EVERYBODY, EVERYBODY),
    "health": Gate(EVERYBODY),
    "catalogue": Gate(EVERYBODY),
    "accounts:sign-in": Gate(EVERYBODY, EVERYBODY),
    "accounts:sign-out": Gate(None, EVERYBODY),
    "accounts:account": Gate(STAFF),
    "accounts:password": Gate(STAFF, STAFF),
    "accounts:lend": Gate(STAFF, STAFF),
    "accounts:end-loan": Gate(None, frozenset({"head", "dung"}), lambda scene: (scene.loan.pk,)),
    "accounts:people": Gate(ADMINISTRATORS),
    "accounts:new-person": Gate(ADMINISTRATORS, ADMINISTRATORS),
    "accounts:person": Gate(ADMINISTRATORS, ADMINISTRATORS, an),
    "accounts:give-role": Gate(None, ADMINISTRATORS, an),
    "accounts:end-role": Gate(None, ADMINISTRATORS, lambda scene: (*an(scene), scene.role.pk)),
    "accounts:new-password": Gate(None, ADMINISTRATORS, an),
    "accounts:lock": Gate(None, ADMINISTRATORS, an),
    "accounts:unlock": Gate(None, ADMINISTRATORS, an),
    "organisations:search": Gate(STAFF),
    "organisations:suggest": Gate(STAFF),
    "organisations:body": Gate(STAFF, None, lambda scene: (scene.cast.lead.code,)),
    "programmes:programmes": Gate(STAFF),
    "programmes:new-programme": Gate(INSTALLATION, INSTALLATION),
    "programmes:programme": Gate(STAFF, INSTALLATION, programme),
    "programmes:add-field": Gate(None, INSTALLATION, programme),
    "programmes:set-committee": Gate(None, INSTALLATION, programme),
    "programmes:end-committee": Gate(None, INSTALLATION, committee),
    "programmes:add-member": Gate(None, INSTALLATION, committee),
    "programmes:end-member": Gate(None, INSTALLATION, lambda scene: (*programme(scene), scene.member.pk)),
    "review:directives": Gate(STAFF),
    "review:intake": Gate(AGENCY, AGENCY),
    "review:intakes": Gate(AGENCY),
    "review:taking-in": Gate(AGENCY, None, intake, hides=True),
    "review:read-on": Gate(None, AGENCY, intake, hides=True),
    "review:add-files": Gate(None, AGENCY, intake, hides=True),
    "review:directive": Gate(SIDES, None, directive, hides=True),
    "review:original": Gate(SIDES, None, directive, hides=True),
    "review:header": Gate(AGENCY, AGENCY, directive),
    "review:review": Gate(AGENCY, None, directive),
    "review:assign": Gate(AGENCY, AGENCY, directive),
    "review:add": Gate(SIDES, AGENCY, directive),
    "review:act": Gate(SIDES, AGENCY, lambda scene: (*directive(scene), scene.proposal.uuid, "bo")),
    "review:figures": Gate(AGENCY, None, directive),
    "review:accept-figures": Gate(SIDES, AGENCY, directive),
    "review:add-figure": Gate(SIDES, AGENCY, directive),
    "review:figure-act": Gate(
        SIDES, AGENCY, lambda scene: (*directive(scene), scene.directive.figures.get().uuid, "bo")
    ),
    "review:waiting-figures": Gate(STAFF),
    "review:annotation": Gate(AGENCY, None, directive),
    "distribution:inbox": Gate(STAFF),
    "distribution:received": Gate(RECEIVING, None, delivery, hides=True),
    "distribution:acknowledge": Gate(None, LEAD, delivery),
    "distribution:original": Gate(RECEIVING, None, delivery, hides=True),
    "distribution:issue-plan": Gate(LEAD, LEAD, delivery),
    "distribution:send": Gate(AGENCY, AGENCY, directive),
    "distribution:recipients": Gate(AGENCY, None, directive, hides=True),
    "distribution:recipients-file": Gate(AGENCY, None, directive, hides=True),
    "distribution:withdraw": Gate(None, AGENCY, directive),
    "distribution:pass-on": Gate(None, AGENCY, directive),
    "distribution:unfolding": Gate(AGENCY, None, directive, hides=True),
    "distribution:waiting": Gate(STAFF),
    "distribution:waiting-file": Gate(STAFF),
    "distribution:plan": Gate(PLAN_READERS, None, lambda scene: (scene.plan.uuid,), hides=True),
    "distribution:add-task": Gate(LEAD, LEAD, lambda scene: (scene.plan.uuid,)),
    "distribution:tie-task": Gate(None, LEAD, lambda scene: (scene.plan.uuid, scene.plan_task.uuid)),
    "scoreboards:publishing": Gate(AGENCY, AGENCY, programme),
    "desk:my-work": Gate(STAFF),
    "desk:boards": Gate(STAFF),
    "desk:board": Gate(STAFF, None, programme),
    "desk:board-file": Gate(STAFF, None, lambda scene: (*programme(scene), "csv")),
    "desk:tasks": Gate(STAFF),
    "desk:tasks-file": Gate(STAFF, None, lambda scene: ("csv",)),
    "desk:task": Gate(SIDES, None, lambda scene: (*programme(scene), scene.secret.code), hides=True),
    "desk:act": Gate(SIDES, LEAD, lambda scene: (scene.secret.uuid, "bao-cao")),
    "overlap:of-task": Gate(AGENCY, AGENCY, lambda scene: (scene.draft.uuid,), hides=True),
    "overlap:of-directive": Gate(AGENCY, None, directive),
    "overlap:of-proposal": Gate(AGENCY, None, lambda scene: (scene.proposal.uuid,)),
    "overlap:overlaps": Gate(STAFF, None, programme),
    "desk:new-task": Gate(AGENCY, AGENCY, programme),
    "desk:amend-draft": Gate(AGENCY, AGENCY, lambda scene: (scene.draft.uuid,)),
    "desk:evidence": Gate(SIDES, None, lambda scene: (scene.evidence.uuid,), hides=True),
    "portal:home": Gate(EVERYBODY),
    "portal:method": Gate(EVERYBODY),
    "portal:programme": Gate(EVERYBODY, None, programme),
    "portal:tasks": Gate(EVERYBODY, None, programme),
    "portal:task": Gate(EVERYBODY, None, lambda scene: (*programme(scene), scene.open_task.code)),
    "portal:bodies": Gate(EVERYBODY, None, programme),
    "portal:body": Gate(EVERYBODY, None, lambda scene: (*programme(scene), scene.cast.lead.code)),
    "portal:results": Gate(EVERYBODY, None, programme),
    "portal:data": Gate(EVERYBODY, None, programme),
    "portal:tasks-csv": Gate(EVERYBODY, None, programme),
    "portal:tasks-json": Gate(EVERYBODY, None, programme),
    "portal:board-json": Gate(EVERYBODY, None, programme),
}


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """One scene for the whole module: every visit to it is undone, and it is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_scene()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visits(scene: Scene, django_db_blocker: Any) -> "Visits":
    """Everybody of the scene, signed in."""
    with django_db_blocker.unblock():
        return Visits(scene)


def make_scene() -> Scene:
    """A programme with an internal task, a public one, a draft, evidence, a directive in review, roles and a loan."""
    cast, today = make_cast(), clock.today()
    content = files.store([b"proof"])
    original = Directive.objects.create(
        number="01-TB", title="Kết luận", text="Bộ Chủ trì rà soát.", sha256=content.sha256, file_name="goc.txt"
    )
    original.programmes.add(cast.programme)
    passage = Passage.objects.create(directive=original, start=0, end=19, quote="Bộ Chủ trì rà soát.")
    found = {"action": "Rà soát", "lead": ["Bộ Chủ trì"], "coordinating": [], "deadline": None, "deliverables": []}
    proposal = Proposal.objects.create(directive=original, passage=passage, order=1, found=found, confidence=0.5)
    ReportedFigure.objects.create(directive=original, passage=passage, order=1, measure="số bộ", value=1, unit="bộ")
    secret = make_accepted(cast, openness="internal")
    Task.objects.filter(pk=secret.pk).update(directive=original, passage=passage)
    evidence = Evidence.objects.create(task=secret, name="goc.txt", sha256=content.sha256, filed_on=date(2025, 3, 3))
    member = Membership.objects.create(
        committee=cast.programme.committees.get(), title="Trưởng Ban", role="head", valid_from=date(2025, 1, 1)
    )
    people = {name: getattr(cast, name) for name in ("an", "binh", "chi", "dung", "giang", "head", "quan")}
    people["mai"] = make_holder(Role.ADMINISTRATOR, cast.lead)
    people["nobody"] = make_person()
    open_task, draft = make_assigned(cast), make_draft(cast, openness="internal")
    sent, plan, plan_task = make_plan(cast, original, people["an"], on=today)
    handed = Intake.objects.create(programme=cast.programme, added_by=cast.chi, added_at=clock.now())
    handed.files.create(order=1, name="bang.xlsx", state="refused", reason="Bảng tính.")
    operator = events.Actor(id=None, title="Người vận hành")
    publish(programme=cast.programme, on=date(2025, 3, 12), actor=operator, today=today)
    return Scene(
        cast, people, secret, open_task, draft, evidence, original, proposal,
        role=cast.an.grants.get(), member=member, intake=handed, delivery=sent, plan=plan, plan_task=plan_task,
        loan=make_grant(cast.dung, Role.OFFICER, cast.lead, lent_by=cast.head, valid_from=today + timedelta(1)),
    )  # fmt: skip


def make_plan(cast: Cast, parent: Directive, by: Person, *, on: date) -> tuple[Delivery, Directive, Task]:
    """The directive sent to the lead body, acknowledged, with a plan of the body and a task in it."""
    distribution.send(
        directive=parent.uuid, sender=cast.committee, recipients=[Recipient(cast.lead, cast.lead.name)], by=cast.chi,
        on=on,
    )  # fmt: skip
    sent = distribution.acknowledge(delivery=Delivery.objects.get().uuid, by=by, on=on)
    head = distribution.PlanHead(once=uuid4(), number="12/KH", title="Kế hoạch")
    plan = distribution.issue_plan(delivery=sent.uuid, head=head, by=by, on=on)
    draft = Draft(title="Rà soát của bộ", leads=[cast.lead], deliverables=["Báo cáo"], openness="internal")
    task = distribution.add_task(
        plan=plan.uuid, once=uuid4(), draft=draft, passage=None, parent=None, by=By(by), on=on
    )  # fmt: skip
    return sent, plan, task


def url_names() -> Iterator[str]:
    """Every named address of the product."""

    def walk(patterns: list[Any], prefix: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from walk(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern):
                yield f"{prefix}{pattern.name or pattern.pattern}"

    yield from walk(get_resolver().url_patterns, "")


def test_every_address_has_a_declared_audience() -> None:
    assert sorted(url_names()) == sorted(AUDIENCE)


class Visits:
    """Sends members of the cast to addresses; what they do there is undone."""

    def __init__(self, scene: Scene) -> None:
        self.keys: dict[str, str] = {}
        for name, person in scene.people.items():
            client = Client()
            client.force_login(person)
            self.keys[name] = str(client.session.session_key)

    def send(self, member: str, method: str, path: str, typed: dict[str, str] | None = None) -> HttpResponse:
        client = Client(raise_request_exception=False)
        if member in self.keys:
            client.cookies["sessionid"] = self.keys[member]
        with transaction.atomic():
            answer: HttpResponse = getattr(client, method)(path, typed or {})
            if answer.streaming:
                list(answer)
            transaction.set_rollback(True)
        return answer


def said(answer: HttpResponse) -> str:
    """What an answer means for a right: in, out (403), hidden (404), sign in, or no such method."""
    if answer.status_code == 302 and answer["Location"].startswith(reverse("accounts:sign-in")):
        return "sign in"
    outcomes = {403: "out", 404: "hidden", 405: "no such method"}
    return "broken" if answer.status_code >= 500 else outcomes.get(answer.status_code, "in")


def expected(gate: Gate, member: str, method: str) -> set[str]:
    """What may be said to the member."""
    let_in = gate.get if method == "get" else gate.post
    if let_in is None:
        return {"no such method", "sign in"} if member == "visitor" else {"no such method"}
    if member in let_in:
        return {"in"}
    if member == "visitor":
        return {"sign in"}
    return {"hidden"} if gate.hides else {"out", "hidden"}


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("name", AUDIENCE)
def test_each_address_lets_in_its_audience_and_nobody_else(name: str, scene: Scene, visits: Visits) -> None:
    gate = AUDIENCE[name]
    path = reverse(name, args=gate.named(scene))
    wrong = []
    for member in sorted(EVERYBODY):
        for method in ("get", "post"):
            if getattr(gate, method) is None and member not in ("visitor", "quan"):
                continue  # an address that does not take the method asks nobody who they are
            answer = said(visits.send(member, method, path))
            if answer not in expected(gate, member, method):
                wrong.append(f"{method} by {member}: {answer}, not {expected(gate, member, method)}")
    assert wrong == []


HOSTILE = ("\x00", "-1", "9" * 30, "x" * 6000, "00000000-0000-0000-0000-000000000000", "😀'\"<script>", "31/12/9999")
WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE)\s+(INTO\s+|FROM\s+)?(?!\"?django_session)", re.IGNORECASE)
INPUT = re.compile(r"<(?:input|select|textarea)[^>]* name=\"([^\"]+)\"")
ASKED = ("page", "q", "on", "by", "kind", "status", "next", "field", "lead", "level", "programme", "ban-chot", "khoi",
         "version")  # fmt: skip


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("name", AUDIENCE)
def test_forged_fields_break_no_page(name: str, scene: Scene, visits: Visits) -> None:
    """Every field that the page shows, and every usual question, filled with rubbish."""
    gate = AUDIENCE[name]
    path = reverse(name, args=gate.named(scene))
    for method, let_in in (("get", gate.get), ("post", gate.post)):
        if let_in is None:
            continue
        member = next(who for who in ("chi", "quan", "an", "head") if who in let_in)
        fields = {*ASKED, *shown_fields(visits, scene, member, path)}
        for rubbish in HOSTILE:
            answer = visits.send(member, method, path, dict.fromkeys(fields, rubbish))
            assert answer.status_code < 500, (method, rubbish[:40])


def shown_fields(visits: Visits, scene: Scene, member: str, path: str) -> set[str]:
    """The names of all fields on the page, and on the pages whose forms post to addresses without a page."""
    fields: set[str] = set()
    pages = (path, reverse("accounts:person", args=an(scene)), reverse("programmes:programme", args=programme(scene)),
             reverse("desk:task", args=(*programme(scene), scene.secret.code)))  # fmt: skip
    for page in pages:
        answer = visits.send(member, "get", page)
        if not answer.streaming and answer.status_code < 400:
            fields |= set(INPUT.findall(answer.content.decode("utf-8", "replace")))
    return fields - {"csrfmiddlewaretoken"}


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("name", [name for name, gate in AUDIENCE.items() if gate.get])
def test_reading_writes_nothing(name: str, scene: Scene, visits: Visits) -> None:
    """Beside what a session remembers, no row is new, changed or gone after a page was read."""
    gate = AUDIENCE[name]
    member = next(who for who in ("chi", "quan", "an", "head") if who in (gate.get or NONE))
    with CaptureQueriesContext(connection) as asked:
        visits.send(member, "get", reverse(name, args=gate.named(scene)))
    assert [query["sql"] for query in asked if WRITING.match(query["sql"])] == []
