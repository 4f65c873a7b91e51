"""Trains the model of decisions from ``corpus/open`` and writes it into the package, or checks that it is what training
gives (``--check``)."""

import argparse
import sys
from pathlib import Path

from thuocdo.organisations import directory
from viettext import Gazetteer, scoring
from viettext.learning import model, training

ROOT = Path(__file__).resolve().parent.parent
OPEN = ROOT / "corpus" / "open"
FILE = ROOT / "src" / "viettext" / "model" / model.FILE


def trained() -> str:
    """The text of the model file that the corpus gives."""
    known = Gazetteer(directory.names())
    return training.build(training.examples(scoring.documents(OPEN), known)).written()


def main() -> int:
    """Write the file, or with ``--check`` return 1 where it differs from what training gives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 where the file would change")
    check = parser.parse_args().check
    text = trained()
    same = FILE.exists() and FILE.read_text("utf-8") == text
    if check:
        print("the model is what the corpus gives" if same else "the model is out of date: run make model")
        return 0 if same else 1
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text, "utf-8")
    print(f"{FILE.relative_to(ROOT)}: {'unchanged' if same else 'written'}, {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
