"""What every JSON file that the engine reads is held to: no field twice, no unknown one, no number that is none."""

import json
import math
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from yardstick.errors import BadDefinition

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(path: Path, *, too_deep: str = "lists or objects nest too deep") -> Any:
    """The content of a JSON file; `BadDefinition` for one that is none, or has a field twice, NaN or infinity.

    `too_deep` says what the kind of file allows where Python cannot climb into it.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise BadDefinition(f"{path}: not UTF-8 text at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise BadDefinition(f"{path}: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except BadDefinition as error:
        raise BadDefinition(f"{path}: {error}") from None
    except RecursionError:
        raise BadDefinition(f"{path}: {too_deep}") from None
    except ValueError:  # Python reads no whole number of more than a few thousand digits
        raise BadDefinition(f"{path}: a number has too many digits") from None


def object_of(content: Any, where: str, required: Collection[str], optional: Collection[str]) -> dict[str, Any]:
    """An object with known fields only, all required ones among them; `BadDefinition` names the field at fault.

    The first missing field is named: in the order of `required`, of the alphabet where it has none.
    """
    known = {*required, *optional}
    if not isinstance(content, dict):
        raise BadDefinition(f"{where}: expected an object")
    for name in content:
        if name not in known:
            raise BadDefinition(f"{where}: unknown field {name!r}; there are {', '.join(sorted(known))}")
    for name in required if isinstance(required, Sequence) else sorted(required):
        if name not in content:
            raise BadDefinition(f"{where}: field {name!r} is missing")
    return content


def text_of(value: Any, where: str) -> str:
    """A text that is not empty; `BadDefinition` names the place."""
    if not isinstance(value, str) or not value.strip():
        raise BadDefinition(f"{where}: expected a text that is not empty")
    if LONE_SURROGATE.search(value):
        raise BadDefinition(f"{where}: half a character, which no file can hold")
    return value


def number_of(value: Any, where: str) -> float:
    """A finite number; `BadDefinition` names the place."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BadDefinition(f"{where}: expected a number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise BadDefinition(f"{where}: {value!r:.40} is too large for a double")
    return number


def _refuse_constant(text: str) -> float:
    raise BadDefinition(f"{text} is no number in JSON")


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadDefinition(f"field {name!r} stands twice in one object")
        found[name] = value
    return found
