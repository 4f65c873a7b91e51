"""`thuocdo extract`: reads directive files and prints what they assign and report, as JSON Lines or as a summary."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viettext import Extraction, Gazetteer

EPILOG = (
    "Ví dụ: thuocdo extract ket-luan.docx chi-thi.pdf --json > nhiem-vu.jsonl    cat thong-bao.txt "
    "| thuocdo extract - --json"
)
_FEW = 5
_MOST_BYTES = 50 * 1024 * 1024
_WIDTH = 110


def main(argv: Sequence[str]) -> int:
    """Run the command. Exit status: 0 all files read, 1 one could not be read, 2 bad usage."""
    parser = _parser()
    try:
        options = parser.parse_args(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        status = _run(options.files, as_json=options.json)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output closed it: nothing is left to say, and Python must not try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("thuocdo extract: đã dừng theo yêu cầu.", file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="thuocdo extract",
        description="Đọc văn bản chỉ đạo (.txt, .md, .html, .docx, .pdf có lớp chữ) và in các nhiệm vụ, số liệu tìm "
        "thấy.",
        epilog=EPILOG,
    )
    parser.add_argument("files", nargs="+", metavar="TỆP", help="tệp văn bản; dấu - là đầu vào chuẩn (chữ UTF-8)")
    parser.add_argument("--json", action="store_true", help="in mỗi văn bản một dòng JSON (JSON Lines)")
    return parser


def _run(files: Sequence[str], *, as_json: bool) -> int:
    from viettext import Unreadable, extract

    known = _known_names()
    shows_progress = len(files) > _FEW and sys.stderr.isatty()
    status = 0
    for number, file in enumerate(files, 1):
        if shows_progress:
            print(f"\r{number}/{len(files)} {Path(file).name[:60]:<60}", end="", file=sys.stderr, flush=True)
        try:
            text = _text(file)
        except Unreadable as error:
            print(f"{_clear(shows_progress)}thuocdo extract: {_printable(file)}: {error}", file=sys.stderr)
            status = 1
            continue
        _write(extract(text, names=known, source=_source(file)), as_json)
    if shows_progress:
        print(file=sys.stderr)
    return status


def _clear(shows_progress: bool) -> str:
    return "\r" if shows_progress else ""


def _known_names() -> "Gazetteer":
    from thuocdo.organisations import directory
    from viettext import Gazetteer

    return Gazetteer(directory.names())


def _text(file: str) -> str:
    from viettext import Unreadable, read_file

    if file != "-":
        return read_file(file).text
    content = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise Unreadable("đầu vào lớn hơn 50 MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("đầu vào không phải là chữ UTF-8") from error
    if not text.strip():
        raise Unreadable("đầu vào rỗng")
    return text


def _source(file: str) -> str:
    return _printable(Path(file).name) if file != "-" else "-"


def _printable(name: str) -> str:
    """A file name that can be printed: bytes that are no UTF-8 become question marks."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _write(found: "Extraction", as_json: bool) -> None:
    line = json.dumps(found.as_dict(), ensure_ascii=False) if as_json else _summary(found)
    sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def _summary(found: "Extraction") -> str:
    document = found.document
    facts = [document.number, document.issuer, document.signed_on and document.signed_on.strftime("%d/%m/%Y")]
    lines = [f"{found.source}: {' · '.join(f for f in facts if f) or 'không có số, ký hiệu'}"]
    lines.append(f"  {len(found.assignments)} nhiệm vụ, {len(found.figures)} số liệu")
    for place, task in enumerate(found.assignments, 1):
        due = task.deadline.on.strftime("%d/%m/%Y") if task.deadline and task.deadline.on else "không nêu hạn"
        lines.append(
            f"  {place}. [{task.label or '–'}] {'; '.join(task.lead)} — {due} (độ tin cậy {task.confidence:.0%})"
        )
        lines.append(f"     {task.action[:_WIDTH]}{'…' if len(task.action) > _WIDTH else ''}")
    lines.extend(f"  • {figure.quote}: {figure.measure[:_WIDTH]}" for figure in found.figures)
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
