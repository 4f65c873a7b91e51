"""Weights and errors of the mean of methods, against the same told plainly for one series and one origin at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.foresight.methods import family, forecasts
from yardstick.foresight.rolling import Averaging, average, roll, summed

AVERAGING = Averaging(trust=2.0, sharpness=3.0)
AHEAD = 4


def plainly(values: list[float], seen: list[bool], known: int, said: dict[int, np.ndarray]) -> list[float]:
    """The weights of the methods when the first `known` values are, from what was said at each origin before."""
    methods = family(1)
    means: list[list[float]] = []
    origins = set()
    for ahead in range(1, AHEAD + 1):
        wrong = [
            (origin, np.abs(said[origin][:, ahead - 1] - values[origin + ahead - 1]))
            for origin in sorted(said)
            if origin + ahead <= known and seen[origin - 1] and seen[origin + ahead - 1]
        ]
        origins |= {origin for origin, _ in wrong}
        if wrong:
            total = sum(error for _, error in wrong)
            means.append((total / total.mean()).tolist() if total.mean() > 0 else [1.0] * len(methods))
    mean = np.mean(means, axis=0) if means else np.zeros(len(methods))
    standing = np.array([method.standing for method in methods])
    score = (len(origins) * mean + AVERAGING.trust * standing) / (len(origins) + AVERAGING.trust)
    raw = (score + AVERAGING.least_error) ** -AVERAGING.sharpness
    found: list[float] = (raw / raw.sum()).tolist()
    return found


@given(st.integers(0, 10**6), st.integers(5, 16), st.sets(st.integers(1, 14), max_size=3))
def test_weights_know_only_what_was_known(seed: int, length: int, gaps: set[int]) -> None:
    values = np.cumsum(np.random.default_rng(seed).normal(size=length))
    seen = [at not in gaps or at == length - 1 for at in range(length)]
    rolled = roll(values[:, None], np.array(seen)[:, None], 1, AHEAD)
    weight, errors = average(rolled, 1, AVERAGING)
    first = length - rolled.errors.shape[1]
    said = {origin: forecasts(values[:origin, None], 1, AHEAD)[:, :, 0] for origin in range(first, length)}
    assert weight[:, 0] == pytest.approx(plainly(values.tolist(), seen, length, said))
    for origin in range(first, length):
        then = plainly(values.tolist(), seen, origin, said)
        for ahead in range(1, AHEAD + 1):
            told = origin + ahead <= length and seen[origin - 1] and seen[origin + ahead - 1]
            expected = values[origin + ahead - 1] - np.array(then) @ said[origin][:, ahead - 1] if told else 0.0
            assert errors[origin - first, ahead - 1, 0] == pytest.approx(expected, abs=1e-9)
            assert rolled.present[origin - first, ahead - 1, 0] == told


def test_before_any_error_the_standing_weights_hold() -> None:
    weight, errors = average(roll(np.zeros((2, 1)), np.ones((2, 1), dtype=bool), 1, AHEAD), 1, AVERAGING)
    best = min(family(1), key=lambda method: method.standing)
    assert errors.size == 0
    assert weight[[method.name for method in family(1)].index(best.name), 0] == weight.max()
    assert weight.sum() == pytest.approx(1)


@given(st.integers(1, 3000), st.integers(0, 100))
def test_a_sum_does_not_depend_on_what_lies_beside_it(width: int, seed: int) -> None:
    numbers = np.random.default_rng(seed).normal(size=(37, width))
    assert summed(numbers, axis=0)[0] == summed(numbers[:, :1], axis=0)[0]
