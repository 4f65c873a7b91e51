"""Prints the events of an illustrative programme as JSON Lines: `python -m thuocdo.demo.story nq57 > events.jsonl`."""

import argparse
import json
import sys
from collections.abc import Sequence

from . import da06_events, nq57_events

_PROGRAMMES = {"nq57": nq57_events, "de-an-06": da06_events}


def main(argv: Sequence[str] | None = None) -> int:
    """Writes one event a line to stdout; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m thuocdo.demo.story",
        description="Prints illustrative events in the exchange format.",
        epilog="example: python -m thuocdo.demo.story nq57 > events.jsonl",
    )
    parser.add_argument("programme", choices=sorted(_PROGRAMMES))
    arguments = parser.parse_args(argv)
    for event in _PROGRAMMES[arguments.programme]():
        sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
