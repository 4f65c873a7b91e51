"""Reported figures: accepted or refused one by one, all that are without question at once, and listed as waiting."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from thuocdo.directives.models import Directive, Passage, ReportedFigure
from thuocdo.directives.services import take_in
from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, NotAllowed, Stale
from thuocdo.foundation.models import Event
from thuocdo.review import services
from thuocdo.review.figuring import FigureFields, questions_of
from thuocdo.review.services.figures import SeenFigure
from thuocdo.review.tests.factories import SIGNED, TODAY, Scene, make_directive, make_scene

TEXT = """THÔNG BÁO
Đến ngày 15/1/2025, các cơ quan đã hoàn thành 40/50 nhiệm vụ được giao (đạt 80%).
Cả nước có 12,5 triệu hồ sơ trực tuyến."""
GOOD = FigureFields("số nhiệm vụ hoàn thành", 40, 50, "nhiệm vụ", date(2025, 1, 15))

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def directive(scene: Scene) -> Directive:
    return make_directive(scene, text=TEXT)


def make_figure(directive: Directive, quote: str = "40/50 nhiệm vụ", **changed: Any) -> ReportedFigure:
    start = directive.text.index(quote)
    passage = Passage.objects.create(directive=directive, start=start, end=start + len(quote), quote=quote)
    told = {"measure": GOOD.measure, "value": 40, "of": 50, "unit": "nhiệm vụ", "on": GOOD.on} | changed
    return ReportedFigure.objects.create(
        directive=directive, passage=passage, order=directive.figures.count() + 1, **told
    )


def seen(scene: Scene, figure: ReportedFigure, **changed: Any) -> SeenFigure:
    told: dict[str, Any] = {"figure": figure.uuid, "person": scene.chi, "on": TODAY, "version": figure.version}
    return SeenFigure(**told | changed)


def test_taking_a_document_in_keeps_each_figure_with_its_passage(scene: Scene) -> None:
    found = take_in(content=TEXT.encode(), name="a.txt", programme=scene.programme, by=scene.chi, on=TODAY).directive
    rows = list(found.figures.select_related("passage"))
    assert {(row.value, row.of) for row in rows} >= {(40, 50), (12_500_000, None)}
    for row in rows:
        assert row.state == "pending"
        assert found.text[row.passage.start : row.passage.end] == row.passage.quote == row.found["quote"]


def test_accepting_keeps_who_and_when_and_what_was_changed(scene: Scene, directive: Directive) -> None:
    figure = make_figure(directive)
    changed = FigureFields("số nhiệm vụ đã xong", 41, 50, "nhiệm vụ", GOOD.on)
    services.accept_figure(seen=seen(scene, figure), fields=changed)
    figure.refresh_from_db()
    assert (figure.state, figure.decided_by, figure.value, figure.measure) == (
        "accepted", scene.chi, 41, "số nhiệm vụ đã xong",
    )  # fmt: skip
    assert figure.decided_at is not None
    event = events.history("figure", figure.uuid).get()
    assert (event.kind, event.payload["fields"]["value"]) == ("accepted", 41)


def test_a_figure_needs_to_say_what_it_measures_and_in_which_unit(scene: Scene, directive: Directive) -> None:
    for lacking in ({"measure": ""}, {"unit": ""}):
        with pytest.raises(BadInput):
            services.accept_figure(seen=seen(scene, make_figure(directive, **lacking)))
    assert not Event.objects.filter(object_type="figure").exists()


def test_refusing_and_taking_back(scene: Scene, directive: Directive) -> None:
    figure = services.refuse_figure(seen=seen(scene, make_figure(directive)))
    assert figure.state == "refused"
    figure = services.undo_figure(seen=seen(scene, figure))
    assert (figure.state, figure.decided_by, figure.decided_at) == ("pending", None, None)
    assert [event.kind for event in events.history("figure", figure.uuid)] == ["refused", "undone"]


def test_the_second_of_two_reviewers_is_told(scene: Scene, directive: Directive) -> None:
    figure = make_figure(directive)
    services.accept_figure(seen=seen(scene, figure))
    with pytest.raises(Stale):
        services.refuse_figure(seen=seen(scene, figure))


def test_only_a_reviewer_decides(scene: Scene, directive: Directive) -> None:
    with pytest.raises(NotAllowed):
        services.accept_figure(seen=seen(scene, make_figure(directive), person=scene.dung))
    with pytest.raises(NotAllowed):
        services.accept_unquestioned(directive=directive.uuid, person=scene.giang, on=TODAY)


def test_all_without_question_are_accepted_at_once(scene: Scene, directive: Directive) -> None:
    sure = make_figure(directive)
    make_figure(directive, "12,5 triệu hồ sơ", value=12_500_000, of=None, unit="hồ sơ", on=None)
    make_figure(directive, "đạt 80%", value=180, of=None, unit="%")
    taken = services.accept_unquestioned(directive=directive.uuid, person=scene.chi, on=TODAY)
    assert [row.uuid for row in taken] == [sure.uuid]
    assert sorted(directive.figures.values_list("state", flat=True)) == ["accepted", "pending", "pending"]
    assert events.history("figure", sure.uuid).get().kind == "accepted"
    assert services.accept_unquestioned(directive=directive.uuid, person=scene.chi, on=TODAY) == []


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"measure": ""}, "measure"), ({"unit": ""}, "unit"), ({"on": None}, "on"), ({"of": 30}, "value"),
        ({"unit": "%", "value": 120, "of": None}, "value"), ({"on": date(2026, 1, 1)}, "on"),
    ],
)  # fmt: skip
def test_what_a_figure_lacks_is_a_question(changed: dict[str, Any], part: str) -> None:
    told = {name: getattr(GOOD, name) for name in FigureFields.__dataclass_fields__} | changed
    assert [question.part for question in questions_of(FigureFields(**told), signed_on=SIGNED)] == [part]
    assert questions_of(GOOD, signed_on=SIGNED) == []


# The screen


@pytest.fixture
def chi(client: Client, scene: Scene) -> Client:
    client.force_login(scene.chi, backend="django.contrib.auth.backends.ModelBackend")
    return client


def act(figure: ReportedFigure, slug: str) -> str:
    return f"/van-ban/{figure.directive.uuid}/so-lieu/{figure.uuid}/{slug}/"


def typed(**changed: Any) -> dict[str, Any]:
    told = {"version": 0, "measure": "số", "value": "1.240", "of": "1.298", "unit": "nhiệm vụ", "on": "15/1/2025"}
    return told | changed


def test_numbers_are_typed_as_they_are_printed(chi: Client, directive: Directive) -> None:
    figure = make_figure(directive)
    answer = chi.post(act(figure, "nhan"), typed())
    figure.refresh_from_db()
    assert (answer.status_code, figure.value, figure.of, figure.state) == (302, 1240, 1298, "accepted")
    page = chi.get(f"/van-ban/{directive.uuid}/so-lieu/?de-xuat={figure.uuid}").content.decode()
    assert "1.240/1.298 nhiệm vụ" in page
    assert "Chuyên viên" in page  # who decided


@pytest.mark.parametrize(
    "changed",
    [{"value": "một"}, {"value": ""}, {"value": "9" * 40}, {"of": "x"}, {"on": "31/2/2025"}, {"version": "x"},
     {"measure": "", "unit": ""}, {"of": "1"}],
)  # fmt: skip
def test_a_forged_or_wrong_figure_comes_back_with_what_was_typed(
    chi: Client, directive: Directive, changed: dict[str, Any]
) -> None:
    figure = make_figure(directive)
    answer = chi.post(act(figure, "nhan"), typed(**changed))
    figure.refresh_from_db()
    assert (answer.status_code, figure.state) == (422, "pending")
    assert 'role="alert"' in answer.content.decode()


def test_a_browser_that_moved_on_gets_only_what_changed(chi: Client, directive: Directive) -> None:
    first, second = make_figure(directive), make_figure(directive, "đạt 80%", value=80, of=None, unit="%")
    answer = chi.post(act(first, "bo"), {"version": 0, "hand": str(second.uuid)})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'data-parts="{second.uuid}"' in page
    assert act(first, "hoan-tac") in page
    assert 'id="main"' not in page


def test_all_at_once_from_the_screen(chi: Client, directive: Directive) -> None:
    make_figure(directive)
    page = chi.post(f"/van-ban/{directive.uuid}/so-lieu/nhan-het/", follow=True).content.decode()
    assert "Đã nhận 1 số liệu" in page
    assert "Đã rà soát xong mọi số liệu" in page


def test_accepted_figures_wait_in_a_list_that_only_readers_of_the_directive_see(
    scene: Scene, chi: Client, directive: Directive
) -> None:
    services.accept_figure(seen=seen(scene, make_figure(directive)))
    make_figure(directive, "đạt 80%", value=80, of=None, unit="%")
    page = chi.get("/van-ban/so-lieu/", {"programme": scene.programme.code}).content.decode()
    assert "40/50 nhiệm vụ" in page
    assert "80 %" not in page  # nobody accepted it
    assert "40/50" not in chi.get("/van-ban/so-lieu/", {"programme": "khac"}).content.decode()
    chi.force_login(scene.dung, backend="django.contrib.auth.backends.ModelBackend")
    assert "40/50" not in chi.get("/van-ban/so-lieu/").content.decode()


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_and_the_screen_cost_the_same_for_one_and_for_fifty(
    scene: Scene, chi: Client, directive: Directive, number: int,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:  # fmt: skip
    for _ in range(number):
        services.accept_figure(seen=seen(scene, make_figure(directive)))
    chi.get("/van-ban/so-lieu/")
    with django_assert_max_num_queries(24):
        assert chi.get("/van-ban/so-lieu/").status_code == 200
    with django_assert_max_num_queries(24):
        assert chi.get(f"/van-ban/{directive.uuid}/so-lieu/").status_code == 200
