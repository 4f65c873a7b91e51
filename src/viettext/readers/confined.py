"""Runs a reader in a process of its own, with bounds on memory and time, so that no file can stop or fill the program.

`python -P -m viettext.readers.confined` is that process: requests on its standard input, answers on its output. It
reads one file after another and ends by itself when idle or when the program that started it is gone.
"""

import atexit
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import FileIO
from pathlib import Path

from viettext.errors import Unreadable
from viettext.readers.found import Found

MEMORY_MB = 384
SECONDS = 6  # of computing for one file
_WALL_SECONDS = 20.0  # of the clock: a busy machine must not decide what can be read
_IDLE_SECONDS = 60.0
_FILES = 200  # read by one process, then another takes over
_KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR")
_HEAD = struct.Struct("<I32sQ")
_STOPPED = "tệp làm bộ đọc dừng đột ngột; tệp quá phức tạp hoặc bị hỏng"
_TOO_SLOW = f"đọc tệp mất quá {SECONDS} giây; tệp quá phức tạp hoặc bị hỏng"
_TOO_LARGE = "đọc tệp cần quá nhiều bộ nhớ; tệp quá lớn hoặc bị hỏng"


def read(reader: str, content: bytes) -> Found:
    """What the reader (a module of this package) finds, read in another process. Raises ``Unreadable`` also where it
    takes too long, needs too much memory or breaks down. Any thread may call it."""
    with _worker() as worker:
        answer = worker.ask(reader, content)
    if "refused" in answer:
        raise Unreadable(str(answer["refused"]))
    fields = answer["fields"]
    assert isinstance(fields, dict)
    return Found(str(answer["text"]), str(answer["margins"]), fields, tuple(map(str, _list(answer["notes"]))))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _surroundings() -> dict[str, str]:
    """What the process may know of the program's: where to find this package, and none of its secrets."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    here = str(Path(__file__).resolve().parents[2])
    return kept | {"PYTHONPATH": os.pathsep.join((here, *filter(None, sys.path)))}


class _Gone(Exception):
    """The process had ended before it got the file."""


class _Worker:
    """A process that reads; it belongs to one thread at a time and to the program that started it."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.files = 0
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "viettext.readers.confined"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_surroundings(),
        )  # fmt: skip

    def ask(self, reader: str, content: bytes) -> dict[str, object]:
        self.files += 1
        try:
            self._send(reader, content)
            answer = self._answer()
        except (_Gone, OSError):
            if self.files == 1:
                return {"refused": _STOPPED}
            raise _Gone from None
        if "refused" in answer and answer.get("is_over"):
            self.end()
        return answer

    def _send(self, reader: str, content: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(_HEAD.pack(0x7D0C, reader.encode().ljust(32), len(content)))
        self._process.stdin.write(content)
        self._process.stdin.flush()

    def _answer(self) -> dict[str, object]:
        until = time.monotonic() + _WALL_SECONDS
        head = self._bytes(8, until)
        if not head and self.files > 1 and self._process.poll() == 0:
            raise _Gone
        if len(head) < 8:
            return {"refused": self._why(until), "is_over": True}
        body = self._bytes(struct.unpack("<Q", head)[0], until)
        try:
            found: dict[str, object] = json.loads(body)
        except ValueError:
            return {"refused": self._why(until), "is_over": True}
        return found

    def _bytes(self, count: int, until: float) -> bytes:
        """So many bytes, fewer where the process ends or the time is over."""
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        parts, left = [], count
        while left > 0 and (wait := until - time.monotonic()) > 0:
            if not select.select([pipe], [], [], wait)[0]:
                break
            part = os.read(pipe, min(left, 1 << 20))
            if not part:
                break
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def _why(self, until: float) -> str:
        if time.monotonic() >= until:
            return _TOO_SLOW
        try:
            status = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return _STOPPED
        return {-24: _TOO_SLOW, -9: _TOO_SLOW, 3: _TOO_LARGE}.get(status, _STOPPED)  # SIGXCPU, SIGKILL

    def is_usable(self) -> bool:
        return self.files < _FILES and self.owner == os.getpid() and self._process.poll() is None

    def end(self) -> None:
        """Stop the process and let go of its pipes; a process of the program before a fork is left to it."""
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                pass
        if self.owner == os.getpid():
            self._process.kill()
            self._process.wait()
        self.files = _FILES


_idle: list[_Worker] = []
_lock = threading.Lock()
_slots = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))  # as many at once as can run, however many ask


@atexit.register
def _end_idle() -> None:
    while _idle:
        _idle.pop().end()


@contextmanager
def _worker() -> Iterator["_Asking"]:
    with _slots:
        asking = _Asking()
        try:
            yield asking
        finally:
            asking.give_back()


class _Asking:
    """One request: the idle process if there is one, else a new one."""

    def __init__(self) -> None:
        with _lock:
            self._held = _idle.pop() if _idle else None
        if self._held is not None and not self._held.is_usable():
            self._held.end()
            self._held = None

    def ask(self, reader: str, content: bytes) -> dict[str, object]:
        try:
            self._held = self._held or _Worker()
            return self._held.ask(reader, content)
        except _Gone:  # it went to rest just now
            if self._held is not None:
                self._held.end()
            self._held = _Worker()
            return self._held.ask(reader, content)

    def give_back(self) -> None:
        if self._held is None:
            return
        with _lock:
            if self._held.is_usable() and not _idle:
                _idle.append(self._held)
                return
        self._held.end()


def main() -> int:
    """Answer requests until there are no more. Exit status 3: memory ran out."""
    source, target = FileIO(0, closefd=False), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing that a library prints gets among the answers
    _bound_memory()
    while select.select([source], [], [], _IDLE_SECONDS)[0]:
        head = _exactly(source, _HEAD.size)
        if len(head) < _HEAD.size:
            return 0
        _, reader, count = _HEAD.unpack(head)
        content = _exactly(source, count)
        if len(content) < count:
            return 0
        try:
            body = json.dumps(_read(reader.decode().strip(), content)).encode()
        except MemoryError:
            return 3
        target.write(struct.pack("<Q", len(body)) + body)
        target.flush()
    return 0


def _read(reader: str, content: bytes) -> dict[str, object]:
    _bound_time()
    try:
        found: Found = import_module(f"viettext.readers.{reader}").read(content)
    except Unreadable as refusal:
        return {"refused": str(refusal)}
    except RecursionError:
        return {"refused": "tệp lồng nhau quá sâu"}
    return {
        "text": found.text, "margins": found.margins, "fields": dict(found.fields), "notes": list(found.notes),
    }  # fmt: skip


def _exactly(source: FileIO, count: int) -> bytes:
    parts, left = [], count
    while left > 0:
        part = source.read(min(left, 1 << 20))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _bound_memory() -> None:
    import resource

    most = MEMORY_MB * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_time() -> None:
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + SECONDS + 1, resource.RLIM_INFINITY))


if __name__ == "__main__":
    raise SystemExit(main())
