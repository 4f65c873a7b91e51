"""`thuocdo publish`: freeze the snapshot that the public pages show."""

import argparse
import json

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """Programme and day."""
    found = arguments.parser(
        "publish", "Chốt số liệu một ngày và đưa lên trang công khai.",
        "thuocdo publish --programme nq57 --on 2025-12-25",
    )  # fmt: skip
    found.add_argument("--programme", required=True, metavar="MÃ", help="mã chương trình")
    found.add_argument("--on", required=True, type=arguments.day, metavar="NGÀY", help="ngày, dạng 2025-12-25")
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Publish as the operator of this installation."""
    from thuocdo.foundation import clock, events
    from thuocdo.programmes.queries import programme_of
    from thuocdo.scoreboards.services import publish

    actor = events.Actor(id=None, title="Người vận hành hệ thống")
    snapshot = publish(programme=programme_of(options.programme), on=options.on, actor=actor, today=clock.today())
    told = {
        "programme": options.programme, "on": snapshot.on.isoformat(), "number": snapshot.number,
        "sha256": snapshot.sha256, "tasks": snapshot.tasks.count(), "total": snapshot.board["total"],
    }  # fmt: skip
    if options.json:
        print(json.dumps(told))
    else:
        shown = f"{told['total']} nhiệm vụ, {told['tasks']} công khai"
        print(f"Đã công bố bản chốt số {told['number']} ({told['on']}): {shown}.")
    return 0
