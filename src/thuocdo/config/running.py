"""Runs a command with Django set up, and turns what goes wrong into one line on stderr."""

import argparse
import os
import sys
from collections.abc import Callable

FAILED = 1


def guarded(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """The command's exit status; 1 and one line on stderr where it failed."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import OperationalError, ProgrammingError

    from thuocdo.foundation.errors import DomainError

    try:
        django.setup()
        return run(options)
    except DomainError as error:
        return failed(error.message)
    except ImproperlyConfigured as error:
        return failed(f"cấu hình chưa đúng: {_first_line(error)}")
    except (OperationalError, ProgrammingError) as error:
        return failed(_of_database(_first_line(error)))
    except OSError as error:
        return failed(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
    except KeyboardInterrupt:
        return failed("đã dừng")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def failed(problem: str) -> int:
    """Say on stderr what to do, in one line; the exit status of failed work."""
    print(f"thuocdo: {' '.join(problem.split())}", file=sys.stderr)
    return FAILED


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _of_database(line: str) -> str:
    if "no such table" in line or "does not exist" in line:
        return "cơ sở dữ liệu chưa được chuẩn bị: hãy chạy `thuocdo migrate` trước"
    return f"không dùng được cơ sở dữ liệu: {line}"
