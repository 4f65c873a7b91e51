"""Opens zip packages and XML parts that nobody vouches for, with bounds on size, depth and entities."""

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from viettext.errors import Unreadable

MAX_UNPACKED = 200 * 1024 * 1024
MAX_PART = 48 * 1024 * 1024
_MAX_PARTS = 10_000
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError, ValueError, zlib.error)


class Package:
    """The parts of a zip file, read one by one; ``what`` names the file in refusals ("tệp Word")."""

    def __init__(self, content: bytes, what: str) -> None:
        self._what = what
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            parts = self._zip.infolist()
        except (*_BROKEN, RuntimeError) as error:
            raise Unreadable(f"không phải {what} hoặc tệp bị hỏng") from error
        if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Unreadable(f"{what} bung ra quá lớn (hơn 200 MB)")
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable(f"{what} được đặt mật khẩu")
        self.names = [part.filename for part in parts if not part.is_dir()]
        self._sizes = {part.filename: part.file_size for part in parts}

    def size(self, name: str) -> int:
        """The unpacked size of a part in bytes, as the package declares it; 0 where there is none."""
        return self._sizes.get(name, 0)

    def read(self, name: str, most: int = MAX_PART) -> bytes | None:
        """A part's bytes, None where the package has none of that name."""
        if name not in self._sizes:
            return None
        if self._sizes[name] > most:
            raise Unreadable(f"{self._what} bung ra quá lớn")
        try:
            # What a part unpacks to is held to what it declares: no more is read, and a wrong sum is an error.
            return self._zip.read(name)
        except (*_BROKEN, RuntimeError) as error:
            raise Unreadable(f"{self._what} bị hỏng, không đọc được") from error

    def xml(self, name: str) -> Any:
        """The root element of an XML part, None where there is none."""
        content = self.read(name)
        return None if content is None else xml_root(content, self._what)


def xml_root(content: bytes, what: str) -> Any:
    """The root of an XML document; raises ``Unreadable`` where it is broken, too deep or declares entities."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:65536]:
            raise Unreadable(f"{what} chứa khai báo XML không được phép") from error
        raise Unreadable(f"{what} bị hỏng, không đọc được") from error
    if root is None:
        raise Unreadable(f"{what} bị hỏng, không đọc được")
    if root.getroottree().docinfo.doctype:
        raise Unreadable(f"{what} chứa khai báo XML không được phép")
    return root
