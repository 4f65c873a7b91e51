"""`thuocdo tick`: what is due every minute; safe to run twice at once."""

import argparse
import json

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """No arguments but --json."""
    what = "Làm các việc đến giờ: niêm nhật ký sự kiện, đọc tệp đang chờ, dọn tệp không ai dùng."
    found = arguments.parser("tick", what, "thuocdo tick")
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Read what waits, clear the store, and seal what was committed."""
    from thuocdo.config import due
    from thuocdo.foundation import seals

    read, removed, sealed = due.read_waiting(), due.clear_store(), seals.seal()
    if options.json:
        print(json.dumps({"sealed": sealed, "read": read, "removed": removed}))
    else:
        print(f"Đã niêm {sealed} sự kiện, đọc {read} tệp đang chờ, dọn {removed} tệp không ai dùng.")
    return 0
