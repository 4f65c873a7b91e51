"""The index from its indicators: sums, products, every policy for missing figures, and the order of input."""

import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import BadDefinition, BadInput
from yardstick.scoring.bench import bench_scores
from yardstick.scoring.columns import panel_of
from yardstick.scoring.index import Result, compute
from yardstick.scoring.long_rows import panel_from_rows, panel_from_table, read_peers, read_values
from yardstick.scoring.reading import parse_specification, read_specification

EXAMPLES = Path(__file__).parent / "examples"
REWEIGHT = {"policy": "reweight", "least_share": 0.6}
PEERS = {"a": "x", "b": "x", "c": "x", "d": "y"}


def leaf(code: str, weight: float, maximum: float = 10) -> dict[str, Any]:
    """An indicator whose score is its figure, from 0 to `maximum`."""
    method = {"kind": "min_max", "points": maximum, "degenerate": None, "lowest": 0, "highest": maximum}
    return {"code": code, "weight": weight, "indicator": code, "direction": "positive", "method": method}


def group(code: str, maximum: float, children: list[Any], **more: Any) -> dict[str, Any]:
    stated = {"code": code, "maximum": maximum, "aggregation": "arithmetic", "missing": {"policy": "no_value"}}
    return {**stated, "children": children, **more}


def result(index: dict[str, Any], figures: dict[str, dict[str, float | None]]) -> Result:
    """Of one period, from figures by indicator and unit."""
    rows = [(code, unit, "2025", value) for code, units in figures.items() for unit, value in units.items()]
    return compute(parse_specification({"index": index}), panel_from_rows(rows, PEERS))


def scores(found: Result, node: str = "ALL") -> list[float | None]:
    return [found.at(node, unit, "2025").score for unit in found.units]


PAIR = [leaf("p", 60), leaf("q", 40)]
GAP: dict[str, dict[str, float | None]] = {"p": {"a": 5, "b": 10, "c": None, "d": 2}, "q": {"a": 10, "b": 0, "c": 5}}


def test_a_component_brings_its_weight_times_its_share_of_the_maximum() -> None:
    index = group("ALL", 100, [leaf("p", 60), group("sub", 8, [leaf("q", 2), leaf("r", 6)], weight=40)])
    found = result(index, {"p": {"a": 5}, "q": {"a": 10}, "r": {"a": 5}})
    assert found.at("sub", "a", "2025").score == pytest.approx(5)
    assert found.at("ALL", "a", "2025").score == pytest.approx(30 + 40 * 5 / 8)


def test_a_geometric_mean_multiplies_and_a_zero_makes_zero() -> None:
    found = result(group("ALL", 100, PAIR, aggregation="geometric"), {"p": {"a": 5, "b": 5}, "q": {"a": 10, "b": 0}})
    assert scores(found)[:2] == [pytest.approx(100 * 0.5**0.6, rel=1e-14), 0]


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ({"policy": "no_value"}, [70, 60, None, None]),
        ({"policy": "zero"}, [70, 60, 20, 12]),
        (REWEIGHT, [70, 60, None, 20]),
        ({"policy": "reweight", "least_share": 0.4}, [70, 60, 50, 20]),
        ({"policy": "impute_peer_worst"}, [70, 60, 50, None]),
        ({"policy": "impute_peer_median"}, [70, 60, 65, None]),
    ],
    ids=lambda value: value["policy"] if isinstance(value, dict) else "",
)
def test_each_policy_for_missing_figures(missing: Any, expected: list[float | None]) -> None:
    found = result(group("ALL", 100, PAIR, missing=missing), GAP)
    assert scores(found) == [None if score is None else pytest.approx(score) for score in expected]


@pytest.mark.parametrize("aggregation", ["arithmetic", "geometric"])
def test_reweighting_is_the_mean_of_what_is_there(aggregation: str) -> None:
    found = result(group("ALL", 100, PAIR, missing=REWEIGHT, aggregation=aggregation), GAP)
    assert scores(found)[3] == pytest.approx(20)


def test_the_result_tells_what_is_missing_and_how_much_weight_is_there() -> None:
    inner = group("sub", 10, [leaf("q", 3), leaf("r", 7)], weight=40, missing={"policy": "zero"})
    found = result(group("ALL", 100, [leaf("p", 60), inner], missing=REWEIGHT), {"p": {"a": 5}, "q": {"a": 5}})
    standing = found.at("sub", "a", "2025")
    assert standing.missing == ("r",)
    assert standing.share_present == pytest.approx(0.3)
    assert found.at("ALL", "a", "2025").missing == ()
    assert found.at("ALL", "a", "2025").share_present == pytest.approx(0.6 + 0.4 * 0.3)


