"""Template tags and filters of the interface: icons, signs, drawings, and how numbers and dates are written."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils import formats as django_formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from thuocdo.interface import charts, formats
from thuocdo.interface.signs import WORDS, sign_name

register = template.Library()

# Two drawings of one chart: each keeps its type at reading size, and a container query shows the one that fits.
WIDE, NARROW = 860, 340
RULER_WIDE, RULER_NARROW = 960, 330
MARK_ROWS_WIDE, MARK_ROWS_NARROW = 10, 25

NOTE_KINDS = {"success": "good", "warning": "warn", "error": "bad"}
NOTE_ICONS = {"good": "check", "warn": "alert", "bad": "x"}


def _is_vietnamese() -> bool:
    return (get_language() or "vi").startswith("vi")


def _marks() -> formats.Marks:
    return formats.VIETNAMESE if _is_vietnamese() else formats.ENGLISH


def _write(value: float) -> str:
    return formats.number_text(round(value, 10), marks=_marks())


def _drawn(*drawings: str) -> SafeString:
    """SVG from `charts`, which escapes every text it is given."""
    return mark_safe("".join(drawings))  # noqa: S308  the drawing functions escape labels themselves


# ---- Icons and signs ----


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of the sprite beside words; it says nothing to screen readers."""
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def sign(state: str) -> SafeString:
    """The sign of a state: a sign's name ("over") or a task's state as stored ("open_overdue")."""
    return format_html(
        '<svg class="g" viewBox="0 0 16 16" aria-hidden="true"><use href="#s-{}"/></svg>', sign_name(state)
    )


@register.filter(name="sign_name")
def sign_name_filter(state: str) -> str:
    """The sign (and style class) of a state."""
    return sign_name(state)


@register.filter
def state_word(state: str) -> str:
    """The usual word for a state, for parts that were given none."""
    return str(WORDS[sign_name(state)])


@register.filter
def note_kind(level: str) -> str:
    """The kind of note for a message level of Django; a kind stands for itself."""
    return NOTE_KINDS.get(level, level if level in NOTE_ICONS else "")


@register.filter
def note_icon(level: str) -> str:
    """The icon of a note, by its kind or by a message level."""
    return NOTE_ICONS.get(note_kind(level), "info")


# ---- Numbers and dates ----


@register.filter
def vn(value: formats.Number | None, digits: int | None = None) -> str:
    """A number as the reader writes it: 1.227; 94,5 (1,227; 94.5 in English); "–" for none."""
    return formats.number_text(value, digits, _marks())


@register.filter
def percent(value: formats.Number | None, of: formats.Number | None = None) -> str:
    """`{{ done|percent:total }}` is the rate of two counts; `{{ rate|percent }}` a value that is a percentage."""
    if of is None:
        return formats.with_percent_sign(value, 1, _marks())
    return formats.percent_text(value, of, 1, _marks())


@register.simple_tag
def rate(part: formats.Number | None, whole: formats.Number | None, digits: int = 1) -> str:
    """The rate of two counts with a stated number of decimals; "–" where there is nothing to divide by."""
    return formats.percent_text(part, whole, digits, _marks())


@register.filter
def day(value: date | None) -> str:
    """31/3/2026, in both languages: it is how the documents write it."""
    return formats.day_text(value)


@register.filter
def day_or_text(value: date | str | None) -> str:
    """A date as 31/3/2026; words ("Hằng tháng") as they are."""
    return formats.day_text(value) if value is None or isinstance(value, date) else str(value)


@register.filter
def iso_day(value: object) -> str:
    """2026-03-31 for the datetime attribute; nothing for words."""
    return value.isoformat() if isinstance(value, date) else ""


@register.filter
def day_long(value: date | None) -> str:
    """Thứ Năm, 25/12/2025, or Thursday, 25 December 2025."""
    if value is None or _is_vietnamese():
        return formats.day_long_text(value)
    return str(django_formats.date_format(value, "l, j F Y"))


@register.filter
def count_words(value: int) -> str:
    """A count read out ("hai mươi mốt"); figures in other languages and beyond what is read out."""
    if not _is_vietnamese() or not 0 <= value < 10**12:
        return formats.number_text(value, marks=_marks())
    return formats.count_words(value)


# ---- Drawings ----


