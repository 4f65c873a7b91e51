"""Names of an event file against the shared directory: what is not certain is refused with what it might be."""

from datetime import date

import pytest
from django.test import TestCase

from thuocdo.organisations.models import Alias, Organisation
from thuocdo.organisations.services import load_directory
from thuocdo.tasks.importing import ImportRefused
from thuocdo.tasks.models import StatusSpan, Task
from thuocdo.tasks.tests.factories import created, happened, load

OFFICE = "Văn phòng Trung ương Đảng"


class TestNamesOfTheDirectory(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_directory()

    def refused(self, *lines: dict[str, object]) -> str:
        with pytest.raises(ImportRefused) as caught:
            load(*lines)
        return caught.value.message

    def reported_by(self, lead: str) -> tuple[dict[str, object], ...]:
        return (
            created(lead=[lead]), happened("assigned", by=OFFICE), happened("accepted", by=lead),
            happened("reported", by=lead),
        )  # fmt: skip

    def test_an_unknown_body_is_named(self) -> None:
        assert "không có cơ quan “Bộ Phép thuật”" in self.refused(created(lead=["Bộ Phép thuật"]))

    def test_a_misspelt_body_is_refused_with_the_one_it_may_be(self) -> None:
        message = self.refused(created(lead=["Bộ Tài chánh"]))
        assert message.startswith("Dòng 1: trường “lead”")
        assert "có phải là “Bộ Tài chính”?" in message

    def test_a_class_of_bodies_is_refused(self) -> None:
        assert "là một nhóm cơ quan" in self.refused(created(lead=["các bộ, ngành, địa phương"]))

    def test_an_ambiguous_name_is_refused_with_the_choices(self) -> None:
        for code in ("BTC", "BNV"):
            Alias.objects.create(organisation=Organisation.objects.get(code=code), name="Cơ quan X", folded="co quan x")
        from thuocdo.organisations import state

        state.touch()
        message = self.refused(created(lead=["Cơ quan X"]))
        assert "có thể là nhiều cơ quan" in message
        assert "Bộ Tài chính" in message
        assert "Bộ Nội vụ" in message

    def test_the_reporter_does_not_verify_under_another_name(self) -> None:
        lines = self.reported_by("Bộ Tài chính")
        for name in ("BTC", "Bộ trưởng Bộ Tài chính", "BỘ TÀI CHÍNH", "lãnh đạo Bộ Tài chính"):
            message = self.refused(*lines, happened("verified", by=name))
            assert "không được tự kiểm tra" in message, name

    def test_a_report_without_a_body_is_that_of_the_leads_successor(self) -> None:
        message = self.refused(
            created(lead=["Bộ Thông tin và Truyền thông"]), happened("assigned", by=OFFICE),
            happened("accepted", by="Bộ Thông tin và Truyền thông"), happened("reported", "2025-03-03", by=None),
            happened("verified", "2025-03-04", by="Bộ Khoa học và Công nghệ"),
        )  # fmt: skip
        assert "không được tự kiểm tra" in message

    def test_a_task_of_a_body_that_ended_goes_on_under_its_successor(self) -> None:
        load(created(lead=["Bộ Thông tin và Truyền thông"]), happened("assigned", by=OFFICE))
        spans = StatusSpan.objects.filter(is_first=True)
        assert spans.get(start__lte=date(2025, 2, 28), end__gt=date(2025, 2, 28)).lead.code == "BTTTT"
        assert spans.get(start__lte=date(2025, 3, 1), end__gt=date(2025, 3, 1)).lead.code == "BKHCN"

    def test_a_bare_province_leads_through_its_peoples_committee(self) -> None:
        load(created(lead=["tỉnh Nghệ An"]))
        assert [body.code for body in Task.objects.get().leads.all()] == ["40.UBND"]

    def test_a_communes_committee_is_made_on_first_use_and_not_left_behind_by_a_refused_file(self) -> None:
        commune = Organisation.objects.filter(kind="territory", level="commune", valid_to=None).order_by("code").first()
        name = f"UBND {commune.name}, {commune.parent.name}"
        before = Organisation.objects.count()
        self.refused(created(lead=[name]), happened("verified"))
        assert Organisation.objects.count() == before
        load(created(lead=[name]))
        assert Organisation.objects.count() == before + 1
        assert Task.objects.get().leads.get().territory == commune