def test_a_unit_without_a_single_figure_is_unranked_under_every_policy() -> None:
    found = result(group("ALL", 100, PAIR, missing={"policy": "zero"}), {"p": {"a": 5}})
    standing = found.at("ALL", "b", "2025")
    assert (standing.score, standing.rank, standing.of, standing.share_present) == (None, None, 1, 0)


def test_a_component_of_weight_zero_is_never_missed_and_fixed_zero_scores_nothing() -> None:
    index = group("ALL", 100, [leaf("p", 60), leaf("q", 0), {"code": "later", "weight": 40, "fixed_zero": True}])
    found = result(index, {"p": {"a": 10}})
    assert found.at("ALL", "a", "2025").score == 60
    assert found.at("later", "a", "2025").score == 0
    assert found.at("ALL", "a", "2025").missing == ("q",)


def test_groups_nest_as_deep_as_anybody_wants_up_to_a_limit() -> None:
    def nested(levels: int) -> dict[str, Any]:
        node = leaf("p", 10)
        for level in range(levels):
            node = group(f"g{level}", 10, [node], weight=10)
        return group("ALL", 10, [node])

    assert scores(result(nested(40), {"p": {"a": 7}}))[0] == pytest.approx(7)
    with pytest.raises(BadDefinition, match="nested too deeply"):
        parse_specification({"index": nested(60)})


def test_an_unknown_place_in_the_result_is_refused() -> None:
    found = result(group("ALL", 100, PAIR), GAP)
    with pytest.raises(BadInput, match="no result for node 'p', unit 'z'"):
        found.at("p", "z", "2025")


@given(st.randoms(), st.lists(st.one_of(st.none(), st.floats(0, 10)), min_size=12, max_size=12))
def test_no_order_of_rows_or_components_changes_a_digit(chance: random.Random, figures: list[float | None]) -> None:
    children = [leaf("p", 0.1), leaf("q", 0.2), leaf("r", 0.7)]
    rows = [(code, unit, "2025", figures[3 * n + m]) for n, unit in enumerate("abcd") for m, code in enumerate("pqr")]
    straight = _index_scores(children, rows)
    chance.shuffle(children)
    chance.shuffle(rows)
    assert _index_scores(children, rows) == straight


def _index_scores(children: list[Any], rows: list[Any]) -> list[tuple[float | None, int | None]]:
    spec = parse_specification({"index": group("ALL", 1, children, missing=REWEIGHT)})
    found = compute(spec, panel_from_rows(rows, PEERS))
    return [(s.score, s.rank) for s in (found.at("ALL", unit, "2025") for unit in found.units)]


@given(st.lists(st.floats(0, 10), min_size=2, max_size=2), st.sampled_from(["arithmetic", "geometric"]))
def test_the_index_lies_between_its_weakest_and_its_best_component(values: list[float], aggregation: str) -> None:
    found = result(group("ALL", 100, PAIR, aggregation=aggregation), {"p": {"a": values[0]}, "q": {"a": values[1]}})
    assert 10 * min(values) - 1e-9 <= (scores(found)[0] or 0.0) <= 10 * max(values) + 1e-9


def test_arrays_give_what_rows_give() -> None:
    spec = read_specification(EXAMPLES / "service.json")
    from_rows = example("service")
    arrays, periods = {}, from_rows.periods[::-1]
    panel = panel_from_table(read_values(EXAMPLES / "service.csv"), read_peers(EXAMPLES / "service_peers.csv"))
    for code, column in panel.columns.items():
        arrays[code] = np.where(column.present, column.values, math.nan)[::-1, ::-1]
    found = compute(spec, panel_of(arrays, from_rows.units[::-1], periods, read_peers(EXAMPLES / "service_peers.csv")))
    assert found.units == from_rows.units
    assert found.scores["SERVICE"].values.tobytes() == from_rows.scores["SERVICE"].values.tobytes()


