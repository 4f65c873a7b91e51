"""What the engine refuses, and how it says so.

```text
YardstickError
├── BadInput            a file, a row or an option cannot be used
│   ├── BadDefinition   a definition: unknown field, cycle, rule that does not exist
│   └── BadFormula      an expression, with the column it fails at
├── BadUsage            options that do not go together, or are not enough
├── TooLarge            the work does not fit the limits that were set
└── Unproven            a published result cannot be computed again as it was
```
"""


class YardstickError(Exception):
    """The family that a command catches: the message is one line, says where the fault is and what was expected."""


class BadInput(YardstickError, ValueError):
    """Something handed in cannot be used; nothing of it was kept."""


class BadUsage(YardstickError):
    """A command was called with options that do not go together or are not enough."""


class BadDefinition(BadInput):
    """A definition cannot be used; the message names its code and field."""


class BadFormula(BadInput):
    """An expression cannot be used.

    `column` counts characters from 1 and may be one past the end; `expected` says in words what could stand there
    (empty where the fault is one of meaning).
    """

    def __init__(self, message: str, *, column: int, expected: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.column = column
        self.expected = expected


class TooLarge(YardstickError):
    """The work does not fit the memory or size that was allowed; the message says which limit and how to raise it."""


class Unproven(YardstickError):
    """A published result differs from what its inputs give now, or an input is gone; the message says which."""
