"""`thuocdo tick`: what is due every minute; safe to run twice at once."""

import argparse
import json

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """No arguments but --json."""
    found = arguments.parser("tick", "Làm các việc đến giờ: niêm nhật ký sự kiện.", "thuocdo tick")
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Seal what was committed."""
    from thuocdo.foundation import seals

    sealed = seals.seal()
    print(json.dumps({"sealed": sealed}) if options.json else f"Đã niêm {sealed} sự kiện.")
    return 0
