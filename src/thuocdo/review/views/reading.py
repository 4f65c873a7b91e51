"""A directive to read: its text, header, original file and the tasks that came from it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import reviewed_for
from thuocdo.directives.labels import DOCUMENT_CLASS, KIND
from thuocdo.foundation import clock
from thuocdo.review import queries
from thuocdo.review.annotations import why_left_out
from thuocdo.review.files import as_download
from thuocdo.review.refusing import directive_or_404
from thuocdo.review.sheet import Drawn, Reference, paragraphs
from thuocdo.tasks.access import visible_to as tasks_visible_to


@require_GET
@login_required
def directive(request: Visit, uuid: UUID) -> HttpResponse:
    """The text with the passages that became tasks, and these tasks as far as the person sees them."""
    on = clock.today()
    found = directive_or_404(request, uuid)
    tasks = queries.tasks_from(found, tasks_visible_to(request.user, on=on))
    by_passage = {task.passage_id: task for task in tasks if task.passage_id}
    passages = found.passages.filter(pk__in=by_passage, start__isnull=False)
    drawn = [
        Drawn(Reference(n, str(passage.uuid), "accepted"), passage.start or 0, passage.end or 0)
        for n, passage in enumerate(passages, start=1)
    ]
    may_review = bool(reviewed_for(request.user, found, on=on))
    shown = {
        "directive": found, "lines": paragraphs(found.text, drawn), "tasks": tasks,
        "may_review": may_review, "review": queries.review_of(found, on=on),
        "kind": KIND.get(found.kind, ""), "class_word": DOCUMENT_CLASS[found.document_class],
        "passage_links": {passage.pk: passage for passage in passages},
        "may_annotate": may_review and not why_left_out(found),
    }  # fmt: skip
    return render(request, "review/directive.html", shown)


@require_GET
@login_required
def original(request: Visit, uuid: UUID) -> FileResponse:
    """The file as it was handed in, always as a download: what others wrote is never run here."""
    return as_download(directive_or_404(request, uuid))
