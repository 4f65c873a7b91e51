"""Scores discounted for the quality of their figures: by hand, against the scalar rule, and every kind of file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pa_parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import BadInput
from yardstick.quality import discounted
from yardstick.scoring.columns import Column, Panel
from yardstick.scoring.discounting import linear
from yardstick.scoring.index import Discounted, compute
from yardstick.scoring.long_rows import panel_from_rows, result_table
from yardstick.scoring.quality_rows import qualities_from_table, read_qualities
from yardstick.scoring.quality_rule import Discount, QualityRule, Unknown
from yardstick.scoring.reading import parse_specification
from yardstick.scoring.specification import Specification

PEERS = {"a": "x", "b": "x", "c": "x"}
HALF = {"method": "linear", "discount": 0.5, "missing": {"policy": "no_value"}}
ROWS = [("p", "a", "2025", 8.0), ("q", "a", "2025", 6.0), ("p", "b", "2025", 10.0), ("q", "b", "2025", 4.8)]


def leaf(code: str, weight: float) -> dict[str, Any]:
    """An indicator whose score is its figure, from 0 to 10."""
    method = {"kind": "min_max", "points": 10, "degenerate": None, "lowest": 0, "highest": 10}
    return {"code": code, "weight": weight, "indicator": code, "direction": "positive", "method": method}


def specification(quality: dict[str, Any] | None, children: list[Any] | None = None, **more: Any) -> Specification:
    index = {
        "code": "ALL", "maximum": 10, "aggregation": "arithmetic", "missing": {"policy": "no_value"},
        "bands": [{"label": "good", "from": 6}, {"label": "weak", "from": 0}],
        "children": children or [leaf("p", 4), leaf("q", 6)], **more,
    }  # fmt: skip
    return parse_specification({"index": index, **({} if quality is None else {"quality": quality})})


def qualities(panel: Panel, **by_unit: Mapping[str, float]) -> dict[str, Column]:
    """Columns of the first period, by indicator and unit."""
    found = {}
    for code, known in by_unit.items():
        cells = np.full((len(panel.units), len(panel.periods)), np.nan)
        for unit, quality in known.items():
            cells[panel.units.index(unit), 0] = quality
        found[code] = Column.of(cells)
    return found


def less(quality: dict[str, Any], known: Mapping[str, Mapping[str, float]], **more: Any) -> Discounted:
    panel = panel_from_rows(ROWS, PEERS)
    found = compute(specification(quality, **more), panel, qualities(panel, **known)).discounted
    assert found is not None
    return found


def test_a_score_loses_what_the_quality_of_its_figure_lacks_and_ranks_may_change() -> None:
    panel = panel_from_rows(ROWS, PEERS)
    known = qualities(panel, p={"a": 1, "b": 0.5}, q={"a": 1, "b": 1})
    found = compute(specification(HALF), panel, known)
    assert [found.at("ALL", unit, "2025").rank for unit in "ab"] == [2, 1]
    assert found.at("ALL", "b", "2025").score == pytest.approx(4 + 2.88)
    assert found.discounted is not None
    of_b = found.discounted.result.at("ALL", "b", "2025")
    assert of_b.score == pytest.approx(4 * 0.75 + 2.88)
    assert (of_b.rank, of_b.band) == (2, "weak")
    assert found.discounted.result.at("ALL", "a", "2025").score == found.at("ALL", "a", "2025").score


@given(
    score=st.one_of(st.none(), st.floats(0, 100)),
    quality=st.one_of(st.none(), st.floats(0, 1)),
    discount=st.floats(0, 1),
)
def test_columns_are_discounted_as_one_score_is(score: float | None, quality: float | None, discount: float) -> None:
    scores, known = (np.array([np.nan if number is None else number]) for number in (score, quality))
    found = float(linear(scores, known, discount)[0])
    expected = discounted(score, quality, discount).discounted
    assert (None if np.isnan(found) else found) == expected


def test_without_quality_there_is_no_discounted_score_and_the_group_treats_it_as_missing() -> None:
    known = {"p": {"a": 1, "b": 1}, "q": {"a": 1}}
    found = less(HALF, known)
    assert found.unknown == {"p": 0, "q": 1}
    assert found.result.at("ALL", "b", "2025").score is None
    assert found.result.at("ALL", "b", "2025").missing == ("q",)
    reweighted = less(HALF, known, missing={"policy": "reweight", "least_share": 0.3})
    standing = reweighted.result.at("ALL", "b", "2025")
    assert (standing.score, standing.share_present) == (10, 0.4)


def test_a_quality_may_be_assumed_but_is_not_passed_off_as_known() -> None:
    assumed = {**HALF, "missing": {"policy": "assume", "quality": 0.2}}
    found = less(assumed, {"p": {"a": 1, "b": 1}, "q": {"a": 1}})
    assert found.result.at("q", "b", "2025").score == pytest.approx(4.8 * (1 - 0.5 * 0.8))
    assert found.qualities["q"].at(1, 0) is None
    assert found.unknown == {"p": 0, "q": 1}
    worthless = less({**HALF, "missing": {"policy": "assume", "quality": 0}}, {"p": {"a": 1, "b": 1}, "q": {"a": 1}})
    assert worthless.result.at("q", "b", "2025").score == 2.4


def test_a_figure_without_quality_may_be_refused() -> None:
    refuse = {**HALF, "missing": {"policy": "refuse"}}
    with pytest.raises(BadInput, match=r"^component 'p': no quality for unit 'a' in 2025, nor for 1 more of the comp"):
        less(refuse, {"q": {"a": 1, "b": 1}})
    with pytest.raises(BadInput, match=r"^component 'q': no quality for unit 'b' in 2025$"):
        less(refuse, {"p": {"a": 1, "b": 1}, "q": {"a": 1}})
    whole = less(refuse, {"p": {"a": 1, "b": 1}, "q": {"a": 1, "b": 1}})
    assert whole.unknown == {"p": 0, "q": 0}  # unit c has no figure, so there is nothing to judge


def test_several_series_are_as_good_as_the_weakest_figure_there_is() -> None:
    method = {"kind": "progress", "points": 10, "base_period": "2024"}
    series = [{"indicator": code, "direction": "positive", "method": method} for code in "pq"]
    stated = specification(HALF, [{"code": "several", "weight": 10, "series": series}])
    rows = [("p", "a", "2024", 5.0), ("p", "a", "2025", 5.1), ("q", "a", "2024", 5.0), ("q", "a", "2025", 5.2)]
    rows += [("p", "b", "2024", 5.0), ("p", "b", "2025", 5.1)]
    rows += [(code, "c", period, 5.0) for code in "pq" for period in ("2024", "2025")]
    panel = panel_from_rows(rows, PEERS)
    known = {
        "p": Column.of(np.array([[0.1, 0.9], [0.2, 0.8], [1, 1]])),
        "q": Column.of(np.array([[0.2, 0.4], [0.2, np.nan], [1, np.nan]])),
    }
    found = compute(stated, panel, known).discounted
    assert found is not None
    places = [found.qualities["several"].at(row, 1) for row in range(3)]
    assert places == [0.4, 0.8, None]
    assert found.unknown == {"several": 1}


def test_qualities_and_the_rule_for_them_come_together() -> None:
    panel = panel_from_rows(ROWS, PEERS)
    with pytest.raises(BadInput, match="there is no rule for them"):
        compute(specification(None), panel, {})
    with pytest.raises(BadInput, match="there is a rule but none of them"):
        compute(specification(HALF), panel)


def test_the_result_has_both_indices_side_by_side() -> None:
    panel = panel_from_rows(ROWS, PEERS)
    found = compute(specification(HALF), panel, qualities(panel, p={"a": 1, "b": 0.5}, q={"b": 1}))
    rows = {(row["node"], row["unit"]): row for row in result_table(found).to_pylist()}
    assert list(rows["ALL", "a"])[8:] == [
        "quality", "discounted", "discounted_rank", "discounted_of", "discounted_band", "discounted_missing_share",
    ]  # fmt: skip
    assert (rows["p", "b"]["score"], rows["p", "b"]["quality"], rows["p", "b"]["discounted"]) == (10, 0.5, 7.5)
    of_a = rows["ALL", "a"]
    assert (of_a["rank"], of_a["of"], of_a["quality"]) == (2, 2, None)
    assert [of_a[name] for name in list(of_a)[9:]] == [None, None, 1, None, 0.6]
    assert rows["q", "a"]["quality"] is None


RULE = QualityRule(Discount.LINEAR, 0.5, Unknown.NO_VALUE, elements={"p": ("DONE", "DUE")})
FIGURES = [
    ("DONE", "a", "2025", 0.9), ("DUE", "a", "2025", 0.7), ("DONE", "b", "2025", 0.9), ("DUE", "b", "2025", None),
    ("q", "a", "2025", 0.0), ("q", "P", "2025", 1.0), ("q", "a", "2026", 1.0), ("OTHER", "a", "2025", 1.0),
]  # fmt: skip


def report(figures: list[tuple[Any, ...]] = FIGURES) -> dict[str, Any]:
    names = ("element", "unit", "period", "quality")
    return {"rows": 9, "figures": [{"level": "commune", **dict(zip(names, one, strict=True))} for one in figures]}


def arranged(path: Path) -> dict[str, Any]:
    panel = panel_from_rows(ROWS, PEERS)
    found = qualities_from_table(read_qualities(path), RULE, ("p", "q", "r"), panel)
    return {code: [column.at(row, 0) for row in range(3)] for code, column in found.items()}


@pytest.mark.parametrize("ending", ["json", "csv", "parquet"])
def test_an_indicator_is_as_good_as_the_weakest_of_its_elements(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"quality.{ending}"
    if ending == "json":
        path.write_text(json.dumps(report()), "utf-8")
    elif ending == "csv":
        lines = [",".join("" if cell is None else str(cell) for cell in row) for row in FIGURES]
        path.write_text("\n".join(["element,unit,period,quality", *lines, ""]), "utf-8")
    else:
        columns = dict(zip(("element", "unit", "period", "quality"), zip(*FIGURES, strict=True), strict=True))
        pa_parquet.write_table(pa.table({name: list(cells) for name, cells in columns.items()}), path)
    assert arranged(path) == {"p": [0.7, None, None], "q": [0.0, None, None]}


def test_rows_may_be_of_indicators_themselves(tmp_path: Path) -> None:
    (tmp_path / "quality.csv").write_text("quality,unit,period,indicator\n0.4,b,2025,p\n", "utf-8")
    assert arranged(tmp_path / "quality.csv") == {"p": [None, 0.4, None]}


def test_one_known_element_of_two_tells_nothing_of_an_indicator(tmp_path: Path) -> None:
    (tmp_path / "quality.csv").write_text("element,unit,period,quality\nDUE,b,2025,0.4\n", "utf-8")
    assert arranged(tmp_path / "quality.csv") == {}


REFUSED = {
    "a column too many": (
        "q.csv",
        "element,indicator,unit,period,quality\n",
        "unknown column 'indicator'; expected ele",
    ),
    "no quality": ("q.csv", "element,unit,period\n", "column 'quality' is missing"),
    "beyond 1": (
        "q.csv",
        "element,unit,period,quality\nx,a,2025,1.5\n",
        "row 1: quality: 1.5; expected a number from 0",
    ),
    "below 0": ("q.csv", "element,unit,period,quality\nx,a,2025,1\nx,b,2025,-0.5\n", "row 2: quality: -0.5; expected"),
    "twice": (
        "q.csv",
        "element,unit,period,quality\nq,Z,2025,1\nq,a,2025,1\nq,b,2025,1\nq,a,2025,0.5\n",
        "row 4: a second quality for element 'q', unit 'a', period '2025'",
    ),
    "no number": ("q.csv", "element,unit,period,quality\nq,a,2025,good\n", "q.csv: .*conversion error to double"),
    "an empty key": ("q.csv", "element,unit,period,quality\nq,,2025,1\n", "row 1: unit is empty"),
    "another ending": ("q.txt", "", "q.txt: expected a file that ends in .json, .csv or .parquet"),
    "no report": ("q.json", "[]", "q.json: expected what `yardstick quality --json` prints"),
    "no figures": (
        "q.json",
        '{"figures": []}',
        "q.json: no figures in it; ask for those of a level: .*--figures LEVEL",
    ),
    "a figure of nobody": (
        "q.json",
        '{"figures": [{"element": "q", "period": "2025", "quality": 1}]}',
        "q.json: figure 1: field 'unit' is missing",
    ),
    "quality in words": (
        "q.json",
        json.dumps(report([*FIGURES[:1], ("q", "a", "2025", "good")])),
        "q.json: figure 2: quality: expected a number",
    ),
    "no JSON": ("q.json", "{", "q.json: line 1, column 2"),
}


@pytest.mark.parametrize(("name", "content", "complaint"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_used_is_told_in_one_line(name: str, content: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(BadInput, match=complaint) as caught:
        arranged(tmp_path / name)
    assert "\n" not in str(caught.value)
