"""`thuocdo administrator`: the first administrator; every other account is made on the screens."""

import argparse
import getpass
import json
import os
import sys

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """Sign-in name, full name, and where the password comes from."""
    found = arguments.parser(
        "administrator",
        "Tạo người quản trị toàn hệ thống. Mật khẩu được hỏi trên màn hình, hoặc lấy từ biến THUOCDO_PASSWORD.",
        'thuocdo administrator quan --name "Lê Minh Quân"',
    )
    found.add_argument("username", metavar="TÊN", help="tên đăng nhập: chữ thường không dấu, số, dấu chấm, gạch")
    found.add_argument("--name", required=True, metavar="HỌ VÀ TÊN", help="họ và tên")
    found.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ dòng đầu của đầu vào chuẩn")
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Make the administrator. A name in use, or a password that the rules refuse, changes nothing and fails."""
    from thuocdo.accounts.services import create_first_administrator
    from thuocdo.foundation import clock

    password = _password(from_stdin=options.password_stdin)
    made = create_first_administrator(
        username=options.username, full_name=options.name, password=password, on=clock.today()
    )
    if options.json:
        print(json.dumps({"username": made.username, "uuid": str(made.uuid)}))
    else:
        print(f"Đã tạo người quản trị {made.username}. Đăng nhập tại /dang-nhap/.")
    return 0


def _password(*, from_stdin: bool) -> str:
    from thuocdo.foundation.errors import BadInput

    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    given = os.environ.get("THUOCDO_PASSWORD", "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise BadInput("chưa có mật khẩu: đặt biến THUOCDO_PASSWORD, hoặc dùng --password-stdin")
    typed = getpass.getpass("Mật khẩu: ")
    if typed != getpass.getpass("Gõ lại mật khẩu: "):
        raise BadInput("hai lần gõ mật khẩu không giống nhau")
    return typed
