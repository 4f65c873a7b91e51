"""A board is counted once, and anew as soon as anything changes."""

from datetime import date

from thuocdo.desk.tests import factories
from thuocdo.desk.tests.factories import MONDAY, TODAY
from thuocdo.scoreboards.queries import board
from thuocdo.scoreboards.rules import By
from thuocdo.tasks import services


def test_the_second_reader_counts_nothing(cast, django_assert_max_num_queries):
    factories.make_assigned(cast)
    board(cast.programme, on=TODAY)
    with django_assert_max_num_queries(4):  # is it still so? (and, on PostgreSQL, the snapshot)
        assert board(cast.programme, on=TODAY).counts.total == 1


def test_an_act_is_seen_at_once(cast):
    task = factories.make_reported(cast)
    assert board(cast.programme, on=TODAY, by=By.LEAD).counts.done == 0
    services.verify_task(task=task.uuid, by=services.By(cast.chi), on=MONDAY)
    found = board(cast.programme, on=TODAY, by=By.LEAD)
    assert (found.counts.done, found.groups[0].counts.done) == (1, 1)


def test_days_ways_and_programmes_are_told_apart(cast):
    factories.make_assigned(cast, parent=factories.make_assigned(cast))
    other = factories.make_cast()
    asked = [
        board(cast.programme, on=TODAY).counts.total,
        board(cast.programme, on=TODAY, with_children=True).counts.total,
        board(cast.programme, on=date(2025, 3, 1)).counts.total,
        board(other.programme, on=TODAY).counts.total,
    ]
    assert asked == [1, 2, 0, 0]


def test_a_body_that_is_renamed_has_its_new_name(cast):
    factories.make_assigned(cast)
    board(cast.programme, on=TODAY, by=By.LEAD)
    cast.lead.name = "Bộ Tên Mới"
    cast.lead.save()
    assert board(cast.programme, on=TODAY, by=By.LEAD).groups[0].name == "Bộ Tên Mới"
