"""Takes messages out of a mailbox, and attachments and the body out of a message."""

import email
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from typing import BinaryIO

from viettext.errors import Unreadable
from viettext.readers.found import MAX_BYTES

# What mail carries beside documents: nobody misses it.
ORNAMENTS = frozenset(
    ".png .jpg .jpeg .gif .bmp .webp .svg .ico .ics .vcf .p7s .p7m .sig .asc .css .js .htm~ .dat .emz .wmz".split()
)
_MAX_PARTS = 500


@dataclass(frozen=True, slots=True)
class Part:
    """A file in a message; for a body the name is its suffix alone."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parts:
    """What a message holds."""

    subject: str
    attachments: list[Part]
    body: Part | None


def messages(file: BinaryIO) -> Iterator[bytes]:
    """The messages of an mbox file; of one that is larger than 50 MB only so much that it can be refused."""
    lines: list[bytes] = []
    size, is_blank = 0, True
    for line in iter(lambda: file.readline(1 << 20), b""):
        if is_blank and line.startswith(b"From "):
            if lines:
                yield b"".join(lines)
            lines, size, is_blank = [], 0, False
            continue
        is_blank = not line.strip()
        size += len(line)
        if size <= MAX_BYTES + (1 << 20):
            lines.append(line[1:] if line.lstrip(b">").startswith(b"From ") and line.startswith(b">") else line)
    if any(line.strip() for line in lines):
        yield b"".join(lines)


def parts(content: bytes) -> Parts:
    """The parts of a message; raises ``Unreadable`` where it is none."""
    try:
        message = email.message_from_bytes(content)
        found = list(_walk(message))
    except (MessageError, ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise Unreadable("thư bị hỏng, không đọc được") from error
    if not message.keys():
        raise Unreadable("không phải là thư điện tử hoặc tệp bị hỏng")
    bodies = {kind: part for kind, part, name in reversed(found) if not name}
    body = bodies.get(".txt") or bodies.get(".html")
    if body is not None and not body.content.strip():
        body = None
    return Parts(_words(message.get("Subject")), [part for _, part, name in found if name], body)


def _walk(message: Message) -> Iterator[tuple[str, Part, str]]:
    """Kind, part and name of each file or body in the message."""
    waiting: list[Message] = [message]
    count = 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > _MAX_PARTS:
            return
        kind = part.get_content_type()
        inner = part.get_payload()
        if kind == "message/rfc822" and isinstance(inner, list) and inner and isinstance(inner[0], Message):
            yield ".eml", Part(_name(part) or "thư kèm.eml", inner[0].as_bytes()), "eml"
        elif isinstance(inner, list):
            waiting.extend(piece for piece in reversed(inner) if isinstance(piece, Message))
        else:
            name = _name(part)
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
            if name:
                yield "", Part(name, content), name
            elif kind in ("text/plain", "text/html"):
                suffix = ".txt" if kind == "text/plain" else ".html"
                yield suffix, Part(suffix, _in_utf8(content, part.get_content_charset())), ""


def _name(part: Message) -> str:
    name = part.get_filename() or ""
    return _words(name).replace("/", "-").replace("\\", "-").strip()[:200]


def _words(header: object) -> str:
    """A header's words, whatever encodings it mixes."""
    words = ""
    try:
        for piece, charset in decode_header(str(header or "")):
            words += piece if isinstance(piece, str) else piece.decode(charset or "utf-8", "replace")
    except (MessageError, LookupError, ValueError):
        return str(header)
    return " ".join(words.split())


def _in_utf8(content: bytes, charset: str | None) -> bytes:
    """The body in UTF-8 where its character set is named and holds; else as it is, for the reader to judge."""
    try:
        return content.decode(charset).encode("utf-8") if charset else content
    except (LookupError, UnicodeDecodeError):
        return content


def why_not(suffix: str) -> str:
    """Why an attachment of this kind is not read."""
    from viettext.readers import reader_of

    try:
        reader_of(b"", f"a{suffix}")
    except Unreadable as refusal:
        return str(refusal)
    return ""
