"""The command line of the indicator engine: finds the command, turns what it refuses into one line and a status."""

import argparse
import importlib
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from yardstick.errors import BadFormula, BadUsage, YardstickError

FAILED, BAD_USAGE, NOBODY_READS = 1, 2, 128 + 13  # the last as of a process that SIGPIPE ended
DESCRIPTION = "Compute indicators, scores and forecasts from what many units report."
MINUS = re.compile(r"-[^-h]|-h.|--(?!$|[a-z]+$|[a-z]+=)")  # not -h, --json, --file=PATH, --
# In the order of the help; each is a module of yardstick.commands.
COMMANDS = ("eval", "rollup", "recompute", "score", "forecast", "quality", "progress", "convert", "bench")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    0 done, 1 the work failed, 2 bad usage: a wrong option (which leaves through argparse) or an unreadable formula, 141
    where nobody reads what is printed any more (`| head`).
    """
    options = _parser().parse_args(_with_expressions(sys.argv[1:] if arguments is None else arguments))
    module = importlib.import_module(f"yardstick.commands.{options.command}")
    try:
        status: int = module.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor may the interpreter complain at its end
        return NOBODY_READS
    except (BadFormula, BadUsage) as error:
        return _refuse(str(error), BAD_USAGE)
    except YardstickError as error:
        return _refuse(str(error), FAILED)
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}" if error.filename else str(error), FAILED)
    return status


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the arguments, and leaves the rest to the help."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_USAGE, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="yardstick", description=DESCRIPTION)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = importlib.import_module(f"yardstick.commands.{name}")
        module.add(
            commands.add_parser(
                name,
                help=module.HELP,
                description=getattr(module, "DESCRIPTION", module.HELP),
                epilog=module.EPILOG,
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )
        )
    return parser


def _with_expressions(arguments: Sequence[str]) -> list[str]:
    """An expression may begin with a minus: argparse takes what has a space in it for no option."""
    if list(arguments[:1]) != ["eval"]:
        return list(arguments)
    end = arguments.index("--") if "--" in arguments else len(arguments)
    words = [f"{one} " if MINUS.match(one) else one for one in arguments[:end]]
    return [*words, *(f"{one} " for one in arguments[end + 1 :])]


def _refuse(message: str, status: int) -> int:
    print(f"yardstick: {message}", file=sys.stderr)
    return status
