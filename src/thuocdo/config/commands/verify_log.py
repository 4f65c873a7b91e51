"""`thuocdo verify-log`: whether the event log is as it was sealed."""

import argparse
import json
import sys
from dataclasses import asdict

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """No arguments but --json."""
    found = arguments.parser("verify-log", "Tính lại mọi niêm của nhật ký sự kiện.", "thuocdo verify-log")
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Exit status 1 when something was changed."""
    from thuocdo.foundation import seals

    verdict = seals.verify()
    if options.json:
        print(json.dumps(asdict(verdict), ensure_ascii=False))
    else:
        print(
            f"{verdict.seals} niêm, {verdict.events} sự kiện, {verdict.unsealed} chưa niêm. Niêm cuối: {verdict.head}"
        )
        for problem in verdict.problems:
            print(f"thuocdo: {problem}", file=sys.stderr)
    return 1 if verdict.problems else 0
