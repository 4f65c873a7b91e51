"""Scores extractions against annotations: assignments by overlap of spans, leads, deadlines and figures."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viettext import extract

ANNOTATED = Path(__file__).parent / "annotated"
LEAST_OVERLAP = 0.5
Span = tuple[int, int]


@dataclass(slots=True)
class Score:
    """Right, predicted and expected items."""

    right: int = 0
    predicted: int = 0
    expected: int = 0

    @property
    def f1(self) -> float:
        """2 · right / (predicted + expected), 0 where there is nothing."""
        total = self.predicted + self.expected
        return 2 * self.right / total if total else 0.0


def documents() -> list[dict[str, Any]]:
    """The annotated documents that belong to the tests."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(ANNOTATED.glob("*.json"))]


def score(gold: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """Scores of ``assignment``, ``full`` (leads and deadline right too), ``figure`` and ``header``."""
    scores = {kind: Score() for kind in ("assignment", "full", "figure", "header")}
    for document in gold:
        answer = extract(document["text"], source=document["source"]).as_dict()
        _score_assignments(scores, document, answer)
        _score_figures(scores["figure"], document, answer)
        for name, wanted in document["document"].items():
            scores["header"].predicted += 1
            scores["header"].expected += 1
            scores["header"].right += answer["document"][name] == wanted  # type: ignore[index]
    return scores


def _score_assignments(scores: dict[str, Score], document: dict[str, Any], answer: dict[str, Any]) -> None:
    text, found = answer["text"], list(answer["assignments"])
    for kind in ("assignment", "full"):
        scores[kind].predicted += len(found)
        scores[kind].expected += len(document["assignments"])
    for wanted in document["assignments"]:
        span = _located(text, wanted["quote"])
        best = max(found, key=lambda a: _overlap(span, (a["start"], a["end"])), default=None)
        if best is None or _overlap(span, (best["start"], best["end"])) < LEAST_OVERLAP:
            continue
        found.remove(best)
        scores["assignment"].right += 1
        scores["full"].right += _people(best["lead"]) == _people(wanted["lead"]) and _due(best) == _due(wanted)


def _score_figures(result: Score, document: dict[str, Any], answer: dict[str, Any]) -> None:
    result.predicted += len(answer["figures"])
    result.expected += len(document["figures"])
    left = [(f["value"], f["of"], (f["start"], f["end"])) for f in answer["figures"]]
    for wanted in document["figures"]:
        span = _located(answer["text"], wanted["quote"])
        hit = next((f for f in left if f[:2] == (wanted["value"], wanted["of"]) and _overlap(span, f[2]) > 0), None)
        if hit:
            left.remove(hit)
            result.right += 1


def _located(text: str, quote: str) -> Span:
    match = re.search(r"\s+".join(re.escape(word) for word in quote.split()), text)
    assert match, f"the annotated quote is not in the text: {quote[:60]}"
    return match.span()


def _overlap(a: Span, b: Span) -> float:
    inner = min(a[1], b[1]) - max(a[0], b[0])
    return inner / (max(a[1], b[1]) - min(a[0], b[0])) if inner > 0 else 0.0


def _people(names: list[str]) -> set[str]:
    return {name.casefold() for name in names}


def _due(item: dict[str, Any]) -> str | None:
    return (item["deadline"] or {}).get("on")
