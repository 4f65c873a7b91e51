"""One object of a JSON file, read field by field; what is unknown, missing or of the wrong kind is refused by name."""

import json
import math
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from yardstick.errors import BadDefinition

Choice = TypeVar("Choice", bound=StrEnum)


def read_json(path: Path) -> Any:
    """The content of a file; `BadDefinition` for what is not JSON, for NaN, infinity and a field given twice."""
    try:
        return json.loads(path.read_bytes(), parse_constant=_no_constant, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise BadDefinition(f"{path}: not UTF-8 text at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise BadDefinition(f"{path}: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise BadDefinition(f"{path}: objects lie too deep in each other") from None
    except BadDefinition as error:
        raise BadDefinition(f"{path}: {error}") from None


def _no_constant(text: str) -> float:
    raise BadDefinition(f"{text} is no number in JSON")


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadDefinition(f"field {name!r} stands twice in one object")
        found[name] = value
    return found


class Fields:
    """An object with known fields; `where` begins every refusal."""

    def __init__(self, content: Any, where: str, required: Sequence[str], optional: Sequence[str]) -> None:
        known = sorted({*required, *optional})
        if not isinstance(content, dict):
            raise BadDefinition(f"{where}: expected an object")
        for name in content:
            if name not in known:
                raise BadDefinition(f"{where}: unknown field {name!r}; there are {', '.join(known)}")
        for name in required:
            if name not in content:
                raise BadDefinition(f"{where}: field {name!r} is missing")
        self._content = content
        self.where = where

    def raw(self, name: str, default: Any = None) -> Any:
        """The field as it stands; the default where it is left out or null."""
        value = self._content.get(name)
        return default if value is None else value

    def text(self, name: str, default: str | None = None) -> str:
        """A text that is not empty."""
        value = self.raw(name, default)
        if not isinstance(value, str) or not value.strip():
            raise BadDefinition(f"{self.where}: {name}: expected a text that is not empty")
        return value

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
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BadDefinition(f"{where}: expected a number")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise BadDefinition(f"{where}: {value!r:.40} is too large for a double")
    if not least <= found <= most:
        bounds = f"from {least:g}" + (f" to {most:g}" if math.isfinite(most) else "")
        raise BadDefinition(f"{where}: {found:g}; expected a number {bounds}")
    return found
