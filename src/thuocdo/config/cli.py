"""The command line `thuocdo`: a table of commands, each loaded only when it is asked for."""

import argparse
import importlib
import os
import sys
from types import ModuleType

# name -> (module in thuocdo.config.commands, one line of help)
COMMANDS = {
    "demo": ("demo", "chuẩn bị dữ liệu minh họa và mở sản phẩm để xem thử"),
    "migrate": ("migrate", "tạo hoặc nâng cấp cơ sở dữ liệu, nạp danh mục cơ quan"),
    "serve": ("serve", "mở sản phẩm trên máy này"),
    "administrator": ("administrator", "tạo người quản trị đầu tiên"),
    "extract": ("extract", "đọc văn bản chỉ đạo, in các nhiệm vụ tìm thấy"),
    "take-in": ("take_in", "đưa nhiều văn bản vào để rà soát: thư mục, gói .zip, hộp thư .mbox"),
    "import": ("import_events", "nạp sự kiện nhiệm vụ từ tệp JSONL"),
    "board": ("board", "in bảng theo dõi của một chương trình tại một ngày"),
    "export": ("export", "xuất văn bản đã rà soát thành chú giải để huấn luyện lại"),
    "publish": ("publish", "chốt số liệu cho trang công khai"),
    "tick": ("tick", "làm các việc đến giờ: niêm nhật ký, đọc tệp đang chờ, dọn kho tệp"),
    "rebuild": ("rebuild", "dựng lại trạng thái và bảng theo dõi từ nhật ký"),
    "overlaps": ("overlaps", "tìm nhiệm vụ trùng lặp, chồng chéo trong những nhiệm vụ còn mở"),
    "verify-log": ("verify_log", "kiểm tra niêm của nhật ký sự kiện"),
}
NEEDS_NO_SETTINGS = frozenset({"extract"})
SERVES = frozenset({"demo", "serve"})
EPILOG = (
    "Ví dụ: thuocdo demo    thuocdo extract thong-bao.docx --json    thuocdo board --programme nq57 --on 2025-10-15"
)


def main(argv: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 the work failed, 2 bad usage."""
    words = sys.argv[1:] if argv is None else argv
    parser = _parser()
    if not words or words[0] in ("-h", "--help"):
        parser.print_help(sys.stdout if words else sys.stderr)
        return 0 if words else 2
    if words[0] == "--version":
        from importlib.metadata import version

        print(f"thuocdo {version('thuocdo')}")
        return 0
    if words[0] not in COMMANDS:
        print(f"thuocdo: không có lệnh “{words[0]}”. Xem: thuocdo --help", file=sys.stderr)
        return 2
    return _run(words[0], words[1:])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="thuocdo", description="Thước Đo: từ kết luận của lãnh đạo đến kết quả đã kiểm tra.", epilog=EPILOG
    )
    parser.add_argument("--version", action="store_true", help="in phiên bản")
    commands = parser.add_subparsers(title="lệnh", metavar="LỆNH")
    for name, (_, line) in COMMANDS.items():
        commands.add_parser(name, help=line)
    return parser


def _run(name: str, words: list[str]) -> int:
    if name in NEEDS_NO_SETTINGS:
        from thuocdo.config import extract

        return int(extract.main(words))
    module: ModuleType = importlib.import_module(f"thuocdo.config.commands.{COMMANDS[name][0]}")
    options = module.parser().parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.config.settings")
    from thuocdo.config.running import guarded

    return guarded(module.run, options, pooled=name in SERVES)


if __name__ == "__main__":
    raise SystemExit(main())
