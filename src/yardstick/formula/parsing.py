"""From text to a checked formula: a grammar, then kinds; every fault names its column."""

import math
import re
from functools import cache, lru_cache
from importlib import resources
from typing import NoReturn

from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

from yardstick.errors import BadFormula
from yardstick.formula.bounds import MOST_CHARACTERS, MOST_DEPTH, check
from yardstick.formula.kinds import AGGREGATES, FUNCTIONS, REFUSED, known_functions, typed
from yardstick.formula.tree import (
    CONSTANT,
    INDICATOR,
    OPERAND,
    Call,
    Formula,
    Item,
    Kind,
    Literal,
    Node,
    Operand,
    fault,
    walk,
)

CODE = re.compile(r"[\w\-]+")
# What a user would write for each token of the grammar.
WORDS = {
    "NUMBER": "a number", "TEXT": "a text in quotes", "ITEM": "an operand such as #{CODE}", "NAME": "a function",
    "LPAR": "'('", "RPAR": "')'", "COMMA": "','", "SIGN": "'+' or '-'", "TIMES": "'*', '/' or '%'", "POWER": "'^'",
    "ORDER": "a comparison", "EQUAL": "'==' or '!='", "AND": "'&&'", "OR": "'||'", "NOT": "'!'", "TRUE": "true",
    "FALSE": "false", "NULL": "null", "$END": "the end",
}  # fmt: skip
# A message names what a user is likely to have meant; the rest is in `expected`.
STARTERS = ("NUMBER", "ITEM", "NAME", "LPAR")
SUMS = frozenset("+-")
SIGNS = {"and": "&&", "or": "||"}
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
CALLED = re.compile(r"(?<![\w.])[A-Za-z_]\w*(\.\w+)*(:\w+)?(?=\s*\()")
APART = re.compile(r"'(\\.|[^'\\])*'|\"(\\.|[^\"\\])*\"|/\*.*?\*/|//[^\n]*", re.DOTALL)
EVENTS, EVENT = "d2:", "d2:count"
OTHER_ITEMS = {
    "R": "rates of reporting come with every result as `reported` of `expected`",
    "D": "data of programs are not aggregated here",
    "I": "program indicators are not computed here",
    "A": "attributes of programs are not aggregated here",
    "OUG": "members of groups of units are not counted here",
}


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """The formula that a text writes; `BadFormula`, with the column, for anything else."""
    if len(text) > MOST_CHARACTERS:
        raise fault(f"the expression is longer than {MOST_CHARACTERS} characters", MOST_CHARACTERS + 1)
    try:
        parsed = _grammar().parse(text)
    except UnexpectedCharacters as error:
        _refuse_by_name(text, _place(error) + 1)
        _refuse_characters(text, error)
    except UnexpectedToken as error:
        _refuse_by_name(text, len(text) if error.token.type == "$END" else (error.token.start_pos or 0) + 1)
        _refuse_token(text, error)
    except UnexpectedEOF as error:
        raise _expected({str(name) for name in error.expected}, len(text) + 1, "the end") from None
    tree = _built(parsed, 0)
    check(tree)
    return formula_of(text, tree)


def formula_of(text: str, tree: Node) -> Formula:
    """A formula from a checked tree; its operands are listed in the order they are written."""
    inside: dict[Operand, None] = {}
    for node in walk(tree):
        if isinstance(node, Call) and node.name in AGGREGATES:
            inside.update(dict.fromkeys(one.operand for one in references(node, OPERAND)))
    return Formula(
        text=text,
        tree=tree,
        operands=tuple(dict.fromkeys(item.operand for item in references(without_aggregates(tree), OPERAND))),
        aggregated=tuple(inside),
        constants=tuple(dict.fromkeys(item.operand.code for item in references(tree, CONSTANT))),
        indicators=tuple(dict.fromkeys(item.operand.code for item in references(tree, INDICATOR))),
    )


def references(tree: Node, refers: str) -> list[Item]:
    """The references of one sign in an expression, in the order they are written."""
    return [node for node in walk(tree) if isinstance(node, Item) and node.refers == refers]


