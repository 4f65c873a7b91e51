"""The acts on a task: one function, one transaction, one event each."""

from thuocdo.tasks.services.acts import (
    accept_task,
    assign_task,
    cancel_task,
    close_task,
    grant_extension,
    hand_back_task,
    name_person,
    record_progress,
    refuse_extension,
    report_task,
    request_extension,
    resume_task,
    return_report,
    start_task,
    suspend_task,
    verify_task,
)
from thuocdo.tasks.services.drafts import amend_draft, create_task, place_draft
from thuocdo.tasks.services.many import Taken, assign_many, cancel_many, create_children
from thuocdo.tasks.services.move import By

__all__ = [
    "By",
    "Taken",
    "accept_task",
    "amend_draft",
    "assign_many",
    "assign_task",
    "cancel_many",
    "cancel_task",
    "close_task",
    "create_children",
    "create_task",
    "grant_extension",
    "hand_back_task",
    "name_person",
    "place_draft",
    "record_progress",
    "refuse_extension",
    "report_task",
    "request_extension",
    "resume_task",
    "return_report",
    "start_task",
    "suspend_task",
    "verify_task",
]
