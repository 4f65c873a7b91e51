"""The CSV files of the directory: counts of the official lists, codes, parents, successions."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest

from thuocdo.organisations import directory
from thuocdo.organisations.rules import BEGINNING, Kind, Level, is_valid

BODIES = {body.code: body for body in directory.bodies()}
TERRITORIES = [body for body in BODIES.values() if body.kind is Kind.TERRITORY]


def valid(kind, level, on):
    return [
        body
        for body in BODIES.values()
        if body.kind is kind and body.level is level and is_valid(body.valid_from or BEGINNING, body.valid_to, on=on)
    ]


@pytest.mark.parametrize(
    ("kind", "level", "on", "number"),
    [
        (Kind.TERRITORY, Level.PROVINCE, date(2025, 6, 30), 63),
        (Kind.TERRITORY, Level.PROVINCE, date(2025, 7, 1), 34),
        (Kind.TERRITORY, Level.COMMUNE, date(2025, 6, 30), 0),
        (Kind.TERRITORY, Level.COMMUNE, date(2025, 7, 1), 3321),
        (Kind.PEOPLES_COMMITTEE, Level.PROVINCE, date(2025, 6, 30), 63),
        (Kind.PARTY_COMMITTEE, Level.PROVINCE, date(2025, 7, 1), 34),
        (Kind.PEOPLES_COUNCIL, Level.PROVINCE, date(2025, 7, 1), 34),
        (Kind.MINISTRY, Level.CENTRAL, date(2025, 2, 28), 22),
        (Kind.MINISTRY, Level.CENTRAL, date(2025, 3, 1), 17),
    ],
)
def test_there_are_as_many_bodies_as_the_official_lists_have(kind, level, on, number):
    assert len(valid(kind, level, on)) == number


def test_communes_are_2621_communes_687_wards_and_13_special_zones():
    kinds = Counter(body.unit_kind for body in TERRITORIES if body.level is Level.COMMUNE)
    assert kinds == {"xa": 2621, "phuong": 687, "dac-khu": 13}


def test_at_least_sixty_central_bodies_are_valid_today():
    central = [body for body in directory.central_bodies() if body.valid_to is None]
    assert len(central) >= 60


def test_codes_are_used_once():
    assert len(BODIES) == len(directory.bodies())


def test_official_codes_have_two_and_five_digits():
    today = [body for body in TERRITORIES if body.valid_to is None and body.level is not Level.CENTRAL]
    assert all(body.code.isdigit() for body in today)
    assert {(body.level, len(body.code)) for body in today} == {(Level.PROVINCE, 2), (Level.COMMUNE, 5)}


def test_every_parent_and_territory_exists():
    assert {code for body in BODIES.values() for code in (body.parent, body.territory) if code} <= BODIES.keys()


def test_every_territory_but_the_nation_has_its_centre_in_viet_nam():
    # the two archipelagos reach east to 116°
    places = [body for body in TERRITORIES if body.level is not Level.CENTRAL]
    assert all(8 <= (body.latitude or 0) <= 23.5 and 102 <= (body.longitude or 0) <= 116 for body in places)


def test_a_province_that_keeps_name_and_code_is_one_body():
    assert BODIES["79"].valid_from is None
    assert BODIES["79"].valid_to is None


def test_a_code_that_was_given_to_another_name_is_split_in_two():
    assert (BODIES["24-2025"].short_name, BODIES["24-2025"].valid_to) == ("Bắc Giang", date(2025, 7, 1))
    assert (BODIES["24"].short_name, BODIES["24"].valid_from) == ("Bắc Ninh", date(2025, 7, 1))
    assert (BODIES["27"].short_name, BODIES["27"].valid_to) == ("Bắc Ninh", date(2025, 7, 1))


def test_twentyseven_provinces_go_on_and_thirtysix_end():
    old = [body for body in TERRITORIES if body.level is Level.PROVINCE and body.valid_from is None]
    assert Counter(body.valid_to for body in old) == {None: 27, date(2025, 7, 1): 36}


def test_every_ended_body_has_successors_on_the_day_it_ends():
    ended = {(body.code, body.valid_to) for body in BODIES.values() if body.valid_to}
    assert ended == {(row.predecessor, row.on) for row in directory.successions()}


def test_shares_sum_to_one():
    shares: defaultdict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for row in directory.successions():
        shares[row.predecessor, row.on] += Decimal(row.share)
    assert set(shares.values()) == {Decimal(1)}


def test_successors_are_valid_on_the_day_they_take_over():
    for row in directory.successions():
        successor = BODIES[row.successor]
        assert is_valid(successor.valid_from or BEGINNING, successor.valid_to, on=row.on), row


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hòa Bình", "25"),
        ("Vĩnh Phúc", "25"),
        ("Bình Dương", "79"),
        ("Kon Tum", "51"),
        ("Đắk Nông", "68"),
        ("Long An", "80"),
    ],
)
def test_provinces_went_where_the_resolution_says(old, new):
    code = next(body.code for body in TERRITORIES if body.short_name == old and body.level is Level.PROVINCE)
    assert [row.successor for row in directory.successions() if row.predecessor == code] == [new]


def test_every_alias_post_and_old_unit_names_a_known_body():
    assert {row.body for row in directory.aliases()} <= BODIES.keys()
    assert {row.body for row in directory.posts()} <= BODIES.keys()
    assert {row.commune for row in directory.old_units()} <= BODIES.keys()


def test_the_mapping_covers_every_old_commune_and_every_commune_of_today():
    rows = list(directory.old_units())
    assert len({row.code for row in rows}) == 10040
    assert {row.commune for row in rows} == {body.code for body in TERRITORIES if body.level is Level.COMMUNE}
    assert sum(row.rank == 0 for row in rows) == 10040


def test_every_central_body_but_the_nation_s_highest_can_be_headed():
    headed = {row.body for row in directory.posts() if row.is_head}
    assert {body.code for body in directory.central_bodies()} - headed <= {"BCT-TW", "CTN", "UBTVQH"}


def test_names_for_the_extractor_carry_their_kind():
    names = dict(directory.names())
    assert names["Bộ Khoa học và Công nghệ"] == "ministry"
    assert names["UBND tỉnh Nghệ An"] == "peoples_committee"
    assert names["Thủ tướng Chính phủ"] == "post"
    assert names["Bộ Thông tin và Truyền thông"] == "ministry"


def test_reading_names_needs_no_django():
    import subprocess
    import sys

    code = "import sys, thuocdo.organisations.directory as d; assert d.names(); assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_departments_are_named_once_and_are_no_bodies_of_the_directory():
    named = directory.departments()
    assert len(named) == len(set(named))
    assert not set(named) & {body.name for body in directory.central_bodies()}
    assert dict(directory.names())["Cục Lâm nghiệp và Kiểm lâm"] == "department"
