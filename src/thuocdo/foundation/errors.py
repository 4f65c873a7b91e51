"""The family of refusals that screens, commands and the API show as they are.

DomainError            a rule refused the act; the message is Vietnamese and safe to show
├── NotAllowed         the person has no right to it
├── Stale              somebody else acted in between
└── BadInput           what was sent has the wrong shape; may name the field
"""


class DomainError(Exception):
    """A rule refused the act. `message` is written for the user; `field` names the input or is None."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message = str(message)
        self.field = field


class NotAllowed(DomainError):
    """The person has no right to the act."""


class Stale(DomainError):
    """The object changed since the person saw it."""


class BadInput(DomainError):
    """What was sent has the wrong shape."""
