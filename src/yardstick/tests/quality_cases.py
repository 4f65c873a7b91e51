"""Made reports with everything in them that a check looks for, drawn from a source of chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from yardstick.tests.quality_rows import Row
from yardstick.units import Unit, Units, check_units

PERIODS = ([f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)], ["2022", "2023", "2024"])
OPERATORS = (
    "equal_to", "not_equal_to", "less_than", "less_than_or_equal_to", "greater_than", "greater_than_or_equal_to",
    "compulsory_pair", "exclusive_pair",
)  # fmt: skip
LEFT = ("#{A}", "#{B}", "#{B.p} * 1.1", "#{A} / #{C}", "if(isNull(#{C}), 1, #{A})", "5")
RIGHT = ("#{B}", "#{C}", "100", "#{B.q} + #{A}", "#{Z}")
MISSING = ("never_skip", "skip_if_any_missing", "skip_if_all_missing")


@dataclass(frozen=True)
class Case:
    """Rows, what is stated about them, and how `check` is called."""

    rows: list[Row]
    specification: dict[str, Any]
    units: Units | None
    on: date | None
    periods: list[str] | None
    figures_at: list[str]
    limit: int


def made(chance: Random) -> Case:
    """One case; small, so that much of it is near a limit."""
    leaves = [f"u{number}" for number in range(chance.randint(2, 12))]
    units = None if chance.random() < 0.15 else _tree(chance, leaves)
    rows = _rows(chance, leaves)
    periods = sorted({row[2] for row in rows})
    return Case(
        rows, _stated(chance), units,
        date(2024, chance.randint(1, 12), 20) if chance.random() < 0.7 else None,
        chance.sample(periods, min(2, len(periods))) if chance.random() < 0.4 else None,
        chance.sample(["commune", "province", "country"], 2), chance.choice([0, 2, 30]),
    )  # fmt: skip


def _tree(chance: Random, leaves: Sequence[str]) -> Units:
    rows = [Unit("TOP", "", None, "country"), Unit("P", "", "TOP", "province"), Unit("Q", "", "TOP", "province")]
    for leaf in leaves:
        begins, ends = (date(2023, chance.randint(1, 12), 9) if chance.random() < 0.15 else None for _ in range(2))
        if begins is not None:
            rows.append(Unit(leaf, "", chance.choice(["P", "Q", "TOP"]), "commune", valid_from=begins))
        elif ends is not None:
            rows.append(Unit(leaf, "", chance.choice(["P", "Q", "TOP"]), "commune", valid_to=ends))
        else:
            rows.append(Unit(leaf, "", chance.choice("PQ"), "commune"))
    return check_units(rows)


def _rows(chance: Random, leaves: Sequence[str]) -> list[Row]:
    units = [*leaves, *(["P", "Q"] if chance.random() < 0.4 else []), *(["ghost"] if chance.random() < 0.3 else [])]
    style, gaps = chance.choice(["whole", "broken", "small", "steady"]), chance.choice([0, 0, 0.05, 0.3])
    rows: list[Row] = []
    for code in ["A", "B.p", "B.q", "C", "D.x"][: chance.randint(1, 5)]:
        for unit in units:
            base, step = round(chance.lognormvariate(4, 1), 1), chance.randint(0, 24) if chance.random() < 0.2 else 99
            for periods in PERIODS[: 2 if chance.random() < 0.3 else 1]:
                for place, period in enumerate(periods):
                    value = round(_value(chance, style, base) * (1000 if place >= step else 1), 6)
                    rows += [(code, unit, period, value)] * (chance.random() >= gaps)
                    if chance.random() < 0.03:
                        rows.append((code, unit, period, chance.choice([value, _value(chance, style, base), None])))
    if chance.random() < 0.4:
        kept = [row for row in rows if row[1] != leaves[1]]
        rows = kept + [(row[0], leaves[1], *row[2:]) for row in rows if row[1] == leaves[0]]
    rows = rows or [("A", leaves[0], "2023-01", 1.0)]
    if chance.random() < 0.4:
        return [(*row, date(2024, chance.randint(1, 12), chance.randint(1, 3))) for row in rows]
    return rows


def _value(chance: Random, style: str, base: float) -> float:
    drawn = {
        "whole": float(round(base * chance.lognormvariate(0, 0.2))),
        "broken": round(base * chance.lognormvariate(0, 0.4), 6),
        "small": float(chance.randint(-1, 3)),
        "steady": base if chance.random() < 0.9 else base * chance.choice([1.5, 0.5, 10]),
    }
    return round(drawn[style] * (chance.choice([10, 100, 0.001, -1]) if chance.random() < 0.02 else 1), 6)


def _stated(chance: Random) -> dict[str, Any]:
    forms = [
        {"code": "F", "elements": ["A", "B", "Y"], "frequency": "monthly", "due_days": chance.randint(0, 40)},
        {"code": "G", "elements": ["C"], "frequency": "yearly", "levels": ["province"], "units": ["u1"]},
    ]
    return {
        "rules": [_rule(chance, f"R{number}") for number in range(chance.randint(0, 4))],
        "elements": [
            {"code": "A", "measure": chance.choice(["count", "amount", "percent"]), "steady": chance.random() < 0.3}
        ],
        "forms": forms[: chance.randint(0, 2)],
        "suspicion": {"repeated": chance.randint(2, 6), "copied": chance.randint(1, 4), "shift": chance.randint(2, 4)},
        "outliers": {
            "threshold": chance.choice([3.5, 2]), "least": chance.randint(2, 6),
            "history": chance.random() < 0.8, "peers": chance.random() < 0.8,
        },
        "score": {"outlier": chance.choice([0.5, 0.3, 0, 1]), "combine": chance.choice(["geometric", "arithmetic"])},
    }  # fmt: skip


def _rule(chance: Random, code: str) -> dict[str, Any]:
    kept: list[dict[str, Any]] = [{}, {}, {"frequency": "monthly"}, {"levels": ["commune"]}, {"units": ["u1", "P"]}]
    return {
        "code": code, "left": chance.choice(LEFT), "operator": chance.choice(OPERATORS),
        "right": chance.choice(RIGHT), "missing": chance.choice(MISSING),
        "importance": chance.choice(["high", "medium", "low"]), "tolerance_percent": chance.choice([0, 5]),
        **chance.choice(kept),
    }  # fmt: skip
