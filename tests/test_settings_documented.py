"""Every environment variable that the product reads is described in docs/settings.md, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
DOCUMENTED = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", PAGE, flags=re.MULTILINE))


def is_environment(node: ast.expr) -> bool:
    """`env` of the foundation, or `os.environ`."""
    return (isinstance(node, ast.Name) and node.id == "env") or (
        isinstance(node, ast.Attribute) and node.attr == "environ"
    )


def names_read() -> Iterator[str]:
    """The variables that the code of the product names, tests apart."""
    for path in (ROOT / "src").rglob("*.py"):
        if "tests" in path.parts or path.name == "settings_test.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                if is_environment(node.func.value):
                    yield from literal(node.args[0])
            elif isinstance(node, ast.Subscript) and is_environment(node.value):
                yield from literal(node.slice)


def literal(node: ast.expr) -> Iterator[str]:
    """The text that an expression spells out, if it does."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_every_variable_is_described_and_none_that_is_not_read() -> None:
    assert set(DOCUMENTED) == set(names_read())


def test_the_numbers_on_the_page_are_those_of_the_settings() -> None:
    assert f"`{settings.UPLOAD_LIMIT_MB}`" in DOCUMENTED["THUOCDO_UPLOAD_LIMIT_MB"]
    assert settings.AXES_FAILURE_LIMIT == 8, "the page says tám lần"
    assert settings.AXES_COOLOFF_TIME * 60 == 15, "the page says mười lăm phút"
    assert settings.SESSION_COOKIE_AGE == 12 * 3600, "the page says mười hai giờ"
    lengths = [
        rule["OPTIONS"]["min_length"]
        for rule in cast(list[dict[str, Any]], settings.AUTH_PASSWORD_VALIDATORS)
        if "min_length" in rule.get("OPTIONS", {})
    ]
    assert lengths == [10], "the page says mười ký tự"
