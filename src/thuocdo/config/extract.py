"""`thuocdo extract`: reads directive files and prints what they assign and report, as JSON Lines or as a summary."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from thuocdo.config.commands.arguments import Parser
from thuocdo.config.telling import Progress

if TYPE_CHECKING:
    from viettext import Extraction, Gazetteer
    from viettext.readers.batch import Document

EPILOG = (
    "Ví dụ: thuocdo extract ket-luan.docx chi-thi.pdf --json > nhiem-vu.jsonl    thuocdo extract thu-muc/ --json    "
    "cat thong-bao.txt | thuocdo extract - --json"
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
    from viettext.assistant import from_environment

    try:
        from_environment()
    except ValueError as error:
        print(f"thuocdo extract: THUOCDO_READER_URL: {error}", file=sys.stderr)
        return 2
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
    parser = Parser(
        prog="thuocdo extract",
        description="Đọc văn bản chỉ đạo (.txt, .md, .html, .docx, .pdf có lớp chữ, gói .edxml) và in các nhiệm vụ, số "
        "liệu tìm thấy. Một thư mục, tệp .zip, thư .eml hay hộp thư .mbox được đọc từng văn bản một.",
        epilog=EPILOG,
    )
    parser.add_argument(
        "files", nargs="+", metavar="TỆP", help="tệp, thư mục, .zip, .eml, .mbox; dấu - là đầu vào chuẩn (chữ UTF-8)"
    )
    parser.add_argument("--json", action="store_true", help="in mỗi văn bản một dòng JSON (JSON Lines)")
    return parser


def _run(files: Sequence[str], *, as_json: bool) -> int:
    from viettext.readers import batch

    known = _known_names()
    is_batch = len(files) > _FEW or any(Path(f).is_dir() or batch.is_container(f) for f in files)
    progress = Progress(sys.stderr, is_shown=is_batch)
    for document in _documents(files):
        progress.begin(document.name)
        refusal = document.refused or _read(document, known, progress, as_json=as_json)
        if refusal:
            progress.refuse(document.name, refusal)
    progress.end()
    return 1 if progress.refused else 0


def _documents(files: Sequence[str]) -> Iterator["Document"]:
    from viettext.readers.batch import Document, documents

    for file in files:
        if file != "-":
            yield from documents(file)
            continue
        content = sys.stdin.buffer.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            yield Document("-", refused="đầu vào lớn hơn 50 MB")
        else:
            yield Document("-", content)


def _read(document: "Document", known: "Gazetteer", progress: Progress, *, as_json: bool) -> str:
    """Read one document and write what it says; why it was refused, or nothing."""
    from viettext import Unreadable, extract
    from viettext.assistant import from_environment
    from viettext.readers import read_bytes

    try:
        read = read_bytes(document.content, "-.txt" if document.name == "-" else document.name)
        source = _printable(document.name)
        found = extract(read.text, names=known, source=source, known=read.fields, assistant=from_environment())
    except Unreadable as refusal:
        return str(refusal)
    except (MemoryError, RecursionError):
        return "văn bản quá lớn hoặc quá phức tạp"
    for note in read.notes:
        progress.note(document.name, note)
    _write(found, as_json)
    return ""


def _known_names() -> "Gazetteer":
    from thuocdo.organisations import directory
    from viettext import Gazetteer

    return Gazetteer(directory.names())


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
