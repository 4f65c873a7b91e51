"""After the review: give all drafts of a directive that are ready."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.directives.access import require_review
from thuocdo.directives.models import Directive
from thuocdo.foundation.errors import DomainError
from thuocdo.overlap import labels as overlap_labels
from thuocdo.overlap.services import ask, repeats
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.states import State
from thuocdo.tasks.services import By, Taken, assign_many


@transaction.atomic
def assign_drafts(*, directive: UUID, person: Person, on: date) -> Taken:
    """Assign the draft tasks of the directive, parents before children; those that lack something are told apart.

    So are those that may be a task told again, until somebody has answered; their children wait with them.
    """
    found = Directive.objects.filter(uuid=directive).first()
    if found is None:
        raise DomainError(_("Không tìm thấy văn bản này."))
    programmes = require_review(person, found, on=on)
    drafts = Task.objects.filter(directive=found, programme__in=programmes, state=State.DRAFT.value)
    ordered = list(drafts.order_by(F("parent").asc(nulls_first=True), "code").select_related("directive", "parent"))
    waiting = ask([task for task in ordered if not repeats(task)], on=on)
    held = {task.pk for task in ordered if task.pk in waiting or (repeats(task) and task.parent_id in waiting)}
    taken = assign_many(tasks=[task.uuid for task in ordered if task.pk not in held], by=By(person), on=on)
    asked = [task for task in ordered if task.pk in waiting]
    taken.refused += [(task, str(overlap_labels.UNANSWERED)) for task in asked]
    return taken
