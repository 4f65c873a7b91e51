"""Classes of bodies: which printed names mean one, and who its members are on a day."""

from datetime import date

import pytest
from django.test import TestCase

from thuocdo.organisations import matching, queries, services
from thuocdo.organisations.matcher import MatchKind
from thuocdo.organisations.models import Organisation, OrganisationGroup
from thuocdo.organisations.tests.factories import JANUARY_2025, OCTOBER_2025, matcher_of_directory

MATCHER = matcher_of_directory()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("các bộ, ngành", "BO-NGANH"),
        ("các Bộ, ngành Trung ương", "BO-NGANH"),
        ("các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ", "BO-NGANH"),
        ("Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ", "BO-NGANH"),
        ("các bộ, ngành, địa phương", "BO-NGANH-DP"),
        ("các bộ, ngành và địa phương", "BO-NGANH-DP"),
        ("các Bộ, cơ quan, địa phương", "BO-NGANH-DP"),
        ("các địa phương", "UBND-TINH"),
        ("các tỉnh, thành phố", "UBND-TINH"),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", "UBND-TINH"),
        ("Ủy ban nhân dân các tỉnh, thành phố", "UBND-TINH"),
        ("các tỉnh ủy, thành ủy", "TINH-UY"),
        ("Tỉnh ủy, Thành ủy", "TINH-UY"),
        ("các xã, phường, đặc khu", "UBND-XA"),
        ("UBND cấp xã", "UBND-XA"),
        ("các xã, phường tỉnh Nghệ An", "UBND-XA.40"),
        ("UBND các xã, phường thuộc Thành phố Hồ Chí Minh", "UBND-XA.79"),
        ("các ban đảng Trung ương", "BAN-DANG"),
        ("các tỉnh ủy, thành ủy, đảng ủy trực thuộc Trung ương", "CAP-UY-TW"),
        ("các tập đoàn, tổng công ty nhà nước", "TAP-DOAN"),
    ],
)
def test_a_class_with_a_rule_is_a_group(name, code):
    found = MATCHER.match(name, on=OCTOBER_2025)
    assert (found.kind, found.group, found.is_certain) == (MatchKind.GROUP, code, False)


def test_in_a_party_document_localities_are_their_party_committees():
    assert MATCHER.match("các địa phương", on=OCTOBER_2025, party_document=True).group == "TINH-UY"
    assert MATCHER.match("UBND các tỉnh, thành phố", on=OCTOBER_2025, party_document=True).group == "UBND-TINH"


@pytest.mark.parametrize(
    "name",
    [
        "các cơ quan chức năng",
        "các cơ quan liên quan",
        "các bộ, ngành liên quan",
        "các sở, ngành",
        "các cấp, các ngành",
        "các đơn vị",
        "Chủ tịch UBND các cấp",
        "người đứng đầu",
        "thành phố",
        "địa phương",
        "Ban Chỉ đạo",
        "cơ quan thường trực",
        "bí thư cấp huyện, cấp xã",
    ],
)
def test_a_class_without_a_rule_needs_a_choice(name):
    assert MATCHER.match(name, on=OCTOBER_2025).kind is MatchKind.CLASS_WITHOUT_RULE


class MembersTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        services.load_directory()

    def codes(self, code: str, on: date) -> set[str]:
        return {body.code for body in queries.members(OrganisationGroup.objects.get(code=code), on=on)}

    def test_ministries_are_22_before_march_2025_and_17_after(self) -> None:
        assert len(self.codes("CAC-BO", date(2025, 2, 28))) == 22
        assert len(self.codes("CAC-BO", date(2025, 3, 1))) == 17

    def test_members_are_those_of_the_day(self) -> None:
        assert "BTTTT" in self.codes("BO-NGANH", JANUARY_2025)
        assert "BTTTT" not in self.codes("BO-NGANH", OCTOBER_2025)

    def test_ministries_agencies_and_localities_are_one_group(self) -> None:
        assert len(self.codes("BO-NGANH-DP", OCTOBER_2025)) == 17 + 5 + 34
        assert len(self.codes("UBND-TINH", JANUARY_2025)) == 63

    def test_committees_directly_under_the_central_committee_leave_out_the_politburo(self) -> None:
        assert self.codes("DANG-UY-TW", OCTOBER_2025) == {"DUCP", "DUQH", "DUMTTQ", "DUCQDTW", "QUTW", "DUCATW"}

    def test_every_group_has_members_in_october_2025(self) -> None:
        for group in OrganisationGroup.objects.exclude(code__contains="XA"):
            assert queries.members(group, on=OCTOBER_2025), group

    def test_authorities_of_a_province_s_communes_are_made_on_first_use(self) -> None:
        group = OrganisationGroup.objects.get(code="UBND-XA.46")
        assert queries.members(group, on=OCTOBER_2025) == []
        made = services.members(group, on=OCTOBER_2025)
        assert len(made) == Organisation.objects.filter(kind="territory", parent__code="46").count() == 40
        assert {body.parent.code for body in made} == {"46.UBND"}
        with self.assertNumQueries(5):
            assert services.members(group, on=OCTOBER_2025) == made

    def test_no_commune_is_a_member_before_july_2025(self) -> None:
        assert services.members(OrganisationGroup.objects.get(code="UBND-XA.46"), on=JANUARY_2025) == []

    def test_the_group_of_a_match_is_in_the_database(self) -> None:
        found = matching.match("các bộ, ngành", on=OCTOBER_2025)
        assert OrganisationGroup.objects.filter(code=found.group).exists()
