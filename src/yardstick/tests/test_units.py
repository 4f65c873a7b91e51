"""Units over time: who stands above whom where one between them is not valid."""

from datetime import date
from decimal import Decimal

import pytest

from yardstick.errors import BadInput
from yardstick.units import Succession, Unit, Units, check_units

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
ENDED = date(2024, 12, 31)


def above(units: Units) -> dict[str, str | None]:
    return units.above(units.valid(FIRST, LAST), LAST)


def test_one_that_is_not_valid_is_passed_over_by_where_it_stood_last() -> None:
    units = check_units([
        Unit("TOP", "", None, ""), Unit("P", "", "TOP", ""), Unit("a", "", "D", ""), Unit("b", "", "P", ""),
        Unit("D", "", "TOP", "", valid_to=date(2020, 1, 1)),
        Unit("D", "", "P", "", valid_from=date(2020, 1, 2), valid_to=ENDED),
    ])  # fmt: skip
    assert above(units) == {"TOP": None, "P": "TOP", "a": "P", "b": "P"}


def test_where_one_will_stand_after_a_gap_tells_nothing_of_the_gap() -> None:
    units = check_units([
        Unit("P", "", None, ""), Unit("Q", "", None, ""), Unit("a", "", "D", ""),
        Unit("D", "", "P", "", valid_to=ENDED), Unit("D", "", "Q", "", valid_from=date(2026, 1, 1)),
    ])  # fmt: skip
    assert above(units)["a"] == "P"
    assert units.above(units.valid(date(2027, 1, 1), date(2027, 1, 1)), date(2027, 1, 1))["a"] == "D"


def test_a_unit_whose_units_above_have_all_ended_stands_at_the_top() -> None:
    assert above(check_units([Unit("P", "", None, "", valid_to=ENDED), Unit("a", "", "P", "")])) == {"a": None}


def test_a_circle_through_units_that_ended_is_refused_where_it_is_met() -> None:
    rows = [
        Unit("B", "", "C", "", valid_to=date(2021, 12, 31)),
        Unit("C", "", "B", "", valid_from=date(2023, 1, 1), valid_to=ENDED),
    ]
    assert above(check_units([*rows, Unit("a", "", None, "")])) == {"a": None}
    with pytest.raises(BadInput, match=r"units go round in a circle: B → C → B"):
        above(check_units([*rows, Unit("a", "", "B", "")]))


def test_a_unit_that_goes_on_keeps_what_it_does_not_give_away() -> None:
    lives = [Unit("a", "", None, ""), Unit("b", "", None, ""), Unit("old", "", None, "", valid_to=ENDED)]
    half, third = Decimal("0.5"), Decimal("0.3")
    units = check_units(lives, [Succession("a", "b", FIRST, third), Succession("old", "b", FIRST, half)])
    heirs = units.inherited(date(2024, 1, 1), LAST)
    assert heirs.of("a") == {"a": Decimal("0.7"), "b": third}
    assert heirs.of("old") == {"b": half}  # the other half is nobody's
    assert units.inherited(FIRST, LAST).of("a") == {"a": Decimal(1)}  # what it reported since is its own
