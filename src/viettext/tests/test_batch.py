"""Documents out of folders, zip files and mail, one by one."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from viettext.readers.batch import documents, documents_in
from viettext.tests.files import zipped

PDF = b"%PDF-1.4 khong can dung"


def letter(subject="Gửi văn bản", body="Giao Sở Y tế báo cáo.", html="", attached=()):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "a@mau.vn", "b@mau.vn"
    if body:
        message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html") if body else message.set_content(html, subtype="html")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def told(found):
    return [(document.name, document.refused or document.content) for document in found]


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.txt", "con/c.txt", ".giau.txt", "~$mo.docx", ".git/d.txt", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert told(documents(tmp_path)) == [("a.txt", b"a.txt"), ("b.txt", b"b.txt"), ("con/c.txt", b"con/c.txt")]


def test_a_single_file_is_a_batch_of_one_and_a_missing_one_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x")
    assert told(documents(tmp_path / "a.txt")) == [("a.txt", b"x")]
    assert told(documents(tmp_path / "b.txt")) == [("b.txt", "không có tệp này")]


def test_a_zip_file_gives_its_files_and_one_within_it_too():
    content = zipped({"văn bản/a.txt": b"x", "__MACOSX/a.txt": b"y", "trong.zip": zipped({"b.txt": b"z"})})
    assert told(documents_in(io.BytesIO(content), "g.zip")) == [
        ("g.zip/văn bản/a.txt", b"x"),
        ("g.zip/trong.zip/b.txt", b"z"),
    ]


def test_zip_files_in_each_other_end_somewhere():
    content = b"x"
    for _ in range(6):
        content = zipped({"a.zip": content})
    assert "quá sâu" in told(documents_in(io.BytesIO(content), "g.zip"))[0][1]


def test_a_bomb_in_a_zip_file_stops_itself_alone():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("bom.txt", bytes(30 << 20))
        package.writestr("a.txt", b"x")
    assert told(documents_in(out, "g.zip")) == [
        ("g.zip/bom.txt", "tệp trong gói nén bung ra quá lớn"),
        ("g.zip/a.txt", b"x"),
    ]


def test_a_broken_file_in_a_zip_file_stops_itself_alone():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", b"chu cua a")
        package.writestr("b.txt", b"x")
    content = out.getvalue().replace(b"chu cua a", b"chu sai a")
    found = told(documents_in(io.BytesIO(content), "g.zip"))
    assert found == [("g.zip/a.txt", "tệp trong gói nén bị hỏng"), ("g.zip/b.txt", b"x")]


def test_what_is_no_zip_file_is_refused():
    assert told(documents_in(io.BytesIO(b"PK\x03\x04 hong"), "g.zip")) == [("g.zip", "tệp nén bị hỏng, không mở được")]


def test_a_message_gives_its_attachments_instead_of_its_body():
    content = letter(attached=[("Thông báo.pdf", PDF), ("anh.png", b"x"), ("cu.doc", b"y")])
    found = told(documents_in(io.BytesIO(content), "thu.eml"))
    assert found[0] == ("thu.eml/Thông báo.pdf", PDF)
    assert [name for name, _ in found] == ["thu.eml/Thông báo.pdf", "thu.eml/cu.doc"]
    assert ".docx" in found[1][1]


@pytest.mark.parametrize(
    ("given", "suffix"), [({}, ".txt"), ({"body": "", "html": "<p>Giao Sở Y tế báo cáo.</p>"}, ".html")]
)
def test_a_message_without_documents_gives_its_body(given, suffix):
    ((name, content),) = told(documents_in(io.BytesIO(letter(**given)), "thu.eml"))
    assert name == f"thu.eml/Gửi văn bản{suffix}"
    assert "Giao Sở Y tế báo cáo." in content.decode()


def test_an_attachment_in_a_message_within_a_message_is_found():
    outer = EmailMessage()
    outer["Subject"] = "Chuyển"
    outer.set_content("Xem thư kèm.")
    from email import message_from_bytes, policy

    outer.add_attachment(message_from_bytes(letter(attached=[("a.pdf", PDF)]), policy=policy.default))
    assert [content for _, content in told(documents_in(io.BytesIO(bytes(outer)), "thu.eml"))] == [PDF]


def test_a_mailbox_gives_each_message(tmp_path):
    lines = b"".join(
        b"From a@mau.vn Mon Jan  1 00:00:00 2026\n" + letter(attached=[(f"{n}.pdf", PDF)]) + b"\n" for n in (1, 2)
    )
    (tmp_path / "thu.mbox").write_bytes(lines + b"From x\n\n\xff\xfe\x00hong\n")
    found = told(documents(tmp_path / "thu.mbox"))
    assert [name for name, _ in found] == ["thu.mbox 1/1.pdf", "thu.mbox 2/2.pdf", "thu.mbox 3"]
    assert "không phải là thư" in found[2][1]


def test_a_quoted_from_line_does_not_cut_a_message():
    content = b"From a\n" + letter(body="Một.\n\n>From hai.\n") + b"\n"
    ((_, body),) = told(documents_in(io.BytesIO(content), "thu.mbox"))
    assert body.decode().split() == ["Một.", "From", "hai."]
