"""Reading directives on one core once started, beside one pass of a trivial pattern over the same texts."""

import re
from pathlib import Path

from benchmarks.measure import Row, best_seconds
from thuocdo.organisations.directory import names
from viettext import Gazetteer, canonical, extract

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
OWN = ROOT / "src" / "thuocdo" / "demo" / "story"
WORDS = re.compile(r"\w+")


def run() -> list[Row]:
    """Extract every document; the real seed documents where they lie beside the checkout, else our own."""
    found = sorted(SEEDS.glob("*.txt")) or sorted(OWN.glob("directive*.txt"))
    texts = [canonical(path.read_text("utf-8")) for path in found]
    known = Gazetteer(names())
    size = sum(map(len, texts)) // len(texts)
    seconds = best_seconds(lambda: [extract(text, names=known, source="bench") for text in texts])
    return [
        Row(
            f"extract ({len(texts) / seconds:.0f} documents a second)",
            f"{len(texts)} documents of {size:,} characters",
            seconds,
            "one pass over their words",
            best_seconds(lambda: [sum(1 for _ in WORDS.finditer(text)) for text in texts]),
        )
    ]
