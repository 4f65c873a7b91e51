"""What printed names mean today: bodies, successors, posts, classes, and questions."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thuocdo.foundation.errors import BadInput
from thuocdo.organisations.matching import MatchKind
from thuocdo.organisations.models import Post, Succession
from thuocdo.organisations.tests.factories import make_body
from thuocdo.review.naming import Ground, Reading, certain, group_size, members_of, read_names, settled
from thuocdo.review.tests.factories import SIGNED, TODAY, Scene, make_group, make_scene
from viettext import fold

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def read(scene: Scene, name: str, choice: str = "", **changed: Any) -> Reading:
    given: dict[str, Any] = {"day": SIGNED, "on": TODAY, "is_party": False, "programme": scene.programme}
    ground = Ground(**given | changed)
    return read_names([name], ground, {name: choice} if choice else {})[0]


def test_a_body_is_found(scene: Scene) -> None:
    reading = read(scene, "bộ mẫu một")
    assert (reading.holder, reading.question) == (scene.first, "")


def test_an_ended_body_means_its_successor(scene: Scene) -> None:
    old = make_body(name="Bộ Xưa", valid_to=date(2025, 3, 1))
    Succession.objects.create(
        predecessor=old, successor=scene.second, on=date(2025, 3, 1), share=Decimal(1), kind="merge"
    )
    reading = read(scene, "Bộ Xưa")
    assert (reading.holder, reading.former, reading.question) == (scene.second, "Bộ Xưa", "")


def test_an_ended_body_without_successor_is_a_question(scene: Scene) -> None:
    make_body(name="Bộ Xưa", valid_to=date(2025, 3, 1))
    assert "kết thúc" in read(scene, "Bộ Xưa").question


def test_a_post_means_its_body(scene: Scene) -> None:
    title = "Bộ trưởng Bộ Mẫu Một"
    Post.objects.create(organisation=scene.first, title=title, folded=fold(title), is_head=True)
    found = certain([read(scene, title)])
    assert (found.bodies, found.posts) == ([scene.first], [title])


def test_a_class_is_a_question_until_it_is_chosen(scene: Scene) -> None:
    group = make_group()
    open_one = read(scene, "các bộ mẫu")
    assert (open_one.kind, open_one.member_count) == (MatchKind.GROUP, 2)
    with pytest.raises(BadInput, match="các bộ mẫu"):
        settled([open_one], field="leads")
    assert settled([read(scene, "các bộ mẫu", "group:CAC-BO")], field="leads").groups == [group]


def test_a_class_without_rule_may_be_answered_by_the_standing_agency(scene: Scene) -> None:
    reading = read(scene, "các cơ quan chức năng")
    assert reading.kind is MatchKind.CLASS_WITHOUT_RULE
    assert f"body:{scene.office.code}" in {option.value for option in reading.options}
    assert read(scene, "các cơ quan chức năng", "body:VP").holder == scene.office


def test_an_answer_that_was_not_offered_is_no_answer(scene: Scene) -> None:
    assert read(scene, "các cơ quan chức năng", "body:B1").question
    assert read(scene, "không có tên này đâu", "group:CAC-BO").question


def test_a_name_that_is_nearly_right_wants_a_word(scene: Scene) -> None:
    make_body(code="KTDL", name="Trung tâm Kết nối dữ liệu quốc gia", kind="agency")
    reading = read(scene, "Trung tâm Kết nôi dữ liêu quốc gja")
    assert (reading.kind, bool(reading.question)) == (MatchKind.FUZZY, True)
    assert read(scene, "Trung tâm Kết nôi dữ liêu quốc gja", "body:KTDL").name == "Trung tâm Kết nối dữ liệu quốc gia"


def test_the_members_of_a_class_are_those_of_the_day(scene: Scene) -> None:
    group = make_group()
    make_body(name="Bộ Xưa", valid_to=date(2025, 3, 1))
    assert members_of([group], on=TODAY) == [scene.first, scene.second]
    assert group_size(group, on=TODAY) == 2
