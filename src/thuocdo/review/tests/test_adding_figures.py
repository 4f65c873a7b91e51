"""Adding a figure that the machine did not see: where it may stand, what is read there, who may, and how it shows."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive, Passage, ReportedFigure
from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, NotAllowed, Stale
from thuocdo.review import services
from thuocdo.review.figure_queries import figures_of
from thuocdo.review.figuring import FigureFields
from thuocdo.review.services.figures import AlreadyAFigure, SeenFigure
from thuocdo.review.tests.factories import TODAY, Scene, make_directive, make_scene

TEXT = """THÔNG BÁO
Hà Nội, ngày 22 tháng 01 năm 2025

kết luận phiên họp mẫu

Đến ngày 15/1/2025, các cơ quan đã hoàn thành 40/50 nhiệm vụ được giao (đạt 80%).
Phấn đấu tỷ lệ hồ sơ trực tuyến đạt 60,2%.
Chỉ số hài lòng ở mức bảy trên mười.
Bộ Mẫu Một | 45 | 97,5% |"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def directive(scene: Scene) -> Directive:
    return make_directive(scene, text=TEXT, event_on=date(2025, 1, 20))


def add(person: Person, directive: Directive, quote: str) -> ReportedFigure:
    """Add the words by their span, as a browser does."""
    start = directive.text.index(quote)
    return add_span(person, directive, start, start + len(quote))


def add_span(person: Person, directive: Directive, start: int, end: int) -> ReportedFigure:
    seen = SeenFigure(directive.uuid, person, TODAY)
    return services.add_figure(directive=directive.uuid, seen=seen, start=start, end=end)


def read(figure: ReportedFigure) -> tuple[Any, ...]:
    return figure.value, figure.of, figure.unit, figure.on


def test_it_waits_on_its_passage_and_the_log_says_who_added_it(scene: Scene, directive: Directive) -> None:
    figure = add(scene.chi, directive, " đạt 60,2%")
    assert (figure.state, figure.version, figure.found) == ("pending", 0, {})
    assert TEXT[figure.passage.start : figure.passage.end] == figure.passage.quote == "đạt 60,2%"
    event = events.history("figure", figure.uuid).get()
    assert (event.kind, event.actor_id, event.actor_title) == ("added", scene.chi.uuid, "Chuyên viên")
    assert event.payload == {
        "start": figure.passage.start, "end": figure.passage.end, "directive": str(directive.uuid),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("60,2", (60.2, None, "%", date(2025, 1, 20))),  # the day of the meeting, from the header
        ("40/50 nhiệm vụ", (40, 50, "nhiệm vụ", date(2025, 1, 15))),  # the day from the rest of the sentence
        ("97,5%", (97.5, None, "%", date(2025, 1, 20))),
        ("bảy trên mười", (None, None, "", None)),
        ("15/1/2025", (None, None, "", None)),
    ],
)
def test_what_the_machine_reads_there_fills_its_fields(
    scene: Scene, directive: Directive, quote: str, told: tuple[Any, ...]
) -> None:
    assert read(add(scene.chi, directive, quote)) == told


def test_what_it_measures_is_read_from_its_sentence(scene: Scene, directive: Directive) -> None:
    assert add(scene.chi, directive, "60,2%").measure == "Phấn đấu tỷ lệ hồ sơ trực tuyến"
    assert add(scene.chi, directive, "97,5%").measure == "Bộ Mẫu Một 45"


def test_of_a_whole_sentence_the_number_that_is_no_figure_yet_is_taken(scene: Scene, directive: Directive) -> None:
    add(scene.chi, directive, "40/50 nhiệm vụ")
    whole = TEXT.split("\n")[5]
    assert read(add(scene.chi, directive, whole))[:3] == (80, None, "%")
    assert read(add(scene.chi, directive, whole[:-1]))[:3] == (40, 50, "nhiệm vụ")


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (5, 4), (-1, 5), (0, 10**6), (len(TEXT), len(TEXT) + 1), (9, 10)], ids=str
)
def test_a_span_outside_the_text_or_without_words_is_refused(
    scene: Scene, directive: Directive, start: int, end: int
) -> None:
    with pytest.raises(BadInput):
        add_span(scene.chi, directive, start, end)
    assert_nothing_stored()


def test_an_absurdly_long_span_is_refused(scene: Scene) -> None:
    directive = make_directive(scene, text="Đạt 5%. " * 300)
    with pytest.raises(BadInput, match="dài quá 2000 ký tự"):
        add_span(scene.chi, directive, 0, 2200)
    assert_nothing_stored()


def assert_nothing_stored() -> None:
    assert not ReportedFigure.objects.exists()
    assert not Passage.objects.exists()


def test_the_very_same_span_is_refused_even_where_it_was_refused_as_a_figure(
    scene: Scene, directive: Directive
) -> None:
    first = add(scene.chi, directive, "60,2%")
    services.refuse_figure(seen=SeenFigure(first.uuid, scene.chi, TODAY))
    with pytest.raises(AlreadyAFigure, match="đã bỏ") as refused:
        add(scene.chi, directive, "60,2%")
    assert refused.value.figure == first
    assert (ReportedFigure.objects.count(), Passage.objects.count()) == (1, 1)
    add(scene.chi, directive, "đạt 60,2%")  # another span of the same words


def test_only_a_reviewer_adds(scene: Scene, directive: Directive) -> None:
    for person in (scene.dung, scene.giang, scene.an):
        with pytest.raises(NotAllowed):
            add(person, directive, "60,2%")
    assert_nothing_stored()


