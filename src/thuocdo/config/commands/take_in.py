"""`thuocdo take-in FOLDER|FILE …`: many documents at once, each proposed for review or refused with a reason."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from thuocdo.config.commands import arguments

if TYPE_CHECKING:
    from thuocdo.accounts.models import Person
    from thuocdo.directives.intake_queries import Standing
    from thuocdo.directives.models import Intake, IntakeFile
    from viettext.readers.batch import Document

CLASSES = {"cong-khai": "public", "noi-bo": "internal", "ca-nhan": "personal"}
AT_A_TIME = 0.0  # one file, then the line of progress is renewed
EVERY = 50  # files between two lines where the lines go to a file


def parser() -> argparse.ArgumentParser:
    """What, for which programme, in whose name."""
    found = arguments.parser(
        "take-in", "Đưa nhiều văn bản vào một lần để rà soát. Tệp bị từ chối không cản các tệp khác; chạy lại lệnh sau"
        " khi bị ngắt thì tệp đã nhận được nhận ra, không nhận lần nữa.",
        "thuocdo take-in van-ban-thang-3/ hop-thu.mbox --programme nq57",
    )  # fmt: skip
    found.add_argument(
        "paths", nargs="+", type=Path, metavar="NGUỒN", help="thư mục, tệp .zip, .mbox, .eml, hoặc văn bản"
    )
    found.add_argument("--programme", required=True, metavar="MÃ", help="mã chương trình")
    found.add_argument(
        "--class", dest="document_class", choices=sorted(CLASSES), default="noi-bo", metavar="LOẠI",
        help="loại văn bản: cong-khai, noi-bo (mặc định), ca-nhan",
    )  # fmt: skip
    found.add_argument(
        "--by", metavar="TÊN", help="tên đăng nhập của người đưa vào (mặc định: người vận hành hệ thống)"
    )
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Keep all files first, then read them; exit status 1 where one was refused."""
    from thuocdo.directives.intakes import hand_in, read_on
    from thuocdo.foundation import clock, seals
    from thuocdo.foundation.errors import DomainError
    from thuocdo.programmes.queries import programme_of

    missing = [str(path) for path in options.paths if not path.exists()]
    if missing:
        raise DomainError(f"không có tệp hoặc thư mục này: {', '.join(missing)}")
    intake = hand_in(
        documents=_documents(options.paths), programme=programme_of(options.programme), by=_person(options.by),
        on=clock.today(), source=", ".join(path.resolve().name for path in options.paths if _holds_many(path)),
        document_class=CLASSES[options.document_class],
    )  # fmt: skip
    progress = Progress(intake)
    while read := read_on(on=clock.today(), seconds=AT_A_TIME, intake=intake):
        for file in read:
            progress.has_read(file)
    standing = progress.end()
    seals.seal()
    print(json.dumps(_told(intake, standing)) if options.json else _summary(intake, standing))
    return 1 if standing.refused or standing.classified else 0


def _holds_many(path: Path) -> bool:
    """A folder or a package: names of documents are not kept outside their own rows."""
    return path.is_dir() or path.suffix.lower() in (".zip", ".mbox", ".mbx")


def _documents(paths: list[Path]) -> "Iterator[Document]":
    from viettext.readers.batch import documents

    for path in paths:
        yield from documents(path)


def _person(username: str | None) -> "Person | None":
    from thuocdo.accounts.models import Person
    from thuocdo.foundation.errors import DomainError

    if username is None:
        return None
    found = Person.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise DomainError(f"không có người dùng “{username}”")
    return found


class Progress:
    """How far the reading is, on stderr: one line kept up to date on a terminal, else a line now and then."""

    def __init__(self, intake: "Intake") -> None:
        from thuocdo.directives.intake_queries import standing_of

        self._standing_of, self._intake = standing_of, intake
        self._is_terminal = sys.stderr.isatty()
        self._total = intake.files.count()
        self._read = self._refused_at_once()
        self._show()

    def has_read(self, file: "IntakeFile") -> None:
        """A file was read; one that was refused is told with its reason."""
        self._read += 1
        if file.state == "refused":
            self._say(f"{file.name}: {file.reason}")
        elif file.state == "classified":
            self._say(f"tệp thứ {file.order} mang dấu chỉ độ mật: đã từ chối, không lưu lại")
        self._show()

    def end(self) -> "Standing":
        """Leave the line; what became of the files."""
        if self._is_terminal:
            print(file=sys.stderr)
        return self._standing_of(self._intake)

    def _refused_at_once(self) -> int:
        refused = self._intake.files.filter(state="refused").order_by("order")
        for name, reason in refused.values_list("name", "reason"):
            self._say(f"{name}: {reason}")
        return len(refused)

    def _show(self) -> None:
        share = 100 * self._read // self._total
        if self._is_terminal:
            bar = "█" * (share // 5)
            print(f"\r{bar:░<20} {self._read}/{self._total} tệp", end="", file=sys.stderr, flush=True)
        elif self._read and (self._read % EVERY == 0 or self._read == self._total):
            print(f"thuocdo: {self._read}/{self._total} tệp", file=sys.stderr, flush=True)

    def _say(self, words: str) -> None:
        shown = "".join(c if c.isprintable() else "?" for c in words.encode("utf-8", "replace").decode("utf-8"))
        start = "\r" if self._is_terminal else ""
        print(f"{start}thuocdo: {shown:<60}" if start else f"thuocdo: {shown}", file=sys.stderr, flush=True)


def _told(intake: "Intake", standing: "Standing") -> dict[str, object]:
    return {"intake": str(intake.uuid), "programme": intake.programme.code} | asdict(standing)


def _summary(intake: "Intake", standing: "Standing") -> str:
    lines = [
        f"Đợt nhận {intake.uuid}: {standing.total} tệp.",
        f"  {standing.taken_in} văn bản mới, {standing.proposals} đề xuất nhiệm vụ chờ rà soát",
        f"  {standing.known} tệp đã có sẵn",
        f"  {standing.refused} tệp bị từ chối",
        f"  {standing.classified} tệp bị từ chối vì dấu mật",
    ]
    if not standing.is_over:
        lines.append(f"  {standing.total - standing.finished} tệp do tiến trình khác đang đọc")
    return "\n".join(lines)
