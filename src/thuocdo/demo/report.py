"""What the demonstration holds, in figures."""

from thuocdo.programmes.models import Programme
from thuocdo.tasks.models import Task


def programmes() -> list[dict[str, object]]:
    """Code, name and number of tasks of every programme."""
    return [
        {"code": one.code, "name": one.name, "tasks": Task.objects.filter(programme=one).count()}
        for one in Programme.objects.order_by("code")
    ]
