"""Takes documents one by one out of folders, zip files and mail (.eml, .mbox), so that a thousand need no more memory
than one."""

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from viettext.errors import Unreadable
from viettext.normal import canonical
from viettext.readers import SUFFIXES, mail
from viettext.readers.found import MAX_BYTES

_CONTAINERS = frozenset({".zip", ".eml", ".mbox", ".mbx"})
_MAX_ENTRIES = 20_000
_MAX_UNPACKED = 4 * 1024 * 1024 * 1024
_DEEPEST = 3
# A document packs to a tenth or so; what packs to a thousandth is made to fill a disk.
_RATIO, _RATIO_FROM = 400, 4 * 1024 * 1024
_TOO_LARGE = "tệp lớn hơn 50 MB"
_SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


@dataclass(frozen=True, slots=True)
class Document:
    """A file on its way to a reader: its name within the batch and its content, or why it has none."""

    name: str
    content: bytes = b""
    refused: str = ""


def is_container(name: str) -> bool:
    """Whether a file of this name holds several documents (a folder is asked for by the caller)."""
    return Path(name).suffix.lower() in _CONTAINERS


def documents(path: str | os.PathLike[str]) -> Iterator[Document]:
    """The documents of a file, folder, zip file or mailbox, in a fixed order. What cannot be opened comes as a refusal
    with its reason; nothing is raised."""
    place = Path(path)
    try:
        if place.is_dir():
            yield from _of_folder(place)
        elif not place.exists():
            yield Document(place.name, refused="không có tệp này")
        elif not place.is_file():
            yield Document(place.name, refused="không phải là một tệp")
        else:
            yield from _of_file(place, place.name)
    except (OSError, ValueError):
        yield Document(place.name, refused="không mở được tệp (không có quyền đọc hoặc lỗi ổ đĩa)")


def documents_in(file: BinaryIO, name: str) -> Iterator[Document]:
    """The documents of an open file that was handed in under this name; it must be able to seek."""
    suffix = Path(name).suffix.lower()
    try:
        if suffix == ".zip":
            yield from _of_zip(file, name, 0, [0])
        elif suffix in (".mbox", ".mbx"):
            for number, message in enumerate(mail.messages(file), 1):
                yield from _of_mail(message, f"{name} {number}", 0)
        elif suffix == ".eml":
            yield from _of_mail(file.read(MAX_BYTES + 1), name, 0)
        else:
            content = file.read(MAX_BYTES + 1)
            is_small = len(content) <= MAX_BYTES
            yield Document(name, content) if is_small else Document(name, refused=_TOO_LARGE)
    except OSError:
        yield Document(name, refused="không mở được tệp (không có quyền đọc hoặc lỗi ổ đĩa)")


def _of_folder(folder: Path) -> Iterator[Document]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not _is_skipped(name):
                file = Path(root) / name
                shown = str(file.relative_to(folder))
                try:
                    yield from _of_file(file, shown)
                except OSError:
                    yield Document(shown, refused="không mở được tệp (không có quyền đọc hoặc lỗi ổ đĩa)")


def _of_file(file: Path, shown: str) -> Iterator[Document]:
    if not file.is_file():
        yield Document(shown, refused="không phải là một tệp")
        return
    if not is_container(file.name) and file.stat().st_size > MAX_BYTES:
        yield Document(shown, refused=_TOO_LARGE)
        return
    with file.open("rb") as opened:
        yield from documents_in(opened, shown)


def _of_zip(file: BinaryIO, name: str, depth: int, unpacked: list[int]) -> Iterator[Document]:
    try:
        package = zipfile.ZipFile(file)
        entries = package.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError):
        yield Document(name, refused="tệp nén bị hỏng, không mở được")
        return
    with package:
        if len(entries) > _MAX_ENTRIES:
            yield Document(name, refused="tệp nén có hơn 20.000 tệp")
            return
        for entry in entries:
            inner = _entry_name(entry)
            if not entry.is_dir() and not _is_skipped(PurePosixPath(inner).name) and "__MACOSX" not in inner:
                yield from _of_entry(package, entry, f"{name}/{inner}", depth, unpacked)


def _of_entry(
    package: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: str, depth: int, unpacked: list[int]
) -> Iterator[Document]:
    if entry.flag_bits & 1:
        yield Document(shown, refused="tệp trong gói nén được đặt mật khẩu")
        return
    unpacked[0] += entry.file_size
    is_bomb = entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1)
    if is_bomb or entry.file_size > MAX_BYTES or unpacked[0] > _MAX_UNPACKED:
        yield Document(shown, refused="tệp trong gói nén bung ra quá lớn")
        return
    try:
        content = package.read(entry)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        yield Document(shown, refused="tệp trong gói nén bị hỏng")
        return
    if not is_container(shown):
        yield Document(shown, content)
    elif depth + 1 >= _DEEPEST:
        yield Document(shown, refused="gói nén lồng nhau quá sâu")
    elif shown.lower().endswith(".zip"):
        yield from _of_zip(io.BytesIO(content), shown, depth + 1, unpacked)
    else:
        yield from documents_in(io.BytesIO(content), shown)


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name, read as UTF-8 also where an old program did not say that it is."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _of_mail(message: bytes, name: str, depth: int) -> Iterator[Document]:
    """The attachments that can be read, else the body of the message."""
    if len(message) > MAX_BYTES:
        yield Document(name, refused="thư lớn hơn 50 MB")
        return
    try:
        parts = mail.parts(message)
    except Unreadable as refusal:
        yield Document(name, refused=str(refusal))
        return
    yield from _attached(parts, name, depth)
    if not any(_is_document(part) for part in parts.attachments):
        about = canonical(parts.subject).replace("/", "-").strip()[:100] or "thư"
        if parts.body is None:
            yield Document(name, refused="thư không có chữ và không có tệp đính kèm đọc được")
        else:
            yield Document(f"{name}/{about}{parts.body.name}", parts.body.content)


def _attached(parts: mail.Parts, name: str, depth: int) -> Iterator[Document]:
    for part in parts.attachments:
        shown = f"{name}/{part.name}"
        suffix = Path(part.name).suffix.lower()
        if suffix in SUFFIXES:
            yield Document(shown, part.content)
        elif suffix in _CONTAINERS:
            yield from _nested(part, shown, depth)
        elif suffix not in mail.ORNAMENTS:
            yield Document(shown, refused=mail.why_not(suffix))


def _is_document(part: mail.Part) -> bool:
    return Path(part.name).suffix.lower() in {*SUFFIXES, *_CONTAINERS}


def _nested(part: mail.Part, shown: str, depth: int) -> Iterator[Document]:
    if depth + 1 >= _DEEPEST:
        yield Document(shown, refused="thư lồng nhau quá sâu")
    elif shown.lower().endswith(".eml"):
        yield from _of_mail(part.content, shown, depth + 1)
    elif shown.lower().endswith(".zip"):
        yield from _of_zip(io.BytesIO(part.content), shown, depth + 1, [0])
    else:
        yield Document(shown, refused="hộp thư lồng trong thư không được đọc")


def _is_skipped(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _SKIPPED_NAMES
