"""Runs a command with Django set up, and turns what goes wrong into one line on stderr."""

import argparse
import logging
import os
import sys
from collections.abc import Callable

FAILED = 1
# What a database says whose tables are missing or of an earlier release: SQLite's words, PostgreSQL's error codes.
UNPREPARED = ("no such table", "no such column", "has no column named", "unable to open database file")
UNPREPARED_CODES = frozenset({"42P01", "42703"})  # undefined table, undefined column


def guarded(run: Callable[[argparse.Namespace], int], options: argparse.Namespace, *, pooled: bool = False) -> int:
    """The command's exit status; 1 and one line on stderr where it failed. `pooled`: many threads use the database."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import DatabaseError, InterfaceError

    from thuocdo.foundation.errors import DomainError

    try:
        _set_up(pooled=pooled)
        status = run(options)
        sys.stdout.flush()
        return status
    except DomainError as error:
        return failed(error.message)
    except ImproperlyConfigured as error:
        return failed(f"cấu hình chưa đúng: {_first_line(error)}")
    except (DatabaseError, InterfaceError) as error:
        return failed(_of_database(error))
    except BrokenPipeError:
        # Whoever read the output closed it: nothing is left to say, and Python must not try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        return failed(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
    except KeyboardInterrupt:
        return failed("đã dừng")


def failed(problem: str) -> int:
    """Say on stderr what to do, in one line; the exit status of failed work."""
    print(f"thuocdo: {' '.join(problem.split())}", file=sys.stderr)
    return FAILED


def _set_up(*, pooled: bool) -> None:
    import django
    from django.db import connections

    django.setup()
    if not pooled:
        # One thread needs no pool, and hears at once why it cannot connect.
        connections.settings["default"]["OPTIONS"].pop("pool", None)
    # The pool repeats in the log every vain attempt to connect; the command says it once.
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _of_database(error: Exception) -> str:
    line = _first_line(error)
    if any(words in line for words in UNPREPARED) or getattr(error.__cause__, "sqlstate", None) in UNPREPARED_CODES:
        return "cơ sở dữ liệu chưa được chuẩn bị: hãy chạy `thuocdo migrate` trước"
    if "database is locked" in line:
        return "cơ sở dữ liệu đang bận vì một việc khác: hãy thử lại sau ít phút"
    return f"không dùng được cơ sở dữ liệu: {line}"
