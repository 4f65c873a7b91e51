"""Validation rules: each operator, each treatment of missing values, where a rule holds and what it lists."""

from typing import Any

import pytest

from yardstick.errors import BadDefinition
from yardstick.formula import Operand, evaluate, parse
from yardstick.quality import as_json, holds, parse_specification
from yardstick.quality.rules import with_zeros
from yardstick.tests.quality_rows import Row, checked, found, tree


def rule(operator: str = "equal_to", left: str = "#{A}", right: str = "#{B}", **more: Any) -> dict[str, Any]:
    return {
        "code": "R", "left": left, "operator": operator, "right": right, "missing": "skip_if_any_missing", **more,
    }  # fmt: skip


def broken(rows: list[Row], **given: Any) -> list[tuple[Any, ...]]:
    """Unit and sides of each violation."""
    listed = found("violation", rows, {"rules": [rule(**given)]})
    return [(one["unit"], one["left"], one["right"]) for one in listed]


HOLD = {
    "equal_to": (True, False, False),
    "not_equal_to": (False, True, True),
    "less_than": (False, True, False),
    "less_than_or_equal_to": (True, True, False),
    "greater_than": (False, False, True),
    "greater_than_or_equal_to": (True, False, True),
}


@pytest.mark.parametrize(("operator", "expected"), HOLD.items(), ids=HOLD)
def test_an_operator_holds_for_equal_smaller_and_larger_sides(operator: str, expected: tuple[bool, ...]) -> None:
    (made,) = parse_specification({"rules": [rule(operator)]}).rules
    assert tuple(holds(made, left, 5) for left in (5, 4, 6)) == expected
    assert holds(made, None, 5) is None
    rows = [(code, unit, "2024-01", value) for unit, left in zip("xyz", (5, 4, 6), strict=True)
            for code, value in (("A", left), ("B", 5))]  # fmt: skip
    assert [unit for unit, *_ in broken(rows, operator=operator)] == [
        unit for unit, right in zip("xyz", expected, strict=True) if not right
    ]


WITHIN = [
    ("equal_to", {"tolerance": 2.0}, (3, 7), (2.9, 7.1)),
    ("equal_to", {"tolerance_percent": 20.0}, (4, 6), (3.9, 6.1)),
    ("not_equal_to", {"tolerance": 2.0}, (2.9, 7.1), (3, 7)),
    ("less_than", {"tolerance": 2.0}, (6.9,), (7, 7.1)),
    ("less_than_or_equal_to", {"tolerance": 2.0}, (7,), (7.1,)),
    ("greater_than", {"tolerance": 2.0}, (3.1,), (3, 2.9)),
    ("greater_than_or_equal_to", {"tolerance": 2.0}, (3,), (2.9,)),
    ("equal_to", {}, (5 + 1e-13,), (5 + 1e-10,)),
    ("less_than", {}, (5 - 1e-10,), (5 - 1e-13,)),
]


@pytest.mark.parametrize(("operator", "more", "good", "bad"), WITHIN)
def test_a_tolerance_widens_what_holds_and_rounding_is_no_difference(
    operator: str, more: dict[str, Any], good: tuple[float, ...], bad: tuple[float, ...]
) -> None:
    (made,) = parse_specification({"rules": [rule(operator, **more)]}).rules
    assert [holds(made, left, 5) for left in (*good, *bad)] == [True] * len(good) + [False] * len(bad)


PRESENT = {"both": (1, 1), "left": (1, None), "right": (None, 1), "neither": (None, None)}
PAIRS = {"compulsory_pair": {"left", "right"}, "exclusive_pair": {"both"}}


@pytest.mark.parametrize("operator", PAIRS)
@pytest.mark.parametrize("missing", ["never_skip", "skip_if_any_missing", "skip_if_all_missing"])
def test_a_pair_is_compulsory_or_exclusive_by_what_is_there(operator: str, missing: str) -> None:
    rows: list[Row] = [("Z", unit, "2024-01", 1) for unit in PRESENT]
    rows += [(code, unit, "2024-01", value) for unit, sides in PRESENT.items()
             for code, value in zip("AB", sides, strict=True)]  # fmt: skip
    assert {unit for unit, *_ in broken(rows, operator=operator, missing=missing)} == PAIRS[operator]


# Of A + B = 5 where only A (3) is there, and where nothing is: the left side by each strategy.
STRATEGIES = {
    "never_skip": [("none", 0.0, 5.0), ("some", 3.0, 5.0)],
    "skip_if_all_missing": [("some", 3.0, 5.0)],
    "skip_if_any_missing": [],
}


