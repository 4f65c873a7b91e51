"""Exchange packages (.edxml, QCVN 102:2016/BTTTT): the header's fields for certain, the text from the attachments.

Forms of the package that are in use: an XML document with attachments inside (base64), a MIME message whose first part
is that document, and a zip file with the document and the attachments beside it. Names are compared without their name
space and case, because versions of the standard and programs differ in both.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from viettext.errors import Unreadable
from viettext.header import KINDS
from viettext.normal import canonical, fold
from viettext.readers.found import MAX_TEXT, Found, too_long
from viettext.readers.package import Package, xml_root

_WHAT = "gói văn bản điện tử (.edxml)"
_MAX_ATTACHMENTS = 200
_KINDS = {fold(printed): slug for printed, slug, _ in KINDS} | {"quyet dinh (ca biet)": "quyet-dinh"}
# Party documents join number and sign with a hyphen: "12-KL/TU", "57-NQ/TW".
_PARTY = re.compile(r"^[A-ZĐ][A-Za-zĐđi]{0,4}/(?:TW|[A-ZĐ]{0,6}TW|TU|[A-ZĐ]{0,5}U)$")
_UNREAD = frozenset({".xml", ".xsl", ".p7s", ".sig", ".cer", ".jpg", ".jpeg", ".png", ".gif"})

Attachment = tuple[str, str, bytes]  # name, id and content


def read(content: bytes) -> Found:
    """The text of the attachments in their order, with the fields of the header; raises ``Unreadable``."""
    root, beside = _opened(content)
    header = _first(root, "messageheader", "edxmlheader")
    if header is None:
        raise Unreadable(f"không phải {_WHAT}: thiếu phần đầu (MessageHeader)")
    texts, margins, notes = _texts([*_inside(root), *beside], _order(root))
    subject = _text(header, "subject", "trichyeu") or ""
    words = _text(header, "content") or ""
    if not texts:
        about = "; ".join(notes) or "gói không có tệp đính kèm nào"
        raise Unreadable(f"{_WHAT} không có tệp đính kèm đọc được ({about})")
    text = "\n\n".join(texts)
    fields = _fields(header, text)
    return Found(text, "\n".join(filter(None, (subject, words, *margins))), fields, tuple(notes))


def _opened(content: bytes) -> tuple[Any, list[Attachment]]:
    """The envelope and what stands beside it."""
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return xml_root(start if start.startswith(b"<") else content, _WHAT), []
    parts = list(_mime(content))
    envelope = next(
        (i for i, (_, _, body) in enumerate(parts) if b"nvelope" in body[:4000] or b"dXML" in body[:4000]), None
    )
    if envelope is None:
        raise Unreadable(f"không phải {_WHAT} hoặc tệp bị hỏng")
    return xml_root(parts[envelope][2].strip(), _WHAT), parts[:envelope] + parts[envelope + 1 :]


def _zipped(content: bytes) -> tuple[Any, list[Attachment]]:
    package = Package(content, _WHAT)
    root = None
    beside: list[Attachment] = []
    for name in package.names[:_MAX_ATTACHMENTS]:
        body = package.read(name) or b""
        if root is None and name.lower().endswith((".xml", ".edxml")) and b"eader" in body[:20_000]:
            root = xml_root(body.lstrip(b"\xef\xbb\xbf \t\r\n"), _WHAT)
        else:
            beside.append((name.rpartition("/")[2], name, body))
    if root is None:
        raise Unreadable(f"{_WHAT} không có tệp XML của gói")
    return root, beside


def _mime(content: bytes) -> Iterator[Attachment]:
    from email import message_from_bytes, policy

    message = message_from_bytes(content, policy=policy.default)
    for part in message.walk():
        if part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        if isinstance(body, bytes):
            yield part.get_filename() or "", str(part.get("Content-ID", "")).strip("<> "), body


def _inside(root: Any) -> list[Attachment]:
    """Attachments that the XML itself holds, in base64."""
    found: list[Attachment] = []
    for element in root.iter():
        if _name(element) != "attachment":
            continue
        packed = next((t for t in map(_own, element.iter()) if len(t) > 3 and _is_packed(t)), None)
        name = _text(element, "attachmentname", "filename", "name", "description") or ""
        if packed is not None:
            found.append((name, _text(element, "contentid", "id") or element.get("id", ""), _unpacked(packed)))
        if len(found) >= _MAX_ATTACHMENTS:
            break
    return found


def _own(element: Any) -> str:
    named = _name(element) in (
        "contenttransferencoded",
        "content",
        "data",
        "filecontent",
        "attachment",
        "binary",
        "include",
    )
    return (element.text or "").strip() if named and len(element) == 0 else ""


def _is_packed(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9+/=\s_-]+", text[:400]) is not None


def _unpacked(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()).encode("ascii", "replace"), altchars=None, validate=False)
    except (binascii.Error, ValueError):
        return b""


def _order(root: Any) -> list[tuple[str, str]]:
    """Name and id of the attachments as the manifest lists them."""
    listed = []
    for element in root.iter():
        if _name(element) == "reference":
            link = next((v for k, v in element.attrib.items() if str(k).lower().endswith("href")), "")
            identity = (_text(element, "contentid") or link).removeprefix("cid:").strip("<> ")
            listed.append((_text(element, "attachmentname", "description") or "", identity))
    return listed


def _texts(attachments: list[Attachment], listed: list[tuple[str, str]]) -> tuple[list[str], list[str], list[str]]:
    """What the attachments say, what stands in their margins, and a word on each that cannot be read."""
    from viettext.readers import read_bytes

    texts: list[str] = []
    margins: list[str] = []
    notes: list[str] = []
    for name, body in _in_order(attachments, listed):
        if "." + name.rpartition(".")[2].lower() in _UNREAD:
            continue
        try:
            read = read_bytes(body, name)
        except Unreadable as refusal:
            notes.append(f"tệp đính kèm “{canonical(name)[:80]}”: {refusal}")
            continue
        notes.extend(read.notes)
        texts.append(read.text)
        margins.append(read.margins)
        if sum(map(len, texts)) > MAX_TEXT:
            raise too_long()
    return texts, margins, notes


def _in_order(attachments: list[Attachment], listed: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Attachments as the manifest orders them, with the name that it gives; then the others."""
    left = [(unicodedata.normalize("NFC", name), identity.strip("<> "), body) for name, identity, body in attachments]
    for printed, identity in listed:
        name = unicodedata.normalize("NFC", printed)
        found = next(
            (a for a in left if (identity and identity in (a[1], a[0])) or (name and name in (a[0], a[1]))), None
        )
        if found is not None:
            left.remove(found)
            yield _named(found[0] or name or identity, found[2]), found[2]
    for name, identity, body in left:
        yield _named(name or identity, body), body


