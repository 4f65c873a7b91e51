"""The trained table: how rare each word is, and the weights of what two works share."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILE = "likeness-1.json"


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` by feature, `threshold` from which a score is an alarm, `rarities` by word, `unseen` for the others."""

    weights: Mapping[str, float]
    threshold: float
    rarities: Mapping[str, float]
    unseen: float

    def rarity(self, token: str) -> float:
        """How much a word tells: the logarithm of how seldom it occurs."""
        return self.rarities.get(token, self.unseen)

    def written(self) -> str:
        """The file's text: one word a line, in order, so that two versions can be compared."""
        words = ",\n".join(f"  {json.dumps(word)}: {value}" for word, value in sorted(self.rarities.items()))
        parts = (
            f'"weights": {json.dumps(dict(sorted(self.weights.items())), indent=1)}',
            f'"threshold": {self.threshold}', f'"unseen": {self.unseen}', f'"rarities": {{\n{words}\n}}',
        )  # fmt: skip
        return "{\n" + ",\n".join(parts) + "\n}\n"


def read(text: str) -> Model:
    """The model in a file's text."""
    found = json.loads(text)
    return Model(found["weights"], found["threshold"], found["rarities"], found["unseen"])


@cache
def stored() -> Model:
    """The model that comes with the package, read once."""
    return read((files("viettext") / "model" / FILE).read_text(encoding="utf-8"))
