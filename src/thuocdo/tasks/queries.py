"""Questions about tasks: their spans on a day, and lists for screens."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from thuocdo.programmes.models import Programme
from thuocdo.tasks import projection
from thuocdo.tasks.models import StatusSpan, Task
from thuocdo.tasks.rules.spans import spans
from thuocdo.tasks.services.move import story_of


def spans_on(programme: Programme, *, on: date, with_children: bool = False) -> QuerySet[StatusSpan]:
    """The spans that hold the day: one for each lead of a task, or of an occurrence of a recurring one."""
    found = StatusSpan.objects.filter(programme=programme, start__lte=on, end__gt=on)
    return found if with_children else found.filter(is_child=False)


def beyond_horizon(programme: Programme, *, on: date, with_children: bool = False) -> Iterator[StatusSpan]:
    """Unsaved spans of the day for periods that begin after what was projected: none for boards of the coming year."""
    behind = Task.objects.filter(programme=programme, projected_until__lt=on).select_related("programme")
    if not with_children:
        behind = behind.filter(parent=None)
    for task in behind:
        story, ids = story_of(task)
        ground = projection.ground(ids.values())
        story.begin_periods(on)
        late = {period for period, begun in story.begun_on.items() if begun > task.projected_until}
        for span in spans(story, ground.successions, until=on):
            if span.period in late and span.start <= on < span.end:
                yield from projection.rows_of(task, span, ground)
