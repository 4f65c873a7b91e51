"""The file store: content kept once, under its SHA-256, never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept file: its digest (64 hex digits) and size in bytes."""

    sha256: str
    size: int


def path_of(sha256: str) -> Path:
    """Where the content of this digest lies; raises ValueError for what is no digest."""
    if len(sha256) != 64 or not all(c in "0123456789abcdef" for c in sha256):
        raise ValueError("not a SHA-256 digest")
    return Path(settings.THUOCDO_HOME) / "files" / sha256[:2] / sha256[2:4] / sha256


def store(chunks: Iterable[bytes]) -> Stored:
    """Keep the content: written beside its place, flushed, then renamed: a killed process leaves no half file."""
    root = Path(settings.THUOCDO_HOME) / "files"
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=root, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        place = path_of(digest.hexdigest())
        place.parent.mkdir(parents=True, exist_ok=True)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Stored(sha256=digest.hexdigest(), size=size)


def open_file(sha256: str) -> BinaryIO:
    """The kept content for reading; raises FileNotFoundError where there is none."""
    return path_of(sha256).open("rb")