@pytest.mark.parametrize(("missing", "expected"), STRATEGIES.items(), ids=STRATEGIES)
def test_a_missing_value_counts_as_zero_where_its_side_is_not_skipped(missing: str, expected: list[Any]) -> None:
    rows: list[Row] = [("A", "some", "2024-01", 3), ("Z", "none", "2024-01", 1)]
    assert broken(rows, left="#{A} + #{B}", right="5", missing=missing) == expected


def test_each_side_has_a_strategy_of_its_own() -> None:
    rows: list[Row] = [("A", "x", "2024-01", 3), ("B", "y", "2024-01", 3)]
    sides = {"left": "never_skip", "right": "skip_if_any_missing"}
    assert broken(rows, missing=sides) == [("y", 0.0, 3.0)]


def test_a_formula_that_asks_for_missing_values_sees_them() -> None:
    formula = with_zeros(parse("if(isNull(#{A}), 7, #{A}) + #{B} + firstNonNull(#{C}, 2)"))
    values = {Operand("A"): None, Operand("B"): None, Operand("C"): None}
    assert evaluate(formula, values) == 9


def test_a_side_without_value_is_not_compared() -> None:
    rows: list[Row] = [("A", "x", "2024-01", 3), ("B", "x", "2024-01", 0)]
    quality = checked(rows, {"rules": [rule(left="#{A} / #{B}", right="1")]})
    assert (quality.outcomes[0].checked, quality.outcomes[0].broken) == (0, 0)


def test_an_element_with_options_is_their_exact_sum_and_an_option_is_itself() -> None:
    rows: list[Row] = [(f"A.{option}", "x", "2024-01", 0.1) for option in "pqr"] + [("B", "x", "2024-01", 1)]
    assert broken(rows) == [("x", 0.3, 1.0)]
    assert broken(rows, left="#{A.p}") == [("x", 0.1, 1.0)]


def test_a_rule_holds_for_its_frequency_levels_and_units_only() -> None:
    rows: list[Row] = [("A", unit, period, 1) for unit in ("a", "c", "P") for period in ("2024-01", "2024")]

    def where(**more: Any) -> list[tuple[str, str]]:
        listed = found("violation", rows, {"rules": [rule(right="2", **more)]}, units=tree(P="a", Q="c"))
        return [(one["unit"], one["period"]) for one in listed]

    assert where(frequency="yearly") == [("P", "2024"), ("a", "2024"), ("c", "2024")]
    assert where(frequency="monthly", levels=["province"]) == [("P", "2024-01")]
    assert where(frequency="monthly", units=["c", "unheard of"]) == [("c", "2024-01")]
    assert where(frequency="monthly", levels=["province"], units=["c"]) == [("P", "2024-01"), ("c", "2024-01")]
    assert where(levels=["no such level"]) == []


def test_violations_are_counted_whole_and_listed_in_part_by_period_and_unit() -> None:
    rows = [("A", unit, period, 1) for unit in "cab" for period in ("2024-02", "2024-01")]
    report = as_json(
        checked(rows, {"rules": [rule(right="C{TWO}", importance="high")], "constants": {"TWO": 2}}, limit=4)
    )
    assert report["rules"] == [{"rule": "R", "name": "R", "importance": "high", "checked": 6, "violations": 6}]
    listed = [(one["period"], one["unit"]) for one in report["findings"]["violation"]]
    assert listed == [("2024-01", "a"), ("2024-01", "b"), ("2024-01", "c"), ("2024-02", "a")]


def test_more_rules_than_one_query_takes_keep_their_order() -> None:
    rules = [rule(right=str(number), code=f"R{number}") for number in range(45)]
    quality = checked([("A", "x", "2024-01", 7)], {"rules": rules})
    assert [outcome.rule.code for outcome in quality.outcomes if not outcome.broken] == ["R7"]
    assert [outcome.rule.code for outcome in quality.outcomes] == [f"R{number}" for number in range(45)]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"left": "#{A"}, r"rule 'R': left: column"),
        ({"left": "#{A} > 1"}, "gives boolean, expected a number"),
        ({"left": "N{OTHER}"}, "no N"),
        ({"left": "sum(#{A})"}, "no function over periods"),
        ({"right": "C{PI}"}, "is not among the constants"),
        ({"operator": "=="}, "expected one of equal_to"),
        ({"missing": None}, "missing: None; expected one of never_skip"),
        ({"missing": {"left": "never_skip"}}, "field 'right' is missing"),
        ({"tolerance": -1}, "tolerance: -1; expected a number from 0"),
        ({"levels": "commune"}, "levels: expected a list of texts"),
        ({"severity": "high"}, "unknown field 'severity'"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_by_its_code_and_field(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(BadDefinition, match=complaint):
        parse_specification({"rules": [{**rule(), **change}]})
