"""Printed names to bodies of this installation's directory, with the matcher kept until the directory changes."""

from datetime import date

from thuocdo.organisations import state
from thuocdo.organisations.facts import AliasFact, BodyFact, GroupFact, PostFact
from thuocdo.organisations.matcher import Match, Matcher, MatchKind
from thuocdo.organisations.models import Alias, Organisation, OrganisationGroup, Post, Succession
from thuocdo.organisations.rules import Kind, Level, SuccessionFact, SuccessionTable

__all__ = ["Match", "MatchKind", "Matcher", "body_facts", "current_matcher", "match", "suggest"]

_kept: dict[str, Matcher] = {}  # the one matcher by the token it was built for


def match(name: str, *, on: date, party_document: bool = False) -> Match:
    """What a printed name means on the day `on`; one query (for many names take `current_matcher()` once)."""
    return current_matcher().match(name, on=on, party_document=party_document)


def suggest(prefix: str, *, on: date, limit: int = 10) -> list[BodyFact]:
    """Bodies valid on `on` whose name, alias or code begins with `prefix` or has such a word, best first."""
    return current_matcher().suggest(prefix, on=on, limit=limit)


def current_matcher() -> Matcher:
    """The matcher of the directory as it is now: one query when nothing changed, six when it did."""
    token = state.token()
    found = _kept.get(token) if token else None  # no token: bodies made by hand, nothing says when they change
    if found is None:
        found = _build()
        _kept.clear()
        _kept[token] = found
    return found


def body_facts() -> list[BodyFact]:
    """Every body of the directory as plain facts; one query."""
    rows = Organisation.objects.values_list(
        "id", "code", "name", "short_name", "kind", "level", "valid_from", "valid_to",
        "parent__code", "territory__code", "unit_kind",
    )  # fmt: skip
    kinds, levels = {kind.value: kind for kind in Kind}, {level.value: level for level in Level}
    return [
        BodyFact(pk, code, name, short, kinds[kind], levels[level], start, end, parent, territory, unit_kind)
        for pk, code, name, short, kind, level, start, end, parent, territory, unit_kind in rows
    ]


def _build() -> Matcher:
    dates = ("valid_from", "valid_to")
    successions = Succession.objects.values_list("predecessor_id", "successor_id", "on", "share")
    groups = OrganisationGroup.objects.values_list("code", "patterns", "party_patterns")
    return Matcher(
        bodies=body_facts(),
        aliases=[AliasFact(*row) for row in Alias.objects.values_list("organisation_id", "name", *dates)],
        posts=[PostFact(*row) for row in Post.objects.values_list("organisation_id", "title", *dates)],
        groups=[GroupFact(code, tuple(patterns), tuple(party)) for code, patterns, party in groups],
        successions=SuccessionTable([SuccessionFact(*row) for row in successions]),
    )
