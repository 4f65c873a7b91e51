"""What a database wants after much was written."""

import pytest
from django.db import connection

from thuocdo.foundation import upkeep
from thuocdo.foundation.models import Event
from thuocdo.foundation.tests.factories import make_event


@pytest.mark.django_db
def test_the_planner_knows_the_size_of_what_was_written() -> None:
    for _ in range(20):
        make_event()
    upkeep.learn_sizes()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'foundation_event'")
            known = {int(stat.split()[0]) for (stat,) in cursor.fetchall()}
        else:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'foundation_event'")
            known = {int(cursor.fetchone()[0])}
    assert known == {Event.objects.count()}
