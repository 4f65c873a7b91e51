"""The same line is the same event, however often a file with it comes."""

import pytest

from thuocdo.directives.models import Directive
from thuocdo.foundation.models import Event
from thuocdo.programmes.models import Programme
from thuocdo.programmes.rules import Openness
from thuocdo.tasks.importing import ImportRefused, ImportReport
from thuocdo.tasks.models import Task
from thuocdo.tasks.tests.factories import (
    ASSIGNER,
    OTHER,
    created,
    happened,
    load,
    make_bodies,
    make_cast,
    make_task,
    table_counts,
)

pytestmark = pytest.mark.django_db

FILE = (
    created(), happened("assigned"), happened("accepted", "2025-01-23"), happened("progressed", "2025-02-01"),
    happened("reported", "2025-03-30"), happened("verified", "2025-04-02"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def bodies() -> None:
    make_bodies()


def test_the_same_file_twice_changes_nothing() -> None:
    assert load(*FILE) == ImportReport(lines=6, added=6, known=0, tasks=1)
    before, version = table_counts(), Task.objects.get().version
    assert load(*FILE) == ImportReport(lines=6, added=0, known=6, tasks=0)
    assert table_counts() == before
    assert Task.objects.get().version == version


def test_a_longer_file_adds_only_what_is_new() -> None:
    load(*FILE[:3])
    assert load(*FILE) == ImportReport(lines=6, added=3, known=3, tasks=0)
    assert load(*FILE[3:]) == ImportReport(lines=3, added=0, known=3, tasks=0)
    assert Task.objects.get().state == "verified"


def test_two_equal_lines_are_two_events() -> None:
    twice = happened("progressed", "2025-02-01")
    assert load(*FILE[:3], twice, twice).added == 5
    assert load(*FILE[:3], twice, twice).added == 0
    assert load(*FILE[:3], twice, twice, twice).added == 1
    assert Event.objects.filter(kind="progressed").count() == 3


def test_a_repeated_line_among_new_ones_is_counted_once() -> None:
    load(*FILE[:4])
    report = load(FILE[3], happened("progressed", "2025-02-02", percent=50), FILE[3].copy() | {"on": "2025-02-03"})
    assert (report.known, report.added) == (1, 2)


def test_the_same_creation_in_other_words_is_known() -> None:
    load(created())
    again = created() | {"coordinating": [], "recurrence": None, "weight": 1, "accountable_person": "", "source": None}
    assert load(again).known == 1


def test_a_creation_twice_in_one_file_is_one() -> None:
    assert load(created(), created()) == ImportReport(lines=2, added=1, known=1, tasks=1)


@pytest.mark.parametrize(
    "changed", [{"title": "Khác"}, {"weight": 0}, {"lead": [OTHER]}, {"due": "2025-04-01"}], ids=str
)
def test_a_creation_with_other_content_is_refused(changed: dict[str, object]) -> None:
    load(created())
    with pytest.raises(ImportRefused, match="nội dung khác"):
        load(created(**changed))


def test_a_weight_of_nought_is_kept() -> None:
    load(created(weight=0))
    assert Task.objects.get().weight == 0


def test_days_do_not_go_back_across_files() -> None:
    load(*FILE[:4])
    with pytest.raises(ImportRefused, match="Ngày không được lùi"):
        load(happened("progressed", "2025-01-31", percent=20))


class TestProgramme:
    def test_one_that_is_not_there_is_made(self) -> None:
        load(created(programme="moi"))
        assert Programme.objects.get().code == "moi"

    def test_one_that_is_there_is_used_with_its_openness(self) -> None:
        Programme.objects.create(code="thu", name="Có sẵn", default_openness=Openness.INTERNAL.value)
        load(created(), created(task="T-2", class_="public"))
        assert list(Task.objects.order_by("code").values_list("openness", flat=True)) == ["internal", "public"]

    def test_a_field_of_its_own_is_taken(self) -> None:
        Programme.objects.create(code="thu", name="Có sẵn").fields.create(code="y-te", name="Y tế")
        load(created(field="y-te"))
        assert Task.objects.get().field == "y-te"

    def test_a_code_taken_on_a_screen_is_refused(self) -> None:
        task = make_task(cast := make_cast())
        with pytest.raises(ImportRefused, match="đã dùng cho một nhiệm vụ lập trên màn hình"):
            load(created(programme=cast.programme.code, task=task.code))


class TestDirective:
    SOURCE = {"directive": "15-TB/BCĐ", "label": "2.1", "signed_on": "2025-01-20"}

    def test_one_that_is_not_there_is_kept_as_a_reference(self) -> None:
        load(created(source=self.SOURCE))
        found = Directive.objects.get()
        assert (found.number, str(found.signed_on), found.is_reference) == ("15-TB/BCĐ", "2025-01-20", True)
        assert [p.code for p in found.programmes.all()] == ["thu"]
        assert Task.objects.get().source_label == "2.1"

    def test_it_is_not_doubled(self) -> None:
        load(created(source=self.SOURCE), created(task="T-2", source=self.SOURCE))
        load(created(task="T-3", source=self.SOURCE), created(task="T-4", programme="khac", source=self.SOURCE))
        assert Directive.objects.get().tasks.count() == 4
        assert Directive.objects.get().programmes.count() == 2

    def test_the_same_number_signed_in_another_year_is_another_directive(self) -> None:
        later = self.SOURCE | {"signed_on": "2026-01-20"}
        load(created(source=self.SOURCE), created(task="T-2", source=later), created(task="T-3", source=later))
        assert sorted(str(found.signed_on) for found in Directive.objects.all()) == ["2025-01-20", "2026-01-20"]
        assert Task.objects.get(code="T-3").directive == Task.objects.get(code="T-2").directive

    def test_a_reference_without_a_day_gets_it(self) -> None:
        load(created(source={"directive": "15-TB/BCĐ"}))
        load(created(task="T-2", source=self.SOURCE))
        assert str(Directive.objects.get().signed_on) == "2025-01-20"

    def test_one_that_was_taken_in_is_used(self) -> None:
        Directive.objects.create(number="15-TB/BCĐ")
        whole = Directive.objects.create(number="15-TB/BCĐ", sha256="a" * 64)
        load(created(source=self.SOURCE))
        assert Task.objects.get().directive == whole


class TestWhatIsStored:
    def test_a_task_has_its_products_bodies_and_parent(self) -> None:
        load(
            created(deliverables=["Tờ trình", "Đề án"], coordinating=[OTHER, OTHER], accountable_person="Vụ trưởng"),
            created(task="T-2", parent="T-1", weight=3),
            happened("assigned", by=ASSIGNER),
        )
        parent, child = Task.objects.order_by("code")
        assert list(parent.deliverables.values_list("order", "name")) == [(0, "Tờ trình"), (1, "Đề án")]
        assert [body.code for body in parent.leads.all()] == ["LEAD"]
        assert [body.code for body in parent.coordinating.all()] == ["OTHER"]
        assert (parent.accountable_person, parent.assigner.code) == ("Vụ trưởng", "ASSIGNER")
        assert (child.parent, child.weight) == (parent, 3)

    def test_a_parent_may_come_in_an_earlier_file(self) -> None:
        load(created())
        load(created(task="T-2", parent="T-1"), created(task="T-3", parent="T-2"))
        assert Task.objects.get(code="T-3").parent.parent.code == "T-1"

    def test_each_reference_shows_its_product(self) -> None:
        load(
            created(deliverables=["Tờ trình", "Đề án"]), *FILE[1:3],
            happened("reported", "2025-03-01", evidence=["Số 1", "Số 2", "Số 3"]),
        )  # fmt: skip
        shown = Task.objects.get().evidence.values_list("deliverable__name", "name", "sha256", "filed_by")
        assert list(shown) == [
            ("Tờ trình", "Số 1", "", "Bộ Thử nghiệm"), ("Đề án", "Số 2", "", "Bộ Thử nghiệm"),
            ("Tờ trình", "Số 3", "", "Bộ Thử nghiệm"),
        ]  # fmt: skip

    def test_an_event_names_the_body_that_acted(self) -> None:
        load(*FILE[:2])
        event = Event.objects.get(kind="assigned")
        assert (event.actor_title, event.actor_id, str(event.on)) == (ASSIGNER, None, "2025-01-22")
