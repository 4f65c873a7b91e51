"""Scores, ranks and index of a whole country, beside the bare arithmetic in numpy and in one DuckDB query."""

from collections.abc import Callable

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks import report
from benchmarks.measure import Row, best_seconds
from yardstick.progress import Direction
from yardstick.scoring.bench import FIRST, METHODS, MONTHS, PROGRESS, UNITS, made_index, made_panel
from yardstick.scoring.columns import Column, FloatArray, Panel, marked
from yardstick.scoring.decomposition import explain
from yardstick.scoring.index import compute
from yardstick.scoring.methods import Method, MinMax, ShareOfTarget, WishedBand, ZScore
from yardstick.scoring.progressed import Progressed, year_of
from yardstick.scoring.quality_rule import Discount, QualityRule, Unknown
from yardstick.scoring.sensitivity import shifts, steadiness, swaps
from yardstick.scoring.specification import Group, Leaf, Specification
from yardstick.scoring.steps import StepTable

DRAWS = 1_000
BARE, QUERY = "bare numpy", "one DuckDB query"
EXPLAINED = f"""\
{UNITS:,} communes in 34 peer groups, {MONTHS} months, one figure in fifty missing; every node is scored and ranked. The
limit is the same arithmetic written for these indices alone: bare numpy scores, adds up and sorts, without exact sums,
powers that are the same on every processor, equality at 12 digits, shared ranks, or any policy but their own. The
query does it from rows in memory on every core, ranks shared. Both give the same index to nine digits, or the run
stops."""
QUESTION = """
create or replace table result as with scored as (
    select g, unit, peer, period, case
        when target is not null and (case when sense > 0 then value >= target else value <= target end) then 1.0
        when v is null then null
        when target is not null then (case when v >= 0.6 then least(7.1429 * v - 4.2857, 5)
            else greatest(4.1667 * v - 2.5, -5) end + 5) / 10
        when v < 0 then (greatest(125 * v - 2.5, -5) + 5) / 10
        when v >= 0.015 * c then (least(500 * v / c - 5, 5) + 5) / 10
        when v >= 0.005 * c then (250 * v / c + 3.75) / 10
        else (500 * v / c + 2.5) / 10 end as score, i
    from (
        select g, i, unit, peer, period, value, target, sense,
            case when years >= 1 then sense * (pow(value / base, 1 / years) - 1) end
                / case when target is null then 1 else abs(pow(target / base, 1 / ahead) - 1) end as v,
            case when most is null or base >= 2 * most then 1
                when base <= most then 1 - pow(base / most, 4.44) else 1 - pow((2 * most - base) / most, 4.44) end as c
        from figures join terms using (i) join bases using (i, unit) join times using (period)
    )
), groups as (
    select g, unit, peer, period, case when 2 * count(score) >= count(*) then avg(score) end as score
    from scored group by all
), nodes as (
    select 1000 + i as node, unit, peer, period, score from scored
    union all select g, unit, peer, period, score from groups
    union all select -1, unit, peer, period, case when 2 * count(score) >= count(*) then count(*) * avg(score) end
    from groups group by unit, peer, period
)
select node, unit, period, score, rank() over (partition by node, peer, period order by score desc nulls last) as place
from nodes
"""


def text() -> str:
    """The section of the report."""
    return f"{EXPLAINED}\n\n{report.table([*_indices(), *_progress(), *_sensitivity()])}"


def _indices() -> list[Row]:
    return [
        _beside_numpy("20 indicators, five methods", made_index(6, 20, METHODS)),
        _beside_numpy("47 indicators, five methods", made_index(8, 47, METHODS)),
    ]


def _progress() -> list[Row]:
    stated = made_index(8, 47, PROGRESS)
    panel = made_panel(stated.indicators())
    month = panel.narrowed(panel.units, [FIRST, panel.periods[-1]])
    rows = [
        _beside_numpy("47 indicators, all by progress", stated),
        _beside("one month of them", "1 month and its base", stated, month),
        _beside_query("47 indicators, all by progress", stated, panel),
    ]
    return [*rows, _discounted(stated, panel)]


