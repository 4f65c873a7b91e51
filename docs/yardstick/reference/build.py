"""Writes the reference of yardstick as HTML from its docstrings: `python -m docs.yardstick.reference.build FOLDER`."""

import ast
import importlib
import inspect
import re
import sys
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path

import pdoc.doc
import pdoc.render
from markupsafe import Markup
from pdoc.doc import Doc, Module, Variable

from docs.yardstick.reference.pages import GROUPS, ROOT, shown

QUALIFIED = re.compile(rf"(?<=>){ROOT}(?:\.\w+)*\.(\w+)(?=</a>)")
QUOTED = re.compile(r"&lt;class &#x27;(\w+)&#x27;&gt;")  # how Python writes the classes of `typing`
TEMPLATES = Path(__file__).with_name("templates")


def names_of(module: str) -> tuple[str, ...]:
    """The public names of a module of the table, in its order; `AttributeError` where the module has none of a name."""
    loaded = importlib.import_module(module)
    names = shown()[module] or tuple(loaded.__all__)
    for name in names:
        getattr(loaded, name)
    return names


def build(folder: Path) -> list[Path]:
    """Write a page for each module of the table, a first page and a search; the paths. Warns of what cannot be read."""
    modules = {name: module_of(name) for name in (ROOT, *shown())}
    _configure()
    made = {
        folder / f"{name.replace('.', '/')}.html": pdoc.render.html_module(modules[name], modules) for name in modules
    }
    made[folder / "index.html"] = pdoc.render.html_index(modules)
    made[folder / "search.js"] = pdoc.render.search_index(modules)
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re.sub(r"[ \t]+\n", "\n", text), "utf-8")
    return list(made)


def module_of(name: str) -> Module:
    """A module as the generator reads it, with the texts of constants that it takes from other modules."""
    module = Module(importlib.import_module(name))
    for member in module.members.values():
        if isinstance(member, Variable) and not member.docstring:
            member.docstring = _said_at_origin(name, member.name)  # pdoc reads the texts of a module's own names only
    return module


def _said_at_origin(module: str, name: str) -> str:
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and name in {alias.name for alias in node.names}:
            found = Module(importlib.import_module(node.module)).get(name)
            return found.docstring if found else ""
    return ""


def _configure() -> None:
    pdoc.render.configure(docformat="markdown", show_source=False, template_directory=TEMPLATES)
    pdoc.render.env.globals.update(
        groups=GROUPS,
        names=_all_names(),
        is_field=is_field,
        is_made=is_made,
        is_member=is_member,
        first_line=first_line,
        pdoc_version=pdoc.__version__,
    )
    pdoc.render.env.filters.update(shortened=shortened, for_callers=for_callers)


def _all_names() -> Mapping[str, tuple[str, ...]]:
    return {module: names_of(module) for module in shown()} | {ROOT: ()}


def is_made(doc: Doc[object]) -> bool:
    """Whether callers make values of a class themselves: its constructor is shown beside its name."""
    shown_class = _loaded(doc)
    if not isinstance(shown_class, type) or issubclass(shown_class, Enum) or "_is_protocol" in vars(shown_class):
        return False
    maker = next(one for one in shown_class.__mro__ if {"__init__", "__new__"} & vars(one).keys())
    return maker.__module__.startswith(ROOT) and len(inspect.signature(shown_class).parameters) > 0


def is_field(doc: Doc[object]) -> bool:
    """Whether a name is an attribute that the constructor of its class shows already."""
    owner = _owner(doc)
    return owner is not None and isinstance(doc, Variable) and doc.name in inspect.signature(owner).parameters


def is_member(doc: Doc[object]) -> bool:
    """Whether a name is a member of an enumeration."""
    return isinstance(getattr(_owner(doc), doc.name, None), Enum)


def shortened(signature: Markup) -> Markup:
    """A signature in which a name that is a link stands without its module: the link says where it is."""
    text = str(signature)
    for pattern in (QUALIFIED, QUOTED):
        text = pattern.sub(r"\1", text)
    return Markup(text)  # noqa: S704 what is taken out of safe HTML leaves it safe


def for_callers(signature: inspect.Signature) -> inspect.Signature:
    """The signature without `self`, and with `Limits()` for a default that holds what `Limits()` makes."""
    parameters = [one for one in signature.parameters.values() if one.name != "self"]
    return signature.replace(
        parameters=[one.replace(default=_Made(one.default)) if _is_plain(one.default) else one for one in parameters]
    )


def _is_plain(default: object) -> bool:
    kind = type(default)
    if not is_dataclass(kind) or not kind.__module__.startswith(ROOT):
        return False
    return (
        all(one.default is not one.empty for one in inspect.signature(kind).parameters.values()) and default == kind()
    )


class _Made:
    def __init__(self, value: object) -> None:
        self._name = type(value).__name__

    def __repr__(self) -> str:
        return f"{self._name}()"


def first_line(doc: Doc[object]) -> str:
    """The first sentence or line of a docstring, for lists."""
    return doc.docstring.split("\n\n")[0].replace("\n", " ")


def _owner(doc: Doc[object]) -> type | None:
    found = _loaded(doc, above=1)
    return found if isinstance(found, type) else None


def _loaded(doc: Doc[object], above: int = 0) -> object:
    found: object = importlib.import_module(doc.modulename)
    names = doc.qualname.split(".")
    for name in names[: len(names) - above]:
        found = getattr(found, name)
    return found


def main(arguments: list[str]) -> int:
    """Write the reference to the folder that is named, and say where it begins; 2 without exactly one folder."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m docs.yardstick.reference.build FOLDER\n")
        return 2
    folder = Path(arguments[0])
    sys.stdout.write(f"{len(build(folder))} files, beginning with {folder / 'index.html'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
