"""The template parts and base pages, rendered by Django as the screens render them."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import strip_tags

from thuocdo.interface.signs import WORDS
from thuocdo.interface.views import SampleForm, catalogue


def shown(template: str, **values: object) -> str:
    return Template("{% load interface %}" + template).render(Context(values))


def part(name: str, /, **values: object) -> str:
    return render_to_string(f"components/{name}.html", values)


def words(html: str) -> str:
    return " ".join(strip_tags(html).split())


def test_a_status_has_a_sign_and_a_word():
    html = part("_status", kind="open_overdue")
    assert 'href="#s-over"' in html
    assert words(html) == "Quá hạn"


@pytest.mark.parametrize("state", WORDS)
def test_every_sign_is_in_the_sprite(state):
    assert f'id="s-{state}"' in part("_sprite")


def test_a_moved_deadline_keeps_the_first_one_in_sight():
    html = part("_due", day=date(2025, 11, 30), first=date(2025, 9, 30), distance="Quá 19 ngày làm việc", kind="over")
    assert words(html) == "30/11/2025Quá 19 ngày làm việcHạn đầu 30/9/2025"
    assert "<s>30/9/2025</s>" in html


def test_an_unmoved_deadline_is_printed_once():
    assert words(part("_due", day=date(2025, 9, 30), first=date(2025, 9, 30))) == "30/9/2025"


def test_a_merged_body_names_its_successor():
    html = part("_body", name="Bộ Kế hoạch và Đầu tư", ended=date(2025, 2, 28), successor_name="Bộ Tài chính")
    assert "đến 28/2/2025, nay là Bộ Tài chính" in words(html)


def test_the_four_fields_link_to_their_lists_and_show_their_share():
    html = part("_quad", done=1098, late=129, open=47, over=24, total=1298, over_href="/qua-han/")
    assert '<a class="cell-over" href="/qua-han/">' in html
    assert "84,6\u00a0%" in html
    assert "1.098" in html


def test_what_people_type_is_escaped_in_every_part():
    hostile = "<script>alert(1)</script>"
    htmls = [
        part("_status", kind="done", word=hostile),
        part("_body", name=hostile, code=hostile),
        part("_evidence", name=hostile, href="/x", meta=hostile, sha256="a" * 64),
        part("_event", on=date(2025, 1, 1), sign_of="done", what=hostile, who=hostile, note=hostile),
        part("_note", title=hostile, text=hostile),
        part("_child", kind="done", name=hostile, meta=hostile),
        part("_figure", value=hostile, label=hostile),
    ]
    assert not any("<script" in html for html in htmls)


def test_a_refused_field_says_so_to_screen_readers():
    form = SampleForm({"due": "x", "lead": "Bộ Khoa hoc", "answer": "yes"})
    html = part("_field", field=form["lead"])
    described = re.search(r'aria-describedby="([^"]+)"', html).group(1).split()
    assert 'aria-invalid="true"' in html
    assert all(f'id="{name}"' in html for name in described)
    assert "Ý là Bộ Khoa học và Công nghệ?" in html


def test_help_is_tied_to_its_field():
    html = part("_field", field=SampleForm()["due"])
    assert 'aria-describedby="id_due_helptext"' in html
    assert '<small id="id_due_helptext">' in html


def test_pages_keep_the_other_parameters():
    request = RequestFactory().get("/", {"q": "đất đai", "page": "3"})
    page = Paginator(range(500), 50).get_page(3)
    html = render_to_string("components/_pages.html", {"page": page}, request)
    assert "q=%C4%91%E1%BA%A5t+%C4%91ai&amp;page=4" in html
    assert '<span aria-current="page">3</span>' in html
    assert "101–150 trên 500" in words(html)


def test_one_page_needs_no_pagination():
    assert words(part("_pages", page=Paginator(range(9), 50).get_page(1))) == ""


def test_the_filters_follow_the_language():
    template = "{{ n|vn }} {{ n|percent:1298 }} {{ on|day_long }} {{ few|count_words }}"
    values = {"n": 1227, "on": date(2025, 12, 25), "few": 21}
    assert shown(template, **values) == "1.227 94,5\u00a0% Thứ Năm, 25/12/2025 hai mươi mốt"
    with translation.override("en"):
        assert shown(template, **values) == "1,227 94.5% Thursday, 25 December 2025 21"


def test_a_bar_says_its_counts():
    assert 'aria-label="171 xong đúng hạn, 22 xong trễ, 6 còn trong hạn, 5 quá hạn"' in shown("{% bar 171 22 6 5 %}")


def test_marks_say_what_one_stands_for():
    assert shown("{{ 1298|marks_note }}") == "Mỗi dấu là một nhiệm vụ, mỗi vạch là một trăm"
    assert shown("{{ 21914|marks_note }}") == "Mỗi dấu là 100 nhiệm vụ, mỗi vạch là 10.000"


def test_the_navigation_marks_where_one_is():
    item = SimpleNamespace(href="/bang/", label="Bảng", icon="table", count=8, is_current=True)
    html = part("_nav", navigation=[item])
    assert 'aria-current="page"' in html
    assert words(html) == "Bảng, 8 việc cần làm"


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html"])
def test_a_refusal_page_says_how_to_go_on(name):
    html = render_to_string(name, {}, RequestFactory().get("/"))
    assert "<h1" in html
    assert 'class="btn' in html
    assert 'lang="vi"' in html


def test_the_page_for_a_failed_server_needs_nothing():
    html = get_template("500.html").render()
    assert "điều đã gõ vẫn còn" in html
    assert "/static/thuocdo/app.css" in html


def test_pages_carry_no_inline_script_or_style():
    html = catalogue(RequestFactory().get("/bo-thanh-phan/")).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", html)


def test_ids_are_unique_in_the_catalogue():
    html = catalogue(RequestFactory().get("/bo-thanh-phan/")).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


def test_every_drawing_that_is_used_is_in_the_sprite():
    html = catalogue(RequestFactory().get("/bo-thanh-phan/")).content.decode()
    assert set(re.findall(r'href="#([sit]-[a-z]+)"', html)) <= set(re.findall(r'<symbol id="([^"]+)"', html))
