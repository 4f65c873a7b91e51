"""The directory's token: it changes with every change, so that what was read from it can be kept until then."""

import uuid

from thuocdo.organisations.models import DirectoryState


def token() -> str:
    """The token of the directory as this transaction sees it; empty before the first load."""
    found = DirectoryState.objects.filter(pk=1).values_list("token", flat=True).first()
    return str(found) if found else ""


def touch() -> None:
    """Say that the directory changed."""
    DirectoryState.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4()})


def old_units_digest() -> str:
    """Digest of the mapping table that was loaded last; empty for none."""
    return DirectoryState.objects.filter(pk=1).values_list("old_units_digest", flat=True).first() or ""


def set_old_units_digest(digest: str) -> None:
    """Remember which mapping table is loaded."""
    DirectoryState.objects.update_or_create(
        pk=1, defaults={"old_units_digest": digest}, create_defaults={"old_units_digest": digest, "token": uuid.uuid4()}
    )