def _sensitivity() -> list[Row]:
    stated = made_index(8, 47, PROGRESS)
    panel = made_panel(stated.indicators())
    last, before = panel.periods[-1], panel.periods[-13]
    tasks: dict[tuple[str, str], Callable[[], object]] = {
        ("random weights", f"1 month, {DRAWS:,} draws"): lambda: steadiness(stated, panel, last, seed=1, draws=DRAWS),
        ("one weight at a time", "1 month, ±10 % of 55 weights"): lambda: shifts(stated, panel, last, percent=10),
        ("what swaps neighbours", "1 month, 55 weights"): lambda: swaps(stated, panel, last),
        ("why a rank changed", "1 commune, a year"): lambda: explain(stated, panel, panel.units[0], before, last),
    }
    return [Row(name, work, best_seconds(task, 2)) for (name, work), task in tasks.items()]


def _beside_numpy(name: str, stated: Specification) -> Row:
    return _beside(name, f"{MONTHS} months", stated, made_panel(stated.indicators()))


def _beside(name: str, work: str, stated: Specification, panel: Panel) -> Row:
    _check_equal(marked(compute(stated, panel).scores["INDEX"]), _bare(stated, panel))
    seconds = best_seconds(lambda: compute(stated, panel), 3)
    return Row(name, work, seconds, BARE, best_seconds(lambda: _bare(stated, panel), 3))


def _discounted(stated: Specification, panel: Panel) -> Row:
    rule = QualityRule(Discount.LINEAR, 0.5, Unknown.NO_VALUE)
    judged = Specification(stated.index, quality=rule)
    chance = np.random.Generator(np.random.PCG64(57))
    quality = Column.of(chance.random((len(panel.units), len(panel.periods))))
    qualities = dict.fromkeys(stated.indicators(), quality)
    seconds = best_seconds(lambda: compute(judged, panel, qualities), 2)
    index = best_seconds(lambda: compute(stated, panel), 2)
    return Row("the same, discounted for quality too", f"{MONTHS} months", seconds, "without the discount", index)


def _beside_query(name: str, stated: Specification, panel: Panel) -> Row:
    with duckdb.connect() as database:
        _fill(database, stated, panel)
        queried = best_seconds(lambda: database.execute(QUESTION), 2)
        rows = database.execute("select score from result where node = -1 order by unit, period").fetchnumpy()
        index = marked(compute(stated, panel).scores["INDEX"])
        _check_equal(index, np.ma.filled(rows["score"], np.nan).reshape(index.shape))
        seconds = best_seconds(lambda: compute(stated, panel), 3)
    return Row(name, f"{MONTHS} months", seconds, QUERY, queried)


def _check_equal(found: FloatArray, expected: FloatArray) -> None:
    if not np.allclose(found, expected, rtol=1e-9, atol=1e-9, equal_nan=True):
        raise AssertionError("the limit does other arithmetic than the index")


def _bare(stated: Specification, panel: Panel) -> FloatArray:
    """Scores of the index, everything ranked on the way; for these indices alone: weights of 1, means, no ties."""
    peers = np.array(panel.peers)
    rows = [np.flatnonzero(peers == name) for name in sorted(set(panel.peers))]
    means = []
    with np.errstate(all="ignore"):
        for group in stated.index.children:
            assert isinstance(group, Group)
            scores = [_bare_leaf(leaf, panel, rows) for leaf in group.children]
            means.append(_bare_mean(scores))
            for score in (*scores, means[-1]):
                _bare_ranks(score, rows)
        whole = len(means) * _bare_mean(means)
        _bare_ranks(whole, rows)
    return whole


def _bare_mean(scores: list[FloatArray]) -> FloatArray:
    present = np.sum([~np.isnan(score) for score in scores], axis=0)
    total = np.sum([np.where(np.isnan(score), 0, score) for score in scores], axis=0)
    return np.where(2 * present >= len(scores), total / present, np.nan)


def _bare_ranks(score: FloatArray, rows: list[np.ndarray]) -> np.ndarray:
    ranks = np.empty(score.shape, dtype=np.int64)
    for ours in rows:
        ranks[ours] = np.argsort(np.argsort(-score[ours], axis=0), axis=0) + 1
    return ranks


def _bare_leaf(leaf: object, panel: Panel, rows: list[np.ndarray]) -> FloatArray:
    assert isinstance(leaf, Leaf)
    values = marked(panel.column(leaf.indicator))
    sense = 1 if leaf.direction is Direction.POSITIVE else -1
    if isinstance(leaf.method, Progressed):
        return _bare_progress(values, leaf.method, sense, panel.periods)
    return _bare_score(values, leaf.method, sense, rows)


