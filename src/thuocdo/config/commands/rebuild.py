"""`thuocdo rebuild`: write what lists and boards read anew from the event log."""

import argparse
import json
from dataclasses import asdict

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """Which programme; all of them where none is named."""
    found = arguments.parser(
        "rebuild", "Dựng lại trạng thái, kỳ báo cáo và bảng theo dõi từ nhật ký sự kiện; chạy lại không đổi gì.",
        "thuocdo rebuild --programme nq57",
    )  # fmt: skip
    found.add_argument("--programme", metavar="MÃ", help="mã chương trình; bỏ trống là mọi chương trình")
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Replay, and say how much differed."""
    from thuocdo.foundation import clock
    from thuocdo.programmes.queries import programme_of
    from thuocdo.tasks.services.rebuild import rebuild_projection

    programme = programme_of(options.programme) if options.programme else None
    done = rebuild_projection(programme=programme, today=clock.today(), progress=arguments.progress("nhiệm vụ"))
    if options.json:
        print(json.dumps(asdict(done)))
    else:
        print(f"Đã dựng lại {done.tasks} nhiệm vụ; {done.changed} nhiệm vụ khác với nhật ký đã được sửa.")
    return 0
