"""A linear-chain conditional random field in plain numbers: the likeliest labels of a sequence, and their chances."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import add, mul

Row = list[float]


@dataclass(frozen=True, slots=True)
class Chain:
    """The weights: ``states`` for each feature one a label, ``moves`` from label to label."""

    labels: tuple[str, ...]
    states: Mapping[str, Sequence[float]]
    moves: Sequence[Sequence[float]]

    def scores(self, features: Sequence[Sequence[str]]) -> list[Row]:
        """What the features of each place say for each label; the other two methods start from it."""
        return [self._scores(row) for row in features]

    def label(self, scores: Sequence[Row]) -> list[str]:
        """The likeliest sequence of labels (Viterbi)."""
        if not scores:
            return []
        count = range(len(self.labels))
        best, steps = scores[0], []
        columns = list(zip(*self.moves, strict=True))
        for own in scores[1:]:
            reached = [list(map(add, best, column)) for column in columns]
            froms = [row.index(max(row)) for row in reached]
            best = [own[b] + best[froms[b]] + columns[b][froms[b]] for b in count]
            steps.append(froms)
        last = max(count, key=best.__getitem__)
        path = [last]
        for froms in reversed(steps):
            path.append(froms[path[-1]])
        return [self.labels[i] for i in reversed(path)]

    def chances(self, scores: Sequence[Row]) -> list[dict[str, float]]:
        """The marginal probability of each label at each place: sums over all paths, forward and backward, each row
        scaled so that nothing overflows."""
        moves = [[math.exp(move) for move in row] for row in self.moves]
        own = [_exp(row) for row in scores]
        ahead, behind = self._forward(own, moves), self._backward(own, moves)
        found = []
        for a, b in zip(ahead, behind, strict=True):
            shares = [x * y for x, y in zip(a, b, strict=True)]
            total = sum(shares)
            found.append({name: share / total for name, share in zip(self.labels, shares, strict=True)})
        return found

    def _scores(self, row: Sequence[str]) -> Row:
        met = [weights for weights in map(self.states.get, row) if weights is not None]
        return [sum(column) for column in zip(*met, strict=True)] or [0.0] * len(self.labels)

    @staticmethod
    def _forward(own: Sequence[Row], moves: Sequence[Row]) -> list[Row]:
        columns = list(zip(*moves, strict=True))
        rows: list[Row] = []
        for here in own:
            if rows:
                before = rows[-1]
                row = [h * sum(map(mul, before, column)) for h, column in zip(here, columns, strict=True)]
            else:
                row = here
            rows.append(_scaled(row))
        return rows

    @staticmethod
    def _backward(own: Sequence[Row], moves: Sequence[Row]) -> list[Row]:
        rows: list[Row] = []
        for i in range(len(own) - 1, -1, -1):
            if rows:
                after = list(map(mul, own[i + 1], rows[-1]))
                rows.append(_scaled([sum(map(mul, row, after)) for row in moves]))
            else:
                rows.append([1.0] * len(own[i]))
        return rows[::-1]


def _exp(row: Row) -> Row:
    top = max(row)
    return [math.exp(score - top) for score in row]


def _scaled(row: Row) -> Row:
    total = sum(row)
    return [value / total for value in row]
