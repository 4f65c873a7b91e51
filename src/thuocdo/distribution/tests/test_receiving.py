"""Acknowledging: who, when, for which body; once; and the counts and lists that follow from it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import make_holder
from thuocdo.directives.tests.factories import TODAY, Scene, make_scene
from thuocdo.distribution import services
from thuocdo.distribution.models import Delivery
from thuocdo.distribution.queries.following import Asked, deliveries_of, history_of, sent_by, tally_of, waiting_for
from thuocdo.distribution.queries.inbox import inbox, rows_of, waiting_count
from thuocdo.distribution.tests.factories import make_sendable, make_sent
from thuocdo.foundation.errors import NotAllowed, Stale
from thuocdo.foundation.models import Event
from thuocdo.organisations.tests.factories import make_body
from thuocdo.tasks.rules.workdays import WorkingDays

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = date(2026, 11, 13), date(2026, 11, 16)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_it_says_who_when_and_for_which_body(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    done = services.acknowledge(delivery=delivery.uuid, by=scene.an, on=TODAY)
    assert (done.acknowledged_by, done.acknowledged_for, done.acknowledged_on) == (scene.an, scene.first, TODAY)
    told = Event.objects.get(kind="acknowledged")
    assert (told.object_id, told.payload["recipient"], told.payload["by"]) == (delivery.directive.uuid, "B1", "B1")


def test_a_second_time_changes_nothing(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    services.acknowledge(delivery=delivery.uuid, by=scene.an, on=TODAY)
    head = make_holder(Role.HEAD, scene.first)
    again = services.acknowledge(delivery=delivery.uuid, by=head, on=TODAY)
    assert again.acknowledged_by == scene.an
    assert Event.objects.filter(kind="acknowledged").count() == 1


@pytest.mark.parametrize("who", ["dung", "giang", "chi"])
def test_only_who_acts_for_the_recipient_acknowledges(scene: Scene, who: str) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    with pytest.raises(NotAllowed):
        services.acknowledge(delivery=delivery.uuid, by=getattr(scene, who), on=TODAY)


def test_an_inspector_of_the_recipient_does_not_acknowledge(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    with pytest.raises(NotAllowed):
        services.acknowledge(delivery=delivery.uuid, by=make_holder(Role.INSPECTOR, scene.first), on=TODAY)


def test_what_was_withdrawn_meanwhile_is_told(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    services.withdraw(
        directive=delivery.directive.uuid, deliveries=[delivery.uuid], reason="Gửi nhầm", by=scene.chi, on=TODAY
    )
    with pytest.raises(Stale, match="Gửi nhầm"):
        services.acknowledge(delivery=delivery.uuid, by=scene.an, on=TODAY)


def test_the_database_holds_one_live_delivery_for_a_body(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(
            sending=delivery.sending, directive=delivery.directive, recipient=scene.first, sent_on=TODAY
        )


def test_the_count_of_the_top_bar_is_one_query(scene: Scene, django_assert_num_queries) -> None:
    make_sent(scene, [scene.first, scene.second])
    make_sent(scene, [scene.first], directive=make_sendable(scene))
    assert waiting_count(scene.an, on=TODAY) == 2
    with django_assert_num_queries(1):
        waiting_count(scene.an, on=TODAY)
    assert waiting_count(scene.dung, on=TODAY) == 0


def test_who_has_not_acknowledged_is_a_list_with_working_days(scene: Scene) -> None:
    make_sent(scene, [scene.first, scene.second], on=FRIDAY)
    first = Delivery.objects.get(recipient=scene.first)
    services.acknowledge(delivery=first.uuid, by=scene.an, on=MONDAY)
    waiting = waiting_for(scene.chi, Asked(), on=TODAY, days=WorkingDays())
    assert [(row.delivery.recipient.code, row.days) for row in rows_of(waiting, on=TODAY)] == [("B2", 5)]
    assert not waiting_for(scene.an, Asked(), on=TODAY, days=WorkingDays()).exists()
    tally = tally_of(first.directive, on=TODAY)
    assert (tally.acknowledged, tally.waiting, tally.live) == (1, 1, 2)


def test_the_list_is_narrowed_by_working_days_and_by_name(scene: Scene) -> None:
    (delivery, _other) = make_sent(scene, [scene.first, scene.second], on=FRIDAY)
    days = WorkingDays()
    assert sent_by(5, on=TODAY, days=days) == date(2026, 11, 15)  # a Sunday: nothing was sent on it
    assert sent_by(1, on=TODAY, days=days) == date(2026, 11, 19)

    def found(**asked: object) -> int:
        return deliveries_of(delivery.directive, Asked(**asked), on=TODAY, days=days).count()  # type: ignore[arg-type]

    assert (found(days=5), found(days=6)) == (2, 0)
    assert (found(q="mau hai"), found(q="khong co")) == (1, 0)
    assert (found(state="waiting"), found(state="acknowledged")) == (2, 0)


def test_the_history_says_what_happened_the_newest_first(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    services.acknowledge(delivery=delivery.uuid, by=scene.an, on=TODAY)
    told = history_of(delivery.directive)
    assert [one.what for one in told] == ["Xác nhận đã nhận: Bộ Mẫu Một", "Gửi văn bản: Bộ Mẫu Một"]


def test_lists_cost_the_same_for_one_row_and_for_fifty(scene: Scene, django_assert_max_num_queries) -> None:
    directive = make_sendable(scene)
    make_sent(scene, [make_body() for _ in range(50)], directive=directive)
    make_sent(scene, [scene.first], directive=directive)
    with django_assert_max_num_queries(3):
        assert len(rows_of(deliveries_of(directive, Asked(), on=TODAY, days=WorkingDays()), on=TODAY)) == 51
    scene.an.__dict__.pop("_held", None)
    with django_assert_max_num_queries(6):
        assert len(rows_of(inbox(scene.an, on=TODAY), on=TODAY)) == 1
