"""The invented people of the demonstration: one for each role, and what each can try."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thuocdo.accounts import services
from thuocdo.accounts.models import Person
from thuocdo.accounts.rules import Role
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.queries import by_codes
from thuocdo.organisations.rules import Kind, Level

ADMINISTRATOR = "quan"
STANDING_OFFICER = "chi"
BEGAN_ON = date(2025, 1, 13)  # before the first event of the story


@dataclass(frozen=True)
class Member:
    """One account. `bodies` are codes; `EVERY` stands for all central bodies and the provinces."""

    username: str
    full_name: str
    title: str
    role: Role
    bodies: tuple[str, ...]
    tries: str


EVERY = "*"
CAST = (
    Member(
        "chi", "Nguyễn Quỳnh Chi (minh họa)", "Chuyên viên theo dõi", Role.OFFICER, ("VPTW", "VPCP"),
        "cơ quan thường trực: rà soát văn bản mới, nghiệm thu và trả lời xin gia hạn, xem bảng theo dõi",
    ),
    Member(
        "an", "Trần Hoài An (minh họa)", "Chuyên viên Văn phòng Bộ", Role.OFFICER, ("BKHCN",),
        "cán bộ cơ quan chủ trì: mở Việc của tôi, nhận việc mới, báo cáo việc đến hạn, làm lại việc bị trả",
    ),
    Member(
        "hoa", "Vũ Thanh Hoa (minh họa)", "Thủ trưởng", Role.HEAD, ("BKHCN",),
        "người đứng đầu cơ quan chủ trì: xem việc của cơ quan, cho mượn quyền khi đi vắng",
    ),
    Member(
        "binh", "Lê Gia Bình (minh họa)", "Chuyên viên Văn phòng Bộ", Role.OFFICER, ("BTC",),
        "cán bộ Bộ Tài chính: chủ trì việc của mình, phối hợp việc của cơ quan khác",
    ),
    Member(
        "nga", "Hồ Tuyết Nga (minh họa)", "Chuyên viên Văn phòng Ủy ban nhân dân", Role.OFFICER, ("40.UBND",),
        "cán bộ một tỉnh: nhận và báo cáo việc được giao",
    ),
    Member(
        "giang", "Bùi Hương Giang (minh họa)", "Cán bộ giám sát", Role.INSPECTOR, (EVERY,),
        "giám sát: đọc mọi việc của các cơ quan trung ương và các tỉnh, không sửa được gì",
    ),
    Member(
        "dung", "Đặng Việt Dung (minh họa)", "Chuyên viên", Role.OFFICER, ("VASS",),
        "người ngoài cuộc: chỉ thấy việc công khai, không thấy việc nội bộ",
    ),
    Member(
        "quan", "Phan Minh Quân (minh họa)", "Quản trị viên", Role.ADMINISTRATOR, (),
        "quản trị: tài khoản, quyền, chương trình, ban chỉ đạo",
    ),
)  # fmt: skip


def hire(password: str) -> dict[str, Person]:
    """All members as people, by sign-in name; those who are missing are made."""
    administrator = people().get(ADMINISTRATOR) or _first(_member(ADMINISTRATOR), password)
    for member in CAST:
        if member.username not in people():
            _hire(member, administrator)
    return people()


def people() -> dict[str, Person]:
    """The members that are there."""
    names = [member.username for member in CAST]
    return {person.username: person for person in Person.objects.filter(username__in=names)}


def give_password(password: str, *, on: date) -> None:
    """Set one password for all members."""
    for person in people().values():
        services.change_password(person=person, password=password, on=on)


def _member(username: str) -> Member:
    return next(member for member in CAST if member.username == username)


def _first(member: Member, password: str) -> Person:
    made = services.create_first_administrator(
        username=member.username, full_name=member.full_name, password=password, on=BEGAN_ON
    )
    return services.edit_person(
        person=made, full_name=member.full_name, title=member.title, email="", by=made, on=BEGAN_ON
    )


@transaction.atomic
def _hire(member: Member, administrator: Person) -> None:
    person = services.create_person(
        username=member.username, full_name=member.full_name, title=member.title, by=administrator, on=BEGAN_ON
    )
    for body in _bodies(member.bodies):
        services.grant_role(
            person=person, role=member.role, organisation=body, valid_from=BEGAN_ON, by=administrator, on=BEGAN_ON
        )


def _bodies(codes: Iterable[str]) -> list[Organisation]:
    if EVERY not in codes:
        return list(by_codes(codes).values())
    # Everything stands below one of these: ministries and provinces below the Government.
    top = Organisation.objects.filter(parent=None, level=Level.CENTRAL.value).exclude(kind=Kind.TERRITORY.value)
    return list(top.valid_on(BEGAN_ON))
