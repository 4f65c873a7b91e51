"""One dictionary: every model and enum member is in docs/glossary.csv, and nothing is called by a word it refuses."""

import ast
import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from thuocdo.accounts import labels as accounts
from thuocdo.directives import labels as directives
from thuocdo.distribution import labels as distribution
from thuocdo.organisations import labels as organisations
from thuocdo.overlap import labels as overlap
from thuocdo.programmes import labels as programmes
from thuocdo.tasks import labels as tasks

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "thuocdo"
ENUMS = frozenset({"Enum", "StrEnum", "IntEnum", "TextChoices", "IntegerChoices"})

with (ROOT / "docs" / "glossary.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
CODES = [row["code"] for row in ROWS]
TERMS = {row["code"]: row["vi"] for row in ROWS}
REFUSED = {word for row in ROWS for word in row["not_this"].split(";") if word}
# A word that is refused for one thing may be the right one for another: a task has drafts, a body departments.
RIGHT_ELSEWHERE = {code.rpartition(".")[2].lower() for code in CODES}

LABELS: dict[str, Mapping[Any, Any]] = {
    "Role": accounts.ROLE,
    "Kind": organisations.KIND,
    "Level": organisations.LEVEL,
    "SuccessionKind": organisations.SUCCESSION_KIND,
    "Openness": programmes.OPENNESS,
    "MemberRole": programmes.MEMBER_ROLE,
    "DocumentClass": directives.DOCUMENT_CLASS,
    "ProposalState": directives.PROPOSAL_STATE,
    "DeliveryState": distribution.DELIVERY_STATE,
    "FigureState": directives.FIGURE_STATE,
    "FileState": directives.FILE_STATE,
    "OverlapKind": overlap.OVERLAP_KIND,
    "Answer": overlap.ANSWER,
    "State": tasks.STATE,
    "Act": tasks.ACT,
    "Status": tasks.STATUS,
    "Recurrence": tasks.RECURRENCE,
}


def classes() -> Iterator[ast.ClassDef]:
    """Every class of the product, tests and migrations apart."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            tree = ast.parse(path.read_text("utf-8"))
            yield from (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


CLASSES = list(classes())


def members(enum: ast.ClassDef) -> list[str]:
    """The names that a class body gives a value or a type."""
    names = []
    for node in enum.body:
        if isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
    return names


ENUM_MEMBERS = [
    f"{node.name}.{member}"
    for node in CLASSES
    if ENUMS & {base.id for base in node.bases if isinstance(base, ast.Name)}
    for member in members(node)
]


def test_every_model_is_in_the_glossary() -> None:
    models = {m.__name__ for c in apps.get_app_configs() if c.name.startswith("thuocdo.") for m in c.get_models()}
    assert sorted(models - set(CODES)) == []


def test_every_enum_member_is_in_the_glossary() -> None:
    assert sorted(set(ENUM_MEMBERS) - set(CODES)) == []


def test_the_glossary_holds_no_member_that_is_gone() -> None:
    assert sorted({code for code in CODES if "." in code} - set(ENUM_MEMBERS)) == []


def test_a_term_is_explained_once_and_in_full() -> None:
    assert len(CODES) == len(set(CODES))
    assert [row["code"] for row in ROWS if not row["vi"].strip() or len(row["meaning_vi"]) < 8] == []


@pytest.mark.parametrize("enum", LABELS)
def test_the_screens_say_what_the_glossary_says(enum: str) -> None:
    said = {TERMS[code] for code in CODES if code.startswith(f"{enum}.")}
    assert said == {str(label) for label in LABELS[enum].values()}


def test_no_class_field_or_parameter_of_one_is_called_by_a_refused_word() -> None:
    refused = REFUSED - RIGHT_ELSEWHERE
    assert {"ticket", "owner", "issue", "document"} <= refused
    wrong = [node.name for node in CLASSES if node.name.lower() in refused]
    wrong += [f"{node.name}.{name}" for node in CLASSES for name in members(node) if name.lower() in refused]
    assert wrong == []
