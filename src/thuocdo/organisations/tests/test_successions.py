"""Bodies that end, and who takes their place."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.foundation.errors import BadInput, DomainError
from thuocdo.foundation.events import SYSTEM, history
from thuocdo.organisations import matching, queries, services
from thuocdo.organisations.matcher import MatchKind
from thuocdo.organisations.models import Organisation, Post, Succession
from thuocdo.organisations.rules import Kind, Level, SuccessionFact, SuccessionKind, SuccessionTable
from thuocdo.organisations.tests.factories import JANUARY_2025, OCTOBER_2025, make_alias, make_body, make_commune

DAY = date(2026, 4, 1)
MERGE, SPLIT = SuccessionKind.MERGE, SuccessionKind.SPLIT


def whole(body: Organisation) -> list[tuple[Organisation, Decimal]]:
    return [(body, Decimal(1))]


def test_the_main_share_is_followed_over_several_steps():
    first, second = date(2025, 3, 1), date(2026, 3, 1)
    facts = [
        SuccessionFact(1, 2, first, Decimal("0.6")),
        SuccessionFact(1, 3, first, Decimal("0.4")),
        SuccessionFact(2, 4, second, Decimal(1)),
    ]
    table = SuccessionTable(facts)
    days = (first - timedelta(1), first, second)
    assert [table.successor_on(1, on=day) for day in days] == [1, 2, 4]


def test_equal_shares_go_to_the_lower_identifier():
    facts = [SuccessionFact(1, 9, DAY, Decimal("0.5")), SuccessionFact(1, 5, DAY, Decimal("0.5"))]
    assert SuccessionTable(facts).successor_on(1, on=DAY) == 5


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=15), st.integers(1, 6))
def test_any_table_even_one_with_circles_comes_to_an_end(pairs, start):
    facts = [SuccessionFact(old, new, DAY, Decimal(1)) for old, new in pairs]
    assert SuccessionTable(facts).successor_on(start, on=DAY) in range(1, 7)


class LoadedSuccessionsTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        services.load_directory()

    def successor(self, code: str, on: date) -> str:
        return queries.successor_on(Organisation.objects.get(code=code), on=on).code

    def test_ministries_go_over_on_the_first_of_march_2025(self) -> None:
        assert self.successor("BTTTT", date(2025, 2, 28)) == "BTTTT"
        assert self.successor("BTTTT", date(2025, 3, 1)) == "BKHCN"

    def test_provinces_and_their_authorities_go_over_on_the_first_of_july_2025(self) -> None:
        assert self.successor("62", date(2025, 6, 30)) == "62"
        assert self.successor("62", date(2025, 7, 1)) == "51"
        assert self.successor("62.UBND", OCTOBER_2025) == "51.UBND"
        assert self.successor("62.TU", OCTOBER_2025) == "51.TU"

    def test_predecessors_are_those_whose_work_a_body_holds(self) -> None:
        finance = Organisation.objects.get(code="BTC")
        assert [body.code for body in queries.predecessors(finance, on=OCTOBER_2025)] == ["BKHDT", "UBQLVNN"]
        assert queries.predecessors(finance, on=JANUARY_2025) == []

    def test_history_tells_where_a_body_came_from_and_went(self) -> None:
        labour = queries.history(Organisation.objects.get(code="BLDTBXH"))
        assert [change.other.code for change in labour] == ["BNV", "BGDDT", "BYT", "BCA", "BNNMT"]
        assert not any(change.is_arrival for change in labour)
        environment = queries.history(Organisation.objects.get(code="BNNMT"))
        assert {change.other.code for change in environment} == {"BTNMT", "BNNPTNT", "BLDTBXH"}

    def test_the_table_holds_every_succession_in_one_query(self) -> None:
        with self.assertNumQueries(1):
            table = queries.successions_table()
        assert len(table) == Succession.objects.count()

    def test_descendants_are_all_bodies_below(self) -> None:
        government = Organisation.objects.get(code="CP")
        codes = set(queries.descendants(government).values_list("code", flat=True))
        assert {"BKHCN", "KBNN", "40.UBND"} <= codes
        assert not {"CP", "BTCTW"} & codes

    def test_the_parts_of_an_old_commune_are_known(self) -> None:
        assert [body.code for body in queries.communes_of_old_unit("00001")] == ["00097"]

    def test_a_territory_passes_its_authorities_on(self) -> None:
        old, new = (Organisation.objects.get(code=code) for code in ("06", "08"))
        old.authorities.update(valid_to=None)
        Organisation.objects.filter(pk=old.pk).update(valid_to=None)
        Succession.objects.filter(predecessor__code__startswith="06").delete()
        old.refresh_from_db()
        services.succeed(predecessor=old, successors=whole(new), kind=MERGE, on=DAY, actor=SYSTEM)
        assert self.successor("06.UBND", DAY) == "08.UBND"
        assert self.successor("06.TU", DAY) == "08.TU"


class SucceedTest(TestCase):
    def test_it_ends_the_body_and_its_posts_and_records_who_takes_over(self) -> None:
        old, new = make_body(), make_body()
        post = Post.objects.create(organisation=old, title="Bộ trưởng", folded="bo truong")
        services.succeed(predecessor=old, successors=whole(new), kind=MERGE, on=DAY, actor=SYSTEM)
        old.refresh_from_db()
        post.refresh_from_db()
        assert (old.valid_to, post.valid_to) == (DAY, DAY)
        assert queries.successor_on(old, on=DAY) == new
        assert queries.successor_on(old, on=DAY - timedelta(1)) == old
        event = history("organisation", old.uuid).get()
        assert (event.kind, event.on) == ("succeeded", DAY)
        assert event.payload == {"kind": "merge", "successors": [{"code": new.code, "share": "1"}]}

    def test_its_names_lead_to_the_successor_from_that_day(self) -> None:
        old, new = make_body(name="Bộ Năng lượng"), make_body()
        make_alias(old, "Bộ Điện than")
        services.succeed(predecessor=old, successors=whole(new), kind=MERGE, on=DAY, actor=SYSTEM)
        for name in ("Bộ Năng lượng", "Bộ Điện than"):
            found = matching.match(name, on=DAY)
            assert (found.kind, found.body.code, found.current.code) == (MatchKind.FORMER, old.code, new.code)
        assert matching.match("Bộ Điện than", on=DAY - timedelta(1)).kind is MatchKind.ALIAS

    def test_a_split_states_its_shares(self) -> None:
        old, first, second = make_body(), make_body(), make_body()
        shares = [(first, Decimal("0.3")), (second, Decimal("0.7"))]
        services.succeed(predecessor=old, successors=shares, kind=SPLIT, on=DAY, actor=SYSTEM)
        assert queries.successor_on(old, on=DAY) == second

    def test_shares_that_do_not_sum_to_one_are_refused(self) -> None:
        old, new = make_body(), make_body()
        with pytest.raises(BadInput, match="bằng 1"):
            services.succeed(predecessor=old, successors=[(new, Decimal("0.9"))], kind=MERGE, on=DAY, actor=SYSTEM)
        old.refresh_from_db()
        assert old.valid_to is None

    def test_a_body_cannot_end_twice(self) -> None:
        old, new = make_body(), make_body()
        services.succeed(predecessor=old, successors=whole(new), kind=MERGE, on=DAY, actor=SYSTEM)
        with pytest.raises(DomainError, match="kết thúc"):
            services.succeed(predecessor=old, successors=whole(new), kind=MERGE, on=DAY, actor=SYSTEM)

    def test_a_body_cannot_succeed_itself(self) -> None:
        body = make_body()
        with pytest.raises(BadInput, match="một lần"):
            services.succeed(predecessor=body, successors=whole(body), kind=MERGE, on=DAY, actor=SYSTEM)

    def test_a_successor_that_is_not_there_that_day_is_refused(self) -> None:
        old, late = make_body(), make_body(valid_from=DAY + timedelta(1))
        with pytest.raises(BadInput, match="không hoạt động"):
            services.succeed(predecessor=old, successors=whole(late), kind=MERGE, on=DAY, actor=SYSTEM)


class AuthorityTest(TestCase):
    def test_a_commune_s_authority_is_made_on_first_use_and_only_once(self) -> None:
        commune = make_commune("Xã Thử", province_name="Tỉnh Mẫu")
        made = services.authority_of(commune, Kind.PEOPLES_COMMITTEE)
        assert (made.code, made.name) == (f"{commune.code}.UBND", "Ủy ban nhân dân xã Thử, tỉnh Mẫu")
        assert (made.parent.code, made.territory) == (f"{commune.parent.code}.UBND", commune)
        assert services.authority_of(commune, Kind.PEOPLES_COMMITTEE) == made

    def test_a_ministry_has_no_people_s_committee(self) -> None:
        with pytest.raises(BadInput, match="địa bàn"):
            services.authority_of(make_body(), Kind.PEOPLES_COMMITTEE)

    def test_a_match_of_a_commune_becomes_a_body(self) -> None:
        commune = make_commune("Xã Rất Riêng")
        fact = matching.match("Đảng ủy xã Rất Riêng", on=OCTOBER_2025).body
        assert fact is not None
        assert fact.id is None
        made = services.organisation_of(fact)
        assert (made.code, made.kind) == (f"{commune.code}.DU", "party_committee")
        assert services.organisation_of(fact) == made


class SameNameTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        finance = make_body(code="B1", name="Bộ Tiền tệ")
        justice = make_body(code="B2", name="Bộ Luật pháp")
        province = make_commune(province_name="Tỉnh Mẫu").parent.authorities.get(kind="peoples_committee")
        for code, parent in (("V1", finance), ("V2", justice), ("V3", province)):
            make_body(code=code, name="Vụ Pháp chế", kind="department", parent=parent)

    def test_a_department_s_bare_name_is_ambiguous_and_lists_who_it_could_be(self) -> None:
        found = matching.match("Vụ Pháp chế", on=DAY)
        assert (found.kind, found.is_certain) == (MatchKind.AMBIGUOUS, False)
        assert {body.code for body in found.candidates} == {"V1", "V2", "V3"}

    def test_with_its_parent_or_place_a_department_is_one_body(self) -> None:
        assert matching.match("Vụ Pháp chế, Bộ Luật pháp", on=DAY).body.code == "V2"
        assert matching.match("vụ pháp chế Bộ Tiền tệ", on=DAY).body.code == "V1"
        assert matching.match("Vụ Pháp chế tỉnh Mẫu", on=DAY).body.code == "V3"

    def test_a_typing_error_in_an_ambiguous_name_is_ambiguous(self) -> None:
        found = matching.match("Vụ Pháp chếe", on=DAY)
        assert (found.kind, len(found.candidates)) == (MatchKind.AMBIGUOUS, 3)


class EstablishTest(TestCase):
    def test_a_founded_body_is_found_by_name_at_once(self) -> None:
        services.load_directory()
        parent = Organisation.objects.get(code="BKHCN")
        made = services.establish(
            code="CCDSQG",
            name="Cục Chuyển đổi số quốc gia",
            kind=Kind.DEPARTMENT,
            level=Level.CENTRAL,
            parent=parent,
            on=date(2025, 3, 1),
            actor=SYSTEM,
        )
        assert made.path == "CP/BKHCN/CCDSQG/"
        assert matching.match("cục chuyển đổi số quốc gia", on=OCTOBER_2025).body.id == made.id
        services.add_alias(body=made, name="Cục CĐSQG", on=OCTOBER_2025, actor=SYSTEM)
        assert matching.match("Cục CĐSQG", on=OCTOBER_2025).body.id == made.id
        assert [event.kind for event in history("organisation", made.uuid)] == ["established", "alias_added"]

    def test_a_code_is_never_used_again(self) -> None:
        ended = make_body(valid_to=DAY)
        with pytest.raises(BadInput, match="không bao giờ dùng lại"):
            services.establish(
                code=ended.code,
                name="Bộ Mới",
                kind=Kind.MINISTRY,
                level=Level.CENTRAL,
                on=DAY,
                actor=SYSTEM,
            )
