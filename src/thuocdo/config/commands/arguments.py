"""Arguments that several commands take."""

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date
from typing import NoReturn

SHAPE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day(text: str) -> date:
    """An ISO day of the command line."""
    try:
        if not SHAPE.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải là ngày dạng 2025-10-15") from None


# What argparse says, as it says it, and in Vietnamese.
COMPLAINTS = (
    (re.compile(r"the following arguments are required: (.+)"), r"còn thiếu \1"),
    (re.compile(r"unrecognized arguments: (.+)"), r"không có tham số \1"),
    (re.compile(r"argument (\S+): expected one argument"), r"\1: cần một giá trị"),
    (re.compile(r"argument (\S+): expected at least one argument"), r"\1: cần ít nhất một giá trị"),
    (re.compile(r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)"), r"\1: \2 không phải là một trong \3"),
    (re.compile(r"argument (\S+): invalid int value: (.+)"), r"\1: \2 không phải là số nguyên"),
    (re.compile(r"argument (\S+): (.+)"), r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the arguments, and leaves the rest to the help."""

    def error(self, message: str) -> NoReturn:
        found = ((pattern.fullmatch(message), words) for pattern, words in COMPLAINTS)
        said = next((match.expand(words) for match, words in found if match), message)
        self.exit(2, f"{self.prog}: {said}. Xem: {self.prog} --help\n")


def parser(name: str, description: str, example: str) -> argparse.ArgumentParser:
    """A parser whose help ends with an example."""
    return Parser(prog=f"thuocdo {name}", description=description, epilog=f"Ví dụ: {example}")


def progress(counted: str) -> Callable[[int], None]:
    """Shows how far long work is, where stderr is a terminal; `counted` is what is counted, in words."""
    if not sys.stderr.isatty():
        return lambda done: None
    return lambda done: print(f"\r{done} {counted}", end="", file=sys.stderr, flush=True)