def without_aggregates(node: Node) -> Node:
    """The expression with no value in place of each function over periods."""
    if isinstance(node, Call):
        if node.name in AGGREGATES:
            return Literal(None, Kind.NUMBER)
        return Call(node.name, tuple(map(without_aggregates, node.arguments)), node.kind)
    return node


@cache
def _grammar() -> Lark:
    text = resources.files("yardstick.formula").joinpath("grammar.lark").read_text("utf-8")
    return Lark(text, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def _built(node: Tree[Token] | Token, depth: int) -> Node:
    assert isinstance(node, Tree)
    if depth > MOST_DEPTH:
        raise fault(f"more than {MOST_DEPTH} levels of brackets and operators", _column(node))
    parts = node.children
    column = _column(node)
    match str(node.data):
        case "group":
            return _built(parts[1], depth + 1)
        case "binary":
            return _binary(node, depth)
        case "prefix":
            assert isinstance(parts[0], Token)
            argument = _built(parts[1], depth + 1)
            if parts[0].type == "NOT":
                return typed("not", (argument,), column)
            # a leading plus changes nothing, but only a number may have one
            signed = typed("negate", (argument,), column)
            return signed if parts[0] == "-" else signed.arguments[0]
        case "call":
            return _call(node, depth)
        case literal:
            assert isinstance(parts[0], Token)
            return _leaf(literal, str(parts[0]), column)


def _binary(node: Tree[Token], depth: int) -> Node:
    """Terms of a sum are put together one by one from the left: a long sum is long, not deep."""
    left, sign, right = _parts(node)
    following = [(sign, right)]
    while sign.type == "SIGN" and isinstance(left, Tree) and left.data == "binary" and _parts(left)[1].type == "SIGN":
        left, sign, right = _parts(left)
        following.append((sign, right))
    found = _built(left, depth + 1)
    for sign, right in reversed(following):
        name = SIGNS.get(str(sign), str(sign))
        found = _joined(typed(name, (found, _built(right, depth + 1)), (sign.start_pos or 0) + 1))
    return found


def _parts(node: Tree[Token]) -> tuple[Tree[Token] | Token, Token, Tree[Token] | Token]:
    left, sign, right = node.children
    assert isinstance(sign, Token)
    return left, sign, right


def _joined(call: Call) -> Call:
    """One sum of three terms or more in place of sums in one another; what is taken away is added as its negative."""
    first, second = call.arguments
    if call.name not in SUMS or not isinstance(first, Call) or first.name not in SUMS:
        return call
    terms = first.arguments if first.name == "+" else (first.arguments[0], _negative(first.arguments[1]))
    return Call("+", (*terms, second if call.name == "+" else _negative(second)), call.kind, call.column)


def _negative(term: Node) -> Node:
    return Call("negate", (term,), Kind.NUMBER, term.column)


def _call(node: Tree[Token], depth: int) -> Node:
    name, *rest = node.children
    column = _column(node)
    if str(name) in REFUSED:
        raise fault(f"{name} is not supported: {REFUSED[str(name)]}", column)
    if str(name) not in FUNCTIONS and str(name) not in AGGREGATES:
        raise fault(
            f"there is no function {name!s}; there are {', '.join(known_functions())}", column, known_functions()
        )
    return typed(str(name), tuple(_built(one, depth + 1) for one in rest if isinstance(one, Tree)), column)


def _leaf(what: str, text: str, column: int) -> Node:
    match what:
        case "number":
            number = float(text)
            if not math.isfinite(number):
                raise fault(f"{text[:40]} is too large for a double", column)
            return Literal(number, Kind.NUMBER, column)
        case "text":
            return _text(text[1:-1], column)
        case "true" | "false":
            return Literal(what == "true", Kind.BOOLEAN, column)
        case "null":
            return Literal(None, Kind.ANY, column)
        case _:
            return _item(text, column)


def _text(written: str, column: int) -> Literal:
    value = ESCAPED.sub(lambda m: chr(int(m[1][1:], 16)) if len(m[1]) > 1 else ESCAPES.get(m[1], m[1]), written)
    try:
        value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le")  # two halves make a character
    except UnicodeDecodeError:
        raise fault("this text has half a character, which no file can hold", column) from None
    if "\0" in value:
        raise fault("this text has a zero in it, which ends a text for some engines", column)
    return Literal(value, Kind.TEXT, column)


def _item(text: str, column: int) -> Item:
    if text.startswith("["):
        raise fault(f"{text} is not supported: a formula here does not know its period", column)
    sign, _, code = text.rstrip("}").partition("{")
    if sign in OTHER_ITEMS:
        raise fault(f"{sign}{{…}} is not supported: {OTHER_ITEMS[sign]}", column)
    if sign not in (OPERAND, CONSTANT, INDICATOR):
        raise fault(
            f"{sign}{{…}} is no reference: expected #{{CODE}}, #{{CODE.OPTION}}, C{{CODE}} or N{{CODE}}", column
        )
    parts = code.split(".")
    if any(part != "*" and CODE.fullmatch(part) is None for part in parts) or parts[0] == "*":
        raise fault(f"{text[:60]}: a code is letters, digits, '_' and '-'", column, ("a code",))
    if len(parts) > (2 if sign == OPERAND else 1):
        asked = "#{CODE} or #{CODE.OPTION}" if sign == OPERAND else f"{sign}{{CODE}}"
        raise fault(f"{text[:60]}: expected {asked}", column, (asked,))
    option = parts[1] if len(parts) == 2 and parts[1] != "*" else None
    return Item(sign, Operand(parts[0], option), column)


def _column(node: Tree[Token]) -> int:
    return (node.meta.start_pos or 0) + 1 if not node.meta.empty else 1


def _place(error: UnexpectedCharacters) -> int:
    return int(error.pos_in_stream or 0)


def _refuse_by_name(text: str, column: int) -> None:
    """Functions that are not supported take arguments of their own kind, which would be the fault that is told."""
    plain = APART.sub(lambda found: " " * len(found[0]), text)
    for found in CALLED.finditer(plain):
        name = found[0]
        if found.start() < column and (name in REFUSED or name.startswith(EVENTS)):
            raise fault(f"{name} is not supported: {REFUSED.get(name, REFUSED[EVENT])}", found.start() + 1) from None


def _refuse_characters(text: str, error: UnexpectedCharacters) -> NoReturn:
    column = _place(error) + 1
    character = text[_place(error)]
    if character in "'\"":
        raise fault("the text that begins here has no end", column, (character,)) from None
    if re.match(r"[A-Z#]+\{", text[_place(error) :]):
        raise fault("the reference that begins here has no '}'", column, ("'}'",)) from None
    if (after := re.match(r"\.\s*(\w+)", text[_place(error) :])) and after[1] in REFUSED:
        raise fault(f"{after[1]} is not supported: {REFUSED[after[1]]}", column) from None
    if character == "=":
        raise fault("'=' compares nothing: write '=='", column, ("'=='",)) from None
    raise _expected(error.allowed, column, f"{character!r}") from None


def _refuse_token(text: str, error: UnexpectedToken) -> NoReturn:
    at_end = error.token.type == "$END"
    column = len(text) + 1 if at_end else (error.token.start_pos or 0) + 1
    if error.token.type == "LPAR" and (before := re.search(r"[\w.]+\s*$", text[: column - 1])):
        raise fault(f"{before[0].strip()} is no function", column) from None
    raise _expected(
        error.accepts or error.expected, column, "the end" if at_end else f"{str(error.token)[:40]!r}"
    ) from None


def _expected(tokens: set[str] | None, column: int, found: str) -> BadFormula:
    names = tokens or set()
    shown = [WORDS[name] for name in STARTERS if name in names] or [WORDS[n] for n in WORDS if n in names]
    listed = " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown) or "nothing more"
    return fault(f"expected {listed}, found {found}", column, tuple(WORDS[name] for name in WORDS if name in names))
