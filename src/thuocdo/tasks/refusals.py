"""A rule's refusal in the user's words."""

from datetime import date

from thuocdo.foundation.errors import DomainError
from thuocdo.tasks import labels
from thuocdo.tasks.rules.life import Refused


def words(refused: Refused) -> str:
    """The Vietnamese sentence for the refusal, its facts filled in."""
    return str(labels.REFUSAL[refused.why]).format(**{k: _printed(k, v) for k, v in refused.facts.items()})


def as_error(refused: Refused) -> DomainError:
    """The refusal as the error that screens and commands show."""
    return DomainError(words(refused))


def _printed(name: str, value: object) -> str:
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if name == "act":
        return str(labels.ACT[str(value)])
    if name == "state":
        return str(labels.STATE[str(value)])
    return str(value)
