"""The words of every task: kept with the task, found by the rarest, alike on both databases."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from thuocdo.organisations.tests.factories import make_body
from thuocdo.tasks import services, wording
from thuocdo.tasks.models import Task
from thuocdo.tasks.services.rebuild import rebuild_projection
from thuocdo.tasks.tests.factories import TODAY, Cast, created, load, make_bodies, make_cast, make_draft, make_task

pytestmark = pytest.mark.django_db

BRIDGE = "Khánh thành cầu Suối Rồng nối hai bờ"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {wording.TABLE}")  # noqa: S608
        found: int = cursor.fetchone()[0]
    return found


def found_for(title: str, **options: Any) -> list[str]:
    titles = dict(Task.objects.values_list("pk", "title"))
    return [titles[key] for key in wording.nearest(title, **options)]


def test_a_task_is_found_by_other_words_around_its_rare_ones(cast: Cast) -> None:
    make_task(cast, title="Trình đề án chuyển đổi số ngành xây dựng cầu đường")
    make_task(cast, title=BRIDGE)
    assert found_for("Lắp cầu tạm thay cầu Suối Rồng")[0] == BRIDGE


def test_a_task_is_found_without_diacritics_and_by_its_abbreviation(cast: Cast) -> None:
    task = make_task(cast, title="Nâng cấp cơ sở dữ liệu quốc gia về dân cư")
    assert found_for("nang cap CSDL quoc gia ve dan cu") == [task.title]


def test_an_amended_draft_is_found_by_its_new_words_only(cast: Cast) -> None:
    task = make_task(cast, title=BRIDGE)
    services.amend_draft(
        task=task.uuid, draft=make_draft(cast, title="Phóng vệ tinh quan sát"), by=services.By(cast.lan), on=TODAY
    )
    assert found_for(BRIDGE) == []
    assert found_for("vệ tinh quan sát") == ["Phóng vệ tinh quan sát"]


def test_children_that_say_what_their_parent_says_have_no_words_of_their_own(cast: Cast) -> None:
    parent = make_task(cast, title=BRIDGE)
    members = [make_body(parent=cast.lead), make_body(parent=cast.lead)]
    services.create_children(parent=parent, members=members, by=services.By(cast.lan), on=TODAY)
    assert rows() == 1
    assert wording.nearest(BRIDGE, bodies=[members[1].pk]) == [parent.pk]


def test_children_speak_for_themselves_once_their_parent_says_something_else(cast: Cast) -> None:
    parent = make_task(cast, title=BRIDGE)
    services.create_children(parent=parent, members=[make_body()], by=services.By(cast.lan), on=TODAY)
    services.amend_draft(
        task=parent.uuid, draft=make_draft(cast, title="Phóng vệ tinh quan sát"), by=services.By(cast.lan), on=TODAY
    )
    assert rows() == 2


def test_among_many_alike_that_of_the_body_asked_for_is_found(cast: Cast) -> None:
    for _ in range(4):
        make_task(cast, title=BRIDGE)
    mine = make_task(cast, title=BRIDGE, leads=[cast.outside])
    assert mine.pk not in wording.nearest(BRIDGE, limit=3)
    assert mine.pk in wording.nearest(BRIDGE, bodies=[cast.outside.pk], limit=3)


def test_imported_tasks_are_found() -> None:
    make_bodies()
    load(created(title=BRIDGE))
    assert found_for(BRIDGE) == [BRIDGE]


def test_rebuilding_writes_the_words_anew(cast: Cast) -> None:
    make_task(cast, title=BRIDGE)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {wording.TABLE}")  # noqa: S608
    assert found_for(BRIDGE) == []
    rebuild_projection(today=TODAY, programme=cast.programme)
    assert found_for(BRIDGE) == [BRIDGE]
    rebuild_projection(today=TODAY)
    assert rows() == 1


def test_a_title_of_empty_words_finds_nothing(cast: Cast) -> None:
    make_task(cast, title="Thực hiện")
    assert wording.nearest("và các") == []


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_empties_the_words_too() -> None:
    make_task(make_cast(), title=BRIDGE)
    assert rows() == 1
    call_command("flush", verbosity=0, interactive=False)
    assert rows() == 0
