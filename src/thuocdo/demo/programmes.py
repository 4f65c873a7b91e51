"""The illustrative programmes and the committees that steer them, members named by their posts alone."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thuocdo.accounts.models import Person
from thuocdo.organisations.models import Organisation
from thuocdo.programmes import services
from thuocdo.programmes.models import Programme
from thuocdo.programmes.rules import MemberRole, Openness

NQ57, DA06, NATIONAL = "nq57", "de-an-06", "quoc-gia"


@dataclass(frozen=True)
class Place:
    """A place in a committee, with the fields in its charge."""

    title: str
    role: MemberRole
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Steered:
    """A programme with its committee: `body` and `standing` are codes."""

    code: str
    name: str
    full_title: str
    body: str
    standing: str
    places: tuple[Place, ...]


STEERED = {
    one.code: one
    for one in (
        Steered(
            NQ57,
            "Nghị quyết 57",
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ,"
            " đổi mới sáng tạo và chuyển đổi số quốc gia",
            "BCDTW57",
            "VPTW",
            (
                Place("Tổng Bí thư", MemberRole.HEAD),
                Place("Thủ tướng Chính phủ", MemberRole.DEPUTY),
                Place("Phó Thủ tướng Chính phủ", MemberRole.DEPUTY, ("chuyen-doi-so",)),
                Place("Bộ trưởng Bộ Khoa học và Công nghệ", MemberRole.MEMBER, ("khcn-dmst",)),
                Place("Bộ trưởng Bộ Công an", MemberRole.MEMBER, ("ha-tang-du-lieu",)),
                Place("Bộ trưởng Bộ Tài chính", MemberRole.MEMBER, ("nguon-luc-hop-tac",)),
                Place("Bộ trưởng Bộ Nội vụ", MemberRole.MEMBER, ("nhan-luc",)),
                Place("Bộ trưởng Bộ Tư pháp", MemberRole.MEMBER, ("the-che",)),
                Place("Chánh Văn phòng Trung ương Đảng", MemberRole.MEMBER),
                Place("Tổ Giúp việc Ban Chỉ đạo", MemberRole.HELPER),
                Place("Hội đồng Tư vấn quốc gia", MemberRole.ADVISER),
            ),
        ),
        Steered(
            DA06,
            "Đề án 06",
            "Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số quốc gia"
            " (Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ)",
            "TCTDA06",
            "VPCP",
            (
                Place("Tổ trưởng Tổ công tác", MemberRole.HEAD),
                Place("Tổ phó thường trực Tổ công tác", MemberRole.DEPUTY, ("ha-tang-du-lieu",)),
                Place("Chủ nhiệm Văn phòng Chính phủ", MemberRole.MEMBER, ("the-che", "chuyen-doi-so")),
            ),
        ),
        Steered(
            NATIONAL,
            "Chương trình quy mô cả nước",
            "Chương trình giả định để thử ở quy mô cả nước: mọi bộ, ngành, tỉnh, xã",
            "UBQGCDS",
            "VPCP",
            (Place("Chủ tịch Ủy ban Quốc gia", MemberRole.HEAD),),
        ),
    )
}


@transaction.atomic
def set_up(code: str, *, by: Person, on: date) -> Programme:
    """The programme with its committee and fields, made where it is missing."""
    known = Programme.objects.filter(code=code).first()
    if known is not None:
        return known
    told = STEERED[code]
    made = services.create_programme(
        code=code, name=told.name, full_title=told.full_title, default_openness=Openness.PUBLIC, by=by, on=on
    )
    made.is_illustrative = True
    made.save(update_fields=["is_illustrative"])
    body = Organisation.objects.get(code=told.body)
    standing = Organisation.objects.get(code=told.standing)
    committee = services.set_committee(
        programme=made, organisation=body, name=body.name, standing_agency=standing, by=by, on=on
    )
    for place in told.places:
        services.add_membership(
            committee=committee, title=place.title, role=place.role, fields=place.fields, by=by, on=on
        )
    return made
