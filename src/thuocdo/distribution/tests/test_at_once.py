"""Two people at the same moment: a directive is sent, acknowledged and planned under once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive
from thuocdo.directives.tests.factories import TODAY, Scene, make_scene
from thuocdo.distribution import services
from thuocdo.distribution.models import Delivery
from thuocdo.distribution.recipients import Recipient
from thuocdo.distribution.tests.factories import add_to, make_plan, make_sendable, make_sent
from thuocdo.foundation.errors import DomainError
from thuocdo.foundation.models import Event
from thuocdo.tasks.models import Task

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def twice(what: Callable[[], Any]) -> list[Any]:
    """Do it at the same moment on two connections; results or refusals."""
    start = Barrier(2)

    def one() -> Any:
        try:
            start.wait(timeout=20)
            return what()
        except DomainError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return [future.result(timeout=60) for future in [pool.submit(one) for _ in range(2)]]


def again(person: Person) -> Person:
    """The person as another request would read them."""
    return Person.objects.get(pk=person.pk)


def test_two_sendings_at_once_reach_each_body_once(scene: Scene) -> None:
    directive, chi = make_sendable(scene), scene.chi
    meant = [Recipient(body, body.name) for body in (scene.first, scene.second)]
    sent = twice(
        lambda: services.send(
            directive=directive.uuid, sender=scene.board, recipients=meant, by=again(chi), on=TODAY
        )
    )  # fmt: skip
    assert sorted((one.new, one.already) for one in sent) == [(0, 2), (2, 0)]
    assert Delivery.objects.count() == 2
    assert Event.objects.filter(kind="sent").count() == 1


def test_two_acknowledgements_at_once_are_one(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    an = scene.an
    done = twice(lambda: services.acknowledge(delivery=delivery.uuid, by=again(an), on=TODAY))
    assert [one.acknowledged_by for one in done] == [an, an]
    assert Event.objects.filter(kind="acknowledged").count() == 1


def test_an_acknowledgement_and_a_withdrawal_at_once_leave_one_of_two_stories(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    an, chi, turns = scene.an, scene.chi, iter(("acknowledge", "withdraw"))

    def act() -> Any:
        if next(turns) == "acknowledge":
            return services.acknowledge(delivery=delivery.uuid, by=again(an), on=TODAY)
        return services.withdraw(
            directive=delivery.directive.uuid, deliveries=[delivery.uuid], reason="Nhầm", by=again(chi), on=TODAY
        )

    twice(act)
    delivery.refresh_from_db()
    assert delivery.withdrawn_on == TODAY
    acknowledged = Event.objects.filter(kind="acknowledged").exists()
    assert acknowledged is (delivery.acknowledged_on is not None)


def test_a_form_sent_twice_at_once_makes_one_plan_and_one_task(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    an = scene.an
    services.acknowledge(delivery=delivery.uuid, by=an, on=TODAY)
    head = services.PlanHead(once=uuid4(), number="1/KH", title="Kế hoạch")
    twice(lambda: services.issue_plan(delivery=delivery.uuid, head=head, by=again(an), on=TODAY))
    plan, once = Directive.objects.get(plan_of=scene.first), uuid4()
    twice(lambda: add_to(plan, again(an), [scene.first], once=once))
    assert Task.objects.filter(directive=plan).count() == 1
    assert Event.objects.filter(kind="plan_issued").count() == 1


def test_two_plans_of_one_body_stand_side_by_side(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    first, second = make_plan(delivery, scene.an), make_plan(delivery, scene.an, number="13/KH-B1")
    assert first != second
