"""The one password of the illustrative accounts: random for each installation, in a file that its owner alone reads."""

import os
import secrets
from datetime import date
from pathlib import Path
from uuid import UUID

from thuocdo.demo import cast

FILE = "demo-accounts.txt"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another when read out


def current(home: Path, *, installation: UUID, on: date) -> tuple[str, bool]:
    """The password of all accounts and whether it was made now: it is where the file is lost or of another database."""
    found = _read(home / FILE, installation)
    if found:
        return found, False
    made = new()
    cast.give_password(made, on=on)
    keep(home, made, installation=installation)
    return made, True


def new() -> str:
    """Three groups of five letters and figures, about 74 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(5)) for _group in range(3))


def keep(home: Path, password: str, *, installation: UUID) -> Path:
    """Write the file, readable by its owner alone; it is there whole or not at all."""
    lines = [
        "# Tài khoản minh họa của Thước Đo. Xóa tệp này thì lần mở sau sẽ đặt mật khẩu mới.",
        f"database {installation}",
        f"password {password}",
        *(f"account {member.username}" for member in cast.CAST),
    ]
    file, draft = home / FILE, home / f"{FILE}.{os.getpid()}"
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
    draft.replace(file)
    return file


def _read(file: Path, installation: UUID) -> str:
    """The password in the file, "" where there is none for this database."""
    try:
        rows = [line.split(" ", 1) for line in file.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        return ""
    told = {row[0]: row[1].strip() for row in rows if len(row) == 2}
    return told.get("password", "") if told.get("database") == str(installation) else ""
