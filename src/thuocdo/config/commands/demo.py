"""`thuocdo demo`: a database with illustrative data, and the product over it."""

import argparse
import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any

from thuocdo.config.commands import arguments
from thuocdo.config.commands.serve import add_address

if TYPE_CHECKING:
    from thuocdo.demo.preparing import Prepared


def parser() -> argparse.ArgumentParser:
    """Where to serve, and how much to make."""
    found = arguments.parser(
        "demo",
        "Chuẩn bị cơ sở dữ liệu với dữ liệu minh họa rồi mở sản phẩm để xem thử. Cơ sở dữ liệu đã có dữ liệu khác thì"
        " bị từ chối.",
        "thuocdo demo --port 8080",
    )
    add_address(found)
    found.add_argument("--prepare-only", action="store_true", help="chỉ chuẩn bị, không mở")
    found.add_argument(
        "--profile", choices=["small", "national"], default="small",
        help="small: vài nghìn sự kiện (mặc định); national: quy mô cả nước, 100.000 nhiệm vụ",
    )  # fmt: skip
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Prepare, say what to try, and serve unless told not to."""
    from thuocdo.config import server

    listener = None
    if not options.prepare_only:
        listener = server.listen(options.host, options.port)  # a port in use is no reason to wait for the data first
        server.require_front_end()
    prepared, seconds = _prepare(options.profile)
    server.require_ready()
    address = server.address_of(options.host, listener) if listener else None
    if options.json:
        print(json.dumps(_told(prepared, address, seconds), ensure_ascii=False), flush=True)
    else:
        print("\n".join(_lines(prepared, address)), flush=True)
    if listener:
        _serve(listener, options.host)
    return 0


def _prepare(profile: str) -> tuple["Prepared", float]:
    from django.conf import settings

    from thuocdo.config.commands.migrate import ensure_secret, prepare
    from thuocdo.demo import marks, preparing
    from thuocdo.foundation import clock

    began = time.monotonic()
    settings.THUOCDO_HOME.mkdir(parents=True, exist_ok=True)
    marks.refuse_foreign()  # before the tables of a database that is not ours are touched
    ensure_secret()
    prepare()
    found = preparing.prepare(marks.Profile(profile), home=settings.THUOCDO_HOME, today=clock.today(), say=_say)
    return found, time.monotonic() - began


def _say(line: str) -> None:
    print(f"thuocdo demo: {line}", file=sys.stderr, flush=True)


def _serve(listener: Any, host: str) -> None:
    from thuocdo.config import server

    if host in server.ANY_ADDRESS and "THUOCDO_HOSTS" not in os.environ:
        server.allow_hosts(host, any_host=True)
        _say("nghe trên mọi địa chỉ của máy và trả lời mọi tên máy: chỉ dùng trong mạng nội bộ để xem thử")
    else:
        server.allow_hosts(host)
    server.serve(listener)


def _told(prepared: "Prepared", address: str | None, seconds: float) -> dict[str, Any]:
    from django.conf import settings

    from thuocdo.demo import passwords, report

    return {
        "profile": prepared.profile.value,
        "was_there": prepared.was_there,
        "seconds": round(seconds, 1),
        "prepared_on": prepared.prepared_on.isoformat(),
        "programmes": report.programmes(),
        "accounts": str(settings.THUOCDO_HOME / passwords.FILE),
        "address": address,
    }


def _lines(prepared: "Prepared", address: str | None) -> list[str]:
    from django.conf import settings

    from thuocdo.demo import cast, passwords

    file = settings.THUOCDO_HOME / passwords.FILE
    lines = ["", "Thước Đo, bản minh họa: mọi nhiệm vụ, người và văn bản ở đây đều là giả định."]
    lines += [f"  Địa chỉ:   {address}" if address else "  Mở bằng:   thuocdo demo"]
    lines += [f"  Mật khẩu:  {prepared.password}   (chung cho mọi tài khoản; ghi tại {file})"]
    lines += [f"  {member.username:<10} {member.tries}" for member in cast.CAST]
    lines += [
        "Thử trước tiên:",
        "  1. Mở trang chủ, không đăng nhập: tiến độ, trách nhiệm, kết quả đã công bố của Nghị quyết 57.",
        "  2. Đăng nhập an, mở Việc của tôi: báo cáo một việc đến hạn hôm nay.",
        "  3. Đăng nhập chi: nghiệm thu báo cáo ấy, rồi mở Văn bản, lọc “Còn đề xuất chờ” rồi rà soát.",
    ]
    return lines
