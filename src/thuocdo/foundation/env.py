"""Typed readers of environment variables that stop the start and name the variable."""

import os
import secrets
from collections.abc import Collection
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str) -> str:
    """The variable's text, or `default` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off; anything else stops the start."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    word = raw.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {raw!r}")


def whole(name: str, *, default: int) -> int:
    """A whole number of zero or more."""
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not raw.isascii() or not raw.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {raw!r}")
    return int(raw)


def choice(name: str, options: Collection[str], default: str) -> str:
    """One of the options, capitals or not."""
    found = text(name, default).upper()
    if found not in options:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(options))}, not {found!r}")
    return found


def words(name: str, default: list[str]) -> list[str]:
    """Comma-separated words without empty ones."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    return [word.strip() for word in raw.split(",") if word.strip()]


def folder(name: str, default: str) -> Path:
    """An absolute path; the folder need not exist yet."""
    return Path(text(name, default)).expanduser().absolute()


def secret(name: str, file: Path) -> str:
    """The variable, else the key file's content, else "" (Django then refuses to sign anything)."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if not file.is_file():
        return ""
    try:
        return file.read_text("ascii").strip()
    except UnicodeDecodeError:
        raise ImproperlyConfigured(f"{name} is not set and {file} is no key file") from None


def make_secret(file: Path) -> bool:
    """Write a random key to `file` with mode 0600 unless it is there; True when it was made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(64))
    return True
