"""Several people publishing at the same moment."""

import pytest

from thuocdo.foundation import events
from thuocdo.scoreboards.services import publish
from thuocdo.tasks.tests.factories import TODAY, make_cast, task_in
from thuocdo.tasks.tests.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_has_a_number_of_its_own() -> None:
    cast = make_cast()
    task_in(cast, "accepted")

    def give() -> int:
        return publish(programme=cast.programme, on=TODAY, actor=events.SYSTEM, today=TODAY).number

    assert sorted(at_once(give, give, give)) == [1, 2, 3]
