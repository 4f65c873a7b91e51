"""The country's scale: sixty central bodies, every province, every commune, a hundred thousand tasks."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from thuocdo.accounts.models import Person
from thuocdo.demo import programmes
from thuocdo.demo.story import national_events
from thuocdo.foundation import seals
from thuocdo.organisations import services
from thuocdo.organisations.models import Organisation, OrganisationGroup
from thuocdo.organisations.rules import Kind, Level
from thuocdo.tasks.importing import import_events
from thuocdo.tasks.models import Task

TASKS = 100_000
TASKS_AT_ONCE = 10_000
CENTRAL_BODIES = 60
COMMUNES = "UBND-XA"
LEADING_KINDS = (Kind.MINISTRY, Kind.AGENCY, Kind.PARTY_COMMISSION, Kind.FRONT_OR_UNION, Kind.ENTERPRISE)


def fill(
    *, by: Person, on: date, today: date, tasks: int = TASKS, say: Callable[[str], None] = lambda line: None
) -> None:
    """Make the programme and its tasks, a part at a time; parts that are there already are passed over."""
    programmes.set_up(programmes.NATIONAL, by=by, on=on)
    say("ủy ban nhân dân của các xã")
    communes = services.members(OrganisationGroup.objects.get(code=COMMUNES), on=today)
    for number, part in enumerate(_parts(tasks, _central(today), _provinces(today), communes)):
        if not Task.objects.filter(exchange_code=_code(number * TASKS_AT_ONCE + 1)).exists():
            import_events(enumerate(part, 1), today=today)
            seals.seal()
        say(f"nhiệm vụ quy mô cả nước: {min(tasks, (number + 1) * TASKS_AT_ONCE)}/{tasks}")


def _central(today: date) -> list[Organisation]:
    """The ministries first, then other bodies that lead work, by code."""
    found = Organisation.objects.filter(level=Level.CENTRAL.value, kind__in=[kind.value for kind in LEADING_KINDS])
    order = {kind.value: n for n, kind in enumerate(LEADING_KINDS)}
    rows = sorted(found.valid_on(today), key=lambda body: (order[body.kind], body.code))
    return rows[:CENTRAL_BODIES]


def _provinces(today: date) -> list[Organisation]:
    found = Organisation.objects.filter(level=Level.PROVINCE.value, kind=Kind.PEOPLES_COMMITTEE.value)
    return list(found.valid_on(today).order_by("code"))


def _parts(
    tasks: int, central: Sequence[Organisation], provinces: Sequence[Organisation], communes: Sequence[Organisation]
) -> Iterator[list[str]]:
    """Lines of the tasks' events, a list for each `TASKS_AT_ONCE` tasks, days in order within each."""
    parts: list[list[str]] = [[] for _ in range(-(-tasks // TASKS_AT_ONCE))]
    told = national_events(tasks=tasks, provinces=_names(provinces), communes=_names(communes), central=_names(central))
    for event in told:
        number = int(event["task"].rpartition("-")[2]) - 1
        parts[number // TASKS_AT_ONCE].append(json.dumps(event, ensure_ascii=False))
    while parts:
        yield parts.pop(0)


def _names(bodies: Sequence[Organisation]) -> list[str]:
    return [body.name for body in bodies]


def _code(number: int) -> str:
    return f"QG-{number:06d}"
