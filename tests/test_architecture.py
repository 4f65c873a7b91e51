"""The shape of the code: one way down, in imports and in foreign keys, and no app without something in it."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "thuocdo"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
# The same order that the imports obey, lowest first; apps on one line do not know each other.
ORDER = [
    [name.strip(" ()") for name in layer.split("|")]
    for layer in reversed(next(contract for contract in CONTRACTS if contract["id"] == "layers")["layers"])
]
LAYER = {app: height for height, layer in enumerate(ORDER) for app in layer}
OUR_APPS = [config for config in apps.get_app_configs() if config.name.startswith("thuocdo.")]
OUR_MODELS = [model for config in OUR_APPS for model in config.get_models()]
BANNED_NAMES = frozenset({"utils", "helpers", "common", "misc", "manager", "data", "info", "process", "handle"})


def relations(model: type[Model]) -> list["Field[Any, Any]"]:
    """The fields of a model that point to another: foreign keys, one-to-one and many-to-many."""
    return [field for field in model._meta.get_fields() if field.concrete and field.is_relation]


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model: type[Model]) -> None:
    height = LAYER[model._meta.app_label]
    for field in relations(model):
        other = field.related_model._meta.app_label  # type: ignore[union-attr]
        if other == model._meta.app_label:
            continue
        assert other in LAYER, f"{field} points to {other}, which is not ours"
        assert LAYER[other] < height, f"{field} points up to {other}"


def test_imports_go_down() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_app_has_its_place_in_the_order() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders <= set(LAYER)
    assert {config.label for config in OUR_APPS} == folders - {"config"}


@pytest.mark.parametrize("app", OUR_APPS, ids=lambda config: config.label)
def test_no_app_is_empty(app: Any) -> None:
    modules = [path for path in Path(app.path).rglob("*.py") if not {"migrations", "tests"} & set(path.parts)]
    doing = [path for path in modules if path.name not in ("__init__.py", "apps.py") and _defines(path)]
    assert doing, f"{app.label} has nothing in it"
    assert list((Path(app.path) / "tests").glob("test_*.py")), f"{app.label} has no tests"


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [path for path in (ROOT / "src").rglob("*.py") if path.stem in BANNED_NAMES]
    assert vague == []


def test_the_clock_is_read_only_in_views_commands_and_the_writing_of_events() -> None:
    """Time is an argument: whoever counts or decides is told the day."""
    readers = [path for path in PACKAGE.rglob("*.py") if "clock.today()" in path.read_text("utf-8")]
    deciding = {"rules", "queries", "services", "access", "models"}
    guilty = [path for path in readers if deciding & {path.stem, *path.relative_to(PACKAGE).parts[1:-1]}]
    assert [str(path.relative_to(ROOT)) for path in guilty] == []


def test_nothing_happens_behind_a_save() -> None:
    """No signals and no save() of our own: what an act does stands in its service."""
    found = []
    for path in PACKAGE.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        methods = [member for node in nodes if isinstance(node, ast.ClassDef) for member in node.body]
        saves = [method for method in methods if isinstance(method, ast.FunctionDef) and method.name == "save"]
        imports = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
        if saves or imports & {"django.dispatch", "django.db.models.signals"}:
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def _defines(path: Path) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body)