def _bare_score(values: FloatArray, method: Method, sense: int, rows: list[np.ndarray]) -> FloatArray:
    found = np.empty_like(values)
    match method:
        case ShareOfTarget(target=target):
            found = np.clip(values / target, 0, 1) if sense > 0 else np.where(values <= target, 1, target / values)
        case MinMax():
            for ours in rows:
                low, high = np.nanmin(values[ours], axis=0), np.nanmax(values[ours], axis=0)
                found[ours] = (values[ours] - low if sense > 0 else high - values[ours]) / (high - low)
        case WishedBand(low=low, high=high, zero_below=below, zero_above=above):
            found = np.clip(np.minimum((values - below) / (low - below), (above - values) / (above - high)), 0, 1)
        case StepTable(steps=steps):
            given = np.array([0.0, *(step.points for step in steps)])
            place = np.searchsorted([step.bound for step in steps], values, side="right")
            found = np.where(np.isnan(values), np.nan, given[place])
        case ZScore(clip=clip) if clip is not None:
            for ours in rows:
                z = sense * (values[ours] - np.nanmean(values[ours], axis=0)) / np.nanstd(values[ours], axis=0)
                found[ours] = (np.clip(z, -clip, clip) + clip) / (2 * clip)
    return found


def _bare_progress(values: FloatArray, method: Progressed, sense: int, periods: tuple[str, ...]) -> FloatArray:
    base = values[:, [periods.index(method.base_period)]]
    years = np.array([year_of(code) for code in periods]) - year_of(method.base_period)
    value = np.where(years >= 1, sense * (np.power(values / base, 1 / np.maximum(years, 1)) - 1), np.nan)
    if (goal := method.goal()) is not None:
        value = value / np.abs(np.power(goal.value / base, 1 / (goal.year - year_of(method.base_period))) - 1)
        score = np.where(value >= 0.6, np.minimum(7.1429 * value - 4.2857, 5), np.maximum(4.1667 * value - 2.5, -5))
        achieved = values >= goal.value if sense > 0 else values <= goal.value
        return (np.where(achieved, 5, score) + 5) / 10
    c = 1 - _nearness(base, method.limit) ** 4.44 if method.limit else np.ones_like(base)
    score = np.where(value >= 0.005 * c, 250 * value / c - 1.25, 500 * value / c - 2.5)
    score = np.where(value >= 0.015 * c, np.minimum(500 * value / c - 5, 5), score)
    return (np.where(value < 0, np.maximum(125 * value - 2.5, -5), score) + 5) / 10


def _nearness(base: FloatArray, limit: float) -> FloatArray:
    return np.where(base >= 2 * limit, 0, np.where(base <= limit, base / limit, (2 * limit - base) / limit))


def _fill(database: duckdb.DuckDBPyConnection, stated: Specification, panel: Panel) -> None:
    """The figures as rows, keyed by numbers; what a query needs to know of each indicator, unit and period beside."""
    months, units = len(panel.periods), len(panel.units)
    groups = [group for group in stated.index.children if isinstance(group, Group)]
    leaves = [(place, leaf) for place, group in enumerate(groups) for leaf in group.children if isinstance(leaf, Leaf)]
    names = sorted(set(panel.peers))
    database.execute("create table figures(i integer, unit integer, peer integer, period integer, value double)")
    database.execute(
        "create table terms(i integer, g integer, sense integer, target double, ahead double, most double)"
    )
    for number, (place, leaf) in enumerate(leaves):
        column, method = panel.column(leaf.indicator), leaf.method
        assert isinstance(method, Progressed)
        rows = pa.table(  # read by the query under its name
            {
                "unit": np.repeat(np.arange(units), months),
                "peer": np.repeat([names.index(name) for name in panel.peers], months),
                "period": np.tile(np.arange(months), units),
                "value": pa.array(column.values.ravel(), mask=~column.present.ravel()),
            }
        )
        database.register("rows", rows)
        database.execute("insert into figures select ?, unit, peer, period, value from rows", [number])
        goal, sense = method.goal(), 1 if leaf.direction is Direction.POSITIVE else -1
        ahead = None if goal is None else goal.year - year_of(FIRST)
        stated_terms = [number, place, sense, None if goal is None else goal.value, ahead, method.limit]
        database.execute("insert into terms values (?, ?, ?, ?, ?, ?)", stated_terms)
    database.execute("create table bases as select i, unit, value as base from figures where period = 0")
    years = pa.table({"period": np.arange(months), "years": [year_of(code) - year_of(FIRST) for code in panel.periods]})
    database.register("years_of", years)
    database.execute("create table times as select * from years_of")
