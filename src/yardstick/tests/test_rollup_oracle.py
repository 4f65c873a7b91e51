"""The roll-up gives what its rules give, whatever is reported by whom in whichever order."""

import csv
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yardstick.definitions import ACROSS_UNITS, OVER_TIME, Definitions, Rule, parse_definitions
from yardstick.loading import Store, load
from yardstick.periods import parse_period
from yardstick.rollup import DuckDB, Engine, RollUp
from yardstick.tests.oracle import Key, Result, Row, roll_up
from yardstick.units import Succession, Unit, Units, check_units

PERIODS = ("2024-11", "2024-12", "2025-01", "2025-02", "2025-04")
CODES = tuple("ABCDE")
OF_ONE_PERIOD = (
    "100 * #{A} / #{B}", "#{C} - #{A.x}", "#{D} + #{E} * C{K}", "if(isNull(#{E}), #{B}, #{E} + 1)", "#{B} > #{E}",
    "C{K}", "greatest(#{A}, #{C}, #{D})",
)  # fmt: skip
OVER_PERIODS = (
    "sum(#{A} / #{B}) + count(#{E})", "#{C} / avg(#{C}) + max(#{D} - #{A.y})",
    "median(#{B}) + percentileCont(0.3, #{C}) - min(#{E})", "stddevPop(#{A}) + stddev(#{B} * 2)", "variance(#{D})",
    "count(if(isNull(#{C}), 1, #{C})) + sum(C{K})",
)  # fmt: skip


def tree() -> Units:
    """A nation with provinces: one ends when its communes go to another, one has no communes for a while."""
    half, after = date(2024, 12, 31), date(2025, 1, 1)
    return check_units(
        [
            Unit("N", "", None, "nation"),
            Unit("P1", "", "N", "province"),
            Unit("P2", "", "N", "province", valid_to=half),
            Unit("P3", "", "N", "province"),
            Unit("a", "", "P1", "commune"),
            Unit("b", "", "P1", "commune"),
            Unit("c", "", "P2", "commune", valid_to=half),
            Unit("c", "", "P1", "commune", valid_from=after),
            Unit("d", "", "P2", "commune", valid_to=half),
            Unit("e", "", "P3", "commune", valid_from=after),
        ],
        [Succession("d", "e", after)],
    )


UNITS = tree()


@st.composite
def definitions(draw: st.DrawFn) -> Definitions:
    elements = []
    for code in CODES:
        weight = draw(st.sampled_from([None, None, "B"])) if code != "B" else None
        elements.append(
            {
                "code": code,
                "across_units": draw(st.sampled_from(ACROSS_UNITS)).value,
                "over_time": draw(st.sampled_from(OVER_TIME)).value,
                "weight": weight,
            }
        )
    frequency = draw(st.sampled_from(["monthly", "quarterly", "yearly"]))
    indicators = [
        {
            "code": f"I{number}",
            "formula": formula,
            "frequency": frequency,
            "direction": "positive",
        }
        for number, formula in enumerate(
            draw(st.lists(st.sampled_from(OF_ONE_PERIOD + OVER_PERIODS), min_size=1, max_size=3, unique=True))
        )
    ]
    if draw(st.booleans()):  # the first is defined anew, in the middle of a quarter or with a year
        later = {
            **indicators[0],
            "formula": draw(st.sampled_from(OF_ONE_PERIOD + OVER_PERIODS)),
            "frequency": draw(st.sampled_from(["monthly", "quarterly"])),
            "version": 2,
            "valid_from": draw(st.sampled_from(["2025-01-01", "2025-02-15"])),
        }
        indicators.insert(draw(st.integers(0, len(indicators))), later)
    return parse_definitions({"data_elements": elements, "constants": {"K": 2.5}, "indicators": indicators})


@st.composite
def reports(draw: st.DrawFn) -> list[Row]:
    """Values of some units for some periods; A in two options, P1 at times for itself."""
    rows: dict[tuple[str, str, str, str | None], Row] = {}
    for _ in range(draw(st.integers(1, 40))):
        element, period = draw(st.sampled_from(CODES)), parse_period(draw(st.sampled_from(PERIODS)))
        valid = sorted(UNITS.valid(period.first, period.last))
        unit = draw(st.sampled_from(["a", "b", "c", "d", "e", "P1", "P3"]))
        option = draw(st.sampled_from(["x", "y"])) if element == "A" else None
        value = Fraction(draw(st.integers(-(10**6), 10**6)), 10 ** draw(st.integers(0, 9)))
        if unit in valid:
            rows[element, unit, period.code, option] = Row(element, unit, period.code, value, option)
    return list(rows.values())


def write(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["data_element", "unit", "period", "value", "option"])
        for row in rows:
            writer.writerow([row.element, row.unit, row.period, text(row.value), row.option or ""])


def text(value: Fraction) -> str:
    scaled = int(value * 10**9)
    assert Fraction(scaled, 10**9) == value
    sign = "-" if scaled < 0 else ""
    return f"{sign}{abs(scaled) // 10**9}.{abs(scaled) % 10**9:09}"


