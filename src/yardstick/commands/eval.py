"""`yardstick eval`: the value of an expression, or of each line of a file of expressions."""

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

from yardstick.errors import BadFormula, BadInput, BadUsage
from yardstick.formula import Operand, evaluate, parse
from yardstick.formula.scalar import Value

HELP = "compute an indicator expression"
DESCRIPTION = "Compute a DHIS2 indicator expression, or each line of a file of them, from given values."
EPILOG = """\
values: a JSON object or a file with one, such as {"A": 12, "B.female": null, "C{RATE}": 1000}; inside a function over
periods an operand has a list of values, one a period. What is not given is missing.

example:
  yardstick eval "100 * #{DONE} / #{ALL}" --values '{"DONE": 485, "ALL": 1132}' --json
"""


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
    operands, constants = _values(options.values)
    lines = [(None, options.expression)] if options.file is None else _lines(options.file)
    found: list[Value] = []
    for number, text in lines:
        try:
            formula = parse(text)
            given = {code: operands[code] for code in formula.constants if code in operands and code not in constants}
            plain = {code: value for code, value in given.items() if isinstance(value, float)}
            found.append(
                evaluate(formula, {_operand(key): value for key, value in operands.items()}, constants | plain)
            )
        except BadFormula as error:
            where = "" if number is None else f"{options.file}: line {number}, "
            raise BadFormula(f"{where}{error}", column=error.column, expected=error.expected) from None
    for value in found:
        print(json.dumps({"value": value}, ensure_ascii=False, allow_nan=False) if options.json else _plain(value))
    return 0


def _lines(path: Path) -> list[tuple[int | None, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 text at byte {error.start}") from None
    return [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]


def _plain(value: Value) -> str:
    if value is None:
        return "–"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _operand(key: str) -> Operand:
    bare = key[2:-1] if key.startswith("#{") and key.endswith("}") else key
    code, _, option = bare.partition(".")
    return Operand(code, option if option and option != "*" else None)


def _values(given: str | None) -> tuple[dict[str, Any], dict[str, float]]:
    """Values by operand and constants by code."""
    content = _object(given)
    if set(content) <= {"operands", "constants"} and all(isinstance(value, dict) for value in content.values()):
        plain, constants = content.get("operands", {}), content.get("constants", {})
    else:
        plain = {key: value for key, value in content.items() if not key.startswith("C{")}
        constants = {key: value for key, value in content.items() if key.startswith("C{")}
    values = {key: _value(key, value) for key, value in plain.items()}
    fixed = {key.removeprefix("C{").rstrip("}"): _value(key, value) for key, value in constants.items()}
    for key, value in fixed.items():
        if isinstance(value, list):
            raise BadInput(f"--values: constant {key!r}: expected a number, not a list")
    return values, {key: value for key, value in fixed.items() if isinstance(value, float)}


def _object(given: str | None) -> dict[str, Any]:
    if given is None:
        return {}
    try:
        text = given if given.lstrip().startswith("{") else _read(given)
        content = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise BadInput(f"--values: line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from None
    if not isinstance(content, dict):
        raise BadInput("--values: expected a JSON object of values by code")
    return content


def _read(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    try:
        return Path(given).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{given}: not UTF-8 text at byte {error.start}") from None


def _refuse_constant(text: str) -> float:
    raise BadInput(f"--values: {text} is no number in JSON")


def _value(key: str, value: Any) -> float | list[float | None] | None:
    if isinstance(value, list):
        return [_number(key, one) for one in value]
    return _number(key, value)


def _number(key: str, value: Any) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BadInput(f"--values: {key!r}: expected a number or null, found {json.dumps(value)[:40]}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise BadInput(f"--values: {key!r} is too large for a double")
    return number
