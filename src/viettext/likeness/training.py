"""Learns the table from labelled pairs and from texts of directives: rarity of words, then a logistic combination."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from viettext.likeness import comparing, model
from viettext.likeness.facts import Work
from viettext.likeness.words import content, pairs

ROUNDS, RATE, HOLD = 4000, 0.5, 0.005  # steps, step size, pull of every weight toward nothing
DIGITS = 3
Rarity = Callable[[str], float]
Pair = tuple[Work, Work, bool]


def rarities(texts: Iterable[str]) -> tuple[dict[str, float], float]:
    """The rarity of every word of the texts, and that of a word which is not there. Each text counts a word once."""
    count: Counter[str] = Counter()
    total = 0
    for text in texts:
        listed = content(text)
        count.update(frozenset(listed) | pairs(listed))
        total += 1
    told = {word: round(math.log((total + 1) / (n + 0.5)), 2) for word, n in count.items() if n > 1}
    return told, round(math.log((total + 1) / 1.0), 2)


def weights(examples: Sequence[Pair], rarity: Rarity) -> dict[str, float]:
    """The weights that tell pairs of one work from the others, by plain gradient descent: same input, same output."""
    rows = [(comparing.features(a, b, rarity), 1.0 if label else 0.0) for a, b, label in examples]
    names = sorted(rows[0][0])
    found = dict.fromkeys(names, 0.0)
    for _ in range(ROUNDS):
        slope = dict.fromkeys(names, 0.0)
        for told, label in rows:
            total = sum(found[name] * told[name] for name in names)
            miss = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - label
            for name in names:
                slope[name] += miss * told[name]
        for name in names:
            pull = HOLD * found[name] if name != "one" else 0.0
            found[name] -= RATE * (slope[name] / len(rows) + pull)
    return {name: round(value, DIGITS) for name, value in found.items()}


def begun(texts: Iterable[str], threshold: float) -> model.Model:
    """A model without weights yet; `weights` needs its rarities."""
    told, unseen = rarities(texts)
    return model.Model({}, threshold, told, unseen)
