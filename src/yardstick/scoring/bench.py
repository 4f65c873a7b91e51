"""How long scores, ranks and index of the national shape take, on made-up figures."""

import time

import numpy as np

from yardstick.periods import Frequency, periods_between
from yardstick.periods import parse_period as period
from yardstick.progress import Direction
from yardstick.scoring.columns import Column, Panel
from yardstick.scoring.index import compute
from yardstick.scoring.methods import MinMax, ShareOfTarget, Spread, Step, StepTable, WishedBand, ZScore
from yardstick.scoring.specification import Aggregation, Group, Leaf, Missing, MissingRule, Specification

METHODS = (
    ShareOfTarget(1.0, 95.0),
    MinMax(1.0, degenerate=1.0),
    WishedBand(1.0, 40.0, 60.0, 0.0, 100.0),
    StepTable(1.0, (Step(25.0, 0.25), Step(50.0, 0.5), Step(90.0, 1.0))),
    ZScore(1.0, Spread.POPULATION, degenerate=0.5, clip=3.0),
)


def bench_scores(units: int = 3_321, months: int = 60, *, groups: int = 6, indicators: int = 20) -> float:
    """Seconds to compute scores and ranks of every node of an index of `groups` groups and `indicators` indicators.

    Units stand in 34 peer groups; about one figure in fifty is missing. The making of figures is not timed.
    """
    specification = _specification(groups, indicators)
    panel = _panel(specification, units, months)
    start = time.perf_counter()
    compute(specification, panel)
    return time.perf_counter() - start


def _specification(groups: int, indicators: int) -> Specification:
    rule = MissingRule(Missing.REWEIGHT, 0.5)
    members: list[list[Leaf]] = [[] for _ in range(groups)]
    for number in range(indicators):
        direction = Direction.POSITIVE if number % 3 else Direction.NEGATIVE
        code = f"I{number:03}"
        members[number % groups].append(Leaf(f"{code}.score", 1.0, code, direction, METHODS[number % len(METHODS)]))
    pillars = tuple(
        Group(f"G{number}", 1.0, float(len(leaves)), Aggregation.ARITHMETIC, rule, tuple(leaves))
        for number, leaves in enumerate(members)
    )
    return Specification(Group("INDEX", 0.0, float(groups), Aggregation.ARITHMETIC, rule, pillars))


def _panel(specification: Specification, units: int, months: int) -> Panel:
    chance = np.random.Generator(np.random.PCG64(20_251_031))
    first, last = period("2021-01").first, period(f"{2021 + (months - 1) // 12}-{(months - 1) % 12 + 1:02}").last
    columns = {}
    for code in specification.indicators():
        present = chance.random((units, months)) >= 0.02
        columns[code] = Column(np.where(present, chance.normal(70.0, 15.0, (units, months)), 0.0), present)
    return Panel(
        units=tuple(f"U{number:05}" for number in range(units)),
        periods=tuple(one.code for one in periods_between(first, last, Frequency.MONTHLY)),
        peers=tuple(f"P{number % 34:02}" for number in range(units)),
        columns=columns,
    )
