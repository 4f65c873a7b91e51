"""Scores the reading of annotated documents (``corpus/open`` unless told otherwise) and lists the errors of those that
rules may be tuned on; of the part kept aside for calibration (see ``corpus/README.md``) only the scores are printed.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from thuocdo.organisations import directory
from viettext import Gazetteer, extract, scoring

ROOT = Path(__file__).resolve().parent.parent
OPEN = ROOT / "corpus" / "open"


def main() -> int:
    """Print the errors document by document, then the scores; the status is 0 whatever they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[OPEN], metavar="FOLDER_OR_FILE")
    parser.add_argument("--quiet", action="store_true", help="scores only")
    parser.add_argument("--bare", action="store_true", help="read without the directory of names")
    parser.add_argument("--kind", metavar="KIND", help="only documents of this kind, such as tin-bai")
    parser.add_argument("--only", metavar="ERROR", help="only errors of this kind, such as missed, spurious, lead")
    parser.add_argument("--texts", type=Path, help="a folder of NAME.txt, for annotations without their text")
    options = parser.parse_args()
    known = Gazetteer(() if options.bare else directory.names())
    tuned, kept = scoring.Result(), scoring.Result()
    for gold in scoring.documents(*options.folders):
        if options.kind and gold["document"].get("kind") != options.kind:
            continue
        if "text" not in gold and options.texts and not (options.texts / gold["source"]).exists():
            continue
        result = scoring.judge(_with_text(gold, options.texts), _read(gold, known))
        aside = scoring.is_kept(gold["source"])
        if not options.quiet and not aside:
            _list(gold["source"], result, options.only)
        (kept if aside else tuned).join(result)
    for title, part in (("may be tuned on", tuned), ("kept aside", kept)):
        print(f"-- {title}")
        _table(part)
    return 0


def _with_text(gold: dict[str, Any], texts: Path | None) -> dict[str, Any]:
    if "text" not in gold and texts:
        gold["text"] = (texts / gold["source"]).read_text("utf-8")
    return gold


def _read(gold: dict[str, Any], known: Gazetteer) -> dict[str, Any]:
    return extract(gold["text"], names=known, source=gold["source"]).as_dict()


def _list(source: str, result: scoring.Result, only: str | None) -> None:
    count, full = result.scores["assignment"], result.scores["full"]
    figure = result.scores["figure"]
    print(
        f"== {source}: assignments {count.right} of {count.predicted} predicted, {count.expected} gold; "
        f"full {full.right}; figures {figure.right} of {figure.predicted}, {figure.expected}"
    )
    for fault in result.faults:
        if only is None or fault.kind == only:
            expected = f"\n      gold:  {fault.expected}" if fault.expected else ""
            found = f"\n      found: {fault.found}" if fault.found else ""
            print(f"   {fault.kind}: {fault.words}{expected}{found}")


def _table(total: scoring.Result) -> None:
    for name in scoring.MEASURES:
        s = total.scores[name]
        print(
            f"{name:<11} precision {s.precision:.3f}  recall {s.recall:.3f}  f1 {s.f1:.3f}   "
            f"right {s.right} of {s.predicted} predicted, {s.expected} gold"
        )
    kinds = Counter(fault.kind for fault in total.faults)
    print("errors: " + ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))


if __name__ == "__main__":
    sys.exit(main())
