"""Reviewing by keyboard, and offsets of selected text in code points."""

import pytest
from playwright.sync_api import Page, expect

from thuocdo.interface.tests.conftest import Site

pytestmark = pytest.mark.system

HEAD = '<script src="/static/thuocdo/review.js" defer></script>'
# A sign of two UTF-16 units and a letter of three code points: where units and letters both miscount.
FIRST, SECOND = "1. Bộ 😀 Tài chính trình đề án.", "2. Bo\u0323\u0302 Nội vụ ban hành thông tư."
DOC = f"""<section class="doc"><div class="sheet">
<div class="para" id="p1"><p><span data-start="100">{FIRST}</span></p></div>
<div class="para" id="p2"><p><span data-start="200">{SECOND[:12]}</span>\
<mark><span data-start="212">{SECOND[12:]}</span></mark></p></div>
</div><form data-selection hidden><input type="hidden" name="start"><input type="hidden" name="end">
<q data-selection-quote></q><button type="button">Thêm đề xuất từ đoạn đã chọn</button></form></section>"""


def proposal(number: int) -> str:
    return f"""<form class="prop" id="dx{number}" data-passage="p{number}"><h3>Đề xuất {number}</h3>
<input data-key="e" aria-label="Nhiệm vụ {number}">
<button type="button" data-key="a">Nhận {number}</button>
<button type="button" data-key="m" aria-disabled="true">Gộp {number}</button></form>"""


MAIN = (
    f'<div class="panes">{DOC}<section class="props">{proposal(1)}{proposal(2)}</section></div>'
    '<button type="button" data-key="?">Mọi phím</button>'
    '<label><input type="checkbox" data-keys-toggle>Phím tắt</label>'
)


@pytest.fixture
def review(site: Site) -> Page:
    site.serve("/", MAIN, head=HEAD)
    page = site.open("/")
    page.evaluate("""() => { window.pressed = [];
        document.addEventListener('click', (event) => {
            if (event.target.dataset.key) window.pressed.push(event.target.textContent); }); }""")
    return page


def pressed(page: Page) -> list[str]:
    return page.evaluate("window.pressed")


def test_a_key_presses_the_button_of_the_proposal_in_hand(review: Page) -> None:
    review.keyboard.press("a")
    review.keyboard.press("j")
    review.keyboard.press("a")
    review.keyboard.press("k")
    review.keyboard.press("A")
    review.keyboard.press("?")
    assert pressed(review) == ["Nhận 1", "Nhận 2", "Nhận 1", "Mọi phím"]


def test_moving_on_shows_the_passage(review: Page) -> None:
    review.keyboard.press("j")
    expect(review.locator("#p2")).to_have_class("para now")
    expect(review.locator("#p1")).to_have_class("para")


def test_typing_is_never_taken_for_a_command(review: Page) -> None:
    review.keyboard.press("e")
    review.keyboard.type("maja")
    expect(review.get_by_label("Nhiệm vụ 1")).to_have_value("maja")
    review.keyboard.press("Escape")
    review.keyboard.press("a")
    assert pressed(review) == ["Nhận 1"]


def test_a_locked_button_stays_locked(review: Page) -> None:
    review.keyboard.press("m")
    assert pressed(review) == []


def test_shortcuts_of_the_browser_are_left_alone(review: Page) -> None:
    review.keyboard.press("Alt+a")
    assert pressed(review) == []


def test_single_keys_can_be_switched_off(review: Page) -> None:
    review.get_by_label("Phím tắt").uncheck()
    review.locator("body").press("a")
    assert pressed(review) == []


def choose(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Select from (span, offset in UTF-16 units) to (span, offset)."""
    page.evaluate(
        """([start, end]) => { const spans = document.querySelectorAll('[data-start]');
        getSelection().setBaseAndExtent(spans[start[0]].firstChild, start[1], spans[end[0]].firstChild, end[1]); }""",
        [start, end],
    )


def offered(page: Page) -> tuple[int, int]:
    page.locator("form[data-selection]").wait_for(state="visible")
    return int(page.locator("[name=start]").input_value()), int(page.locator("[name=end]").input_value())


def test_offsets_count_code_points(review: Page) -> None:
    at = FIRST.index("Tài")
    choose(review, (0, at + 1), (0, at + 1 + len("Tài chính")))  # the face takes two UTF-16 units
    assert offered(review) == (100 + at, 100 + at + len("Tài chính"))
    expect(review.locator("[data-selection-quote]")).to_have_text("Tài chính")


def test_a_selection_may_run_over_marks_and_paragraphs(review: Page) -> None:
    choose(review, (0, 3), (2, 4))
    assert offered(review) == (103, 216)


def test_white_space_at_the_ends_is_left_out(review: Page) -> None:
    at = FIRST.index(" Tài chính ")
    choose(review, (0, at + 1), (0, at + 1 + len(" Tài chính ")))
    assert offered(review) == (100 + at + 1, 100 + at + len(" Tài chính"))


def test_a_paragraph_taken_whole_does_not_reach_into_the_next(review: Page) -> None:
    review.evaluate("""() => { const range = document.createRange();
        range.setStart(document.querySelector('[data-start]').firstChild, 0);
        range.setEnd(document.querySelector('#p2'), 0);
        getSelection().removeAllRanges(); getSelection().addRange(range); }""")
    assert offered(review) == (100, 100 + len(FIRST))


def test_nothing_is_offered_for_no_selection(review: Page) -> None:
    choose(review, (0, 3), (0, 8))
    offered(review)
    review.evaluate("getSelection().removeAllRanges()")
    review.locator("form[data-selection]").wait_for(state="hidden")
