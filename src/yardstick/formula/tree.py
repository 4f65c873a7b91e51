"""A formula taken apart: nodes that compare by what they mean, not by where they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from yardstick.errors import BadFormula


class Kind(StrEnum):
    """What an expression gives; `ANY` is what only `null` is."""

    NUMBER = "number"
    BOOLEAN = "boolean"
    TEXT = "text"
    ANY = "anything"


@dataclass(frozen=True, slots=True, order=True)
class Operand:
    """A data element, or one option of it; `option` is `None` for the sum of all."""

    code: str
    option: str | None = None

    def __str__(self) -> str:
        return f"#{{{self.code}}}" if self.option is None else f"#{{{self.code}.{self.option}}}"


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, true, false or `null` as written.

    A number's `value` is a finite double; that of `null` is `None`, and its kind is what is expected in its place
    (`Kind.ANY` where anything is). `column` is where it begins in the text, counted in characters from 1, and 0 in a
    tree that was made without a text; it tells faults their place and does not count where nodes are compared.
    """

    value: float | bool | str | None
    kind: Kind
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """A reference: an operand, a constant `C{code}` or an indicator `N{code}`; always a number.

    `refers` is the sign before the brace (`#`, `C` or `N`) and `operand` has the code; only `#` takes an option.
    `column` is as in `Literal`.
    """

    refers: str
    operand: Operand
    column: int = field(default=0, compare=False)

    kind = Kind.NUMBER


@dataclass(frozen=True, slots=True)
class Call:
    """A function or an operator (by its sign; `not` and `negate` are the prefixes) with what it is applied to.

    `kind` is what it gives. `column` is as in `Literal`; that of an operator is where its sign stands.
    """

    name: str
    arguments: tuple["Node", ...]
    kind: Kind
    column: int = field(default=0, compare=False)


Node: TypeAlias = Literal | Item | Call
OPERAND, CONSTANT, INDICATOR = "#", "C", "N"


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it, in the order it is written."""
    yield node
    if isinstance(node, Call):
        for argument in node.arguments:
            yield from walk(argument)


def substitute(node: Node, replaced: Mapping[tuple[str, Operand], Node]) -> Node:
    """The same expression with references (sign and code) put in place of others."""
    if isinstance(node, Item):
        return replaced.get((node.refers, node.operand), node)
    if isinstance(node, Call):
        return Call(node.name, tuple(substitute(one, replaced) for one in node.arguments), node.kind, node.column)
    return node


def replace_calls(node: Node, replaced: Mapping["Call", Node]) -> Node:
    """The same expression with whole calls put in place of others."""
    if isinstance(node, Call):
        found = replaced.get(node)
        if found is not None:
            return found
        return Call(node.name, tuple(replace_calls(one, replaced) for one in node.arguments), node.kind, node.column)
    return node


@dataclass(frozen=True)
class Formula:
    """A checked expression. `operands` are those outside aggregates, in the order they are first written.

    `kind` is what it gives; `aggregated` are the operands inside functions over periods.
    """

    text: str = field(compare=False)
    tree: Node
    operands: tuple[Operand, ...]
    aggregated: tuple[Operand, ...]
    constants: tuple[str, ...]
    indicators: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """What the formula gives."""
        return self.tree.kind


def fault(message: str, column: int, expected: tuple[str, ...] = ()) -> BadFormula:
    """A refusal that names the column, in one line: what of the expression cannot be printed is shown as an escape."""
    shown = "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in message)
    return BadFormula(f"column {column}: {shown}", column=column, expected=expected)
