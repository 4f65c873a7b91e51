"""How sure an assignment is: the probability that its passage, its leads and its deadline are all right."""

import math
from collections.abc import Mapping, Sequence

from viettext.items import Assignment
from viettext.learning.units import BEGINS, INSIDE, Unit

_FLOOR = 0.005
_STEPS = 50


def marks(
    item: Assignment,
    group: Sequence[int],
    units: Sequence[Unit],
    chances: Sequence[Mapping[str, float]],
    kind: str | None,
) -> dict[str, float]:
    """The evidence about one assignment, as named numbers near 0…1 (log-odds for the two first)."""
    first = group[0]
    within = [chances[i][INSIDE] for i in group[1:]]
    after = group[-1] + 1
    ends = 1 - chances[after][INSIDE] if after < len(units) else 1.0
    extent = ends * math.prod(within)
    unit = units[first]
    length = item.end - item.start
    return {
        "bias": 1.0,
        "begins": _logit(chances[first][BEGINS]),
        "extent": _logit(extent),
        "table": float(item.how == "table"),
        "soft": float(unit.is_soft),
        "changed": float(unit.verdict != BEGINS),
        "inherited": float(item.inherited),
        "several": float(len(item.leads) > 1),
        "many": float(len(item.leads) > 3),
        "supervisor": float(bool(item.supervisor)),
        "dated": float(item.due is not None and not item.due_inherited),
        "due_inherited": float(item.due is not None and item.due_inherited),
        "due_unknown": float(item.due is not None and item.due.on is None),
        "digits_undated": float(item.due is None and unit.end - unit.start < length),
        "news": float(kind in ("tin-bai", None)),
        "long": float(length > 500),
        "short": float(length < 60),
        "long_lead": float(max(map(len, item.leads), default=0) > 60),
    }


def chance(weights: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    """The probability that the weights give to the evidence."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in evidence.items())))


def fit(rows: Sequence[Mapping[str, float]], right: Sequence[bool], *, ridge: float = 1.0) -> dict[str, float]:
    """Weights of a logistic regression with a ridge penalty (none on ``bias``), by Newton's steps to convergence."""
    names = sorted({name for row in rows for name in row})
    table = [[row.get(name, 0.0) for name in names] for row in rows]
    penalty = [0.0 if name == "bias" else ridge for name in names]
    weights = [0.0] * len(names)
    for _ in range(_STEPS):
        step = _newton(table, right, weights, penalty)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return dict(zip(names, weights, strict=True))


def _newton(
    table: Sequence[Sequence[float]], right: Sequence[bool], weights: Sequence[float], penalty: Sequence[float]
) -> list[float]:
    size = range(len(weights))
    slope = [-p * w for p, w in zip(penalty, weights, strict=True)]
    bend = [[penalty[i] + 1e-6 if i == j else 0.0 for j in size] for i in size]
    for row, is_right in zip(table, right, strict=True):
        p = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, row, strict=True))))
        for i in size:
            if row[i]:
                slope[i] += (is_right - p) * row[i]
                for j in size:
                    bend[i][j] += p * (1 - p) * row[i] * row[j]
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
