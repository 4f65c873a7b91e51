"""What the page on formulas says holds: its examples, its tables of operators and functions, its limits."""

import doctest
import json
import re
from pathlib import Path

import pytest

from yardstick.formula import evaluate, known_functions, parse
from yardstick.formula.bounds import MOST_CHARACTERS, MOST_DEPTH, MOST_TERMS
from yardstick.formula.kinds import REFUSED
from yardstick.formula.parsing import OTHER_ITEMS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "yardstick" / "formulas.md"
TEXT = PAGE.read_text("utf-8")
SHOWN = re.findall(r"\| `([^`]+)` = (\S+) \|$", TEXT, re.MULTILINE)


def test_the_examples_run() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (found.failed, found.attempted >= 12) == (0, True)


@pytest.mark.parametrize(("text", "value"), SHOWN)
def test_the_examples_of_the_tables_hold(text: str, value: str) -> None:
    wanted = json.loads(value)
    found = evaluate(parse(text), {})
    assert (found, isinstance(found, bool)) == (wanted, isinstance(wanted, bool))


def test_every_rank_and_function_has_its_row() -> None:
    assert len(SHOWN) == 8 + 13
    rows = "\n".join(line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `"))
    assert [name for name in known_functions() if f"`{name}(" not in rows] == []


def test_everything_that_is_refused_by_name_is_listed() -> None:
    listed = TEXT.splitlines()[-1]
    named = [f"{name}{{" for name in OTHER_ITEMS]
    named += [name if name[:3] not in {"org", "d2:"} else re.split("[.:]", name)[0] for name in REFUSED]
    assert [name for name in named if f"`{name}" not in listed] == []


def test_the_limits_are_those_of_the_parser() -> None:
    said = re.search(r"at most ([\d,]+) characters, (\d+) levels in one another and (\d+) terms", TEXT)
    assert [int(number.replace(",", "")) for number in said.groups()] == [MOST_CHARACTERS, MOST_DEPTH, MOST_TERMS]
