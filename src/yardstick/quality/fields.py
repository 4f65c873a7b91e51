"""One object of a JSON file, read field by field; what is unknown, missing or of the wrong kind is refused by name."""

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from yardstick.errors import BadDefinition
from yardstick.json_input import number_of, object_of, text_of

Choice = TypeVar("Choice", bound=StrEnum)


class Fields:
    """An object with known fields; `where` begins every refusal."""

    def __init__(self, content: Any, where: str, required: Sequence[str], optional: Sequence[str]) -> None:
        self._content = object_of(content, where, required, optional)
        self.where = where

    def raw(self, name: str, default: Any = None) -> Any:
        """The field as it stands; the default where it is left out or null."""
        value = self._content.get(name)
        return default if value is None else value

    def text(self, name: str, default: str | None = None) -> str:
        """A text that is not empty."""
        return text_of(self.raw(name, default), f"{self.where}: {name}")

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of different texts, empty where it is left out."""
        value = self.raw(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise BadDefinition(f"{self.where}: {name}: expected a list of texts")
        if len(set(value)) != len(value):
            raise BadDefinition(f"{self.where}: {name}: one text stands twice")
        return tuple(value)

    def choice(self, name: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """One of an enumeration's values."""
        value = self.raw(name, default)
        try:
            return choices(value)
        except ValueError:
            expected = ", ".join(choices)
            raise BadDefinition(f"{self.where}: {name}: {value!r}; expected one of {expected}") from None

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self.raw(name, default)
        if not isinstance(value, bool):
            raise BadDefinition(f"{self.where}: {name}: expected true or false")
        return value

    def number(self, name: str, default: float, *, least: float = -math.inf, most: float = math.inf) -> float:
        """A finite number within bounds."""
        return number(self.raw(name, default), f"{self.where}: {name}", least=least, most=most)

    def bound(self, name: str, default: float | None) -> float | None:
        """A finite number; `None` where there is no bound."""
        value = self.raw(name, default)
        return None if value is None else number(value, f"{self.where}: {name}")

    def whole(self, name: str, default: int, *, least: int) -> int:
        """A whole number from `least`."""
        value = self.raw(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise BadDefinition(f"{self.where}: {name}: expected a whole number from {least}")
        return value


def number(value: Any, where: str, *, least: float = -math.inf, most: float = math.inf) -> float:
    """A finite number within bounds; `BadDefinition` names the place."""
    found = number_of(value, where)
    if not least <= found <= most:
        bounds = f"from {least:g}" + (f" to {most:g}" if math.isfinite(most) else "")
        raise BadDefinition(f"{where}: {found:g}; expected a number {bounds}")
    return found
