"""What a docstring of the reference must say, as far as a machine can tell."""

import ast
import builtins
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from enum import Enum
from types import FunctionType
from typing import Any

SENTENCE = re.compile(r"[^a-z\s].*[.:]")
UNSAID = ("__init__", "__post_init__")  # the text of the class is about these
WRAPPED = ("fget", "func", "__func__")  # of a property, a cached property, a class or static method
NUMBERS = re.compile(r"\b(int|float|Decimal)\b")


def faults(public: Any) -> list[str]:
    """What the docstrings of a class with its methods, or of a function, do not say; one line each."""
    if not isinstance(public, type):
        return [] if not isinstance(public, FunctionType) else _of_function(public)
    said = _said(public)
    found = _of_text(public.__qualname__, said)
    found += [f"{public.__qualname__}: does not name the number {name}" for name in _unsaid(_fields(public), said)]
    for method in _methods(public):
        found += _of_function(method, said, _inherited(public, method.__name__))
    return found


def _methods(owner: type) -> Iterator[FunctionType]:
    """What the class itself has written: public methods, properties, and what makes its values."""
    source = sys.modules[owner.__module__].__file__
    for name, value in vars(owner).items():
        inner = next((one for part in WRAPPED if (one := getattr(value, part, None))), value)
        written = isinstance(inner, FunctionType) and inner.__code__.co_filename == source
        if written and (name in UNSAID or not name.startswith("_")):
            yield inner


def _inherited(owner: type, name: str) -> str:
    """What the class says that a method is from, where the method itself says nothing."""
    return next((text for one in owner.__mro__[1:] if (text := getattr(vars(one).get(name), "__doc__", None))), "")


def _of_function(function: FunctionType, of_class: str = "", of_base: str = "") -> list[str]:
    name = function.__qualname__
    said = function.__doc__ or of_base
    found = [] if function.__name__ in UNSAID else _of_text(name, said)
    everything = f"{of_class}\n{said}"
    hints = {} if function.__name__ == "__post_init__" else dict(inspect.get_annotations(function))
    hints.pop("return", None)
    found += [f"{name}: does not name the number {one}" for one in _unsaid(hints, everything)]
    found += [f"{name}: does not name {one}" for one in sorted(raised(function)) if f"`{one}`" not in everything]
    return found


def _of_text(name: str, said: str) -> list[str]:
    if not said:
        return [f"{name}: no docstring"]
    return [] if SENTENCE.fullmatch(said.strip().split("\n")[0]) else [f"{name}: the first line is no sentence"]


def _said(owner: type) -> str:
    """The class's own text; those that Python makes for dataclasses and named tuples say nothing."""
    said = vars(owner).get("__doc__") or ""
    return "" if said.startswith(f"{owner.__name__}(") else said


def _fields(owner: type) -> dict[str, Any]:
    known = {} if issubclass(owner, Enum) else inspect.get_annotations(owner)
    return {name: hint for name, hint in known.items() if not name.startswith("_") and "ClassVar" not in str(hint)}


def _unsaid(hints: dict[str, Any], said: str) -> list[str]:
    """The names of numbers that a text does not speak of: units and ranges are told nowhere else."""
    words = set(re.findall(r"\w+", said.lower()))
    numbers = [name for name, hint in hints.items() if NUMBERS.search(_written(hint))]
    return [name for name in numbers if not {name, *_parts(name)} & words]


def _parts(name: str) -> list[str]:
    return [name.removesuffix("s"), f"{name}s"]


def _written(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) else str(hint)


def raised(function: FunctionType) -> set[str]:
    """The exceptions that leave a function by its own `raise`, or by that of a private function it calls beside it."""
    return _leaving(function, set())


def _leaving(function: FunctionType, seen: set[FunctionType]) -> set[str]:
    seen.add(function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    return set(_walk(tree, function, (), seen))


def _walk(node: ast.AST, inside: FunctionType, caught: tuple[type, ...], seen: set[FunctionType]) -> Iterator[str]:
    tried: list[ast.stmt] = node.body if isinstance(node, ast.Try) else []
    handled = caught + tuple(kind for one in getattr(node, "handlers", ()) for kind in _handled(one, inside))
    kinds = {_raised_by(node, inside)} if isinstance(node, ast.Raise) else _of_call(node, inside, seen)
    yield from (kind.__name__ for kind in kinds if kind is not None and not issubclass(kind, caught))
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, inside, handled if child in tried else caught, seen)


def _raised_by(node: ast.Raise, inside: FunctionType) -> type | None:
    """The exception that a statement names; `None` for one that only hands on, and for what a subclass must write."""
    if node.exc is None:
        return None
    kind = _made(_value(node.exc.func if isinstance(node.exc, ast.Call) else node.exc, inside))
    return None if kind is NotImplementedError else kind


def _of_call(node: ast.AST, inside: FunctionType, seen: set[FunctionType]) -> set[type | None]:
    called = _value(node.func, inside) if isinstance(node, ast.Call) else None
    if not isinstance(called, FunctionType) or not _is_beside(called, inside) or called in seen:
        return set()
    return {_named(name, called) for name in _leaving(called, seen)}


def _is_beside(called: FunctionType, inside: FunctionType) -> bool:
    return called.__module__ == inside.__module__ and called.__name__.startswith("_")


def _handled(handler: ast.ExceptHandler, inside: FunctionType) -> list[type]:
    if handler.type is None:
        return [BaseException]
    nodes = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [kind for kind in (_value(node, inside) for node in nodes) if isinstance(kind, type)]


def _made(value: Any) -> type | None:
    """The exception that a class is, or that a function such as `fault` makes."""
    kind = inspect.get_annotations(value, eval_str=True).get("return") if isinstance(value, FunctionType) else value
    return kind if isinstance(kind, type) and issubclass(kind, BaseException) else None


def _value(node: ast.expr, inside: FunctionType) -> Any:
    """What a name, or a name in a module, stands for where the function was written; `None` where that is not known."""
    if isinstance(node, ast.Name):
        return _named(node.id, inside)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = inside.__qualname__.split(".")[0] if node.value.id in {"self", "cls"} else node.value.id
        return getattr(_named(owner, inside), node.attr, None)
    return None


def _named(name: str, inside: FunctionType) -> Any:
    known = vars(sys.modules[inside.__module__])
    return known.get(name, getattr(builtins, name, None))
