"""Removing kept content that nothing refers to: uploads that were begun and never used."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.apps import apps
from django.db.models import Model

from thuocdo.foundation import files

COLUMN = "sha256"  # whatever model refers to content does so in a column of this name
AT_ONCE = 500


def remove_unused(*, before: datetime) -> int:
    """Remove content that was last handed in before the instant and that no row names; how many files went.

    An act keeps its content first and names it in a row after: the instant must lie further back than any act lasts.
    """
    old, removed = files.kept_before(before), files.remove_halves(before=before)
    while digests := set(islice(old, AT_ONCE)):
        unnamed = digests - referred(digests)
        removed += sum(files.remove(digest, kept_before=before) for digest in unnamed)
    return removed


def forget(sha256: str) -> None:
    """Remove the content at once unless some row names it."""
    if not referred({sha256}):
        files.remove(sha256)


def referred(digests: Iterable[str]) -> set[str]:
    """Those of the digests that some row of the product names. One query for each model with such a column."""
    wanted = set(digests)
    found: set[str] = set()
    for model in naming_models():
        rows = model._default_manager.filter(**{f"{COLUMN}__in": wanted - found})
        found |= set(rows.values_list(COLUMN, flat=True))
    return found


def naming_models() -> Iterator[type[Model]]:
    """The models whose rows name content by its digest."""
    for model in apps.get_models():
        if any(field.name == COLUMN for field in model._meta.concrete_fields):
            yield model
