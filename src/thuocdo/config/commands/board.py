"""`thuocdo board`: the counts of a programme on a day."""

import argparse
import json
from typing import Any

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """Programme, day and what to group by."""
    found = arguments.parser(
        "board", "In bảng theo dõi của một chương trình tại một ngày.",
        "thuocdo board --programme nq57 --on 2025-10-15 --by lead --json",
    )  # fmt: skip
    found.add_argument("--programme", required=True, metavar="MÃ", help="mã chương trình")
    found.add_argument("--on", required=True, type=arguments.day, metavar="NGÀY", help="ngày, dạng 2025-10-15")
    found.add_argument("--by", choices=["lead", "field", "level"], help="chia theo cơ quan, lĩnh vực hoặc cấp")
    found.add_argument("--with-children", action="store_true", help="tính cả việc con")
    found.add_argument("--json", action="store_true", help="in dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Print the board."""
    from thuocdo.programmes.queries import programme_of
    from thuocdo.scoreboards.queries import board
    from thuocdo.scoreboards.rules import By

    programme = programme_of(options.programme)
    found = board(
        programme, on=options.on, by=By(options.by) if options.by else None, with_children=options.with_children
    ).as_dict()
    print(json.dumps(found, ensure_ascii=False) if options.json else "\n".join(_lines(found)))
    return 0


def _lines(found: dict[str, Any]) -> list[str]:
    lines = [f"{found['programme']} đến {found['on']}"]
    lines += [f"  {name}: {found[name]}" for name in found if name not in ("programme", "on", "groups")]
    lines += [
        f"  {g['key']}\t{g['name']}\t{g['done']}/{g['total']}\tquá hạn {g['open_overdue']}" for g in found["groups"]
    ]
    return lines
