"""Files written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from yardstick.errors import BadInput


@contextmanager
def placed(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, which is at `path` once the block has ended well; after an error nothing has changed.

    It is written beside `path` under a name of its own. A file that is there already is refused (`BadInput`) unless
    `force` is given, at the beginning and again at the end.
    """
    if path.is_dir():
        raise BadInput(f"{path}: a folder; expected the name of a file")
    if not path.parent.is_dir():
        raise BadInput(f"{path}: there is no folder {path.parent}")
    _refuse_existing(path, force)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _refuse_existing(path, force)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _refuse_existing(path: Path, force: bool) -> None:
    if not force and path.exists():
        raise BadInput(f"{path}: is there already; give --force to put another in its place")
