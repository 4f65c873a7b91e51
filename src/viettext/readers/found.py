"""What a reader gives back, and the limits that every reader keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from viettext.errors import Unreadable

MAX_BYTES = 50 * 1024 * 1024
MAX_TEXT = 600_000  # code points: some 300 pages, and what extraction reads within seconds whatever they say
MAX_CELLS = 300_000  # cells of one table, those that a merged cell covers counted too


@dataclass(frozen=True, slots=True)
class Found:
    """The raw text of a file; ``margins`` are its page headers, footers, footnotes and text boxes, a line each;
    ``fields`` what a header of exchange says for certain (names of the contract's ``document``, days in ISO form);
    ``notes`` what the reader wants a person to know, in Vietnamese."""

    text: str
    margins: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def too_long() -> Unreadable:
    """The refusal of a text that is longer than any directive."""
    return Unreadable("văn bản dài hơn 600.000 ký tự (khoảng 300 trang); hãy tách thành nhiều tệp")