def computed(
    engine: Engine, folder: Path, defined: Definitions, rows: Sequence[Row], *, batch_rows: int = 10
) -> dict[Key, Result]:
    folder.mkdir()
    write(folder / "values.csv", rows)
    store = load([folder / "values.csv"], definitions=defined, units=UNITS, into=Store(folder / "store", ()))
    found: dict[Key, Result] = {}
    for piece in RollUp(defined, UNITS, store, batch_rows=batch_rows).run(engine):
        for row in piece.to_pylist():
            key = (row["indicator"], row["unit"], row["period"])
            assert key not in found
            found[key] = Result(row["value"], row["reported"], row["expected"])
    return found


def assert_same(found: dict[Key, Result], wanted: dict[Key, Result]) -> None:
    assert found.keys() == wanted.keys()
    for key, result in wanted.items():
        got = found[key]
        assert (got.reported, got.expected) == (result.reported, result.expected), key
        value = float(result.value) if isinstance(result.value, bool) else result.value
        assert got.value == (None if value is None else pytest.approx(value, rel=1e-12, abs=1e-12)), key


@settings(max_examples=20)  # each compiles queries of its own
@given(definitions(), reports(), st.randoms(use_true_random=False))
def test_it_gives_what_the_rules_give(
    tmp_path_factory: pytest.TempPathFactory, defined: Definitions, rows: list[Row], chance: random.Random
) -> None:
    if not rows:
        return
    chance.shuffle(rows)
    with DuckDB(memory="256MB", threads=1) as engine:
        found = computed(engine, tmp_path_factory.mktemp("oracle") / "one", defined, rows)
    assert_same(found, roll_up(defined, UNITS, rows))


WEIGHTS = {"W": Rule.SUM, "V": Rule.MEAN}  # the rule over time of the elements that weigh


def every_rule(*, frequency: str, formulas: Sequence[str] = ()) -> Definitions:
    """An element and an indicator of every pair of rules, those with a mean plain and by either weight; formulas.

    The formulas are over A to E, which have rules of all kinds.
    """
    pairs = list(product(ACROSS_UNITS, OVER_TIME))
    means = [pair for pair in pairs if Rule.MEAN in pair]
    elements = [_element(code, Rule.SUM, over_time, None) for code, over_time in WEIGHTS.items()]
    elements += [_element(f"{across}-{over}", across, over, None) for across, over in pairs]
    elements += [_element(f"{across}-{over}-{one}", across, over, one) for across, over in means for one in WEIGHTS]
    chosen = zip(CODES, ("mean", "sum", "max", "none", "mean"), ("mean", "last", "sum", "min", "max"), strict=True)
    elements += [
        _element(code, Rule(across), Rule(over), "W" if code == "A" else None) for code, across, over in chosen
    ]
    wanted = [*(f"#{{{one['code']}}}" for one in elements), *formulas]
    indicators = [
        {"code": f"I{number}", "formula": formula, "frequency": frequency, "direction": "positive"}
        for number, formula in enumerate(wanted)
    ]
    return parse_definitions({"data_elements": elements, "constants": {"K": 2.5}, "indicators": indicators})


def _element(code: str, across: Rule, over_time: Rule, weight: str | None) -> dict[str, str | None]:
    return {"code": code, "across_units": across.value, "over_time": over_time.value, "weight": weight}


def many_reports(defined: Definitions) -> list[Row]:
    """Four of five values of all elements, units (P1 among them) and periods; every third element in two options."""
    chance = random.Random(57)  # noqa: S311
    split = {code for number, code in enumerate(defined.data_elements) if number % 3 == 0} | {"A"}
    return [
        Row(element, unit, period, Fraction(chance.randint(-(10**9), 10**9), 10 ** chance.randint(0, 9)), option)
        for element in defined.data_elements
        for period in PERIODS
        for unit in ("a", "b", "c", "d", "e", "P1")
        if unit in UNITS.valid(parse_period(period).first, parse_period(period).last) and chance.random() < 0.8
        for option in (["x", "y"] if element in split else [None])
    ]


@pytest.mark.parametrize("frequency", ["monthly", "quarterly", "yearly"])
def test_every_pair_of_rules_gives_what_it_says(tmp_path: Path, frequency: str) -> None:
    defined = every_rule(frequency=frequency)
    rows = many_reports(defined)
    with DuckDB(memory="256MB", threads=2) as engine:
        assert_same(computed(engine, tmp_path / "one", defined, rows, batch_rows=10**6), roll_up(defined, UNITS, rows))