@pytest.mark.parametrize(
    ("columns", "units", "periods", "complaint"),
    [
        ({"x": [[1.0]]}, ["a", "b"], ["2025"], r"shape \(1, 1\)"),
        ({"x": [[math.inf]]}, ["a"], ["2025"], "infinity"),
        ({"x": [["one"]]}, ["a"], ["2025"], "not an array of numbers"),
        ({"x": [[1.0], [1.0]]}, ["a", "a"], ["2025"], "'a' is given twice"),
        ({"x": [[1.0, 2.0]]}, ["a"], ["2025", "2025-01"], "one frequency"),
        ({"x": [[1.0]]}, ["z"], ["2025"], "no peer group"),
    ],
)
def test_arrays_that_cannot_be_used_are_refused(columns: Any, units: Any, periods: Any, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        panel_of(columns, units, periods, PEERS)


def test_missing_figures_in_arrays_are_nan_none_or_masked() -> None:
    masked = np.ma.array([[1.0, 2.0]], mask=[[True, False]])
    panel = panel_of({"x": [[None, 2]], "y": masked, "z": [[math.nan, 2]]}, ["a"], ["2025", "2024"], PEERS)
    for column in panel.columns.values():
        assert [column.at(0, 0), column.at(0, 1)] == [2, None]


def example(name: str) -> Result:
    table = read_values(EXAMPLES / f"{name}.csv")
    panel = panel_from_table(table, read_peers(EXAMPLES / f"{name}_peers.csv"))
    return compute(read_specification(EXAMPLES / f"{name}.json"), panel)


def test_a_hundred_points_of_service_quality() -> None:
    """Six groups of 18, 20, 12, 10, 22 and 18 points, recomputed here for one province by the words of its methods."""
    found = example("service")
    assert [node.maximum for node in found.specification.index.children] == [18, 20, 12, 10, 22, 18]
    table = read_values(EXAMPLES / "service.csv").to_pylist()
    ours = [row for row in table if (row["unit"], row["period"]) == ("Vĩnh Hải", "2025")]
    figure: dict[str, float] = {row["indicator"]: row["value"] for row in ours}
    published, late, cost = figure["PUBLISHED"], figure["DAYS_LATE"], figure["COST"]
    total: list[float] = [
        10 if published >= 100 else 8 if published >= 95 else 5 if published >= 80 else 0,
        8 * figure["SYNCHRONISED"] / 100,
        14 * figure["ON_TIME"] / 100,
        6 if late <= 1 else 4 if late <= 3 else 2 if late <= 7 else 0,
        4 * min(figure["FULL_ONLINE"] / 80, 1),
        6 * min(figure["FILED_ONLINE"] / 70, 1),
        2 * min(figure["REUSED"] / 50, 1),
        5 * min(figure["PAYABLE"] / 90, 1) + 5 * min(figure["PAID"] / 60, 1),
        8 * figure["INTAKE"] / 100 + 8 * figure["RESULTS"] / 100,
        6 * (cost / 40 if cost < 40 else 1 if cost <= 60 else max((120 - cost) / 60, 0)),
        10 * (figure["SATISFIED"] - 50) / 50,
        8 * (25 - figure["COMPLAINTS"]) / 25,
    ]
    standing = found.at("SERVICE", "Vĩnh Hải", "2025")
    assert standing.score == pytest.approx(sum(total, 0.0), rel=1e-12)
    assert (standing.rank, standing.of, standing.band) == (1, 4, "fair")
    assert found.at("SERVICE", "Bộ Khảo sát", "2025").of == 2


def test_a_digital_index_of_eight_groups_and_forty_seven_components() -> None:
    found = example("digital")
    groups = found.specification.index.children
    assert len(groups) == 8
    assert len(list(found.specification.nodes())) == 1 + 8 + 47
    for unit in found.units:
        parts = [found.at(one.code, unit, "2025").score or 0.0 for one in groups]
        assert found.at("DIGITAL", unit, "2025").score == pytest.approx(math.fsum(parts), rel=1e-12)


def test_an_innovation_index_is_the_mean_of_input_and_output() -> None:
    found = example("innovation")
    inputs, outputs = found.specification.index.children
    assert (len(inputs.children), len(outputs.children)) == (5, 2)
    for unit in found.units:
        one, other = (found.at(code, unit, "2025").score for code in ("INPUT", "OUTPUT"))
        expected = None if one is None or other is None else pytest.approx((one + other) / 2)
        assert found.at("INNOVATION", unit, "2025").score == expected
    assert found.at("INNOVATION", "Tỉnh 05", "2025").rank is None


def test_every_unit_and_node_of_the_examples_keeps_within_its_maximum() -> None:
    for name in ("service", "digital", "innovation"):
        found = example(name)
        for node in found.specification.nodes():
            values = found.scores[node.code].values
            assert (values >= 0).all()
            assert (values <= node.maximum * (1 + 1e-12)).all()


def test_the_measurement_computes_something() -> None:
    assert 0 < bench_scores(units=40, months=14, groups=2, indicators=6) < 60


def test_what_is_written_as_json_is_what_the_example_files_hold() -> None:
    content = json.loads((EXAMPLES / "digital.json").read_text("utf-8"))
    assert parse_specification(content) == read_specification(EXAMPLES / "digital.json")
