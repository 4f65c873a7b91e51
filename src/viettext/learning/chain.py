"""A linear-chain conditional random field in plain numbers: the likeliest labels of a sequence, and their chances."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
        for own in scores[1:]:
            froms = [max(count, key=lambda a, b=b: best[a] + self.moves[a][b]) for b in count]  # type: ignore[misc]
            best = [own[b] + best[froms[b]] + self.moves[froms[b]][b] for b in count]
            steps.append(froms)
        last = max(count, key=best.__getitem__)
        path = [last]
        for froms in reversed(steps):
            path.append(froms[path[-1]])
        return [self.labels[i] for i in reversed(path)]

    def chances(self, scores: Sequence[Row]) -> list[dict[str, float]]:
        """The marginal probability of each label at each place (forward and backward sums)."""
        found = []
        for a, b in zip(self._forward(scores), self._backward(scores), strict=True):
            odds = [x + y for x, y in zip(a, b, strict=True)]
            total = _log_sum(odds)
            found.append({name: math.exp(x - total) for name, x in zip(self.labels, odds, strict=True)})
        return found

    def _scores(self, row: Sequence[str]) -> Row:
        met = [self.states[name] for name in row if name in self.states]
        return [sum(column) for column in zip(*met, strict=True)] or [0.0] * len(self.labels)

    def _forward(self, own: Sequence[Row]) -> list[Row]:
        count = range(len(self.labels))
        rows: list[Row] = []
        for scores in own:
            if not rows:
                rows.append(scores)
                continue
            before = rows[-1]
            rows.append([scores[b] + _log_sum([before[a] + self.moves[a][b] for a in count]) for b in count])
        return rows

    def _backward(self, own: Sequence[Row]) -> list[Row]:
        count = range(len(self.labels))
        rows: list[Row] = []
        for i in range(len(own) - 1, -1, -1):
            if not rows:
                rows.append([0.0] * len(self.labels))
                continue
            after, scores = rows[-1], own[i + 1]
            rows.append([_log_sum([self.moves[a][b] + scores[b] + after[b] for b in count]) for a in count])
        return rows[::-1]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(v - top) for v in values))
