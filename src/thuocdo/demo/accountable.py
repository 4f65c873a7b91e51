"""Names people of the cast as those who answer for some of the tasks that are under way."""

from collections.abc import Mapping
from datetime import date

from thuocdo.accounts.models import Person
from thuocdo.demo.story.live import ANSWERS
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.states import OPEN
from thuocdo.tasks.services import By, name_person


def name_people(people: Mapping[str, Person], *, on: date) -> None:
    """Each task of `ANSWERS` that nobody of the installation answers for yet gets its person."""
    rows = Task.objects.filter(exchange_code__in=ANSWERS, accountable=None, state__in=[state.value for state in OPEN])
    for task in rows:
        person = people[ANSWERS[str(task.exchange_code)]]
        name_person(task=task.uuid, by=By(person), on=on, accountable=person)