@pytest.mark.system
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pyspark leaves sockets to be collected
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("part", ["plain", "weighed", "formulas"])
def test_spark_gives_the_same_bits(tmp_path: Path, spark: Engine, part: str) -> None:
    """Every pair of rules and every function over periods, on a cluster of two workers and in this process."""
    formulas = [*OF_ONE_PERIOD[:2], *OVER_PERIODS]
    defined = every_rule(frequency="quarterly", formulas=formulas)
    chosen = {
        "plain": lambda one: one.formula not in formulas and defined.data_elements[one.formula[2:-1]].weight is None,
        "weighed": lambda one: one.formula not in formulas and defined.data_elements[one.formula[2:-1]].weight,
        "formulas": lambda one: one.formula in formulas,
    }[part]
    indicators = {code: one for code, one in defined.indicators.items() if chosen(one)}
    defined = replace(defined, indicators=indicators)
    assert len(indicators) >= len(formulas)
    rows = many_reports(defined)
    with DuckDB(memory="256MB", threads=2) as duck:
        wanted = computed(duck, tmp_path / "duck", defined, rows, batch_rows=10**6)
    assert computed(spark, tmp_path / "spark", defined, rows, batch_rows=10**6) == wanted
    assert_same(wanted, roll_up(defined, UNITS, rows))


def test_one_engine_serves_one_roll_up_after_another(tmp_path: Path) -> None:
    """Plans come and go, and what the engine keeps of one is never taken for another's."""
    rows = [Row("B", unit, "2025-01", Fraction(number)) for number, unit in enumerate("abc", start=1)]
    rows += [Row("C", unit, "2025-01", Fraction(10 * number)) for number, unit in enumerate("abc", start=1)]
    write(tmp_path / "values.csv", rows)
    elements = [_element(code, Rule.SUM, Rule.SUM, None) for code in "BC"]
    wanted = {"B": 6.0, "C": 60.0}
    defined = {
        code: parse_definitions({"data_elements": elements, "indicators": [
            {"code": "I", "formula": f"#{{{code}}}", "frequency": "monthly", "direction": "positive"}
        ]})
        for code in wanted
    }  # fmt: skip
    store = load([tmp_path / "values.csv"], definitions=defined["B"], units=UNITS, into=Store(tmp_path / "store", ()))
    with DuckDB(memory="256MB", threads=1) as engine:
        for code in "BC" * 30:
            (piece,) = RollUp(defined[code], UNITS, store).run(engine)
            assert [row["value"] for row in piece.to_pylist() if row["unit"] == "N"] == [wanted[code]]


def test_a_mean_is_the_double_nearest_to_the_exact_one(tmp_path: Path) -> None:
    """Across units and over time, plain and weighted: the quotient is rounded once, while 53 bits hold the sums."""
    chance = random.Random(57)  # noqa: S311
    elements = [
        {"code": "W", "across_units": "sum", "over_time": "sum"},
        {"code": "M", "across_units": "mean", "over_time": "none"},
        {"code": "V", "across_units": "mean", "over_time": "none", "weight": "W"},
        {"code": "T", "across_units": "none", "over_time": "mean"},
        {"code": "U", "across_units": "none", "over_time": "mean", "weight": "W"},
    ]
    indicators = [
        {"code": f"{code}{frequency}", "formula": f"#{{{code}}}", "frequency": frequency, "direction": "positive"}
        for code, frequency in (("M", "monthly"), ("V", "monthly"), ("T", "quarterly"), ("U", "quarterly"))
    ]
    defined = parse_definitions({"data_elements": elements, "constants": {}, "indicators": indicators})
    rows = [
        Row(code, unit, f"{year}-{month:02}", Fraction(chance.randint(1, 10**5), 10 ** chance.randint(0, 2)))
        for code in "WMVTU" for unit in "abe" for year in range(2025, 2035) for month in range(1, 13)
    ]  # fmt: skip
    with DuckDB(memory="256MB", threads=1) as engine:
        found = computed(engine, tmp_path / "means", defined, rows, batch_rows=10**6)
    wanted = roll_up(defined, UNITS, rows)
    assert {key: one.value for key, one in found.items()} == {key: one.value for key, one in wanted.items()}


def test_what_gives_no_value_was_reported_nevertheless(tmp_path: Path) -> None:
    """A month's value of what is not added over time, a value without its weight: no figure, but a report."""
    defined = parse_definitions({
        "data_elements": [
            {"code": "A", "across_units": "sum", "over_time": "none"},
            {"code": "B", "across_units": "sum", "over_time": "sum"},
            {"code": "C", "across_units": "mean", "over_time": "mean", "weight": "B"},
        ],
        "constants": {},
        "indicators": [
            {"code": code, "formula": f"#{{{code}}}", "frequency": "quarterly", "direction": "positive"}
            for code in "AC"
        ],
    })  # fmt: skip
    rows = [Row(code, unit, "2025-02", Fraction(1)) for code, unit in (("A", "a"), ("C", "a"), ("B", "b"))]
    with DuckDB(memory="256MB", threads=1) as engine:
        found = computed(engine, tmp_path / "reported", defined, rows, batch_rows=10**6)
    assert {code: found[code, "N", "2025-Q1"] for code in "AC"} == {
        "A": Result(None, 1, 4),
        "C": Result(None, 1, 4),
    }
    assert_same(found, roll_up(defined, UNITS, rows))