def _counts_label(done: int, late: int, open_: int, over: int) -> str:
    parts = (
        _("%(n)s xong đúng hạn") % {"n": _write(done)},
        _("%(n)s xong trễ") % {"n": _write(late)},
        _("%(n)s còn trong hạn") % {"n": _write(open_)},
        _("%(n)s quá hạn") % {"n": _write(over)},
    )
    return ", ".join(parts)


@register.simple_tag
def bar(done: int, late: int, open: int, over: int) -> SafeString:  # noqa: A002  the template's word for the count
    """The four states of a group of tasks as one bar; its label says the four counts."""
    return _drawn(charts.bar((done, late, open, over), label=_counts_label(done, late, open, over)))


@register.simple_tag
def rest_bar(open: int, over: int, most: int) -> SafeString:  # noqa: A002  the template's word for the count
    """Only the unfinished part, as long as it is of `most`, the largest unfinished part among the rows compared."""
    label = _("%(open)s còn trong hạn, %(over)s quá hạn") % {"open": _write(open), "over": _write(over)}
    return _drawn(charts.bar((open, over), kinds=("open", "over"), of=most, label=label))


@register.simple_tag
def meter(value: float, mark: float | None = None, label: str = "") -> SafeString:
    """A bar from 0 to 100 with an optional mark where it should be."""
    return _drawn(charts.meter(value, mark, label=label))


@register.simple_tag
def spark(values: Sequence[float], label: str = "") -> SafeString:
    """A word-sized line of a few values."""
    return _drawn(charts.spark(values, label=label))


@register.simple_tag
def marks(done: int, late: int, open: int, over: int) -> SafeString:  # noqa: A002  the template's word for the count
    """Every task one mark, a wide and a narrow drawing; put them in a figure of class "ruler" with an aria-label."""
    counts = (done, late, open, over)
    return _drawn(
        charts.marks(counts, rows=MARK_ROWS_WIDE, css="wide", write=_write),
        charts.marks(counts, rows=MARK_ROWS_NARROW, css="narrow", write=_write),
    )


@register.filter
def counts_label(counts: Sequence[int]) -> str:
    """The four counts in words, for the aria-label of a figure."""
    done, late, open_, over = counts
    return _counts_label(done, late, open_, over)


@register.filter
def marks_note(total: int) -> str:
    """What one mark and one tick stand for at this number of tasks."""
    per_mark = charts.tasks_per_mark(total)
    if per_mark == 1:
        return _("Mỗi dấu là một nhiệm vụ, mỗi vạch là một trăm")
    words = {"mark": _write(per_mark), "tick": _write(per_mark * 100)}
    return _("Mỗi dấu là %(mark)s nhiệm vụ, mỗi vạch là %(tick)s") % words


@register.simple_tag
def ruler(moments: Iterable[charts.Moment], label: str = "") -> SafeString:
    """A task's life on months, a wide and a narrow drawing; put them in an element of class "chart"."""
    listed = list(moments)
    return _drawn(
        charts.ruler(listed, width=RULER_WIDE, css="wide", label=label),
        charts.ruler(listed, width=RULER_NARROW, css="narrow", label=label),
    )


@register.simple_tag
def columns_chart(points: Iterable[charts.Column]) -> SafeString:
    """Assigned, done and overdue over time; put it in an element of class "chart", with a table behind."""
    listed = list(points)
    return _drawn(
        charts.columns(listed, width=WIDE, css="wide", write=_write),
        charts.columns(listed, width=NARROW, css="narrow", height=260, write=_write),
    )


@register.simple_tag
def trend_chart(trend: charts.Trend) -> SafeString:
    """A series, its trajectory and its forecast; put it in an element of class "chart", with a table behind."""
    return _drawn(
        charts.trend_chart(trend, width=WIDE, css="wide", height=410, write=_write),
        charts.trend_chart(trend, width=NARROW, css="narrow", height=280, write=_write),
    )


# ---- Parts ----


@register.filter
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The page numbers to offer: the first, the last, those around this one, "…" for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def short_hash(value: str) -> str:
    """The ends of a hash, enough to compare by eye: "9c41…e07a"."""
    return f"{value[:4]}…{value[-4:]}"


@register.filter
def results_text(count: int) -> str:
    """How many lines a list has, in words beside the figure."""
    return ngettext("%(n)s kết quả", "%(n)s kết quả", count) % {"n": _write(count)}
