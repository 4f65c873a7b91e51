"""Exchange packages: fields from the header for certain, text from the attachments, in every form in use."""

import base64
from datetime import date

import pytest

from viettext import Unreadable, extract
from viettext.readers import read_bytes
from viettext.tests.files import docx_parts, paragraph, pdf_bytes, word_xml, zipped

WORD = docx_parts(document=word_xml(paragraph("1. Giao Bộ Y tế báo cáo trước ngày 30/6/2026.")))
PDF = pdf_bytes([[(60, 700, 12, "2. Giao Bộ Nội vụ tổng hợp.")]])
HEADER = """<{p}MessageHeader><{p}From><{p}OrganId>G14</{p}OrganId>
<{p}OrganName>Bộ Khoa học và Công nghệ</{p}OrganName></{p}From>
<{p}To><{p}OrganId>H37</{p}OrganId><{p}OrganName>Tỉnh Mẫu</{p}OrganName></{p}To>
<{p}Code><{p}CodeNumber>{number}</{p}CodeNumber><{p}CodeNotation>{notation}</{p}CodeNotation></{p}Code>
<{p}PromulgationInfo><{p}Place>Hà Nội</{p}Place>
<{p}PromulgationDate>2026-03-12</{p}PromulgationDate></{p}PromulgationInfo>
<{p}DocumentType><{p}Type>3</{p}Type><{p}TypeName>Thông báo</{p}TypeName></{p}DocumentType>
<{p}Subject>Về dữ liệu</{p}Subject><{p}Content>Nội dung</{p}Content>
<{p}SignerInfo><{p}Competence>KT.</{p}Competence><{p}FullName>Trần Thị Bình</{p}FullName></{p}SignerInfo>
<{p}OtherInfo><{p}Priority>1</{p}Priority></{p}OtherInfo>
<{p}ToPlaces><{p}Place>Các bộ, cơ quan;</{p}Place><{p}Place>Lưu: VT.</{p}Place></{p}ToPlaces></{p}MessageHeader>"""
FIELDS = {
    "kind": "thong-bao", "number": "128/BKHCN-CĐS", "issuer": "Bộ Khoa học và Công nghệ",
    "signed_on": date(2026, 3, 12), "place": "Hà Nội", "signer": "Trần Thị Bình",
    "recipients": ["Các bộ, cơ quan", "Lưu: VT"],
}  # fmt: skip
ATTACHED = {"Thông báo.docx": WORD, "Phụ lục.pdf": PDF}


def header(p="", number="128", notation="BKHCN-CĐS"):
    return HEADER.replace("{p}", p).replace("{number}", number).replace("{notation}", notation)


def reference(name, identity, p=""):
    return (
        f'<{p}Reference xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="cid:{identity}">'
        f"<{p}AttachmentName>{name}</{p}AttachmentName></{p}Reference>"
    )


def inside(files, p=""):
    return "".join(
        f"<{p}Attachment><{p}AttachmentName>{name}</{p}AttachmentName><{p}ContentTransferEncoded>"
        f"{base64.encodebytes(content).decode()}</{p}ContentTransferEncoded></{p}Attachment>"
        for name, content in files.items()
    )


def envelope(head, rest="", p="", space=' xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"'):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<{p}edXMLEnvelope{space}><{p}edXMLHeader>{head}</{p}edXMLHeader>{rest}"
        f"</{p}edXMLEnvelope>"
    )


def whole(files, p="", space=' xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"'):
    return envelope(header(p), f"<{p}AttachmentEncoded>{inside(files, p)}</{p}AttachmentEncoded>", p, space).encode()


def mime():
    lines = [
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; boundary="b"',
        "",
        "--b",
        "Content-Type: text/xml; charset=UTF-8",
        "",
    ]
    references = reference("Thông báo.docx", "one") + reference("Phụ lục.pdf", "two")
    manifest = f"<edXMLBody><edXMLManifest>{references}</edXMLManifest></edXMLBody>"
    lines += [envelope(header(), manifest)]
    for identity, content in (("two", PDF), ("one", WORD)):
        lines += ["--b", "Content-Type: application/octet-stream", f"Content-ID: <{identity}>"]
        lines += ["Content-Transfer-Encoding: base64", "", base64.encodebytes(content).decode()]
    return "\r\n".join([*lines, "--b--", ""]).encode()


