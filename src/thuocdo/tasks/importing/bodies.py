"""Printed names of an event file to bodies; what is not certain is refused with what it might be."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thuocdo.organisations import services
from thuocdo.organisations.matching import Match, MatchKind, current_matcher
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import handovers
from thuocdo.tasks.exchange import BadLine


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the directory: its database key, code and name."""

    key: int
    code: str
    name: str


class Bodies:
    """Finds bodies by printed name, each name of a day looked up once."""

    def __init__(self) -> None:
        self._matcher = current_matcher()
        self._known: dict[tuple[str, date], Body] = {}
        rows = Organisation.objects.values_list("pk", "code", "name")
        self._by_key = {pk: Body(pk, code, name) for pk, code, name in rows}
        self._handovers = handovers()

    def find(self, name: str, on: date, field: str) -> Body:
        """The body meant on the day, as printed (a former name gives the former body); raises BadLine."""
        known = self._known.get((name, on))
        if known is None:
            known = self._known[name, on] = self._look_up(name, on, field)
        return known

    def holder(self, key: int, on: date) -> Body:
        """The body that holds the work of another on the day."""
        while (step := self._handovers.get(key)) is not None and step.on <= on:
            key = step.successor_id
        if key not in self._by_key:
            found = Organisation.objects.get(pk=key)
            self._by_key[key] = Body(found.pk, found.code, found.name)
        return self._by_key[key]

    def _look_up(self, name: str, on: date, field: str) -> Body:
        match = self._matcher.match(name, on=on)
        if not match.is_certain or match.body is None:
            raise BadLine(_problem(name, match), field)
        fact = match.body
        return Body(fact.id if fact.id is not None else services.organisation_of(fact).pk, fact.code, fact.name)


def _problem(name: str, match: Match) -> str:
    if match.kind is MatchKind.AMBIGUOUS:
        names = "; ".join(body.name for body in match.candidates[:4])
        return _("“{name}” có thể là nhiều cơ quan: {names}").format(name=name, names=names)
    if match.kind is MatchKind.FUZZY and match.body is not None:
        return _("không có cơ quan “{name}”; có phải là “{other}”?").format(name=name, other=match.body.name)
    if match.kind in (MatchKind.GROUP, MatchKind.CLASS_WITHOUT_RULE):
        return _("“{name}” là một nhóm cơ quan, cần tên từng cơ quan").format(name=name)
    return _("không có cơ quan “{name}” trong danh mục").format(name=name)
