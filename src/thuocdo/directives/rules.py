"""Classes of a document, where a proposal stands, markings of state secrets, and which documents are the Party's."""

import re
from enum import StrEnum

from viettext import fold


class DocumentClass(StrEnum):
    """Who may read a document. A state secret is refused at the door and so is no member."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"


class ProposalState(StrEnum):
    """Where an extracted assignment stands in its review."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"
    SPLIT = "split"


class FigureState(StrEnum):
    """Where a figure that a document reports stands in its review."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class FileState(StrEnum):
    """Where a file of an intake stands."""

    WAITING = "waiting"
    READING = "reading"
    TAKEN_IN = "taken_in"
    KNOWN = "known"
    REFUSED = "refused"
    CLASSIFIED = "classified"


UNFINISHED = (FileState.WAITING.value, FileState.READING.value)


# Điều 8 Luật Bảo vệ bí mật nhà nước 2018: the three degrees. Compared without spaces ("T Ố I  M Ậ T" is a stamp too);
# the shortest keeps its tone mark, for "mat" is many other words.
MARKINGS = {"tuyetmat": "TUYỆT MẬT", "toimat": "TỐI MẬT"}
LOWEST = "MẬT"
HEADER_LINES = 40
_DEGREE = r"(tuyệt mật|tối mật|mật)"
# A degree that is named as one, wherever it stands on a line of its own.
_NAMED = re.compile(rf"^(?:mức |cấp )?độ (?:bí )?mật(?: của văn bản| của tài liệu)?\s*[:：]\s*{_DEGREE}(?!\w)", re.I)
_AFTER_NUMBER = re.compile(rf"^số\s*:?.{{1,80}}\({_DEGREE}\)$", re.I)
_CELLS = re.compile(r"\t| {2,}|\s*\|\s*")
_DECORATION = " \t*()[]{}<>.,:;-–—_=~#\"'“”‘’«»"


def secret_marking(text: str) -> str | None:
    """The state-secret marking that the text carries, or None. Words within a sentence ("bảo mật") are no marking."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines[:HEADER_LINES]:
        found = stamp(line)
        if found:
            return found
    return next((named for line in lines if (named := _named(line))), None)


def stamp_in(margins: str) -> str | None:
    """The marking in a document's margins: page headers, footers and text boxes, a line each."""
    return next((found for line in margins.split("\n") if (found := stamp(line))), None)


def stamp(line: str) -> str | None:
    """The marking that stands alone on the line, or in one of its cells; None for any other line."""
    for cell in (line, *_CELLS.split(line)):
        bare = cell.strip(_DECORATION).replace(" ", "")
        found = MARKINGS.get(fold(bare)) or (LOWEST if bare.upper() == LOWEST else None)
        if found:
            return found
    after_number = _AFTER_NUMBER.match(line)
    return after_number[1].upper() if after_number else _named(line)


def _named(line: str) -> str | None:
    for cell in _CELLS.split(line):
        found = _NAMED.match(cell.strip(_DECORATION))
        if found:
            return found[1].upper()
    return None


def is_party_document(text: str) -> bool:
    """Whether the head of the document is a Party one: there a bare place name means its Party committee."""
    return "ĐẢNG CỘNG SẢN VIỆT NAM" in text[:2000].upper()