def _named(name: str, body: bytes) -> str:
    """The name with a suffix: what a file is can be told from its first bytes where its name does not say."""
    if re.search(r"\.\w{2,5}$", name):
        return name
    kinds = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (b"<html", ".html"), (b"\xd0\xcf\x11\xe0", ".doc"))
    return name + next((suffix for start, suffix in kinds if body.startswith(start)), ".txt")


def _fields(header: Any, text: str) -> dict[str, object]:
    """The fields that the header states; those that it leaves empty are not among them."""
    sender = _first(header, "from")
    promulgation = _first(header, "promulgationinfo")
    signer = _first(header, "signerinfo", "author", "signer")
    signed_on = _day(_text(promulgation, "promulgationdate", "date") if promulgation is not None else None)
    found: dict[str, object | None] = {
        "kind": _kind(header),
        "number": _number(header, text),
        "issuer": _text(sender, "organname", "organizationname", "name") if sender is not None else None,
        "signed_on": signed_on.isoformat() if signed_on else None,
        "place": _text(promulgation, "place") if promulgation is not None else None,
        "signer": _text(signer, "fullname", "name") if signer is not None else None,
        "recipients": _recipients(header) or None,
    }
    return {name: value for name, value in found.items() if value}


def _kind(header: Any) -> str | None:
    element = _first(header, "documenttype")
    if element is None:
        return None
    name = fold(_text(element, "typename", "name") or (element.text or "")).strip()
    return _KINDS.get(name) or next((slug for printed, slug in _KINDS.items() if name.startswith(printed)), None)


def _number(header: Any, text: str) -> str | None:
    code = _first(header, "code")
    if code is None:
        return None
    number, notation = (_text(code, "codenumber") or "").strip(), (_text(code, "codenotation") or "").strip()
    number = re.sub(r"\s", "", number)
    notation = re.sub(r"\s", "", notation)
    if not number or not notation:
        return number or None
    if notation[0] in "-/" or number[-1] in "-/":
        return number + notation
    if notation in number:
        return number
    if re.search(rf"{re.escape(number)} ?- ?{re.escape(notation)}", text[:4000]):
        return f"{number}-{notation}"
    return f"{number}{'-' if _PARTY.match(notation) else '/'}{notation}"


def _recipients(header: Any) -> list[str]:
    places = _first(header, "toplaces")
    if places is not None:
        found = [_words(e) for e in places.iter() if _name(e) in ("place", "toplace") and len(e) == 0]
        if any(found):
            return [entry.strip(" ;,.-–") for entry in found if entry]
    named = [_text(e, "organname", "organizationname") for e in header.iter() if _name(e) == "to"]
    return [name for name in named if name]


def _day(text: str | None) -> date | None:
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/-](\d{1,2})[/-](\d{4})", text or "")
    if match is None:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _first(root: Any, *names: str) -> Any:
    """The first element with one of these names, the names in order."""
    for name in names:
        for element in root.iter():
            if _name(element) == name:
                return element
    return None


def _text(root: Any, *names: str) -> str | None:
    """The words of the first such element that has any."""
    for name in names:
        for element in root.iter():
            if _name(element) == name and (found := _words(element)):
                return found
    return None


def _words(element: Any) -> str:
    return " ".join(canonical("".join(element.itertext())).split())
