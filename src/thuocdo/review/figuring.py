"""What a reviewer makes of a reported figure: its fields, and what of it deserves a second look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thuocdo.directives.models import ReportedFigure

MEASURE, VALUE, UNIT, DAY = "measure", "value", "unit", "on"


@dataclass(frozen=True, slots=True)
class FigureFields:
    """A figure as it will be an observation: `value` of `of` (the whole it is a part of) `unit`, as of `on`.

    `value` is None where nothing was read in an added passage and nobody has typed it yet.
    """

    measure: str
    value: float | None
    of: float | None
    unit: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Question:
    """A part of a figure that may be wrong or lacks, with the reason in words."""

    part: str
    reason: str


def fields_of_figure(figure: ReportedFigure) -> FigureFields:
    """The fields as they stand."""
    return FigureFields(figure.measure, figure.value, figure.of, figure.unit, figure.on)


def is_part_over_whole(now: FigureFields) -> bool:
    """Whether the part is larger than the whole."""
    return now.value is not None and now.of is not None and now.value > now.of


def questions_of(now: FigureFields, *, signed_on: date | None) -> list[Question]:
    """What to answer before the figure says what of what, in which unit and as of when; none: nothing is in doubt."""
    return list(_questions(now, signed_on))


def _questions(now: FigureFields, signed_on: date | None) -> Iterator[Question]:
    if now.value is None:  # nothing was read: one question stands for all
        yield Question(VALUE, _("Không đọc ra con số trong đoạn này: cần ghi bằng tay."))
        return
    if not now.measure:
        yield Question(MEASURE, _("Chưa rõ con số này đo cái gì."))
    if not now.unit:
        yield Question(UNIT, _("Chưa có đơn vị tính."))
    if is_part_over_whole(now):
        yield Question(VALUE, _("Phần lớn hơn tổng số."))
    if now.unit == "%" and now.value > 100:
        yield Question(VALUE, _("Tỷ lệ trên 100%: xem có phải mức tăng."))
    if now.on is None:
        yield Question(DAY, _("Đoạn không nêu số liệu tính đến ngày nào."))
    elif signed_on is not None and now.on > signed_on:
        yield Question(DAY, _("Ngày này sau ngày ký: xem có phải dự báo hay chỉ tiêu."))


def number_of(value: float | None) -> int | float | None:
    """The number as the contract prints it: whole ones without a point."""
    return int(value) if value is not None and value.is_integer() else value
