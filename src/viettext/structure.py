"""Cuts a canonical text into blocks: headings, numbered items, paragraphs and table rows, each with its offsets."""

import itertools
import re
from dataclasses import dataclass

from viettext.normal import fold

# The ways an item can be numbered. The name of a style is its level's identity: items of one list share it.
_STYLES: tuple[tuple[str, str], ...] = (
    (
        "part",
        (
            r"(?:PHẦN|Phần)(?: thứ)? (?P<part>[IVXL]{1,5}|\w{2,5})(?=[\s.:])[.:]?|(?:CHƯƠNG"
            r"|Chương) (?P<chapter>[IVXL]{1,5}|\d{1,2})[.:]?"
        ),
    ),
    ("article", r"Điều (?P<article>\d{1,3})[.:]"),
    ("roman", r"(?P<roman>[IVXL]{1,5})(?:\.(?!\d)|\)| ?[-–](?= )|/(?= ))"),
    ("capital", r"(?P<capital>[A-HĐ])\.(?= )"),
    ("num3", r"(?P<num3>\d{1,2}\.\d{1,2}\.\d{1,2})\.?(?= )"),
    ("num2", r"(?P<num2>\d{1,2}\.\d{1,2})(?:[.)/]|[-–])?(?= \D)(?! ?(?:%|tỷ|triệu|nghìn))"),
    ("num", r"(?:Khoản )?(?P<num>\d{1,2})(?:\.(?=\D)|\.?[-–/](?= [A-ZĐÀ-Ỹ“\"]))"),
    ("paren", r"\((?P<paren>\d{1,2})\)"),
    ("numparen", r"(?P<numparen>\d{1,2})\)"),
    ("letter", r"(?:Điểm )?(?P<letter>[a-zđ]\d?)[)./](?= )"),
    ("smallroman", r"\(?(?P<smallroman>[ivx]{1,5})\)"),
    ("letterparen", r"\((?P<letterparen>[a-zđ])\)"),
    (
        "ordinal",
        (
            r"(?P<ordinal>Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?: là)?|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám"
            r"|Chín|Mười) là)(?: ?[,:]| [-–](?= ))"
        ),
    ),
    ("dash", r"[-–—](?= ?\w)"),
    ("plus", r"\+"),
    ("bullet", r"[•·●▪◦*‣⁃➢➤►▶✓✔▫○■□♦◆→](?= )"),
)
LABEL = re.compile("|".join(f"(?P<s_{name}>{pattern})" for name, pattern in _STYLES))
_ORDINALS = ("nhất một", "hai", "ba", "tư bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_INLINE = re.compile(r"(?<=[\s:;.,])(?:\((\d{1,2})\)|(\d{1,2})\)|\(?(i{1,3}|iv|vi{0,3}|ix|x)\)|([a-eđ])\)) (?=\S)")
_PICTURE = re.compile(
    r"^\S{1,120}(?: ?\(\d+\))?\.(?:jpe?g|png|gif|webp|mp4)$|^(?:image|ảnh|video)(?: ?\(?\d+\)?)?$", re.I
)
_CAPTION = re.compile(r"(?:^|[\s.-])(?:Ảnh|Ảnh minh họa|Nguồn ảnh)(?: ?:|$)|ảnh \d{1,2}$")
_TAIL = re.compile(
    r"^(?:tin cùng chuyên mục|tin liên quan|bài liên quan|tin khác|các tin khác|xem thêm|đọc thêm"
    r"|bài viết liên quan|tin mới(?: hơn| nhất)?|từ khóa|"
    r"có thể bạn quan tâm|tin đọc nhiều|đọc nhiều|bình luận|ý kiến bạn đọc|tags?|chia sẻ)\b.{0,40}$",
    re.I,
)
_RULE = re.compile(r"^[\s|_*=.…·-]{1,200}$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item or a table row; ``start`` is behind its label. ``style`` is None where it has no label."""

    start: int
    end: int
    style: str | None = None
    label: str | None = None
    is_row: bool = False
    is_caption: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A text with the line breaks inside its paragraphs made spaces (same length), and its blocks in order."""

    flat: str
    blocks: tuple[Block, ...]
    body_end: int


def lay_out(text: str) -> Layout:
    """The blocks of a canonical text; what follows the end of a news article (other headlines) is left out."""
    lines = _lines(text)
    body_end = _article_end(text, lines)
    groups = _paragraphs(text, [line for line in lines if line[0] < body_end])
    parts: list[str] = []
    at = 0
    for group in groups:
        for (_, before), (after, _) in itertools.pairwise(group):
            parts += text[at:before], " " * (after - before)
            at = after
    joined = "".join([*parts, text[at:]])
    blocks = [block for group in groups for block in _blocks(joined, group[0][0], group[-1][1])]
    return Layout(joined, tuple(blocks), body_end)


def _lines(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        inner = line.strip()
        if inner:
            start = at + len(line) - len(line.lstrip())
            found.append((start, start + len(inner)))
        at += len(line) + 1
    return found


def _article_end(text: str, lines: list[tuple[int, int]]) -> int:
    """Where the article ends: a list of other headlines begins with a title line, or with a headline printed twice."""
    half = len(text) // 3
    for (start, end), (after, after_end) in zip(lines, [*lines[1:], (0, 0)], strict=False):
        line = text[start:end]
        if start > half and _TAIL.match(line):
            return start
        if start > half and 25 < end - start < 250 and line == text[after:after_end] and line[-1] not in ".;:":
            return start
    return len(text)


def _paragraphs(text: str, lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    width = _wrap_width(text, lines)
    groups: list[list[tuple[int, int]]] = []
    for start, end in lines:
        line = text[start:end]
        if _PICTURE.match(line) or _RULE.match(line) or line.isdigit():
            continue
        if groups and _continues(text, groups[-1][-1], (start, end), width):
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
    return groups


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width at which lines were broken by hand, or 0 where each line is a paragraph."""
    lengths = sorted(end - start for start, end in lines)
    if len(lengths) < 8 or lengths[-1] > 150:
        return 0
    width = lengths[-max(1, len(lengths) // 20)]
    long = [length for length in lengths if length > 0.4 * width]
    near = sum(length > 0.75 * width for length in long)
    return width if width > 50 and near > 0.5 * len(long) else 0


def _continues(text: str, before: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    head, last = text[before[0] : before[1]], text[line[0] : line[1]]
    if "|" in head or "|" in last or LABEL.match(last) or head[-1] in ".;:!?…" or head.isupper() or _is_caption(head):
        return False
    if last[0].islower():
        return len(head) > 40
    adjacent = text.count("\n", before[1], line[0]) == 1
    return bool(width) and adjacent and len(head) + len(last.split(" ", 1)[0]) + 1 > 0.85 * width


def _blocks(flat: str, start: int, end: int) -> list[Block]:
    line = flat[start:end]
    if line.count("|") >= 2 or (line.count("|") == 1 and line.rstrip().endswith("|") is False and len(line) < 2000):
        return [Block(start, end, is_row=True)]
    match = LABEL.match(flat, start, end)
    if match is None or match.end() >= end:
        return [Block(start, end, is_caption=len(line) < 400 and _is_caption(line))]
    style = next(k[2:] for k, v in match.groupdict().items() if k.startswith("s_") and v is not None)
    inner = match.end()
    while inner < end and flat[inner] == " ":
        inner += 1
    return [Block(inner, end, style, _label(style, match))]


def _is_caption(line: str) -> bool:
    return ("Ảnh" in line or "ảnh" in line) and _CAPTION.search(line) is not None


def _label(style: str, match: re.Match[str]) -> str | None:
    if style == "ordinal":
        word = match["ordinal"].lower().replace("thứ ", "").replace(" là", "")
        return next((str(i) for i, names in enumerate(_ORDINALS, 1) if word in names.split()), None)
    if style == "part":
        return match["part"] or match["chapter"]
    return match[style] if style in match.groupdict() else None


def inline_items(flat: str, start: int, end: int) -> list[Block]:
    """Items numbered inside one paragraph ("1) … 2) …"): at least two, counting up from the first."""
    if flat.count(") ", start, end) < 2:
        return []
    found: list[re.Match[str]] = []
    for match in _INLINE.finditer(flat, start, end):
        place = next(i for i, g in enumerate(match.groups()) if g)
        if found and next(i for i, g in enumerate(found[0].groups()) if g) != place:
            continue
        if _rank(match[place + 1], place) == len(found) + 1:
            found.append(match)
    if len(found) < 2:
        return []
    ends = [m.start() for m in found[1:]] + [end]
    return [
        Block(m.end(), _strip_end(flat, m.end(), e), "inline", next(g for g in m.groups() if g))
        for m, e in zip(found, ends, strict=True)
    ]


def _rank(label: str, place: int) -> int:
    if place < 2:
        return int(label)
    table = (
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x") if place == 2 else ("a", "b", "c", "d", "đ", "e")
    )
    return table.index(label) + 1 if label in table else 0


def _strip_end(flat: str, start: int, end: int) -> int:
    while end > start and flat[end - 1] == " ":
        end -= 1
    return end


def is_heading(flat: str, block: Block) -> bool:
    """Whether the block is a title: short, without an end mark, and in capitals or under a number."""
    line = flat[block.start : block.end]
    if len(line) > 180 or line[-1] in ".;,…":
        return False
    return line.isupper() or (
        block.style in ("part", "roman", "capital", "num", "num2", "num3", "article") and line[-1] != ":"
    )


def folded_words(text: str) -> frozenset[str]:
    """The words of a passage, folded, for telling whether two passages say the same."""
    return frozenset(re.findall(r"\w+", fold(text)))
