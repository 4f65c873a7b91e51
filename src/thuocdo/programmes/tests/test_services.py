"""Setting a programme up."""

from datetime import date, timedelta

import pytest

from thuocdo.accounts.models import Person
from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import make_holder
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.foundation.models import Event
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes import services
from thuocdo.programmes.models import Committee, Programme
from thuocdo.programmes.queries import committee_rows, fields_of, steering_committee
from thuocdo.programmes.rules import MemberRole, Openness
from thuocdo.programmes.tests.factories import make_committee, make_programme

pytestmark = pytest.mark.django_db
ON = date(2025, 10, 15)
NEXT = ON + timedelta(1)


@pytest.fixture
def quan() -> Person:
    return make_holder(Role.ADMINISTRATOR)


def create(by: Person, code: str = "nq57", name: str = "Nghị quyết 57") -> Programme:
    return services.create_programme(
        code=code, name=name, full_title="", default_openness=Openness.INTERNAL, by=by, on=ON
    )


def test_a_programme_is_made_with_its_event(quan: Person) -> None:
    made = create(quan)
    event = Event.objects.get(object_id=made.uuid)
    assert (event.kind, event.object_type, made.default_openness) == ("programme_created", "programme", "internal")


@pytest.mark.parametrize("code", ["", "có dấu", "a b", "moi", "a/b", "NQ57", "x\x00"])
def test_a_code_is_plain_and_free(quan: Person, code: str) -> None:
    make_programme("nq57")
    with pytest.raises(BadInput) as refused:
        create(quan, code)
    assert refused.value.field == "code"


def test_an_administrator_of_one_body_sets_no_programme_up() -> None:
    local = make_holder(Role.ADMINISTRATOR, body := make_body())
    programme = make_programme()
    committee = make_committee(programme)
    acts = (
        lambda: create(local),
        lambda: services.add_field(programme=programme, code="x", name="X", by=local, on=ON),
        lambda: set_committee(programme, local, body, body),
        lambda: services.end_committee(committee=committee, by=local, on=ON),
        lambda: add_member(committee, local),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert not Event.objects.exists()


def test_the_event_of_a_change_says_what_it_is_now(quan: Person) -> None:
    programme = make_programme(name="Cũ")
    for _twice in range(2):
        services.edit_programme(
            programme=programme, name="Mới", full_title="", default_openness=Openness.PUBLIC, by=quan, on=ON
        )
    assert Event.objects.get().payload == {"name": "Mới"}


def test_a_field_of_the_programmes_own_stands_beside_the_common_ones(quan: Person) -> None:
    programme = make_programme()
    services.add_field(programme=programme, code="phap-che", name="Pháp chế", by=quan, on=ON)
    assert fields_of(programme)["phap-che"] == "Pháp chế"
    for code in ("phap-che", "the-che"):
        with pytest.raises(BadInput):
            services.add_field(programme=programme, code=code, name="X", by=quan, on=ON)


def set_committee(
    programme: Programme, by: Person, body: Organisation, agency: Organisation, on: date = ON
) -> Committee:
    return services.set_committee(
        programme=programme, organisation=body, name="Ban Chỉ đạo", standing_agency=agency, by=by, on=on
    )


def add_member(committee: Committee, by: Person, role: MemberRole = MemberRole.HEAD, **changed):
    return services.add_membership(committee=committee, title="Tổng Bí thư", role=role, by=by, on=ON, **changed)


def test_a_new_standing_agency_takes_the_place_of_the_old_and_both_stay_in_the_log(quan: Person) -> None:
    programme, body, old, new = make_programme(), make_body(), make_body(), make_body()
    set_committee(programme, quan, body, old)
    committee = set_committee(programme, quan, body, new, NEXT)
    assert steering_committee(programme, on=NEXT) == committee
    assert (committee.standing_agency, committee.valid_from) == (new, ON)
    assert [row.payload["standing_agency"] for row in Event.objects.order_by("id")] == [old.code, new.code]


def test_an_ended_committee_begins_again_on_the_day_it_is_set(quan: Person) -> None:
    programme, body = make_programme(), make_body()
    committee = set_committee(programme, quan, body, body)
    services.end_committee(committee=committee, by=quan, on=NEXT)
    assert steering_committee(programme, on=NEXT) is None
    assert set_committee(programme, quan, body, body, NEXT + timedelta(1)).valid_from == NEXT + timedelta(1)


def test_an_ended_body_is_no_standing_agency(quan: Person) -> None:
    gone = make_body(valid_to=ON)
    with pytest.raises(BadInput) as refused:
        set_committee(make_programme(), quan, make_body(), gone)
    assert refused.value.field == "standing_agency"


def test_members_are_listed_with_the_head_first_and_their_fields_in_words(quan: Person) -> None:
    committee = make_committee(make_programme())
    add_member(committee, quan, MemberRole.MEMBER, fields=["nhan-luc"])
    add_member(committee, quan, MemberRole.HEAD)
    [row] = committee_rows(committee.programme, on=ON)
    assert [(member.role, member.fields) for member in row.members] == [("Trưởng Ban", []), ("Ủy viên", ["Nhân lực"])]


def test_a_committee_has_one_head_at_a_time(quan: Person) -> None:
    committee = make_committee(make_programme())
    first = add_member(committee, quan)
    with pytest.raises(BadInput):
        add_member(committee, quan)
    services.end_membership(membership=first, by=quan, on=ON)
    add_member(committee, quan)
    with pytest.raises(DomainError, match="đã kết thúc"):
        services.end_membership(membership=first, by=quan, on=ON)


def test_a_member_has_only_fields_of_the_programme(quan: Person) -> None:
    with pytest.raises(BadInput):
        add_member(make_committee(make_programme()), quan, fields=["khong-co"])


def test_places_end_with_their_committee(quan: Person) -> None:
    committee = make_committee(make_programme())
    place = add_member(committee, quan)
    services.end_committee(committee=committee, by=quan, on=NEXT)
    place.refresh_from_db()
    assert place.valid_to == NEXT
    with pytest.raises(DomainError):
        services.end_committee(committee=committee, by=quan, on=NEXT)
    with pytest.raises(DomainError):
        services.add_membership(committee=committee, title="X", role=MemberRole.MEMBER, by=quan, on=NEXT)
