"""A programme with its committee, a cast with meaning, and directives for tests."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from thuocdo.accounts.models import Person
from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import make_holder
from thuocdo.directives.models import Directive, Passage, Proposal
from thuocdo.organisations.models import Organisation, OrganisationGroup
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Committee, Programme

TODAY = date(2026, 11, 20)
SIGNED = date(2025, 1, 22)
TEXT = """ĐẢNG CỘNG SẢN VIỆT NAM
THÔNG BÁO
kết luận phiên họp mẫu

1. Bộ Mẫu Một rà soát danh mục dữ liệu; hoàn thành trước ngày 31/3/2027. Bộ Mẫu Hai ban hành hướng dẫn kết nối.
2. Các bộ mẫu báo cáo kết quả hằng quý.
3. Giữ vững tinh thần đoàn kết."""


@dataclass
class Scene:
    """A programme steered by a committee whose standing agency is `office`; people are made on first use."""

    programme: Programme
    board: Organisation
    office: Organisation
    first: Organisation
    second: Organisation

    @cached_property
    def chi(self) -> Person:
        """Officer of the standing agency: reviews."""
        return make_holder(Role.OFFICER, self.office, "chi", title="Chuyên viên")

    @cached_property
    def an(self) -> Person:
        """Officer of the lead body."""
        return make_holder(Role.OFFICER, self.first, "an")

    @cached_property
    def dung(self) -> Person:
        """Officer of a body that has nothing to do with it."""
        return make_holder(Role.OFFICER, make_body(name="Cơ quan Ngoài cuộc"), "dung")

    @cached_property
    def giang(self) -> Person:
        """Inspector of the standing agency."""
        return make_holder(Role.INSPECTOR, self.office, "giang")


def make_scene(**changed: Any) -> Scene:
    """The usual scene; `default_openness` and the like go to the programme."""
    programme = Programme.objects.create(**{"code": "mau", "name": "Chương trình mẫu"} | changed)
    board = make_body(code="BCD", name="Ban Chỉ đạo Mẫu", kind="committee")
    office = make_body(code="VP", name="Văn phòng Mẫu", kind="agency")
    first = make_body(code="B1", name="Bộ Mẫu Một")
    second = make_body(code="B2", name="Bộ Mẫu Hai")
    Committee.objects.create(
        programme=programme, name=board.name, organisation=board, standing_agency=office, valid_from=date(2024, 1, 1)
    )
    return Scene(programme, board, office, first, second)


def make_group(code: str = "CAC-BO", *, patterns: tuple[str, ...] = ("bộ mẫu",)) -> OrganisationGroup:
    """All central ministries."""
    rule: list[dict[str, Any]] = [{"kind": "ministry", "level": "central", "parent": None, "excluding": []}]
    return OrganisationGroup.objects.create(code=code, name="Các bộ mẫu", rule=rule, patterns=list(patterns))


def make_directive(scene: Scene, **changed: Any) -> Directive:
    """A directive of the programme with a text and no proposals."""
    fields = {"number": "01-TB/MAU", "title": "kết luận phiên họp mẫu", "text": TEXT, "signed_on": SIGNED} | changed
    fields.setdefault("sha256", f"{Directive.objects.count():064x}")
    found = Directive.objects.create(**fields)
    found.programmes.add(scene.programme)
    return found


def make_proposal(directive: Directive, quote: str = "", **found: Any) -> Proposal:
    """A pending proposal on the words `quote` of the text; `found` are keys of the extraction contract."""
    quote = quote or "Bộ Mẫu Một rà soát danh mục dữ liệu; hoàn thành trước ngày 31/3/2027."
    start = directive.text.index(quote)
    passage = Passage.objects.create(directive=directive, start=start, end=start + len(quote), quote=quote)
    read = {
        "action": "Rà soát danh mục dữ liệu", "lead": ["Bộ Mẫu Một"], "coordinating": [], "supervisor": None,
        "deadline": {"kind": "date", "on": "2027-03-31", "quote": "trước ngày 31/3/2027"}, "recurrence": None,
        "deliverables": ["Danh mục dữ liệu"], "targets": [],
    }  # fmt: skip
    order = directive.proposals.count() + 1
    return Proposal.objects.create(
        directive=directive, passage=passage, order=order, found=read | found, confidence=0.9
    )