def packed():
    references = reference("Thông báo.docx", "") + reference("Phụ lục.pdf", "")
    return zipped({"Phụ lục.pdf": PDF, "Thông báo.docx": WORD, "envelope.xml": envelope(header(), references)})


@pytest.mark.parametrize(
    "content",
    [
        whole(ATTACHED), whole(ATTACHED, "edXML:", ' xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"'),
        whole(ATTACHED, space="").replace(b"MessageHeader", b"messageheader").replace(b"OrganName", b"OrganNAME"),
        b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
        + whole(ATTACHED).partition(b"?>")[2]
        + b"</s:Body></s:Envelope>",
        mime(), packed(),
    ],
    ids=["plain", "prefixed", "other case", "in soap", "mime", "zip"],
)  # fmt: skip
def test_every_form_of_the_package_gives_fields_and_text(content):
    read = read_bytes(content, "goi.edxml")
    assert read.fields == FIELDS
    assert read.text == "1. Giao Bộ Y tế báo cáo trước ngày 30/6/2026.\n\n2. Giao Bộ Nội vụ tổng hợp."
    assert read.notes == ()


def test_fields_of_the_header_hold_before_the_text():
    word = docx_parts(
        document=word_xml(
            paragraph("Số: 5/QĐ-BYT") + paragraph("QUYẾT ĐỊNH") + paragraph("1. Giao Bộ Y tế báo cáo trong quý II.")
        )
    )
    read = read_bytes(whole({"a.docx": word}), "goi.edxml")
    found = extract(read.text, known=read.fields)
    assert (found.document.number, found.document.kind) == ("128/BKHCN-CĐS", "thong-bao")
    assert found.assignments[0].deadline.on == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("number", "notation", "joined"),
    [
        ("128", "BKHCN-CĐS", "128/BKHCN-CĐS"), ("128", "/BKHCN", "128/BKHCN"), ("12", "KL/TU", "12-KL/TU"),
        ("57", "NQ/TW", "57-NQ/TW"), ("8", "NQ/ĐU", "8-NQ/ĐU"), ("05", "NQ-CP", "05/NQ-CP"),
        ("128/BKHCN", "BKHCN", "128/BKHCN"),
    ],
)  # fmt: skip
def test_number_and_sign_are_joined_as_they_are_printed(number, notation, joined):
    head = header(number=number, notation=notation)
    read = read_bytes(envelope(head, inside({"a.docx": WORD})).encode(), "goi.edxml")
    assert read.fields["number"] == joined


def test_what_the_header_leaves_empty_is_not_guessed_there():
    read = read_bytes(
        envelope("<MessageHeader><Subject>a</Subject></MessageHeader>", inside({"a.docx": WORD})).encode(), "a.edxml"
    )
    assert read.fields == {}


def test_an_attachment_that_cannot_be_read_is_told_and_the_others_are_read():
    read = read_bytes(whole({"bang.xlsx": b"x", "a.docx": WORD, "hong.pdf": b"%PDF-1.4"}), "a.edxml")
    assert read.text.startswith("1. Giao Bộ Y tế")
    assert [note.split(":")[0] for note in read.notes] == ["tệp đính kèm “bang.xlsx”", "tệp đính kèm “hong.pdf”"]


def test_stamps_in_the_margins_of_attachments_are_handed_on():
    margin = word_xml(paragraph("TỐI MẬT")).replace("w:document", "w:hdr")
    word = docx_parts(document=word_xml(paragraph("Chữ")), other={"word/header1.xml": margin})
    assert "TỐI MẬT" in read_bytes(whole({"a.docx": word}), "a.edxml").margins


@pytest.mark.parametrize(
    "content",
    [b"<a/>", envelope(header()).encode(), whole({"a.xlsx": b"x"}), b"khong phai goi", zipped({"a.docx": WORD})],
)
def test_what_is_no_package_or_holds_no_text_is_refused(content):
    with pytest.raises(Unreadable, match="edxml"):
        read_bytes(content, "a.edxml")
