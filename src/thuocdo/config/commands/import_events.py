"""`thuocdo import events FILE`: work as events, all of the file or nothing of it."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """What to import, and from where."""
    found = arguments.parser(
        "import", "Nạp sự kiện nhiệm vụ; dòng bị quy tắc từ chối thì cả tệp không được lưu.",
        "thuocdo import events su-kien.jsonl",
    )  # fmt: skip
    found.add_argument("what", choices=["events"], metavar="events", help="loại dữ liệu: events")
    found.add_argument("file", help="tệp JSONL, hoặc - để đọc từ đầu vào chuẩn")
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Load the file and say what was added."""
    from thuocdo.foundation import clock, seals, upkeep
    from thuocdo.tasks.importing import import_events

    report = import_events(_lines(options.file), today=clock.today(), progress=arguments.progress("dòng"))
    seals.seal()
    if report.added:
        upkeep.learn_sizes()
    if options.json:
        print(json.dumps(asdict(report)))
    else:
        added = f"thêm {report.added} sự kiện, {report.tasks} nhiệm vụ mới"
        print(f"Đã đọc {report.lines} dòng: {added}; {report.known} dòng đã có.")
    return 0


def _lines(name: str) -> Iterator[tuple[int, str]]:
    with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as raw:
        for number, line in enumerate(raw, 1):
            yield number, _decoded(number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def _decoded(number: int, line: bytes) -> str:
    from thuocdo.tasks.importing import ImportRefused

    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise ImportRefused(number, "không phải là chữ UTF-8") from None
