"""`thuocdo serve`: the product on this machine, with the work that is due every minute."""

import argparse
import json
import os

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """Where to listen, and with how many processes."""
    found = arguments.parser(
        "serve", "Mở sản phẩm trên máy này, kèm các việc đến giờ mỗi phút. Dừng bằng Ctrl-C.",
        "thuocdo serve --host 127.0.0.1 --port 8000",
    )  # fmt: skip
    add_address(found)
    found.add_argument("--workers", type=count, metavar="N", help="số tiến trình phục vụ")
    found.add_argument("--json", action="store_true", help="in địa chỉ dạng JSON")
    return found


def add_address(parser: argparse.ArgumentParser) -> None:
    """The two arguments that say where to listen."""
    parser.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="địa chỉ nghe (mặc định 127.0.0.1)")
    parser.add_argument("--port", default=8000, type=port, metavar="CỔNG", help="cổng (mặc định 8000)")


def port(text: str) -> int:
    """A port of the command line; 0 takes any free one."""
    return _whole(text, 0, 65535, "cổng từ 0 đến 65535")


def count(text: str) -> int:
    """A number of processes."""
    return _whole(text, 1, 64, "số từ 1 đến 64")


def _whole(text: str, least: int, most: int, wanted: str) -> int:
    if text.isascii() and text.isdigit() and least <= int(text[:9]) <= most:
        return int(text[:9])
    raise argparse.ArgumentTypeError(f"“{text}” không phải là {wanted}")


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    from django.conf import settings

    from thuocdo.config import server

    server.require_ready()
    server.require_migrated()
    listener = server.listen(options.host, options.port)
    server.allow_hosts(options.host)
    address = server.address_of(options.host, listener)
    if options.json:
        print(json.dumps({"address": address, "pid": os.getpid()}), flush=True)
    else:
        print(f"Thước Đo đang chạy tại {address} (dừng: Ctrl-C)", flush=True)
        if options.host in server.ANY_ADDRESS:
            print(server.lan_note(settings.ALLOWED_HOSTS), flush=True)
    server.serve(listener, workers=options.workers)
    return 0
