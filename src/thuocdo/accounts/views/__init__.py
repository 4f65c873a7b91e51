"""Signing in and out, one's own account, and the administration of people."""

from thuocdo.accounts.views.account import account, password
from thuocdo.accounts.views.signing import locked_out, sign_in, sign_out

__all__ = ["account", "locked_out", "password", "sign_in", "sign_out"]
