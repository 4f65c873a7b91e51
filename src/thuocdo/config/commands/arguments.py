"""Arguments that several commands take."""

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date

SHAPE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day(text: str) -> date:
    """An ISO day of the command line."""
    try:
        if not SHAPE.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải là ngày dạng 2025-10-15") from None


def parser(name: str, description: str, example: str) -> argparse.ArgumentParser:
    """A parser whose help ends with an example."""
    return argparse.ArgumentParser(prog=f"thuocdo {name}", description=description, epilog=f"Ví dụ: {example}")


def progress(counted: str) -> Callable[[int], None]:
    """Shows how far long work is, where stderr is a terminal; `counted` is what is counted, in words."""
    if not sys.stderr.isatty():
        return lambda done: None
    return lambda done: print(f"\r{done} {counted}", end="", file=sys.stderr, flush=True)
