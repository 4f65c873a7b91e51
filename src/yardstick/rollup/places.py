"""Where units stand in each target period: what an engine needs to bring values from leaves to the top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from yardstick.periods import Period
from yardstick.units import Units

Pair = tuple[int, int, int, bool]  # unit, unit above, depth of the unit above, whether the unit is a leaf
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int32]]
NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Standing:
    """The tree of one period: numbers of units with those above them (and themselves), and how many leaves each has."""

    pairs: tuple[Pair, ...]
    expected: Mapping[int, int]
    leaves: frozenset[int]

    @cached_property
    def rows(self) -> Numbers:
        """The columns of all pairs, 4 × pairs."""
        return _columns(self.pairs, 4)

    @cached_property
    def above_leaves(self) -> Numbers:
        """The columns of the pairs of a leaf and a unit above it, 4 × pairs."""
        unit, above, _, leaf = self.rows
        return self.rows[:, (leaf == 1) & (unit != above)]

    @cached_property
    def parents(self) -> Numbers:
        """Each leaf that is not alone with the unit directly above it, 2 × leaves."""
        nearest = {
            unit: above for unit, above, _, _ in sorted(zip(*self.above_leaves.tolist(), strict=True), key=_depth)
        }
        return _columns(tuple(nearest.items()), 2)

    @cached_property
    def upward(self) -> Numbers:
        """Each unit that is no leaf with itself and those above it, 2 × pairs."""
        return self.rows[:2, self.rows[3] == 0]

    @cached_property
    def units(self) -> Numbers:
        """The units, in their order, with the leaves of each that are expected to report, 2 × units."""
        return _columns(tuple(sorted(self.expected.items())), 2)


def _depth(pair: Sequence[int]) -> int:
    return pair[2]


def _columns(rows: Sequence[Sequence[int]], width: int) -> Numbers:
    return np.array(rows, dtype=np.int32).reshape(-1, width).T


@dataclass(frozen=True, eq=False)
class Grid:
    """Every unit valid in each target period of a batch, in the order of results: columns of equal length.

    `numbers` is the place of a unit in a target period, targets × units (`NOWHERE` where it is not valid).
    """

    target: Numbers
    unit: Numbers
    expected: Numbers
    numbers: Numbers

    def __len__(self) -> int:
        return len(self.unit)


def grid_of(standings: Sequence[Standing], units: int) -> Grid:
    """The grid of target periods, for as many units as there are numbers."""
    target, unit, expected = _by_target([one.units for one in standings], 3)
    numbers = np.full((len(standings), units), NOWHERE, dtype=np.int32)
    numbers[target, unit] = np.arange(len(unit), dtype=np.int32)
    return Grid(target, unit, expected, numbers)


def _by_target(parts: Sequence[Numbers], width: int) -> Numbers:
    """The columns of each target period one after the other, the number of the period before them."""
    if not parts:
        return np.zeros((width, 0), dtype=np.int32)
    return np.concatenate([np.vstack([np.full(one.shape[1], place), one]) for place, one in enumerate(parts)], axis=1)


class Standings:
    """The trees of many periods; units are numbered by their place in `codes`, the same tree is made once."""

    def __init__(self, units: Units, codes: Sequence[str], *, as_of: Period | None = None) -> None:
        self._units, self._as_of = units, as_of
        self._numbers = {code: number for number, code in enumerate(codes)}
        self._known: dict[tuple[tuple[str, str | None], ...], Standing] = {}
        self._by_period: dict[Period, Standing] = {}

    def of(self, period: Period) -> Standing:
        """The tree of the units valid on any day of a period (of one day, where results are as of a day)."""
        on = self._as_of or period
        if on not in self._by_period:
            self._by_period[on] = self._made(on)
        return self._by_period[on]

    def _made(self, on: Period) -> Standing:
        above_each = self._units.above(self._units.valid(on.first, on.last), on.last)
        key = tuple(sorted(above_each.items()))
        if key not in self._known:
            self._known[key] = self._standing(above_each)
        return self._known[key]

    def _standing(self, above_each: Mapping[str, str | None]) -> Standing:
        chains = {code: _chain(code, above_each) for code in above_each}
        inner = {above for chain in chains.values() for above in chain[1:]}
        pairs = []
        expected: dict[int, int] = {self._numbers[code]: 0 for code in above_each}
        for code, chain in chains.items():
            leaf = code not in inner
            for above in chain:
                number = self._numbers[above]
                pairs.append((self._numbers[code], number, len(chains[above]) - 1, leaf))
                expected[number] += leaf
        leaves = frozenset(self._numbers[code] for code in above_each if code not in inner)
        return Standing(tuple(sorted(pairs)), expected, leaves)


def _chain(code: str, above_each: Mapping[str, str | None]) -> list[str]:
    """A unit and those above it, the nearest first."""
    chain = [code]
    while (above := above_each[chain[-1]]) is not None:
        chain.append(above)
    return chain


def tables(standings: Sequence[Standing], *, nested: bool) -> dict[str, pa.Table]:
    """The tables `places`, `parents`, `upward` and `grid` for target periods in order.

    Without `nested` the places are only what lies above the leaves.
    """
    places = [one.rows if nested else one.above_leaves for one in standings]
    return {
        "places": _table(_by_target(places, 5), "unit", "above", "depth", "leaf"),
        "parents": _table(_by_target([one.parents for one in standings], 3), "unit", "parent"),
        "upward": _table(_by_target([one.upward for one in standings], 3), "parent", "above"),
        "grid": _table(_by_target([one.units for one in standings], 3)[:2], "unit"),
    }


TYPES = {"depth": pa.int16(), "leaf": pa.bool_()}


def _table(columns: Numbers, *names: str) -> pa.Table:
    named = zip(("target", *names), columns, strict=True)
    return pa.table({name: pa.array(column).cast(TYPES.get(name, pa.int32())) for name, column in named})
