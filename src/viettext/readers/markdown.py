"""Markdown: the text without its marks, tables kept as rows."""

import re

from viettext.readers.found import Found
from viettext.readers.plain import decoded

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\A---\n.{0,4000}?\n---\n", re.S), ""),
    (re.compile(r"^ {0,3}```.*$", re.M), ""),
    (re.compile(r"^ {0,3}#{1,6} +(.*?)#*$", re.M), r"\1"),
    (re.compile(r"^ {0,3}> ?", re.M), ""),
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^)\n]{0,600}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,600})\]\([^)\n]{0,600}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,600}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,600}?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"^[ |:-]*-{3,}[ |:-]*$", re.M), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
    (re.compile(r"^ {0,3}\* (?=\S)", re.M), "- "),
)


def read(content: bytes) -> Found:
    """The text of a Markdown file; raises ``Unreadable`` for a wrong encoding."""
    text = _without_comments(decoded(content).replace("\r\n", "\n"))
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return Found(text)


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join([*parts, text[at:]])
