"""The file store: content kept once, under its SHA-256, never changed."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
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
    return _root() / sha256[:2] / sha256[2:4] / sha256


def store(chunks: Iterable[bytes]) -> Stored:
    """Keep the content: written beside its place, flushed, then renamed: a killed process leaves no half file."""
    root = _root()
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
        with _locked(root, fcntl.LOCK_SH):  # many may store at once, none while somebody removes
            Path(name).replace(place)  # content handed in again is as young as new
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Stored(sha256=digest.hexdigest(), size=size)


def open_file(sha256: str) -> BinaryIO:
    """The kept content for reading; raises FileNotFoundError where there is none."""
    return path_of(sha256).open("rb")


def kept_before(instant: datetime) -> Iterator[str]:
    """Digests of the content that was last handed in before the instant, in no order."""
    for place in _root().glob("??/??/*"):
        if len(place.name) == 64 and _age_of(place) < instant.timestamp():
            yield place.name


def remove(sha256: str, *, kept_before: datetime | None = None) -> bool:
    """Remove the content unless it was handed in since the instant; whether it was there and is gone.

    That nothing refers to it is for the caller to know.
    """
    place = path_of(sha256)
    if not place.exists():
        return False
    with _locked(_root(), fcntl.LOCK_EX):
        if kept_before is not None and _age_of(place) >= kept_before.timestamp():
            return False
        place.unlink(missing_ok=True)
    return True


def remove_halves(*, before: datetime) -> int:
    """Remove what processes that were killed while storing left behind before the instant; how many."""
    halves = [path for path in _root().glob(".incoming-*") if _age_of(path) < before.timestamp()]
    for path in halves:
        path.unlink(missing_ok=True)
    return len(halves)


def _root() -> Path:
    return Path(settings.THUOCDO_HOME) / "files"


def _age_of(place: Path) -> float:
    """When the content was handed in, in seconds of the epoch; what is gone was never handed in: infinitely late."""
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


@contextmanager
def _locked(root: Path, kind: int) -> Iterator[None]:
    handle = os.open(root, os.O_RDONLY)  # the folder itself is what is locked
    try:
        fcntl.flock(handle, kind)
        yield
    finally:
        os.close(handle)