def test_added_figures_stand_in_the_order_of_the_text(scene: Scene, directive: Directive) -> None:
    quotes = ["40/50 nhiệm vụ", "đạt 80%", "60,2%", "bảy trên mười", "97,5%"]
    read_by_machine = Passage.objects.create(
        directive=directive, start=TEXT.index("60,2%"), end=TEXT.index("60,2%") + 5, quote="60,2%"
    )
    ReportedFigure.objects.create(
        directive=directive, passage=read_by_machine, order=1, value=60.2, found={"value": 60.2}
    )
    for quote in ("97,5%", "đạt 80%", "bảy trên mười", "40/50 nhiệm vụ"):
        add(scene.chi, directive, quote)
    entries = figures_of(directive).entries
    assert [entry.figure.passage.quote for entry in entries] == quotes
    assert [entry.added is not None for entry in entries] == [True, True, False, True, True]


def test_without_a_value_it_is_not_accepted(scene: Scene, directive: Directive) -> None:
    figure = add(scene.chi, directive, "bảy trên mười")
    seen = SeenFigure(figure.uuid, scene.chi, TODAY, 0)
    with pytest.raises(BadInput, match="giá trị") as refused:
        services.accept_figure(seen=seen, fields=FigureFields("chỉ số hài lòng", None, None, "điểm", None))
    assert refused.value.field == "value"
    assert services.accept_unquestioned(directive=directive.uuid, person=scene.chi, on=TODAY) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportedFigure.objects.filter(pk=figure.pk).update(state="accepted")


def test_it_is_accepted_once_filled_in_and_taken_back_like_any_other(scene: Scene, directive: Directive) -> None:
    figure = add(scene.chi, directive, "bảy trên mười")
    fields = FigureFields("chỉ số hài lòng", 7, 10, "điểm", None)
    accepted = services.accept_figure(seen=SeenFigure(figure.uuid, scene.chi, TODAY, 0), fields=fields)
    assert (accepted.state, accepted.value, accepted.of) == ("accepted", 7, 10)
    with pytest.raises(Stale):
        services.refuse_figure(seen=SeenFigure(figure.uuid, scene.chi, TODAY, 0))
    services.undo_figure(seen=SeenFigure(figure.uuid, scene.chi, TODAY, 1))
    assert [event.kind for event in events.history("figure", figure.uuid)] == ["added", "accepted", "undone"]


# The screen


@pytest.fixture
def chi(client: Client, scene: Scene) -> Client:
    client.force_login(scene.chi, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(directive: Directive) -> str:
    return f"/van-ban/{directive.uuid}/so-lieu/them/"


def span(quote: str) -> dict[str, int]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote)}


def test_a_selection_comes_back_in_hand_with_who_added_it(chi: Client, directive: Directive) -> None:
    add_another = directive.figures.create(
        passage=Passage.objects.create(directive=directive, start=0, end=9, quote="THÔNG BÁO"), order=1, value=1,
        found={"value": 1},
    )  # fmt: skip
    answer = chi.post(address(directive), span("60,2%"))
    figure = directive.figures.exclude(pk=add_another.pk).get()
    assert answer["Location"] == f"/van-ban/{directive.uuid}/so-lieu/?de-xuat={figure.uuid}"
    page = chi.get(answer["Location"]).content.decode()
    assert f'data-hand="{figure.uuid}"' in page
    assert f'data-passages="{figure.passage.start}-{figure.passage.end}"' in page
    assert "Thêm bằng tay: Chuyên viên," in page
    assert 'value="60,2"' in page
    assert "Đã thêm số liệu, chưa nhận." in page


def test_where_nothing_was_read_the_fields_are_empty_and_asked_for(chi: Client, directive: Directive) -> None:
    page = chi.post(address(directive), span("bảy trên mười"), follow=True).content.decode()
    assert "Không đọc ra con số trong đoạn này" in page
    assert "Chưa có đơn vị tính" not in page, "one question stands for all"
    assert "None" not in page
    assert "data-open" in page, "the next figure is not shown ahead of an answer that will be a refusal"


def test_the_same_span_again_is_answered_with_the_figure_that_is_there(chi: Client, directive: Directive) -> None:
    chi.post(address(directive), span("60,2%"))
    chi.post(address(directive), span("40/50 nhiệm vụ"))
    answer = chi.post(address(directive), span("60,2%"))
    page = answer.content.decode()
    known = directive.figures.get(value=60.2)
    assert (answer.status_code, directive.figures.count()) == (422, 2)
    assert "Đoạn này đã có trong danh sách số liệu (chưa xem)" in page
    assert f'data-hand="{known.uuid}"' in page


def test_words_that_are_not_found_stay_in_their_field(chi: Client, directive: Directive) -> None:
    answer = chi.post(address(directive), {"quote": "chữ không có ở đâu"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "chữ không có ở đâu</textarea>" in page
    assert "Không thấy đoạn này trong văn bản" in page
    assert chi.post(address(directive), {"quote": "bảy trên mười"}).status_code == 302


@pytest.mark.parametrize(
    "forged",
    [{"start": "x"}, {"start": "1", "end": str(10**40)}, {"start": "-3", "end": "4"}, {"start": "4", "end": "4"},
     {"start": "0", "end": "99999"}, {"quote": "a\0"}, {"quote": "a" * 30000}, {}],
    ids=str,
)  # fmt: skip
def test_a_forged_passage_is_refused(chi: Client, directive: Directive, forged: dict[str, str]) -> None:
    answer = chi.post(address(directive), forged)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert_nothing_stored()


def test_a_directive_without_figures_offers_to_add_one(chi: Client, directive: Directive) -> None:
    page = chi.get(f"/van-ban/{directive.uuid}/so-lieu/").content.decode()
    assert "hãy bôi chọn đoạn đó trong văn bản" in page
    assert f'data-selection hidden method="post" action="{address(directive)}"' in page
