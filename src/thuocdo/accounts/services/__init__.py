"""Acts on people, passwords and rights; each writes one event in its transaction."""

from thuocdo.accounts.services.grants import end_grant, end_loan, grant_role, lend_grant
from thuocdo.accounts.services.passwords import change_password, refuse_weak, set_one_time_password
from thuocdo.accounts.services.people import (
    create_first_administrator,
    create_person,
    deactivate,
    edit_person,
    reactivate,
)

__all__ = [
    "change_password",
    "create_first_administrator",
    "create_person",
    "deactivate",
    "edit_person",
    "end_grant",
    "end_loan",
    "grant_role",
    "lend_grant",
    "reactivate",
    "refuse_weak",
    "set_one_time_password",
]
