"""The examples of the guide to formulas run as printed."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "yardstick" / "formulas.md"


def test_the_examples_run() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (found.failed, found.attempted > 0) == (0, True)
