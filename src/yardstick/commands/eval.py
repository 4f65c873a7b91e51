"""`yardstick eval`: the value of an expression, or of each line of a file of expressions."""

import argparse
import json
import math
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yardstick.errors import BadFormula, BadInput, BadUsage
from yardstick.formula import Formula, Given, Operand, evaluate, parse
from yardstick.formula.scalar import Value

CODE = r"(?P<code>[\w\-]+)"
OPERAND = re.compile(rf"(#\{{)?{CODE}(\.(?P<option>[\w\-]+|\*))?(?(1)\}})")
CONSTANT = re.compile(rf"(C\{{)?{CODE}(?(1)\}})")
PARTS = ("operands", "constants")

HELP = "compute an indicator expression"
DESCRIPTION = "Compute a DHIS2 indicator expression, or each line of a file of them, from given values."
EPILOG = """\
values: a JSON object, a file with one, or - for standard input, such as {"A": 12, "B.female": null, "C{RATE}": 1000}
or {"operands": {"A": 12}, "constants": {"RATE": 1000}}; inside a function over periods an operand has a list of values,
one a period, the oldest first. What is not given is missing.

example:
  yardstick eval "100 * #{DONE} / #{ALL}" --values '{"DONE": 485, "ALL": 1132}' --json
"""


@dataclass(frozen=True)
class Values:
    """What is given for the operands and the constants of expressions."""

    operands: Mapping[Operand, Given]
    constants: Mapping[str, float | None]

    def constants_of(self, formula: Formula) -> dict[str, float]:
        """The constants of a formula; one that is given by its bare code is found among the operands."""
        found = {code: self.constants.get(code, self.operands.get(Operand(code))) for code in formula.constants}
        return {code: value for code, value in found.items() if isinstance(value, float)}


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("expression", nargs="?", metavar="EXPRESSION", help="such as '100 * #{A} / #{B}'")
    parser.add_argument("--file", type=Path, metavar="FILE", help="take one expression a line; empty lines are skipped")
    parser.add_argument("--values", metavar="FILE_OR_JSON", help="values of operands and constants")
    parser.add_argument("--json", action="store_true", help='print {"value": …} for each expression')


def run(options: argparse.Namespace) -> int:
    """Print the value of each expression, or nothing where one cannot be read (exit status 2)."""
    if (options.expression is None) == (options.file is None):
        raise BadUsage("eval: give an expression or --file FILE, one of the two")
    values = _values(options.values)
    lines = [("", options.expression)] if options.file is None else _lines(options.file)
    for value in [_evaluated(where, text, values) for where, text in lines]:
        print(json.dumps({"value": value}, ensure_ascii=False, allow_nan=False) if options.json else _plain(value))
    return 0


def _lines(path: Path) -> list[tuple[str, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 text at byte {error.start}") from None
    return [(f"{path}: line {n}, ", line.rstrip("\r")) for n, line in enumerate(text.split("\n"), 1) if line.strip()]


def _evaluated(where: str, text: str, values: Values) -> Value:
    try:
        formula = parse(text)
        return evaluate(formula, values.operands, values.constants_of(formula))
    except BadFormula as error:
        raise BadFormula(f"{where}{error}", column=error.column, expected=error.expected) from None


def _plain(value: Value) -> str:
    if value is None:
        return "–"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _values(given: str | None) -> Values:
    content = {} if given is None else _object(given)
    if not any(isinstance(value, dict) for value in content.values()):
        return Values(
            {_operand(key): _series(key, value) for key, value in content.items() if not key.startswith("C{")},
            {_constant(key): _number(key, value) for key, value in content.items() if key.startswith("C{")},
        )
    for name, part in content.items():
        if name not in PARTS or not isinstance(part, dict):
            raise BadInput(f"--values: {name!r}: expected a number for each code, or the objects {' and '.join(PARTS)}")
    operands, constants = (content.get(part, {}) for part in PARTS)
    return Values(
        {_operand(key): _series(key, value) for key, value in operands.items()},
        {_constant(key): _number(key, value) for key, value in constants.items()},
    )


def _operand(key: str) -> Operand:
    found = OPERAND.fullmatch(key)
    if found is None:
        raise BadInput(f"--values: {key!r} is no operand: expected CODE, CODE.OPTION, #{{CODE}} or #{{CODE.OPTION}}")
    return Operand(found["code"], None if found["option"] == "*" else found["option"])


def _constant(key: str) -> str:
    found = CONSTANT.fullmatch(key)
    if found is None:
        raise BadInput(f"--values: {key!r} is no constant: expected CODE or C{{CODE}}")
    return found["code"]


def _object(given: str) -> dict[str, Any]:
    text = given if given.lstrip().startswith("{") else _read(given)
    try:
        content = json.loads(text, parse_constant=_refuse_constant, parse_int=float, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise BadInput(f"--values: line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise BadInput("--values: lists and objects are nested too deep") from None
    if not isinstance(content, dict):
        raise BadInput("--values: expected a JSON object of values by code")
    return content


def _read(given: str) -> str:
    content = sys.stdin.buffer.read() if given == "-" else Path(given).read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{given}: not UTF-8 text at byte {error.start}") from None


def _refuse_constant(text: str) -> float:
    raise BadInput(f"--values: {text} is no number in JSON")


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The object; a code that is given twice, in whichever spelling, has no value that one could rely on."""
    found: dict[str, str] = {}
    for key, _ in pairs:
        plain = OPERAND.fullmatch(key)
        known = f"{plain['code']}.{plain['option'] or '*'}" if plain else key
        if known in found:
            raise BadInput(f"--values: {key!r} is given twice")
        found[known] = key
    return dict(pairs)


def _series(key: str, value: Any) -> Given:
    return [_number(key, one) for one in value] if isinstance(value, list) else _number(key, value)


def _number(key: str, value: Any) -> float | None:
    if value is not None and not isinstance(value, float):
        raise BadInput(
            f"--values: {key!r}: expected a number or null, found {json.dumps(value, ensure_ascii=False)[:40]}"
        )
    if value is not None and not math.isfinite(value):
        raise BadInput(f"--values: {key!r} is too large for a double")
    return value
