"""`thuocdo extract` on files, folders, packages and mail: JSON Lines on stdout, everything else on stderr."""

import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from thuocdo.config import extract
from thuocdo.config.telling import Progress

ORDER = "Giao Bộ Y tế báo cáo trước ngày 30/6/2026."


def run(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, object]], list[str]]:
    """Exit status, the objects on stdout and the lines on stderr."""
    status = extract.main([*words, "--json"])
    said = capfd.readouterr()
    return status, [json.loads(line) for line in said.out.splitlines()], said.err.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "con").mkdir()
    (tmp_path / "a.txt").write_text(ORDER, "utf-8")
    (tmp_path / "con" / "b.md").write_text(f"# {ORDER}", "utf-8")
    (tmp_path / "hong.docx").write_bytes(b"khong phai")
    return tmp_path


def test_a_folder_gives_each_document_and_tells_what_was_refused(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status, found, said = run(capfd, str(folder))
    assert status == 1
    assert [one["source"] for one in found] == ["a.txt", "con/b.md"]
    assert all(one["assignments"] for one in found)
    assert said[0].startswith("thuocdo extract: hong.docx: không phải tệp Word")
    assert said[1:] == ["thuocdo extract: đã đọc 2 văn bản, không đọc được 1."]


def test_a_single_file_tells_nothing_where_all_is_well(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, found, said = run(capfd, str(folder / "a.txt"))
    assert (status, len(found), said) == (0, 1, [])


def test_a_zip_file_and_a_mailbox_give_their_documents(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "g.zip", "w") as package:
        package.writestr("a.txt", ORDER)
    message = EmailMessage()
    message["Subject"] = "Gửi"
    message.set_content(ORDER)
    (tmp_path / "thu.mbox").write_bytes(b"From a\n" + bytes(message))
    status, found, _ = run(capfd, str(tmp_path / "g.zip"), str(tmp_path / "thu.mbox"))
    assert (status, [one["source"] for one in found]) == (0, ["g.zip/a.txt", "thu.mbox 1/Gửi.txt"])


def test_what_a_reader_wants_known_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from viettext.tests.files import docx_parts, paragraph, word_xml

    content = docx_parts(document=word_xml(paragraph(ORDER)), other={"word/vbaProject.bin": b"x"})
    (tmp_path / "a.docm").write_bytes(content)
    status, found, said = run(capfd, str(tmp_path / "a.docm"))
    assert (status, len(found)) == (0, 1)
    assert "macro" in said[0]


def test_a_missing_file_does_not_stop_the_others(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, found, said = run(capfd, str(folder / "khong-co.txt"), str(folder / "a.txt"))
    assert (status, len(found)) == (1, 1)
    assert said == ["thuocdo extract: khong-co.txt: không có tệp này"]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_one_line_is_kept_up_to_date() -> None:
    stream = Terminal()
    progress = Progress(stream, is_shown=True)
    for name in ("a.txt", "b.txt"):
        progress.begin(name)
    progress.end()
    assert stream.getvalue().count("\n") == 1
    assert stream.getvalue().rstrip().endswith("đã đọc 2 văn bản.")


def test_elsewhere_every_hundredth_document_has_a_line() -> None:
    stream = io.StringIO()
    progress = Progress(stream, is_shown=True)
    for number in range(250):
        progress.begin(f"{number}.txt")
    assert len(stream.getvalue().splitlines()) == 2
    assert "\r" not in stream.getvalue()


def test_names_cannot_steer_a_terminal() -> None:
    stream = io.StringIO()
    Progress(stream, is_shown=False).refuse("a\x1b[2J\n.txt", "hỏng")
    assert stream.getvalue() == "thuocdo extract: a?[2J?.txt: hỏng\n"
