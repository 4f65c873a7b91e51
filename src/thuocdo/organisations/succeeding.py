"""Who holds the work of a body on a day: itself, or where it went when it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thuocdo.organisations.models import Organisation, Succession


@dataclass(frozen=True, slots=True)
class Handover:
    """A body that ended hands its open work to `successor_id`, the one with the largest share, on the day `on`."""

    predecessor_id: int
    successor_id: int
    on: date


def handovers() -> dict[int, Handover]:
    """By body that ended: its handover. A body that goes on after giving a part away keeps its work. One query."""
    rows = (
        Succession.objects.filter(predecessor__valid_to__isnull=False)
        .order_by("predecessor_id", "on", "share", "-successor_id")
        .values_list("predecessor_id", "successor_id", "on")
    )
    return {row[0]: Handover(*row) for row in rows}  # the last row of each: the latest day, then the largest share


def holders_on(bodies: Iterable[Organisation], *, on: date) -> list[Organisation]:
    """The bodies or those that took over from them by the day, each once and in order. No query where all go on."""
    named = list(bodies)
    if all(body.is_valid(on=on) or body.valid_to is None for body in named):
        return list({body.pk: body for body in named}.values())
    table = handovers()
    keys = [_holder(body.pk, table, on) for body in named]
    found = Organisation.objects.in_bulk(keys)
    return [found[key] for key in dict.fromkeys(keys)]


def with_predecessors(paths: Iterable[str], *, on: date) -> list[int]:
    """Keys of the bodies whose work those at or below the paths hold on the day: their own, or that of ended ones."""
    under = Q(pk__in=[])
    for path in paths:
        under |= Q(path__startswith=path)
    covered = set(Organisation.objects.filter(under).values_list("pk", flat=True))
    table = handovers()
    return sorted(body for body in covered | table.keys() if _holder(body, table, on) in covered)


def _holder(body: int, table: dict[int, Handover], on: date) -> int:
    seen = {body}
    while (step := table.get(body)) is not None and step.on <= on and step.successor_id not in seen:
        body = step.successor_id
        seen.add(body)
    return body
