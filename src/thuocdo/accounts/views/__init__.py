"""Signing in and out, one's own account, and the administration of people."""

from thuocdo.accounts.views.account import account, end_loan, lend, password
from thuocdo.accounts.views.people import (
    end_role,
    give_role,
    lock,
    new_password,
    new_person,
    people,
    person,
    unlock,
)
from thuocdo.accounts.views.signing import locked_out, sign_in, sign_out

__all__ = [
    "account",
    "end_loan",
    "end_role",
    "give_role",
    "lend",
    "lock",
    "locked_out",
    "new_password",
    "new_person",
    "password",
    "people",
    "person",
    "sign_in",
    "sign_out",
    "unlock",
]
