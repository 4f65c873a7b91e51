"""A directive that gives two bodies work, sent and acknowledged, for tests of its way."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive, Passage
from thuocdo.directives.tests.factories import TODAY, Scene, make_directive
from thuocdo.distribution import services
from thuocdo.distribution.models import Delivery
from thuocdo.distribution.recipients import Recipient
from thuocdo.organisations.models import Organisation
from thuocdo.tasks import services as tasks
from thuocdo.tasks.models import Task
from thuocdo.tasks.services.drafts import Draft

QUOTE = "Bộ Mẫu Một rà soát danh mục dữ liệu; hoàn thành trước ngày 31/3/2027."
RECIPIENTS = ["Bộ Mẫu Một", "Các bộ mẫu", "Sở Không Có Thật", "Lưu: VT"]
DUE = date(2027, 3, 31)


def make_sendable(scene: Scene, **changed: object) -> Directive:
    """A directive with a printed list of recipients."""
    return make_directive(scene, **({"recipients": RECIPIENTS} | changed))


def make_sent(
    scene: Scene, bodies: Sequence[Organisation], *, directive: Directive | None = None, on: date = TODAY
) -> list[Delivery]:  # fmt: skip
    """The directive in the inbox of each body, sent by chi."""
    directive = directive or make_sendable(scene)
    services.send(
        directive=directive.uuid, sender=scene.board, recipients=[Recipient(body, body.name) for body in bodies],
        by=scene.chi, on=on,
    )  # fmt: skip
    return list(directive.deliveries.live().filter(recipient__in=bodies).order_by("pk"))


def make_work(scene: Scene, directive: Directive, leads: Sequence[Organisation], quote: str = QUOTE) -> Task:
    """A task of the directive, assigned to the bodies from a passage of its text."""
    start = directive.text.index(quote)
    passage, _made = Passage.objects.get_or_create(
        directive=directive, start=start, end=start + len(quote), quote=quote, label="điểm 1"
    )
    drafted = tasks.create_task(
        programme=scene.programme, assigner=scene.board, by=tasks.By(scene.chi), on=TODAY,
        draft=Draft(
            title="Rà soát danh mục dữ liệu", leads=list(leads), deliverables=["Danh mục"], due=DUE, passage=passage
        ),
    )  # fmt: skip
    return tasks.assign_task(task=drafted.uuid, by=tasks.By(scene.chi), on=TODAY)


def make_plan(delivery: Delivery, by: Person, **changed: str) -> Directive:
    """A plan typed in, the directive acknowledged."""
    services.acknowledge(delivery=delivery.uuid, by=by, on=TODAY)
    head = services.PlanHead(**({"once": uuid4(), "number": "12/KH-B1", "title": "Kế hoạch rà soát"} | changed))  # type: ignore[arg-type]
    return services.issue_plan(delivery=delivery.uuid, head=head, by=by, on=TODAY)


def add_to(plan: Directive, by: Person, leads: Sequence[Organisation], **chosen: UUID | None) -> Task:
    """A task typed into the plan; `parent` and `passage` say what it answers."""
    draft = Draft(title="Rà soát phần việc của cục", leads=list(leads), deliverables=["Báo cáo"], due=DUE)
    return services.add_task(
        plan=plan.uuid, once=chosen.get("once") or uuid4(), draft=draft, passage=chosen.get("passage"),
        parent=chosen.get("parent"), by=tasks.By(by), on=TODAY,
    )  # fmt: skip
