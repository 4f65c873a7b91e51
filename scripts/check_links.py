"""Finds links in the documentation that lead nowhere: files that do not exist and headings that are not there."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """All Markdown pages of the project, in order."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings as code hosts make them: lower case, no punctuation, spaces to hyphens."""
    titles = HEADING.findall(FENCE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def dead_links(page: Path) -> list[str]:
    """Targets of the page's links within the project that do not exist; other sites are not asked."""
    dead = []
    for link in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = page if not name else page.parent / name
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    return dead


def main() -> int:
    """Print one line for each dead link; 1 when there is any."""
    dead = [f"{page.relative_to(ROOT)}: {link}" for page in pages() for link in dead_links(page)]
    print("\n".join(dead) or f"{len(pages())} pages, every link leads somewhere")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
