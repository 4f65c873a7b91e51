"""Finds the body, post or class that a printed name means on a day; built once, then only looks things up."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from thuocdo.organisations.communes import CommuneIndex
from thuocdo.organisations.facts import AliasFact, BodyFact, GroupFact, PostFact
from thuocdo.organisations.names import (
    class_key,
    key,
    split_quantifier,
    without_courtesy,
    without_parentheses,
)
from thuocdo.organisations.rules import Kind, SuccessionTable, authority_code, is_valid
from thuocdo.organisations.spellings import (
    CLASS_BEGINNINGS,
    LEVEL_WORDS,
    ORGANS,
    RELATIVE_NAMES,
    authority_spellings,
    department_spellings,
    place_spellings,
    spellings,
)

FUZZY_CUTOFF = 90.0
# A typing error in these words would make another body of it ("Sở" for "Bộ"): they must be right.
_HEAD_WORDS = frozenset(
    {"bo", "so", "ban", "uy", "dang", "tinh", "thanh", "hoi", "vien", "tong", "cuc", "van", "tap", "xa"}
)


class MatchKind(StrEnum):
    """How a printed name was understood."""

    EXACT = "exact"
    ALIAS = "alias"
    FORMER = "former"  # the body has ended: `current` stands in for it
    FUTURE = "future"  # the body does not exist yet on that day
    POST = "post"
    GROUP = "group"
    CLASS_WITHOUT_RULE = "class_without_rule"
    FUZZY = "fuzzy"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


_CERTAIN = {MatchKind.EXACT, MatchKind.ALIAS, MatchKind.FORMER, MatchKind.FUTURE, MatchKind.POST}


@dataclass(frozen=True, slots=True)
class Match:
    """What a printed name means on a day.

    `body` is the body as printed, `current` the one that stands in for it that day (the same while it is valid).
    `post` is a post's title, `group` a group's code, `score` 0 to 100 (below 100 only for `FUZZY`), `candidates` the
    bodies between which an `AMBIGUOUS` name does not choose.
    """

    kind: MatchKind
    body: BodyFact | None = None
    current: BodyFact | None = None
    post: str | None = None
    group: str | None = None
    score: float = 100.0
    candidates: tuple[BodyFact, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether exactly one body is meant, without guessing at typing errors."""
        return self.kind in _CERTAIN


UNKNOWN = Match(MatchKind.UNKNOWN, score=0.0)
CLASS_WITHOUT_RULE = Match(MatchKind.CLASS_WITHOUT_RULE)


@dataclass(frozen=True, slots=True)
class _Entry:
    body: BodyFact
    is_name: bool
    valid_from: date
    valid_to: date | None
    post: str | None = None


