"""The trained model as it is stored: one JSON file in the package, written and read without loss."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from viettext.learning.chain import Chain

FILE = "assignments-1.json"
PLACES = 3  # decimals that a weight keeps, so that the file does not hang on the last bit of a processor


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: the chain that labels units, the weights of confidence, and what they were made from."""

    chain: Chain
    sureness: Mapping[str, float]
    about: Mapping[str, Any]

    def written(self) -> str:
        """The file's text: one feature a line, in order, so that two versions can be compared."""
        states = ",\n".join(
            f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(list(weights))}"
            for name, weights in sorted(self.chain.states.items())
        )
        parts = (
            f'"about": {json.dumps(self.about, ensure_ascii=False, indent=1, sort_keys=True)}',
            f'"labels": {json.dumps(list(self.chain.labels))}',
            f'"moves": {json.dumps([list(row) for row in self.chain.moves])}',
            f'"sureness": {json.dumps(dict(sorted(self.sureness.items())), indent=1)}',
            f'"states": {{\n{states}\n}}',
        )
        return "{\n" + ",\n".join(parts) + "\n}\n"


def read(text: str) -> Model:
    """The model in a file's text."""
    found = json.loads(text)
    chain = Chain(tuple(found["labels"]), found["states"], found["moves"])
    return Model(chain, found["sureness"], found["about"])


@cache
def stored() -> Model:
    """The model that comes with the package, read once."""
    return read((files("viettext") / "model" / FILE).read_text(encoding="utf-8"))
