"""Bodies as people type them, one a line."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thuocdo.organisations.facts import BodyFact
from thuocdo.organisations.matching import Match, Matcher, current_matcher
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.services import organisation_of

MOST = 100


def named_bodies(text: str, *, on: date) -> list[Organisation]:
    """The bodies named, each once and in order, as they stand on the day.

    Raises ValidationError with one message for each line that names no single body.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise ValidationError(_("Quá {n} cơ quan: hãy chia thành nhiều nhiệm vụ.").format(n=MOST))
    matcher = current_matcher()
    meant = [(line, matcher.match(line, on=on)) for line in lines]
    problems = [_not_clear(matcher, line, one, on) for line, one in meant if _body(one) is None]
    if problems:
        raise ValidationError(problems)
    facts = {fact.code: fact for __, one in meant if (fact := _body(one)) is not None}
    return [organisation_of(fact) for fact in facts.values()]


def _body(meant: Match) -> BodyFact | None:
    return meant.current if meant.is_certain else None


def _not_clear(matcher: Matcher, line: str, meant: Match, on: date) -> str:
    near = [body.name for body in meant.candidates] or ([meant.current.name] if meant.current else [])
    near = near or [body.name for body in matcher.suggest(line, on=on, limit=3)]
    if meant.group is not None:
        return _("“{name}” là một nhóm: hãy ghi từng cơ quan.").format(name=line)
    if near:
        return _("Chưa rõ cơ quan “{name}”. Ý là {near}?").format(name=line, near=_(" hay ").join(near[:3]))
    return _("Không tìm thấy cơ quan “{name}”.").format(name=line)
