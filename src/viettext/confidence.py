"""How sure an extracted assignment is, from the marks it shows."""

import math

from viettext.items import Assignment

# Log-odds of each mark; their sum goes through the logistic function.
_BASE = 0.6
_HOW = {"order": 1.0, "modal": 0.7, "act": 0.1, "heading": 0.9, "table": 1.4, "by": 0.2}
_MARKS = {
    "deadline": 0.5,
    "numbered": 0.4,
    "official": 0.3,
    "inherited": -0.5,
    "undated_inherited": -0.1,
    "long": -0.6,
    "many_leads": -0.3,
    "short": -0.5,
}


def of(item: Assignment, words: str, kind: str | None) -> float:
    """A number in 0…1, two decimals: the share of such assignments that a reader would accept."""
    marks = {
        "deadline": item.due is not None and not item.due_inherited,
        "numbered": item.label is not None,
        "official": kind not in ("tin-bai", None),
        "inherited": item.inherited,
        "undated_inherited": item.due is not None and item.due_inherited,
        "long": len(words) > 1200,
        "many_leads": len(item.leads) > 4,
        "short": len(words) < 40,
    }
    odds = _BASE + _HOW.get(item.how, 0.0) + sum(_MARKS[name] for name, present in marks.items() if present)
    return round(1 / (1 + math.exp(-odds)), 2)
