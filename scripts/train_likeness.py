"""Trains the table that compares works from the tuning half of ``corpus/overlap`` and the texts of ``corpus/open``, and
writes it into the package, or checks that it is what training gives (``--check``)."""

import argparse
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.config.settings_test")

import django  # noqa: E402

django.setup()  # the directory's facts stand beside models; no database is opened

from benchmarks import pairs  # noqa: E402
from viettext.likeness import comparing, model, training  # noqa: E402

OPEN = ROOT / "corpus" / "open"
FILE = ROOT / "src" / "viettext" / "model" / model.FILE
THRESHOLD = 0.5
SHORTEST = 40  # characters: shorter lines are headings and signatures


def trained() -> model.Model:
    """The model that the corpora give."""
    told = (json.loads(file.read_text("utf-8"))["text"] for file in sorted(OPEN.glob("*.json")))
    lines = [line for text in told for line in text.split("\n") if len(line) > SHORTEST]
    begun = training.begun(lines, THRESHOLD)
    examples = [(pair.first, pair.second, pair.is_alarm) for pair in pairs.tuning()]
    unsettled = [one for one in examples if not comparing.is_settled(one[0], one[1])]
    return replace(begun, weights=training.weights(unsettled, begun.rarity))


def main() -> int:
    """Write the file, or with ``--check`` return 1 where it differs from what training gives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 where the file would change")
    check = parser.parse_args().check
    text = trained().written()
    same = FILE.exists() and FILE.read_text("utf-8") == text
    if check:
        print("the table is what the corpora give" if same else "the table is out of date: run make model")
        return 0 if same else 1
    FILE.write_text(text, "utf-8")
    print(f"{FILE.relative_to(ROOT)}: {'unchanged' if same else 'written'}, {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
