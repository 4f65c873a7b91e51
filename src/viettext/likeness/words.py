"""The words of a piece of work in one spelling: folded, abbreviations written out, empty words known."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from viettext.likeness.spellings import ACTS, EMPTY, SPELLINGS
from viettext.normal import fold
from viettext.wordtables import words

_TOKEN = re.compile(r"[0-9]+(?:[.,/-][0-9]+)*%?|[a-z0-9]+(?:&[a-z0-9]+)*")
_SPAN = re.compile(r"(?<=\d{4})\s*[-–]\s*(?=\d{4})")
_NO_ACT = re.compile(r" (chuong|cong|qua|hanh|lo|toan|giao|quy) (trinh|thong|quyet)(?= )")
_NUMBER = re.compile(r"[1-9]\d|\d{3}|\d{1,3}(?:\.\d{3})+")  # no year
WORDS_OF_ACT = 10  # the act stands at the beginning
_VERBS = {name: words(table) for name, table in ACTS.items()}


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """The syllables and numbers of a text in order, folded, abbreviations written out."""
    return tuple(_rewritten(_TOKEN.findall(_SPAN.sub("-", fold(text))), _SPELT))


@lru_cache(maxsize=20_000)
def content(text: str) -> tuple[str, ...]:
    """The tokens that tell what the work is about: no empty words, no numbers."""
    return tuple(token for token in _rewritten(tokens(text), _DROPPED) if not token[0].isdigit())


Phrases = dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


def _by_first(table: Mapping[str, str]) -> Phrases:
    """By their first word: what is read otherwise and as what, longest first."""
    told: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, instead in sorted(table.items(), key=lambda item: (-len(item[0].split()), item[0])):
        told.setdefault(phrase.split()[0], []).append((tuple(phrase.split()), tuple(instead.split())))
    return {first: tuple(listed) for first, listed in told.items()}


_SPELT, _DROPPED = _by_first(SPELLINGS), _by_first(dict.fromkeys(EMPTY, ""))


def _rewritten(found: Sequence[str], table: Phrases) -> list[str]:
    told: list[str] = []
    at = 0
    while at < len(found):
        for phrase, instead in table.get(found[at], ()):
            if len(phrase) == 1 or tuple(found[at : at + len(phrase)]) == phrase:
                told += instead
                at += len(phrase)
                break
        else:
            told.append(found[at])
            at += 1
    return told


def pairs(listed: tuple[str, ...]) -> frozenset[str]:
    """Neighbouring tokens as one word: most Vietnamese words have two syllables."""
    return frozenset(f"{a}_{b}" for a, b in pairwise(listed))


def terms(title: str) -> tuple[str, ...]:
    """The words under which an index keeps a piece of work, each once and without spaces or signs.

    Content words of two syllables, and numbers above ten, which point at the thing counted.
    """
    listed = content(title)
    found = [f"{a}{b}".replace("&", "") for a, b in pairwise(listed)]
    numbers = [f"n{token.replace('.', '')}" for token in tokens(title) if _NUMBER.fullmatch(token)]
    return tuple(dict.fromkeys([*(found or listed), *numbers]))


@lru_cache(maxsize=20_000)
def act_of(text: str) -> str:
    """The class of the first act that the text names; empty where none is known."""
    line = _NO_ACT.sub(" ", f" {' '.join(tokens(text)[:WORDS_OF_ACT])} ")
    found = [(line.find(f" {verb} "), name) for name, verbs in _VERBS.items() for verb in verbs if f" {verb} " in line]
    return min(found)[1] if found else ""
