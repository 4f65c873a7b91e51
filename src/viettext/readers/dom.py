"""A small tree of an HTML page, bounded in depth, that knows how much of each part is text and how much is links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from viettext.errors import Unreadable

_DEEPEST = 200
_MOST_NODES = 1_500_000
# Never shown, or never part of what a page says.
_SKIPPED = frozenset(
    "script style noscript template iframe form button svg select object embed canvas audio video input textarea head"
    " map dialog".split()
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True, eq=False)
class Element:
    """A tag with its children, texts among them; lengths count characters that are no white space at the ends."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    parent: "Element | None" = None
    length: int = 0
    linked: int = 0
    links: int = 0
    listed: int = 0  # items of this list that have got their number

    def elements(self) -> Iterator["Element"]:
        """All elements below, in the order of the page."""
        stack = [child for child in reversed(self.children) if isinstance(child, Element)]
        while stack:
            found = stack.pop()
            yield found
            stack.extend(child for child in reversed(found.children) if isinstance(child, Element))

    def text(self) -> str:
        """All text below, white space made single spaces."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            found = stack.pop()
            if isinstance(found, str):
                parts.append(found)
            else:
                stack.extend(reversed(found.children))
        return " ".join("".join(parts).split())

    @property
    def density(self) -> float:
        """The share of the text that is links."""
        return self.linked / self.length if self.length else 0.0

    def remove(self) -> None:
        """Take the element out of the page, its text out of the counts of all around it."""
        if self.parent is None:
            return
        around: Element | None = self.parent
        length, linked, links = self.length, self.linked, self.links
        while around is not None:
            around.length -= length
            around.linked -= linked
            around.links -= links
            around = around.parent
        # It stays in its place, empty: to look for it among thousands of neighbours would cost more.
        self.parent, self.children, self.tag = None, [], "span"
        self.length = self.linked = self.links = 0


def body_of(markup: str) -> tuple[Element, dict[str, str]]:
    """The body of a page, and what its head says: ``title``, ``og:title``, ``description``."""
    tree = LexborHTMLParser(markup)
    head: dict[str, str] = {}
    for meta in tree.css("meta[name], meta[property]")[:200]:
        name = meta.attributes.get("property") or meta.attributes.get("name") or ""
        head.setdefault(name.lower(), meta.attributes.get("content") or "")
    title = tree.css_first("title")
    head["title"] = title.text(deep=False) if title is not None else ""
    root = Element("body")
    if tree.body is not None:
        _Copy().children(tree.body, root, 0)
    return root, head


class _Copy:
    """Copies a tree; what lies deeper than in any page gives its text to the last ancestor that does not."""

    def __init__(self) -> None:
        self._count = 0

    def children(self, source: LexborNode, place: Element, depth: int) -> None:
        for node in source.iter(include_text=True):
            self._counted()
            tag = node.tag or ""
            if tag == "-text":
                _add_text(place, node.text(deep=False))
            elif tag[:1] in ("-", "_", "!") or tag in _SKIPPED or _is_hidden(node):
                continue
            elif depth >= _DEEPEST:
                self._texts(node, place)
            else:
                made = Element(tag, {k: v or "" for k, v in node.attributes.items()}, parent=place)
                place.children.append(made)
                if tag == "a":
                    _count_link(made)
                self.children(node, made, depth + 1)

    def _texts(self, source: LexborNode, place: Element) -> None:
        for node in source.traverse(include_text=True):
            self._counted()
            if node.tag == "-text" and (node.parent is None or node.parent.tag not in _SKIPPED):
                _add_text(place, node.text(deep=False))

    def _counted(self) -> None:
        self._count += 1
        if self._count > _MOST_NODES:
            raise Unreadable("trang HTML quá lớn")


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return bool(attributes) and (
        "hidden" in attributes or (bool(attributes.get("style")) and bool(_NOT_SHOWN.search(attributes["style"] or "")))
    )


def _add_text(place: Element, text: str) -> None:
    if not text:
        return
    place.children.append(text)
    length = len(" ".join(text.split())) if len(text) < 10_000 else len(text)
    if not length:
        return
    is_link, around = False, place
    while True:
        around.length += length
        is_link = is_link or around.tag == "a"
        if is_link:
            around.linked += length
        if around.parent is None:
            return
        around = around.parent


def _count_link(link: Element) -> None:
    around: Element | None = link
    while around is not None:
        around.links += 1
        around = around.parent
