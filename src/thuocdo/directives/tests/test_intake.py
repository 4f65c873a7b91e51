"""Taking a document in: once, whole, by those who may, and never a secret."""

import base64
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from thuocdo.directives import services
from thuocdo.directives.models import Directive, Passage, Proposal
from thuocdo.directives.services import HeaderFields, Outcome, edit_header, header_digest, header_of, take_in
from thuocdo.directives.tests.factories import TODAY, Scene, make_directive, make_scene
from thuocdo.foundation import events, files
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed, Stale
from thuocdo.foundation.models import Event
from thuocdo.programmes.models import Programme

pytestmark = pytest.mark.django_db

NOTICE = """ỦY BAN NHÂN DÂN TỈNH MẪU
Số: 12/TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Mẫu, ngày 5 tháng 3 năm 2026

THÔNG BÁO
Kết luận phiên họp về dữ liệu

Chủ tịch yêu cầu:
1. Giao Bộ Tài chính chủ trì rà soát danh mục dữ liệu, hoàn thành trước ngày 30/6/2026.
2. Giao Bộ Công an ban hành kế hoạch kết nối trong quý III/2026.
"""


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def take(scene: Scene, text: str = NOTICE, **changed: Any) -> services.TakenIn:
    given: dict[str, Any] = {
        "content": text.encode(), "name": "thong-bao.txt", "programme": scene.programme, "by": scene.chi, "on": TODAY
    }  # fmt: skip
    return take_in(**given | changed)


def kept_files() -> list[Path]:
    root = Path(settings.THUOCDO_HOME) / "files"
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def test_a_document_is_kept_with_its_header_and_proposals(scene: Scene) -> None:
    found = take(scene).directive
    assert (found.number, found.kind, found.signed_on) == ("12/TB-UBND", "thong-bao", date(2026, 3, 5))
    assert found.title == "Kết luận phiên họp về dữ liệu"
    assert [(p.found or {})["lead"] for p in found.proposals.all()] == [["Bộ Tài chính"], ["Bộ Công an"]]
    with files.open_file(found.sha256 or "") as original:
        assert original.read() == NOTICE.encode()


def test_every_passage_is_the_text_at_its_span(scene: Scene) -> None:
    found = take(scene).directive
    assert found.passages.count() == 2
    assert all(found.text[p.start : p.end] == p.quote for p in found.passages.all())


def test_taking_in_is_one_event_without_the_text(scene: Scene) -> None:
    found = take(scene).directive
    (event,) = events.history("directive", found.uuid)
    assert (event.kind, event.payload["proposals"]) == ("taken_in", 2)
    assert "dữ liệu" not in str(event.payload)


def test_the_same_file_twice_is_recognised(scene: Scene) -> None:
    first = take(scene).directive
    again = take(scene, name="ten-khac.txt")
    assert (again.directive, again.outcome) == (first, Outcome.KNOWN)
    assert Proposal.objects.count() == 2


def test_the_same_file_for_another_programme_is_linked(scene: Scene) -> None:
    first = take(scene).directive
    other = Programme.objects.create(code="khac", name="Chương trình khác")
    assert take(scene, programme=other).outcome is Outcome.LINKED
    assert set(first.programmes.all()) == {scene.programme, other}


def test_a_file_name_is_kept_without_what_cannot_be_printed(scene: Scene) -> None:
    assert take(scene, name="thông\0 báo\u202e.txt").directive.file_name == "thông báo.txt"


def test_a_document_named_by_an_imported_task_takes_over_its_row(scene: Scene) -> None:
    reference = make_directive(scene, number="12/TB-UBND", text="", sha256=None)
    assert take(scene).directive == reference


@pytest.mark.parametrize("cast", ["an", "dung", "giang"])
def test_only_those_who_steer_the_programme_take_in(scene: Scene, cast: str) -> None:
    with pytest.raises(NotAllowed):
        take(scene, by=getattr(scene, cast))


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.txt"), (b"  \n ", "a.txt"), (b"\xff\xfe\x00", "a.txt"), (b"%PDF-1.4 x", "a.pdf"),
     (b"PK\x03\x04", "a.docx"), (b"MZ", "a.exe"), (b"chu", "khong-duoi")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_not_kept(scene: Scene, content: bytes, name: str) -> None:
    before = kept_files()
    with pytest.raises(BadInput):
        take(scene, content=content, name=name)
    assert (Directive.objects.count(), kept_files()) == (0, before)


