"""How sure an assignment is: the probability that its passage, its leads and its deadline are all right."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viettext.items import Assignment
from viettext.learning.units import BEGINS, INSIDE, Unit

_FLOOR = 0.005
_QUANTIFIERS = ("các ", "mỗi ", "từng ", "những ", "mọi ", "tất cả ", "toàn thể ", "người đứng đầu", "cấp ")
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one assignment: its units' features, and how sure the chain is of where it begins and ends."""

    first: Unit
    features: Sequence[Sequence[str]]
    begins: float
    extent: float
    words: str

    @property
    def rest(self) -> list[frozenset[str]]:
        """The features of each unit behind the first."""
        return [frozenset(row) for row in self.features[1:]]

    @property
    def later(self) -> frozenset[str]:
        """The features of the units behind the first."""
        return frozenset(name for row in self.features[1:] for name in row)

    @property
    def every(self) -> frozenset[str]:
        """The features of all units."""
        return self.later | frozenset(self.features[0])


def said_of(
    group: Sequence[int],
    units: Sequence[Unit],
    features: Sequence[Sequence[str]],
    chances: Sequence[Mapping[str, float]],
    words: str,
) -> Said:
    """What was said of the assignment that a group of units makes."""
    after = group[-1] + 1
    ends = 1 - chances[after][INSIDE] if after < len(units) else 1.0
    extent = ends * math.prod(chances[i][INSIDE] for i in group[1:])
    return Said(units[group[0]], [features[i] for i in group], chances[group[0]][BEGINS], extent, words)


def marks(item: Assignment, said: Said, kind: str | None) -> dict[str, float]:
    """The evidence about one assignment, as named numbers near 0…1 (log-odds for the two first)."""
    return {**_of_passage(item, said, kind), **_of_people(item, said), **_of_deadline(item, said)}


def _of_passage(item: Assignment, said: Said, kind: str | None) -> dict[str, float]:
    length = item.end - item.start
    return {
        "bias": 1.0,
        "begins": _logit(said.begins),
        "extent": _logit(said.extent),
        "changed": float(said.first.verdict != BEGINS),
        "news": float(kind in ("tin-bai", None)),
        "long": float(length > 500),
        "short": float(length < 60),
        "sentences": float("sentence=True" in said.later),
    }


def _of_people(item: Assignment, said: Said) -> dict[str, float]:
    how = "soft" if said.first.is_soft else "row" if said.first.context is None else item.how
    longest = max(map(len, item.leads), default=0)
    return {
        f"how={how}": 1.0,
        "inherited": float(item.inherited),
        "several": float(len(item.leads) > 1),
        "many": float(len(item.leads) > 3),
        "one_word": float(any(" " not in name and not name.isupper() for name in item.leads)),
        "small": float(any(name[:1].islower() and not name.startswith(_QUANTIFIERS) for name in item.leads)),
        "supervisor": float(bool(item.supervisor)),
        "directs": float("chỉ đạo" in said.words[:120].lower() and not item.supervisor),
        "others": float(any("hit=none" not in row and "next-lead" not in row for row in said.rest)),
        "long_lead": float(longest > 60),
    }


def _of_deadline(item: Assignment, said: Said) -> dict[str, float]:
    due = item.due
    hinted = bool(said.every & {"cue=term", "cue=period", "day"})
    return {
        "dated": float(due is not None and not item.due_inherited),
        "due_inherited": float(due is not None and item.due_inherited),
        "due_unknown": float(due is not None and due.on is None),
        "due_weak": float(due is not None and not item.due_inherited and due.strength < 3),
        "undated": float(due is None and hinted and "cue=term" in said.every),
        "period": float(due is None and hinted),
    }


def chance(weights: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    """The probability that the weights give to the evidence."""
    return 1 / (1 + math.exp(-odds(weights, evidence)))


def odds(weights: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    """Its log-odds."""
    return sum(weights.get(name, 0.0) * value for name, value in evidence.items())


def fit(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], counts: Sequence[float], *, ridge: float = 2.0
) -> dict[str, float]:
    """Weights of a logistic regression with a ridge penalty (none on ``bias``), by Newton's steps to convergence.

    ``counts`` says how much each row weighs.
    """
    names = sorted({name for row in rows for name in row})
    table = [[row.get(name, 0.0) for name in names] for row in rows]
    penalty = [0.0 if name == "bias" else ridge for name in names]
    weights = [0.0] * len(names)
    for _ in range(_STEPS):
        step = _newton(list(zip(table, right, counts, strict=True)), weights, penalty)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return dict(zip(names, weights, strict=True))


def _newton(
    table: Sequence[tuple[Sequence[float], bool, float]], weights: Sequence[float], penalty: Sequence[float]
) -> list[float]:
    size = range(len(weights))
    slope = [-p * w for p, w in zip(penalty, weights, strict=True)]
    bend = [[penalty[i] + 1e-6 if i == j else 0.0 for j in size] for i in size]
    for row, is_right, count in table:
        p = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, row, strict=True))))
        for i in size:
            if row[i]:
                slope[i] += count * (is_right - p) * row[i]
                for j in size:
                    bend[i][j] += count * p * (1 - p) * row[i] * row[j]
    return _solved(bend, slope)


def _solved(matrix: list[list[float]], target: list[float]) -> list[float]:
    """The solution of a small symmetric system, by elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, target, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(len(rows)):
            if r != i and rows[r][i]:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def _logit(p: float) -> float:
    p = min(max(p, _FLOOR), 1 - _FLOOR)
    return math.log(p / (1 - p))
