"""The documentation holds together."""

from pathlib import Path

import pytest

from scripts import check_links


@pytest.mark.parametrize("page", check_links.pages(), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert check_links.dead_links(page) == []


def test_a_dead_file_and_a_dead_anchor_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Một hai\n[a](#một-hai) [b](#ba) [c](none.md) [d](https://example.org) [e](page.md#một-hai)\n", "utf-8"
    )
    assert check_links.dead_links(page) == ["#ba", "none.md"]