def test_a_file_that_is_too_large_is_refused(scene: Scene, settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 0
    with pytest.raises(BadInput, match="0 MB"):
        take(scene)


def test_a_state_secret_leaves_no_trace_but_that_it_was_refused(scene: Scene) -> None:
    before = kept_files()
    with pytest.raises(DomainError, match="TỐI MẬT"):
        take(scene, NOTICE.replace("Số: 12", "TỐI MẬT\nSố: 12"), name="ten-lo-bi-mat.txt")
    assert (Directive.objects.count(), kept_files()) == (0, before)
    (event,) = Event.objects.all()
    assert (event.kind, event.payload) == ("secret_refused", {"reason": "state_secret"})


def test_a_failure_in_the_middle_leaves_no_rows(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(services, "_record", broken)
    with pytest.raises(RuntimeError):
        take(scene)
    assert (Directive.objects.count(), Passage.objects.count(), Proposal.objects.count()) == (0, 0, 0)


EXCHANGED = """<?xml version="1.0" encoding="UTF-8"?>
<edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>
<edXML:From><edXML:OrganName>Văn phòng Mẫu</edXML:OrganName></edXML:From>
<edXML:Code><edXML:CodeNumber>77</edXML:CodeNumber><edXML:CodeNotation>TB-VPM</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>Thủ đô</edXML:Place><edXML:PromulgationDate>2026-04-02</edXML:PromulgationDate>
</edXML:PromulgationInfo><edXML:SignerInfo><edXML:FullName>Người Ký Mẫu</edXML:FullName></edXML:SignerInfo>
</edXML:MessageHeader></edXML:edXMLHeader>
<edXML:AttachmentEncoded><edXML:Attachment><edXML:AttachmentName>thong-bao.txt</edXML:AttachmentName>
<edXML:ContentTransferEncoded>{body}</edXML:ContentTransferEncoded></edXML:Attachment></edXML:AttachmentEncoded>
</edXML:edXMLEnvelope>"""


def test_the_header_of_an_exchange_package_holds_before_the_text(scene: Scene) -> None:
    package = EXCHANGED.format(body=base64.b64encode(NOTICE.encode()).decode())
    found = take(scene, package, name="goi.edxml").directive
    assert (found.number, found.signed_on, found.place) == ("77/TB-VPM", date(2026, 4, 2), "Thủ đô")
    assert (found.issuer, found.signer, found.kind) == ("Văn phòng Mẫu", "Người Ký Mẫu", "thong-bao")
    assert set(found.stated) == {"number", "signed_on", "place", "issuer", "signer"}
    assert found.proposals.count() == 2


def test_a_document_of_another_kind_states_nothing(scene: Scene) -> None:
    assert take(scene).directive.stated == []


def test_a_field_that_was_corrected_is_no_longer_the_packages(scene: Scene) -> None:
    found = make_directive(scene, stated=["number", "title"])
    edit_header(
        directive=found.uuid, fields=header(found, number="02-TB"), seen=header_digest(found), by=scene.chi, on=TODAY
    )
    found.refresh_from_db()
    assert found.stated == ["title"]


def header(found: Directive, **changed: Any) -> HeaderFields:
    values = {name: getattr(found, name) for name in HeaderFields.__dataclass_fields__}
    return HeaderFields(**values | changed)


def test_the_header_can_be_corrected(scene: Scene) -> None:
    found = make_directive(scene)
    edit_header(
        directive=found.uuid, fields=header(found, number="02-TB"), seen=header_digest(found), by=scene.chi, on=TODAY
    )
    found.refresh_from_db()
    assert header_of(found)["number"] == "02-TB"
    assert events.history("directive", found.uuid).get().payload == {"number": "02-TB"}


def test_a_header_that_somebody_else_changed_is_not_overwritten(scene: Scene) -> None:
    found = make_directive(scene)
    seen = header_digest(found)
    Directive.objects.update(number="03-TB")
    with pytest.raises(Stale):
        edit_header(directive=found.uuid, fields=header(found, number="02-TB"), seen=seen, by=scene.chi, on=TODAY)
