"""Reads tables of tasks: which column holds the task, who leads, by when, and one assignment for each row."""

import re
from dataclasses import dataclass

from viettext import phrases
from viettext.names import NameReader, tidy
from viettext.normal import fold
from viettext.sentences import Span
from viettext.structure import Block

# Folded words in a header cell, and the role of its column. The first that fits wins.
_ROLES: tuple[tuple[str, str], ...] = (
    ("coordinating", r"phoi hop"),
    ("deadline", r"thoi gian|thoi han|tien do|thoi diem|\bhan\b|hoan thanh"),
    ("supervisor", r"lanh dao|nguoi chi dao|chi dao|phu trach"),
    ("lead", r"chu tri|don vi|co quan|thuc hien boi|dau moi|phan cong|to chuc thuc hien|trach nhiem|thuc hien$"),
    ("deliverable", r"san pham|ket qua|dau ra"),
    ("label", r"^(?:stt|tt|so tt|so thu tu|ma)$"),
    ("note", r"ghi chu|kinh phi|nguon"),
    ("target", r"chi tieu|muc tieu"),
    ("task", r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|ten|viec|van ban"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one task row: the task's span and what the other cells say."""

    task: Span
    label: str | None
    cells: dict[str, Span]


def rows(flat: str, blocks: list[Block]) -> list[Row]:
    """The task rows of consecutive table blocks; nothing where no header names a task and a lead or a deadline."""
    columns: list[str] = []
    found: list[Row] = []
    above: dict[str, Span] = {}
    for block in blocks:
        spans = _cells(flat, block)
        roles = _header(flat, spans)
        if roles:
            columns, above = roles, {}
        elif columns and (row := _row(flat, spans, columns, above)):
            found.append(row)
    return found


def _cells(flat: str, block: Block) -> list[Span]:
    spans, at = [], block.start
    for part in flat[block.start : block.end].split("|"):
        inner = part.strip()
        start = at + len(part) - len(part.lstrip()) if inner else at
        spans.append((start, start + len(inner)))
        at += len(part) + 1
    if len(spans) > 1 and spans[0][0] == spans[0][1] and flat[block.start] == "|":
        spans = spans[1:]
    if len(spans) > 1 and spans[-1][0] == spans[-1][1] and flat[block.end - 1] == "|":
        spans = spans[:-1]
    return spans


def _header(flat: str, spans: list[Span]) -> list[str]:
    if len(spans) < 2 or any(end - start > 90 for start, end in spans):
        return []
    roles: list[str] = []
    for start, end in spans:
        words = fold(flat[start:end]).strip(" .:")
        role = next((r for r, pattern in _ROLES if re.search(pattern, words)), "") if words else ""
        roles.append(role if role not in roles else "")
    return roles if "task" in roles and {"lead", "deadline"} & set(roles) else []


def _row(flat: str, spans: list[Span], columns: list[str], above: dict[str, Span]) -> Row | None:
    if len(spans) == 1 or len(spans) < len(columns) - 1:
        return None
    cells = dict(zip(columns, spans, strict=False))
    start, end = cells.get("task", (0, 0))
    if end - start < 4 or flat[start:end].isupper():
        return None
    others = [role for role in ("lead", "deadline", "coordinating", "supervisor") if role in cells]
    if all(cells[r][0] == cells[r][1] for r in others) and re.fullmatch(
        r"[IVX]+|[A-Z]", _text(flat, cells.get("label"))
    ):
        above.clear()
        return None
    merged = "lead" not in cells or cells["lead"][0] == cells["lead"][1]
    for role in others:
        if cells[role][0] == cells[role][1] and role in above and merged:
            cells[role] = above[role]
        above[role] = cells[role]
    return Row((start, end), _text(flat, cells.get("label")).strip(".") or None, cells)


def _text(flat: str, span: Span | None) -> str:
    return flat[span[0] : span[1]] if span else ""


def people(reader: NameReader, span: Span | None) -> list[str]:
    """The names in a cell; what is no known name is taken as printed, cut at commas and semicolons."""
    if span is None or span[0] == span[1]:
        return []
    start, end = span
    found: list[str] = []
    at = start
    while at < end:
        named = phrases.read(reader, at, end + 1)
        if named is None:
            break
        found.extend(named.names)
        at = named.end
        while at < end and reader.text[at] in " ,;.-+/":
            at += 1
    if not found:
        found = [tidy(p) for p in re.split(r"[;,]| và ", reader.text[start:end]) if 1 < len(p.strip()) < 120]
    return list(dict.fromkeys(n for n in found if n and not n.isdigit()))


def products(cell: str) -> list[str]:
    """The products that a cell lists, semicolons between them."""
    return [p.strip(" .-") for p in cell.split(";") if p.strip(" .-")]
