"""Brings the English catalogue up to date with the Vietnamese messages of the code and the templates.

`.venv/bin/python scripts/messages.py` adds new messages with no translation, drops those that nothing shows any more,
keeps the others, and writes the catalogue sorted by message. It prints what waits for a translation and ends with 1
while anything does. Python alone does it: GNU gettext is not needed.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "thuocdo"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
SKIPPED = {"tests", "migrations", "static", "locale"}
CONTEXT_FIRST = (1, "c")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": (CONTEXT_FIRST, 2),
    "pgettext_lazy": (CONTEXT_FIRST, 2),
    "npgettext": (CONTEXT_FIRST, 2, 3),
    "npgettext_lazy": (CONTEXT_FIRST, 2, 3),
}
HEADER = "# English texts of the screens; the message itself is the Vietnamese text."
# Header lines that would change at every run, or say nothing here.
PERSONAL = re.compile(
    r'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|'
    r"Generated-By): .*\n",
    re.MULTILINE,
)
BLANKED = re.compile(r"\bX+\b")  # what Django's `templatize` leaves of the text around the messages

Message = str | tuple[str, ...] | list[str]  # one form, or singular and plural


def sources() -> list[Path]:
    """The modules and templates that may hold messages, in order; tests are none of them."""
    found = [path for ending in ("*.py", "*.html", "*.txt") for path in PACKAGE.rglob(ending)]
    return sorted(path for path in found if not SKIPPED & set(path.relative_to(PACKAGE).parts))


def as_python(template: str) -> str:
    """The messages of a Django template as lines of Python calls."""
    from django.utils.translation.template import templatize

    return "\n".join(BLANKED.sub("", line).strip() for line in templatize(template).splitlines())


def messages_of(path: Path) -> Iterator[tuple[Message, str | None]]:
    """The messages of one file, each with its context or None."""
    text = path.read_text("utf-8")
    code = text if path.suffix == ".py" else as_python(text)
    for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
        yield message, context


def wanted() -> Catalog:
    """Every message of the product, with no translation."""
    from django.conf import settings

    if not settings.configured:
        settings.configure()
    catalogue = Catalog(locale="en", fuzzy=False)
    for path in sources():
        for message, context in messages_of(path):
            catalogue.add(message, context=context)
    return catalogue


def kept(path: Path = CATALOGUE) -> Catalog:
    """The catalogue as it stands; an empty one where there is none."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def renewed(known: Catalog) -> Catalog:
    """The wanted messages with the translations that are known."""
    catalogue = wanted()
    catalogue.header_comment = HEADER
    for message in catalogue:
        old = known.get(message.id, context=message.context) if message.id else None
        if old is not None and not old.fuzzy and type(old.id) is type(message.id):  # a new plural needs its two forms
            message.string = old.string
    return catalogue


def written(catalogue: Catalog) -> str:
    """The catalogue as the text of a file, the same for the same messages: sorted, without places and dates."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    return PERSONAL.sub("", out.getvalue().decode())


def forms(text: Message | None) -> tuple[str, ...]:
    """The one form of a text, or its singular and plural."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def untranslated(catalogue: Catalog) -> list[Message]:
    """The messages that have no translation, or lack a plural form."""
    return [message.id for message in catalogue if message.id and not all(forms(message.string))]


def main() -> int:
    """Write the catalogue; 1 while a message has no translation."""
    catalogue = renewed(kept())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(written(catalogue), "utf-8")
    waiting = untranslated(catalogue)
    for message in waiting:
        print(message)
    print(f"{len(catalogue)} messages, {len(waiting)} without a translation")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
