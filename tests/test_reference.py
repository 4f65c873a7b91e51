"""The reference of yardstick: it builds, links to what is there, and every public name says what a caller needs."""

import importlib
import inspect
import pkgutil
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

import yardstick
from docs.yardstick.reference.build import build, main, module_of, names_of
from docs.yardstick.reference.pages import INNER, shown
from docs.yardstick.reference.wording import faults
from yardstick.errors import BadInput, BadUsage
from yardstick.formula.tree import fault

NAMES = [(module, name) for module in shown() for name in names_of(module)]
PRODUCT = "yardstick"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference, built once; a warning of the generator ends the test as every warning does."""
    made = tmp_path_factory.mktemp("reference")
    build(made)
    return made


def pages(folder: Path) -> dict[Path, str]:
    """What each page shows, without the code of the search."""
    texts = {path: path.read_text("utf-8") for path in folder.rglob("*.html")}
    return {path: re.sub(r"<script>.*?</script>", "", text, flags=re.S) for path, text in texts.items()}


def test_every_module_of_the_table_has_a_page_with_all_its_names(folder: Path) -> None:
    for module in shown():
        text = (folder / f"{module.replace('.', '/')}.html").read_text("utf-8")
        assert [name for name in names_of(module) if f'<section id="{name}">' not in text] == [], module


def test_every_link_leads_to_a_name_that_is_there(folder: Path) -> None:
    found = pages(folder)
    anchors = {path.resolve(): set(re.findall(r'\bid="([^"]+)"', text)) for path, text in found.items()}
    dead = []
    for path, text in found.items():
        for link in re.findall(r'\bhref="([^"]+)"', text):
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path.resolve()
            if target not in anchors or (anchor and anchor not in anchors[target]):
                dead.append((path.name, link))
    assert dead == []


def test_the_pages_ask_nothing_of_another_place(folder: Path) -> None:
    texts = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.*"))
    assert re.findall(r"""(?:src|href|url|import)\s*[=(]?\s*["'(]?(?:https?:)?//[^\s"')]+""", texts) == []


def test_a_signature_is_short_and_that_of_a_caller(folder: Path) -> None:
    text = (folder / "yardstick" / "exchange" / "formats.html").read_text("utf-8")
    (signature,) = re.findall(r'<span class="name">read_table</span>(.*?)\n', text)
    assert re.sub(r"<[^>]+>|\s", "", signature) == (
        "(path:pathlib.Path,form:str|None=None,*,dimensions:Dimensions=Dimensions())->Table"
    )
    every = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.html"))
    assert re.findall(r'<span class="param">\s*(?:<span class="bp">)?self\b', every) == []


def test_the_command_wants_one_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("usage: ")
    assert list(tmp_path.iterdir()) == []


def test_every_package_that_says_what_it_exports_is_shown() -> None:
    walked = pkgutil.walk_packages(yardstick.__path__, f"{PRODUCT}.")
    packages = [one.name for one in walked if one.ispkg and ".tests" not in one.name]
    exporting = [name for name in packages if hasattr(importlib.import_module(name), "__all__")]
    assert len(exporting) >= 5
    assert [name for name in exporting if name not in shown()] == []


@pytest.mark.parametrize(("module", "name"), NAMES, ids=lambda part: part)
def test_a_public_name_says_what_a_caller_needs(module: str, name: str) -> None:
    public = getattr(importlib.import_module(module), name)
    if isinstance(public, type | types.FunctionType):
        assert faults(public) == []
    else:
        said = module_of(module).get(name)
        assert said
        assert said.docstring


def types_named(hint: object) -> Iterator[type]:
    """The classes of yardstick in an annotation, however deep."""
    if isinstance(hint, type) and hint.__module__.split(".")[0] == PRODUCT:
        yield hint
    for inner in typing.get_args(hint):
        for one in inner if isinstance(inner, list) else [inner]:
            yield from types_named(one)


def signatures(public: type) -> Iterator[object]:
    """A class and its public methods and properties."""
    yield public
    for name, value in vars(public).items():
        inner = getattr(value, "fget", None) or getattr(value, "__func__", None) or value
        if not name.startswith("_") and inspect.isfunction(inner):
            yield inner


def test_every_type_that_a_public_signature_names_is_public() -> None:
    every = [getattr(importlib.import_module(module), name) for module, name in NAMES]
    hidden = set()
    for public in every:
        for part in signatures(public) if isinstance(public, type) else [public] if inspect.isfunction(public) else []:
            hints = typing.get_type_hints(part)
            named = {kind for name, hint in hints.items() if not name.startswith("_") for kind in types_named(hint)}
            hidden |= {f"{kind.__module__}.{kind.__qualname__}" for kind in named if kind not in every}
    assert hidden == set(INNER), "a type that callers meet is put on a page: docs/yardstick/reference/pages.py"


def says_nothing(): ...


def lacks_its_number(seconds: float) -> float:
    """The half of it."""
    return seconds / 2


def lacks_its_error(text: str) -> str:
    """The text, `BadUsage` never."""
    if not text:
        raise BadInput("empty")
    return text


def hides_its_error(text: str) -> str:
    """The text."""
    return _checked(text)


def _checked(text: str) -> str:
    if not text:
        raise BadInput("empty")
    return text


def catches_its_error(text: str) -> str:
    """The text, or none."""
    try:
        return _checked(text)
    except ValueError:
        raise BadUsage("no text") from None


class Told:
    """Says that a `count` below 1 is `BadInput`."""

    def __init__(self, count: int, weight: float) -> None:
        if count < 1:
            raise BadInput("few")
        self.count, self._weight = count, weight

    @property
    def half(self) -> float:
        """the half"""
        return self.count / 2


@pytest.mark.parametrize(
    ("public", "wanted"),
    [
        (says_nothing, ["says_nothing: no docstring"]),
        (lacks_its_number, ["lacks_its_number: does not name the number seconds"]),
        (lacks_its_error, ["lacks_its_error: does not name BadInput"]),
        (hides_its_error, ["hides_its_error: does not name BadInput"]),
        (catches_its_error, ["catches_its_error: does not name BadUsage"]),
        (
            Told,
            ["Told.__init__: does not name the number weight", "Told.half: the first line is no sentence"],
        ),
    ],
)
def test_what_a_docstring_lacks_is_found(public: type | types.FunctionType, wanted: list[str]) -> None:
    assert faults(public) == wanted


def refuses() -> None:
    """Nothing."""
    raise fault("no", 1)


def test_an_error_that_another_function_makes_is_that_of_its_annotation() -> None:
    assert faults(refuses) == ["refuses: does not name BadFormula"]
