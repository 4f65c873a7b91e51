"""`yardstick convert`: a file of data or definitions becomes one of another format."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from yardstick.definitions import Definitions, read_definitions
from yardstick.errors import BadInput
from yardstick.exchange import dhis2, formats
from yardstick.exchange.definitions_json import to_json
from yardstick.exchange.dimensions import MAPPED, PLAIN_DIMENSIONS, mapped, parse_structure
from yardstick.exchange.placing import placed
from yardstick.exchange.sdmx_xml_writing import SENDER, Message
from yardstick.periods import Frequency
from yardstick.progress import Direction

HELP = "convert observations, results or definitions between formats"
DESCRIPTION = """\
Convert observations or results between CSV, Parquet and SDMX, or definitions and DHIS2 metadata to definitions.

The format of IN is told by its content, that of OUT by its name. OUT is written whole or not at all. What IN says and
OUT cannot is listed on standard error, a line each.
"""
EPILOG = f"""\
formats read:    {", ".join(formats.READ)}
formats written: {", ".join(formats.WRITTEN)}
columns to map:  {", ".join(MAPPED)}

examples:
  yardstick convert values.csv values.parquet
  yardstick convert values.csv values.xml --to sdmx-ml-3.0 --structure "GSO:LABOUR(1.0)"
  yardstick convert eurostat.csv values.csv --map data_element=INDIC_SB --map unit=GEO --ignore NACE_R2,UNIT
  yardstick convert values.csv structure.xml --to sdmx-structure
  yardstick convert metadata.json definitions.json --direction positive --direction DROPOUT=negative
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("source", metavar="IN", type=Path, help="the file to read")
    parser.add_argument("target", metavar="OUT", type=Path, help="the file to write")
    parser.add_argument("--from", dest="form", metavar="FORMAT", choices=formats.READ, help="the format of IN")
    parser.add_argument("--to", metavar="FORMAT", choices=formats.WRITTEN, help="the format of OUT")
    parser.add_argument("--force", action="store_true", help="put OUT in the place of a file that is there")
    parser.add_argument("--strict", action="store_true", help="write nothing where something cannot be carried over")
    parser.add_argument("--json", action="store_true", help="print what was not carried over as one JSON object")
    _add_sdmx(parser.add_argument_group("SDMX"))
    group = parser.add_argument_group("DHIS2")
    group.add_argument(
        "--direction",
        action="append",
        default=[],
        metavar="[CODE=]DIRECTION",
        help="positive (higher is better) or negative, of all indicators or of one; needed, for DHIS2 has none",
    )
    group.add_argument(
        "--frequency", type=Frequency, choices=list(Frequency), default=Frequency.MONTHLY, metavar="FREQUENCY",
        help="how often indicators are computed: %(choices)s (default %(default)s)",
    )  # fmt: skip


def _add_sdmx(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--structure", metavar="AGENCY:ID(VERSION)", help="the data structure that OUT names")
    group.add_argument("--map", action="append", default=[], metavar="COLUMN=COMPONENT", help="another component's id")
    group.add_argument("--ignore", action="append", default=[], metavar="ID,ID", help="components to leave unread")
    group.add_argument(
        "--no-option", default=PLAIN_DIMENSIONS.no_option, metavar="CODE",
        help="the code for an observation without option (default %(default)s)",
    )  # fmt: skip
    group.add_argument("--sender", default=SENDER, metavar="ID", help="who sends (default %(default)s)")
    group.add_argument("--prepared", metavar="TIME", help="when OUT was prepared, such as 2025-11-30T08:00:00 (now)")


def run(options: argparse.Namespace) -> int:
    """Write OUT, or nothing where IN cannot be read; list what was not carried over."""
    form = options.form or formats.format_of(options.source)
    target = options.to or formats.format_for(options.target)
    if (form in formats.OF_DEFINITIONS) != (target in formats.OF_DEFINITIONS):
        raise BadInput(f"{options.source}: {form} cannot become {target}: data and definitions do not mix")
    lines = _convert_definitions(options, form) if form in formats.OF_DEFINITIONS else _convert(options, form, target)
    if options.json:
        print(json.dumps({"format": target, "not_carried_over": lines}, ensure_ascii=False))
    else:
        for line in lines:
            print(f"yardstick: {line}", file=sys.stderr)
    return 0


def _convert(options: argparse.Namespace, form: str, target: str) -> list[str]:
    dimensions = mapped(
        dict(_pair(text, "--map", "COLUMN=COMPONENT") for text in options.map),
        ignored=[name for text in options.ignore for name in text.split(",") if name],
        no_option=options.no_option,
    )
    written = formats.Written(
        message=Message(prepared=_prepared(options.prepared), sender=_sender(options.sender)),
        dimensions=dimensions,
        structure=parse_structure(options.structure) if options.structure else None,
    )
    table = formats.read_table(options.source, form, dimensions=dimensions)
    with placed(options.target, force=options.force) as file:
        formats.write_table(table, file, target, written)
        _refuse_losses(table.notes, options)
    return [f"{options.source}: {note}" for note in table.notes]


def _convert_definitions(options: argparse.Namespace, form: str) -> list[str]:
    definitions, lines = _definitions(options, form)
    _refuse_losses(lines, options)
    with placed(options.target, force=options.force) as file:
        file.write(to_json(definitions).encode())
    return [f"{options.source}: {line}" for line in lines]


def _definitions(options: argparse.Namespace, form: str) -> tuple[Definitions, list[str]]:
    if form == formats.DEFINITIONS:
        return read_definitions(options.source), []
    conversion = dhis2.read_dhis2(options.source, direction=_directions(options.direction), frequency=options.frequency)
    return conversion.definitions, list(dhis2.remarks(conversion))


def _refuse_losses(notes: Sequence[str], options: argparse.Namespace) -> None:
    if notes and options.strict:
        raise BadInput(f"{options.source}: {len(notes)} things cannot be carried over, first: {notes[0]}")


def _directions(texts: Sequence[str]) -> dhis2.Directions:
    """One for all, or one for each code over one for the rest."""
    each: dict[str, Direction] = {}
    rest: Direction | None = None
    for text in texts:
        code, _, direction = text.rpartition("=")
        try:
            found = Direction(direction)
        except ValueError:
            raise BadInput(f"--direction {text!r}: expected positive or negative, or CODE=positive") from None
        if code:
            each[code] = found
        else:
            rest = found
    if not texts:
        raise BadInput("--direction is needed: positive (higher is better) or negative; DHIS2 has none")
    return dhis2.Directions(rest, each)


def _pair(text: str, option: str, expected: str) -> tuple[str, str]:
    one, mark, other = text.partition("=")
    if not mark or not one or not other:
        raise BadInput(f"{option} {text!r}: expected {expected}")
    return one, other


def _prepared(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--prepared {text!r}: expected a time such as 2025-11-30T08:00:00") from None


def _sender(text: str) -> str:
    if not text.isascii() or not text.replace("_", "").replace("-", "").isalnum():
        raise BadInput(f"--sender {text!r}: expected letters, digits, '_' and '-'")
    return text
