"""Definitions as JSON, and the published schema (draft 2020-12) of what is accepted."""

import json
from dataclasses import asdict
from datetime import date
from importlib import resources
from typing import Any

from yardstick.definitions import Definitions

SCHEMA = "definitions.schema.json"


def schema() -> dict[str, Any]:
    """The JSON schema of a set of definitions.

    It accepts what `parse_definitions` accepts, but for what no schema can tell: a code that is defined twice, a
    weight that is no data element or has a weight itself, half a character in a text.
    """
    content: dict[str, Any] = json.loads((resources.files("yardstick") / "schemas" / SCHEMA).read_bytes())
    return content


def content_of(definitions: Definitions) -> dict[str, Any]:
    """The content of a set, which `parse_definitions` reads as the same set; a field without a value is left out."""
    versions = [*definitions.earlier, *definitions.indicators.values()]
    return {
        "data_elements": [_fields(element) for element in definitions.data_elements.values()],
        "constants": dict(definitions.constants),
        "indicators": [_fields(one) for code in definitions.indicators for one in versions if one.code == code],
    }


def to_json(definitions: Definitions) -> str:
    """The set as the text of a JSON file, one field a line, in the order of the set."""
    return json.dumps(content_of(definitions), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _fields(entry: Any) -> dict[str, Any]:
    given = {name: value for name, value in asdict(entry).items() if value is not None}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}
