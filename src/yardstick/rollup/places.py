"""Where units stand in each target period: what an engine needs to bring values from leaves to the top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from yardstick.periods import Period
from yardstick.units import Unit, Units

Pair = tuple[int, int, int, bool]  # unit, unit above, depth of the unit above, whether the unit is a leaf


@dataclass(frozen=True)
class Standing:
    """The tree of one period: numbers of units with those above them, and how many leaves each has."""

    pairs: tuple[Pair, ...]
    expected: Mapping[int, int]
    leaves: frozenset[int]


class Standings:
    """The trees of many periods; units are numbered by their place in `codes`, the same tree is made once."""

    def __init__(self, units: Units, codes: Sequence[str], *, as_of: Period | None = None) -> None:
        self._units, self._as_of = units, as_of
        self._numbers = {code: number for number, code in enumerate(codes)}
        self._known: dict[tuple[tuple[str, str | None], ...], Standing] = {}

    def of(self, period: Period) -> Standing:
        """The tree of the units valid on any day of a period (of one day, where results are as of a day)."""
        on = self._as_of or period
        valid = self._units.valid(on.first, on.last)
        key = tuple(sorted((code, unit.parent) for code, unit in valid.items()))
        if key not in self._known:
            self._known[key] = self._standing(valid)
        return self._known[key]

    @cached_property
    def _parents(self) -> Mapping[str, str | None]:
        """Where a unit stood last: how to climb past one that is not valid in a period."""
        return {code: rows[-1].parent for code, rows in self._units.by_code.items()}

    def _standing(self, valid: Mapping[str, Unit]) -> Standing:
        chains = {code: self._chain(code, valid) for code in valid}
        inner = {above for chain in chains.values() for above in chain[1:]}
        pairs = []
        expected: dict[int, int] = {self._numbers[code]: 0 for code in valid}
        for code, chain in chains.items():
            leaf = code not in inner
            for above in chain:
                number = self._numbers[above]
                pairs.append((self._numbers[code], number, len(chains[above]) - 1, leaf))
                expected[number] += leaf
        leaves = frozenset(self._numbers[code] for code in valid if code not in inner)
        return Standing(tuple(sorted(pairs)), expected, leaves)

    def _chain(self, code: str, valid: Mapping[str, Unit]) -> list[str]:
        """The unit and the valid ones above it, the nearest first."""
        chain = [code]
        above = valid[code].parent
        while above is not None:
            if above in valid:
                chain.append(above)
            above = valid[above].parent if above in valid else self._parents[above]
        return chain


def places_table(standings: Sequence[Standing], *, nested: bool) -> pa.Table:
    """The table `places` for target periods in order; without `nested` only what lies above the leaves."""
    rows = [
        (target, *pair)
        for target, standing in enumerate(standings)
        for pair in standing.pairs
        if nested or (pair[3] and pair[0] != pair[1])
    ]
    columns = list(zip(*rows, strict=True)) if rows else [()] * 5
    types = (pa.int32(), pa.int32(), pa.int32(), pa.int16(), pa.bool_())
    names = ("target", "unit", "above", "depth", "leaf")
    return pa.table({n: pa.array(c, t) for n, c, t in zip(names, columns, types, strict=True)})


def grid_table(standings: Sequence[Standing]) -> pa.Table:
    """The table `grid`: every unit valid in each target period, with the leaves that are expected to report."""
    rows = [(target, *one) for target, standing in enumerate(standings) for one in sorted(standing.expected.items())]
    columns = list(zip(*rows, strict=True)) if rows else [()] * 3
    names = ("target", "unit", "expected")
    return pa.table({n: pa.array(c, pa.int32()) for n, c in zip(names, columns, strict=True)})
