"""`thuocdo export annotations`: what reviewers made of directives, as annotated documents for retraining."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from thuocdo.config.commands import arguments

if TYPE_CHECKING:
    from thuocdo.directives.models import Directive


def parser() -> argparse.ArgumentParser:
    """What, of which directives, and where to."""
    found = arguments.parser(
        "export", "Xuất văn bản đã rà soát thành chú giải để huấn luyện lại: mỗi văn bản một tệp JSON.",
        "thuocdo export annotations --out chu-giai",
    )  # fmt: skip
    found.add_argument("what", choices=["annotations"], metavar="annotations", help="điều cần xuất")
    found.add_argument("--out", required=True, type=Path, metavar="THƯ_MỤC", help="nơi ghi, được tạo nếu chưa có")
    found.add_argument(
        "--directive", action="append", default=[], metavar="VĂN_BẢN",
        help="số hoặc mã định danh của một văn bản; ghi nhiều lần cho nhiều văn bản (mặc định: tất cả)",
    )  # fmt: skip
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Write one file for each directive whose review is finished; the others are named on stderr with the reason."""
    from thuocdo.review.annotations import annotation_of, source_of, why_left_out

    options.out.mkdir(parents=True, exist_ok=True)
    written, left_out = [], []
    for directive in _chosen(options.directive):
        why = why_left_out(directive)
        if why:
            left_out.append({"directive": str(directive), "uuid": str(directive.uuid), "why": why})
            continue
        file = options.out / Path(source_of(directive)).with_suffix(".json").name
        file.write_text(json.dumps(annotation_of(directive), ensure_ascii=False, indent=1) + "\n", "utf-8")
        written.append(str(file))
    for line in left_out:
        print(f"thuocdo: bỏ qua {line['directive']}: {line['why']}", file=sys.stderr)
    if options.json:
        print(json.dumps({"written": written, "left_out": left_out}, ensure_ascii=False))
    else:
        print(f"Đã ghi {len(written)} văn bản vào {options.out}.")
    return 0


def _chosen(names: list[str]) -> "list[Directive]":
    """The directives named, each by its number or identifier; all that were taken in where none is."""
    from uuid import UUID

    from thuocdo.directives.models import Directive
    from thuocdo.foundation.errors import DomainError

    rows = Directive.objects.order_by("id")
    if not names:
        return list(rows.exclude(sha256=None))
    found: list[Directive] = []
    for name in names:
        try:
            named = rows.filter(uuid=UUID(name))
        except ValueError:
            named = rows.filter(number=name)
        if not named:
            raise DomainError(f"không có văn bản “{name}”")
        found += [row for row in named if row not in found]
    return found
