"""Every annotated document keeps the contract of extraction: known fields, exact offsets, well-formed values."""

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
FILES = sorted(CORPUS.glob("*/*.json"))
FIELDS = {"kind", "number", "issuer", "signed_on", "place", "signer", "event_on", "recipients"}
ASSIGNMENT = {
    "start", "end", "quote", "label", "action", "lead", "coordinating", "supervisor", "deadline", "recurrence",
    "urgency", "targets", "deliverables",
}  # fmt: skip
FIGURE = {"start", "end", "quote", "measure", "value", "of", "unit", "on"}
RECURRENCES = {None, "weekly", "monthly", "quarterly", "half-yearly", "yearly"}
OPERATORS = {">=", "<=", ">", "<", "="}


def faults(document: dict[str, Any]) -> list[str]:
    """What breaks the contract, in words; nothing where all is well."""
    text = document["text"]
    found = [] if set(document) == {"source", "text", "document", "assignments", "figures"} else ["fields of the file"]
    found += [f"unknown field {name}" for name in set(document["document"]) - FIELDS]
    found += [
        f"{name} is no day" for name in ("signed_on", "event_on") if not _is_day_or_none(document["document"].get(name))
    ]
    if unicodedata.normalize("NFC", text) != text or "\r" in text:
        found.append("the text is not normalised")
    for item in document["assignments"]:
        found += [f"{fault}: {item['quote'][:60]}" for fault in _assignment(text, item)]
    for item in document["figures"]:
        found += [f"{fault}: {item['quote'][:60]}" for fault in _figure(text, item)]
    return found


def _assignment(text: str, item: dict[str, Any]) -> list[str]:
    due = item["deadline"]
    checks = {
        "fields": set(item) == ASSIGNMENT,
        "offsets": text[item["start"] : item["end"]] == item["quote"] and item["quote"],
        "lead": item["lead"] and all(isinstance(name, str) and name for name in item["lead"]),
        "deadline": due is None or (due["kind"] == "date" and due["quote"] in text and _is_day_or_none(due["on"])),
        "recurrence": item["recurrence"] in RECURRENCES,
        "urgency": item["urgency"] in ("normal", "urgent"),
        "supervisor": item["supervisor"] is None or isinstance(item["supervisor"], str | list),
        "targets": all(t["op"] in OPERATORS and isinstance(t["value"], int | float) for t in item["targets"]),
    }
    return [name for name, holds in checks.items() if not holds]


def _figure(text: str, item: dict[str, Any]) -> list[str]:
    checks = {
        "fields": set(item) == FIGURE,
        "offsets": text[item["start"] : item["end"]] == item["quote"] and item["quote"],
        "value": isinstance(item["value"], int | float) and not isinstance(item["value"], bool),
        "of": item["of"] is None or isinstance(item["of"], int | float),
        "on": _is_day_or_none(item["on"]),
    }
    return [name for name, holds in checks.items() if not holds]


def _is_day_or_none(value: str | None) -> bool:
    return value is None or date.fromisoformat(value).isoformat() == value


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_an_annotated_document_keeps_the_contract(file: Path) -> None:
    assert faults(json.loads(file.read_text("utf-8"))) == []


def test_a_shifted_offset_and_an_unknown_field_are_found() -> None:
    document = json.loads(FILES[0].read_text("utf-8"))
    document["assignments"][0]["start"] += 1
    document["document"]["colour"] = "red"
    assert [fault.split(":")[0] for fault in faults(document)] == ["unknown field colour", "offsets"]


def test_no_document_is_in_both_parts() -> None:
    texts = [json.loads(file.read_text("utf-8"))["text"] for file in FILES]
    assert len(set(texts)) == len(texts)
