"""Inserts many rows whose keys nobody needs: one prepared statement, instead of SQL written out for every few rows."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, models

AT_ONCE = 5000
# Values of these the database takes as they are; the others are put into its form by Django.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField)


def insert(model: type[models.Model], objects: Iterable[models.Model]) -> None:
    """Insert unsaved objects; they do not learn their keys. Meant for models without `auto_now` fields."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608  (names of ours)
    readers = [(field.attname, _conversion(field)) for field in fields]
    rows = ([convert(value) if convert else value for value, convert in _values(one, readers)] for one in objects)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, AT_ONCE)):
            cursor.executemany(statement, batch)


Convert = Callable[[Any], Any] | None


def _values(one: models.Model, readers: list[tuple[str, Convert]]) -> Iterator[tuple[Any, Convert]]:
    return ((getattr(one, name), convert) for name, convert in readers)


def _conversion(field: "models.Field[Any, Any]") -> Convert:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, (*PLAIN, models.AutoField)):
        return None
    return lambda value: field.get_db_prep_save(value, connection)
