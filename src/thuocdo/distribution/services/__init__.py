"""The acts on a directive's way: one function, one transaction, one event each."""

from thuocdo.distribution.services.planning import PlanHead, add_task, issue_plan, take_in_plan, tie_task
from thuocdo.distribution.services.receiving import acknowledge
from thuocdo.distribution.services.sending import Sent, pass_on, send, withdraw

__all__ = [
    "PlanHead",
    "Sent",
    "acknowledge",
    "add_task",
    "issue_plan",
    "pass_on",
    "send",
    "take_in_plan",
    "tie_task",
    "withdraw",
]
