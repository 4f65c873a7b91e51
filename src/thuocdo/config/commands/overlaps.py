"""`thuocdo overlaps`: look through the open tasks for those that say the same or clash."""

import argparse
import json
from dataclasses import asdict

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """Which programme; all of them where none is named."""
    found = arguments.parser(
        "overlaps", "Tìm cặp trùng lặp, chồng chéo trong nhiệm vụ còn mở, đưa vào danh sách chờ trả lời.",
        "thuocdo overlaps --programme nq57",
    )  # fmt: skip
    found.add_argument("--programme", metavar="MÃ", help="mã chương trình; bỏ trống là mọi chương trình")
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Ask about every pair that nobody was asked about yet."""
    from thuocdo.foundation import clock
    from thuocdo.overlap.services import look_through
    from thuocdo.programmes.queries import programme_of

    programme = programme_of(options.programme) if options.programme else None
    done = look_through(programme=programme, on=clock.today(), progress=arguments.progress("nhiệm vụ"))
    if options.json:
        print(json.dumps(asdict(done)))
    else:
        print(f"Đã xem {done.tasks} nhiệm vụ còn mở; {done.pairs} cặp chờ trả lời.")
    return 0
