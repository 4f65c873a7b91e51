"""The page on exchange: every example in it gives what the page says, every format is on it."""

import doctest
import re
from pathlib import Path

import pytest

from yardstick.exchange import dhis2, formats

PAGE = Path(__file__).parents[3] / "docs" / "yardstick" / "exchange.md"
EXAMPLES = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


def test_the_examples_give_what_the_page_says() -> None:
    blocks = EXAMPLES.findall(PAGE.read_text("utf-8"))
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, PAGE.name, str(PAGE), 0)
    assert len(test.examples) > 20
    assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("name", [*formats.WRITTEN, formats.DHIS2, *dhis2.AGGREGATIONS])
def test_the_page_names_everything_there_is(name: str) -> None:
    assert f"`{name}`" in PAGE.read_text("utf-8")
