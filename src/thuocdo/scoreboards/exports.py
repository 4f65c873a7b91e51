"""Boards and lists as files: CSV that Excel opens as it is, and workbooks that say what they hold."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.interface.formats import day_text
from thuocdo.scoreboards import labels
from thuocdo.scoreboards.queries import Board
from thuocdo.scoreboards.rules import By, Counts

Value = str | int | float | date | None
BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so would be run as a formula by a spreadsheet program.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SEARCH, BLOC = gettext_lazy("Tìm"), gettext_lazy("Khối")
WIDEST = 70

COUNTED = (
    ("total", gettext_lazy("Tổng")),
    ("done", gettext_lazy("Đã xong")),
    ("done_on_time", gettext_lazy("Xong đúng hạn")),
    ("done_late", gettext_lazy("Xong trễ")),
    ("open", gettext_lazy("Chưa xong")),
    ("open_in_time", gettext_lazy("Còn trong hạn")),
    ("open_overdue", gettext_lazy("Quá hạn")),
    ("due_soon", gettext_lazy("Sắp đến hạn")),
    ("no_deadline", gettext_lazy("Chưa có hạn")),
    ("suspended", gettext_lazy("Tạm dừng")),
    ("cancelled", gettext_lazy("Đã hủy")),
    ("extended", gettext_lazy("Có gia hạn")),
    ("rate_of_all", gettext_lazy("Tỷ lệ trên tổng số")),
    ("rate_of_due", gettext_lazy("Tỷ lệ trên số đã đến hạn")),
)
RATES = frozenset({"rate_of_all", "rate_of_due"})
DEFINITIONS = (
    (gettext_lazy("Tổng"), gettext_lazy("nhiệm vụ đã giao ít nhất một lần và chưa hủy; tổng = đã xong + chưa xong")),
    (gettext_lazy("Đã xong"), gettext_lazy("đã được bên khác xác nhận; ngày xong là ngày nộp báo cáo được xác nhận")),
    (gettext_lazy("Quá hạn"), gettext_lazy("chưa xong và đã qua hạn đang áp dụng; đến hạn hôm nay chưa phải quá hạn")),
    (
        gettext_lazy("Sắp đến hạn"),
        gettext_lazy("chưa xong, còn nhiều nhất bảy ngày làm việc; là một phần của còn trong hạn"),
    ),
    (gettext_lazy("Tỷ lệ trên tổng số"), gettext_lazy("đã xong / tổng")),
    (gettext_lazy("Tỷ lệ trên số đã đến hạn"), gettext_lazy("đã xong / (đã xong + quá hạn)")),
    (
        gettext_lazy("Nhiều cơ quan chủ trì"),
        gettext_lazy("tính một lần trong tổng số và một lần ở mỗi cơ quan, nên cộng các dòng có thể lớn hơn tổng"),
    ),
)


@dataclass(frozen=True)
class Table:
    """A heading, rows, and the facts that a workbook tells on a sheet of its own. `rates` are columns of rates."""

    name: str
    heading: Sequence[str]
    rows: Iterable[Sequence[Value]]
    facts: Sequence[tuple[str, str]] = ()
    rates: frozenset[int] = frozenset()


@dataclass(frozen=True)
class BoardSheet:
    """A board with what narrowed it, for its table."""

    board: Board
    by: By
    with_children: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)


def board_table(sheet: BoardSheet) -> Table:
    """A line for each group and the programme's totals last."""
    heading = [_("Mã"), str(labels.BY[sheet.by.value]), *(str(label) for _name, label in COUNTED)]
    rows = [[group.key, group.name, *_counted(group.counts)] for group in sheet.board.groups]
    rows.append(["", _("Toàn chương trình"), *_counted(sheet.board.counts)])
    rates = frozenset(n for n, (name, _label) in enumerate(COUNTED, start=2) if name in RATES)
    return Table(_("Bảng"), heading, rows, _facts(sheet), rates)


def _counted(counts: Counts) -> list[Value]:
    return [getattr(counts, name) for name, _label in COUNTED]


def _facts(sheet: BoardSheet) -> list[tuple[str, str]]:
    programme = sheet.board.programme
    told = [
        (_("Chương trình"), f"{programme.name} ({programme.code})"),
        (_("Tình trạng tại ngày"), day_text(sheet.board.on)),
        (_("Chia theo"), str(labels.BY[sheet.by.value])),
        (_("Việc con"), _("có tính") if sheet.with_children else _("không tính")),
        *sheet.filters.items(),
    ]
    if programme.is_illustrative:
        told.append((_("Lưu ý"), _("Dữ liệu minh họa")))
    return told + [(str(name), str(text)) for name, text in DEFINITIONS]


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads Vietnamese; rates as numbers from 0 to 1."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow([harmless(cell) for cell in table.heading])
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8")


def harmless(value: Value) -> str | int | float:
    """The cell as a spreadsheet may have it: text that would be a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value


def as_xlsx(table: Table) -> bytes:
    """A workbook: the table, and a sheet that states date, programme, filters and definitions."""
    out = io.BytesIO()
    # Every text stays text: none becomes a formula, a link or a number.
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        looks = {
            "head": book.add_format({"bold": True, "text_wrap": True, "bottom": 1}),
            "rate": book.add_format({"num_format": "0.0%"}),
            "day": book.add_format({"num_format": "d/m/yyyy", "align": "left"}),
        }
        _write_table(book.add_worksheet(table.name[:31]), table, looks)
        facts = book.add_worksheet(_("Cách tính"))
        for n, (name, text) in enumerate(table.facts):
            facts.write_string(n, 0, name, looks["head"])
            facts.write_string(n, 1, text)
        facts.set_column(0, 0, 28)
        facts.set_column(1, 1, WIDEST)
    return out.getvalue()


def _write_table(sheet: Any, table: Table, looks: Mapping[str, Any]) -> None:
    widths = [len(cell) for cell in table.heading]
    for column, cell in enumerate(table.heading):
        sheet.write_string(0, column, cell, looks["head"])
    for n, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, n, column, value, looks, is_rate=column in table.rates)
            widths[column] = max(widths[column], len(str(value or "")))
    sheet.freeze_panes(1, 2)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, 10 if column in table.rates else min(max(width + 2, 8), WIDEST))


def _write(sheet: Any, row: int, column: int, value: Value, looks: Mapping[str, Any], *, is_rate: bool) -> None:
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, looks["day"])
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write_number(row, column, value, looks["rate"] if is_rate else None)