class Matcher:
    """All names of the directory in dictionaries, never changed after it is built: threads may share it."""

    def __init__(
        self,
        *,
        bodies: Iterable[BodyFact],
        aliases: Iterable[AliasFact],
        posts: Iterable[PostFact],
        groups: Iterable[GroupFact],
        successions: SuccessionTable,
    ) -> None:
        self._by_id: dict[int, BodyFact] = {}
        self._by_code: dict[str, BodyFact] = {}
        for body in bodies:
            if body.id is not None:
                self._by_id[body.id] = body
            self._by_code[body.code] = body
        self._successions = successions
        self._entries: dict[str, list[_Entry]] = {}
        self._post_heads: dict[str, set[int | Kind]] = {}
        self._add_bodies()
        self._add_aliases(aliases)
        self._add_posts(posts)
        self._communes = CommuneIndex(self._by_code.values())
        self._groups: dict[str, str] = {}
        self._party_groups: dict[str, str] = {}
        for group in groups:
            self._groups |= {class_key(pattern): group.code for pattern in group.patterns}
            self._party_groups |= {class_key(pattern): group.code for pattern in group.party_patterns}
        self._fuzzy_keys = sorted(name for name in self._entries if len(name) >= 6)
        self._remembered = lru_cache(maxsize=100_000)(self._match)

    def match(self, name: str, *, on: date, party_document: bool = False) -> Match:
        """What `name` means on the day `on`. In a document of the Party a bare place means its Party committee."""
        return self._remembered(name, on, party_document)

    def _match(self, name: str, on: date, party: bool) -> Match:
        printed = key(name)
        for attempt in dict.fromkeys((printed, without_courtesy(printed), key(without_parentheses(name)))):
            found = self._look_up(attempt, on, party)
            if found is not None:
                return self._told_apart(found, name, on) if found.kind is MatchKind.AMBIGUOUS else found
        return self._post_with_holder(name, on, party) or self._guess(without_courtesy(printed), on)

    def _post_with_holder(self, name: str, on: date, party: bool) -> Match | None:
        """A post followed by the name of who holds it, two to four words with capitals."""
        words = name.split()
        for length in range(2, min(5, len(words) - 1)):
            if not all(word.istitle() for word in words[-length:]):
                return None
            found = self._look_up(without_courtesy(key(" ".join(words[:-length]))), on, party)
            if found is not None and found.kind is MatchKind.POST:
                return found
        return None

    def _told_apart(self, found: Match, name: str, on: date) -> Match:
        """Names that differ in their marks alone ("Cẩm Giang", "Cẩm Giàng") are one key: the printed marks choose."""
        printed = unicodedata.normalize("NFC", name).lower()
        places = {body.code: self._by_code.get(body.territory or "") for body in found.candidates}
        same = [body for body in found.candidates if (place := places[body.code]) and place.name.lower() in printed]
        if len(same) != 1:
            return found
        return self._of_body(same[0], MatchKind.EXACT if same[0].is_valid(on=on) else MatchKind.FUTURE, on)

    def _look_up(self, name: str, on: date, party: bool) -> Match | None:
        if not name:
            return None
        entries = self._entries.get(name)
        if entries:
            return self._choose(entries, on, party)
        return (
            self._group(name, party)
            or self._post(name, on, party)
            or self._organ(name, on, party)
            or self._commune(name, on, party)
            or self._class_without_rule(name)
        )

    # One name, one or several bodies

    def _choose(self, entries: list[_Entry], on: date, party: bool) -> Match:
        entries = [self._authority_entry(entry, party) for entry in entries]
        valid = [e for e in entries if is_valid(e.valid_from, e.valid_to, on=on) and e.body.is_valid(on=on)]
        if valid:
            return self._one_of(valid, on, None)
        past = [entry for entry in entries if max(entry.valid_from, entry.body.valid_from) <= on]
        if past:
            latest = max(self._end(entry) for entry in past)
            return self._one_of([entry for entry in past if self._end(entry) == latest], on, MatchKind.FORMER)
        return self._one_of(entries, on, MatchKind.FUTURE)

    @staticmethod
    def _end(entry: _Entry) -> date:
        return min(entry.valid_to or date.max, entry.body.valid_to or date.max)

    def _one_of(self, entries: list[_Entry], on: date, kind: MatchKind | None) -> Match:
        named = [entry for entry in entries if entry.is_name] or entries
        bodies = {entry.body.code: entry.body for entry in named}
        if len(bodies) > 1:
            return Match(MatchKind.AMBIGUOUS, candidates=tuple(bodies.values()))
        entry = named[0]
        if entry.post:
            kind = MatchKind.POST
        return self._of_body(
            entry.body, kind or (MatchKind.EXACT if entry.is_name else MatchKind.ALIAS), on, entry.post
        )

    def _of_body(self, body: BodyFact, kind: MatchKind, on: date, post: str | None = None) -> Match:
        current = body
        if body.id is not None and not body.is_valid(on=on) and body.valid_from <= on:
            current = self._by_id[self._successions.successor_on(body.id, on=on)]
        return Match(kind, body, current, post)

    def _authority_entry(self, entry: _Entry, party: bool) -> _Entry:
        """A place takes no work: its people's committee does, in a document of the Party its Party committee."""
        if entry.body.kind is not Kind.TERRITORY:
            return entry
        authority = Kind.PARTY_COMMITTEE if party else Kind.PEOPLES_COMMITTEE
        body = self._by_code.get(authority_code(entry.body.code, authority, entry.body.level))
        return replace(entry, body=body) if body else entry

    # Classes, posts, communes

    def _group(self, name: str, party: bool) -> Match | None:
        has_quantifier, words = split_quantifier(name)
        code = (self._party_groups.get(words) if party else None) or self._groups.get(words)
        if code is None:
            return None
        if not has_quantifier and " cac " not in name and words in RELATIVE_NAMES:
            return CLASS_WITHOUT_RULE  # "địa phương", "tỉnh" alone: which one depends on the text
        return Match(MatchKind.GROUP, group=code)

    def _class_without_rule(self, name: str) -> Match | None:
        has_quantifier, words = split_quantifier(name)
        is_class = has_quantifier or " cac " in name or words.startswith(CLASS_BEGINNINGS)
        if is_class or words in RELATIVE_NAMES or any(level in name for level in LEVEL_WORDS):
            return CLASS_WITHOUT_RULE
        return None

    def _post(self, name: str, on: date, party: bool) -> Match | None:
        words = name.split()
        for length in range(min(8, len(words) - 1), 0, -1):
            bearers = self._post_heads.get(" ".join(words[:length]))
            if not bearers:
                continue
            party_place = Kind.PARTY_COMMITTEE in bearers and Kind.PEOPLES_COMMITTEE not in bearers
            found = self._body_only(" ".join(words[length:]), on, party_place or party)
            if found and found.body and (found.body.kind in bearers or found.body.id in bearers):
                title = self._post_titles[" ".join(words[:length])]
                return replace(found, kind=MatchKind.POST, post=f"{title} {found.body.name}")
        return None

    def _organ(self, name: str, on: date, party: bool) -> Match | None:
        """A body's own board or leadership ("Ban Thường vụ Đảng ủy Chính phủ") is the body."""
        for organ in ORGANS:
            if name.startswith(organ + " "):
                found = self._body_only(name.removeprefix(organ + " "), on, party)
                if found is not None:
                    return replace(found, kind=MatchKind.ALIAS) if found.kind is MatchKind.EXACT else found
        return None

    def _body_only(self, name: str, on: date, party: bool) -> Match | None:
        entries = self._entries.get(name)
        return self._choose(entries, on, party) if entries else self._commune(name, on, party)

    def _commune(self, name: str, on: date, party: bool) -> Match | None:
        facts = self._communes.find(name, party=party)
        if not facts:
            return None
        facts = [self._by_code.get(fact.code, fact) for fact in facts]
        if len(facts) > 1:
            return Match(MatchKind.AMBIGUOUS, candidates=tuple(facts))
        kind = MatchKind.EXACT if facts[0].is_valid(on=on) else MatchKind.FUTURE
        return Match(kind, facts[0], facts[0])

    # Typing errors and the type-ahead box

    def _guess(self, name: str, on: date) -> Match:
        if len(name) < 6:
            return UNKNOWN
        first = name.split(" ", 1)[0]
        found = process.extract(name, self._fuzzy_keys, scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF, limit=8)
        if first in _HEAD_WORDS:
            found = [item for item in found if item[0].split(" ", 1)[0] == first]
        if not found:
            return UNKNOWN
        best = found[0][1]
        matches = [self._choose(self._entries[text], on, False) for text, score, _ in found if score == best]
        meant = [body for match in matches for body in ((match.body,) if match.body else match.candidates)]
        bodies = {body.code: body for body in meant}
        if len(bodies) != 1:
            return Match(MatchKind.AMBIGUOUS, score=best, candidates=tuple(bodies.values()))
        return replace(matches[0], kind=MatchKind.FUZZY, score=best)

    def suggest(self, prefix: str, *, on: date, limit: int = 10) -> list[BodyFact]:
        """Bodies valid on `on` for a type-ahead box: names that begin with `prefix`, then names with such words.

        Tone marks and abbreviations need not be right; shorter names come first. Communes appear as their people's
        committees, also those not in the database yet (`id` None).
        """
        wanted = key(prefix)
        if not wanted:
            return []
        ranked: dict[str, tuple[int, int, str, BodyFact]] = {}
        for name, entries in self._entries.items():
            rank = 0 if name.startswith(wanted) else 1 if f" {wanted}" in name else None
            if rank is None:
                continue
            for entry in entries:
                body = self._authority_entry(entry, False).body
                if entry.post is None and body.is_valid(on=on):
                    better = (rank, len(name), body.code, body)
                    ranked[body.code] = min(ranked.get(body.code, better), better, key=lambda item: item[:3])
        found = [item[3] for item in sorted(ranked.values(), key=lambda item: item[:3])[:limit]]
        if len(found) < limit:
            communes = self._communes.beginning_with(wanted, limit=limit - len(found))
            found += [self._by_code.get(fact.code, fact) for fact in communes if fact.is_valid(on=on)]
        return found

    def body(self, code: str) -> BodyFact | None:
        """The body with this code, or None."""
        return self._by_code.get(code)

    # Building

    def _add(self, name: str, entry: _Entry) -> None:
        known = self._entries.setdefault(name, [])
        if not any(e.body is entry.body and e.is_name == entry.is_name and e.valid_to == entry.valid_to for e in known):
            known.append(entry)

    def _add_bodies(self) -> None:
        for body in self._by_code.values():
            if body.is_commune_territory or body.is_nation:
                continue
            for spelling, is_name in spellings(body, self._by_code.get(body.territory or "")):
                self._add(spelling, _Entry(body, is_name, body.valid_from, body.valid_to))
            parent = self._by_code.get(body.parent or "")
            if body.kind is Kind.DEPARTMENT and parent:
                for spelling in department_spellings(body, parent, self._by_code.get(parent.territory or "")):
                    self._add(spelling, _Entry(body, True, body.valid_from, body.valid_to))

    def _add_aliases(self, aliases: Iterable[AliasFact]) -> None:
        for alias in aliases:
            body = self._by_id[alias.body_id]
            self._add(key(alias.name), _Entry(body, False, alias.valid_from, alias.valid_to))
            if body.kind is Kind.TERRITORY:
                self._add_place_alias(body, alias)

    def _add_place_alias(self, territory: BodyFact, alias: AliasFact) -> None:
        """ "TP.HCM" names the authorities too: "UBND TP.HCM"."""
        entry = _Entry(territory, False, alias.valid_from, alias.valid_to)
        for spelling in place_spellings(alias.name):
            self._add(spelling, entry)
        for body in self._by_code.values():
            if body.territory == territory.code:
                for spelling in authority_spellings(body, alias.name):
                    self._add(spelling, replace(entry, body=body))

    def _add_posts(self, posts: Iterable[PostFact]) -> None:
        """Full titles, and their heads ("Bộ trưởng", "Chủ tịch") for use before any other name of such a body."""
        self._post_titles: dict[str, str] = {}
        for post in posts:
            body = self._by_id[post.body_id]
            title, name = key(post.title), key(body.name)
            self._add(title, _Entry(body, True, post.valid_from, post.valid_to, post.title))
            if title.endswith(" " + name) and post.title.endswith(body.name):
                head = title.removesuffix(" " + name)
                self._post_titles[head] = post.title.removesuffix(body.name).strip()
                bearers = self._post_heads.setdefault(head, set())
                bearers.add(body.id or 0)
                if body.kind in (Kind.PEOPLES_COMMITTEE, Kind.PEOPLES_COUNCIL, Kind.PARTY_COMMITTEE):
                    bearers.add(body.kind)
