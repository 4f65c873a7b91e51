"""Binds annotations to their text: finds each quote, fills in its offsets and checks them against the contract."""

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

USAGE = "usage: bind_annotations.py TEXT.txt NOTES.json OUT.json"
KINDS = {"thong-bao", "chi-thi", "cong-dien", "ke-hoach", "nghi-quyet", "quyet-dinh", "ket-luan", "tin-bai"}
FIELDS = ["kind", "number", "issuer", "signed_on", "place", "signer", "event_on", "recipients"]
ITEM: dict[str, Any] = {
    "label": None,
    "action": "",
    "lead": [],
    "coordinating": [],
    "supervisor": None,
    "deadline": None,
    "recurrence": None,
    "urgency": "normal",
    "targets": [],
    "deliverables": [],
}
FIGURE: dict[str, Any] = {"measure": "", "value": None, "of": None, "unit": "", "on": None}


def bound(text: str, notes: dict[str, Any], source: str) -> dict[str, Any]:
    """The annotated document in the contract's format; raises ``ValueError`` with what is wrong.

    ``notes`` hold ``document``, ``assignments`` and ``figures`` without offsets; an item may say with ``nth`` (from 1)
    which occurrence of its quote is meant, and with ``within`` a longer passage in which the quote stands.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    unknown = set(notes.get("document", {})) - set(FIELDS)
    if unknown:
        raise ValueError(f"unknown document fields: {sorted(unknown)}")
    assignments = [_placed(text, item, ITEM) for item in notes["assignments"]]
    for item in assignments:
        _check_assignment(text, item)
    figures = [_placed(text, item, FIGURE) for item in notes["figures"]]
    for item in figures:
        if not isinstance(item["value"], int | float):
            raise ValueError(f"a figure needs a number: {item['quote']}")
    return {
        "source": source,
        "document": notes.get("document", {}),
        "text": text,
        "assignments": sorted(assignments, key=lambda a: (a["start"], a["end"])),
        "figures": sorted(figures, key=lambda f: (f["start"], f["end"])),
    }


def _placed(text: str, item: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    item = dict(item)
    low, high = 0, len(text)
    if "within" in item:
        low, high = _span(text, item.pop("within"), 1, 0, len(text))
    start, end = _span(text, item.pop("quote"), item.pop("nth", 1), low, high)
    unknown = set(item) - set(shape)
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}: {text[start:end][:60]}")
    return {"start": start, "end": end, "quote": text[start:end], **shape, **item}


def _span(text: str, quote: str, nth: int, low: int, high: int) -> tuple[int, int]:
    pattern = re.compile(r"\s+".join(re.escape(word) for word in unicodedata.normalize("NFC", quote).split()))
    found = list(pattern.finditer(text, low, high))
    if len(found) < nth:
        raise ValueError(f"quote not in the text: {quote[:80]}")
    return found[nth - 1].span()


def _check_assignment(text: str, item: dict[str, Any]) -> None:
    words = item["quote"][:60]
    if not item["lead"]:
        raise ValueError(f"an assignment needs a lead: {words}")
    due = item["deadline"]
    if due is not None and (due.get("kind") != "date" or "on" not in due or due["quote"] not in text):
        raise ValueError(f"the deadline is not well formed, or its quote is not in the text: {words}")
    if item["urgency"] not in ("normal", "urgent"):
        raise ValueError(f"unknown urgency: {words}")


def main(arguments: list[str]) -> int:
    """Write OUT.json, or say on stderr what is wrong and return 1."""
    if len(arguments) != 3:
        sys.stderr.write(USAGE + "\n")
        return 2
    source, notes, out = (Path(a) for a in arguments)
    try:
        made = bound(source.read_text(encoding="utf-8"), json.loads(notes.read_text(encoding="utf-8")), source.name)
    except (ValueError, KeyError) as error:
        sys.stderr.write(f"{source.name}: {error}\n")
        return 1
    out.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
