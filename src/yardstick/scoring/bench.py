"""How long scores, ranks and index of the national shape take, on made-up figures."""

import time
from collections.abc import Sequence

import numpy as np

from yardstick.periods import Frequency, periods_between
from yardstick.periods import parse_period as period
from yardstick.progress import Direction
from yardstick.scoring.columns import Column, Panel
from yardstick.scoring.index import compute
from yardstick.scoring.methods import Method, MinMax, ShareOfTarget, Spread, WishedBand, ZScore
from yardstick.scoring.progressed import Progressed
from yardstick.scoring.specification import Aggregation, Group, Leaf, Missing, MissingRule, Specification
from yardstick.scoring.steps import Step, StepTable

UNITS, MONTHS = 3_321, 60
FIRST = "2021-01"
METHODS = (
    ShareOfTarget(1.0, 95.0),
    MinMax(1.0, degenerate=1.0),
    WishedBand(1.0, 40.0, 60.0, 0.0, 100.0),
    StepTable(1.0, (Step(25.0, 0.25), Step(50.0, 0.5), Step(90.0, 1.0))),
    ZScore(1.0, Spread.POPULATION, degenerate=0.5, clip=3.0),
)
PROGRESS = (
    Progressed(1.0, FIRST),
    Progressed(1.0, FIRST, target=95.0, target_period="2030-12"),
    Progressed(1.0, FIRST, limit=100.0),
)


def bench_scores(
    units: int = UNITS,
    months: int = MONTHS,
    *,
    groups: int = 6,
    indicators: int = 20,
    methods: Sequence[Method] = METHODS,
) -> float:
    """Seconds to compute scores and ranks of every node of an index of `groups` groups and `indicators` indicators.

    The `methods` (say `PROGRESS`) are taken in turn. The making of figures is not timed.
    """
    specification = made_index(groups, indicators, methods)
    panel = made_panel(specification.indicators(), units, months)
    start = time.perf_counter()
    compute(specification, panel)
    return time.perf_counter() - start


def made_index(groups: int, indicators: int, methods: Sequence[Method]) -> Specification:
    """An index of groups of equal weight; the methods are taken in turn, every third indicator is better lower."""
    rule = MissingRule(Missing.REWEIGHT, 0.5)
    members: list[list[Leaf]] = [[] for _ in range(groups)]
    for number in range(indicators):
        direction = Direction.POSITIVE if number % 3 else Direction.NEGATIVE
        code = f"I{number:03}"
        members[number % groups].append(Leaf(f"{code}.score", 1.0, code, direction, methods[number % len(methods)]))
    pillars = tuple(
        Group(f"G{number}", 1.0, float(len(leaves)), Aggregation.ARITHMETIC, rule, tuple(leaves))
        for number, leaves in enumerate(members)
    )
    return Specification(Group("INDEX", 0.0, float(groups), Aggregation.ARITHMETIC, rule, pillars))


def made_panel(indicators: Sequence[str], units: int = UNITS, months: int = MONTHS) -> Panel:
    """Figures around 70, from 1 up, of units in 34 peer groups; about one in fifty is missing."""
    chance = np.random.Generator(np.random.PCG64(20_251_031))
    first, last = period(FIRST).first, period(f"{2021 + (months - 1) // 12}-{(months - 1) % 12 + 1:02}").last
    columns = {}
    for code in indicators:
        present = chance.random((units, months)) >= 0.02
        columns[code] = Column(
            np.where(present, np.maximum(chance.normal(70.0, 15.0, (units, months)), 1.0), 0.0), present
        )
    return Panel(
        units=tuple(f"U{number:05}" for number in range(units)),
        periods=tuple(one.code for one in periods_between(first, last, Frequency.MONTHLY)),
        peers=tuple(f"P{number % 34:02}" for number in range(units)),
        columns=columns,
    )
