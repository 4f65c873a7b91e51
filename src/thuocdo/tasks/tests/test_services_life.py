"""Each act on a screen writes one event, keeps the rows of lists in step, and is refused with its reason."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.foundation.models import Event
from thuocdo.tasks import replay
from thuocdo.tasks.models import Evidence, Occurrence, StatusSpan, Task
from thuocdo.tasks.services import By, name_person, report_task
from thuocdo.tasks.services.acts import Proof
from thuocdo.tasks.services.rebuild import rebuild_projection
from thuocdo.tasks.tests.factories import (
    BY_LEAD_ACTS,
    TODAY,
    WAYS,
    Cast,
    act,
    make_cast,
    make_person,
    make_task,
    proofs,
    task_in,
)

pytestmark = pytest.mark.django_db

DUE = date(2025, 12, 31)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def kinds(task: Task) -> list[str]:
    """The events of the task, oldest first."""
    return [event.kind for event in events.history(replay.OBJECT_TYPE, task.uuid)]


@pytest.mark.parametrize("state", WAYS)
def test_the_rows_of_lists_are_those_of_a_replay(cast: Cast, state: str) -> None:
    task = task_in(cast, state)
    assert rebuild_projection(today=TODAY).changed == 0
    assert task.last_on == TODAY


@pytest.mark.parametrize("state", WAYS)
def test_each_act_is_one_event_and_one_version(cast: Cast, state: str) -> None:
    task = task_in(cast, state)
    assert len(kinds(task)) == 1 + len(WAYS[state])
    assert task.version == len(kinds(task))


def test_an_event_names_the_person_by_identifier_and_title_not_by_name(cast: Cast) -> None:
    task = task_in(cast, "accepted")
    accepted = Event.objects.get(object_id=task.uuid, kind="accepted")
    assert (accepted.actor_id, accepted.actor_title) == (cast.an.uuid, f"Chuyên viên, {cast.lead.name}")
    assert accepted.payload == {"by": cast.lead.code, "person": str(cast.an.uuid)}


def test_the_standing_agency_acts_in_its_own_name(cast: Cast) -> None:
    task = make_task(cast)
    act("assign", task, cast.chi)
    assert Event.objects.get(kind="assigned").actor_title == f"Chuyên viên, {cast.standing.name}"


def test_a_task_that_is_not_there_is_refused(cast: Cast) -> None:
    task = Task(uuid=uuid4())
    with pytest.raises(DomainError, match="Không tìm thấy"):
        act("accept", task, cast.an)


class TestAssigning:
    @pytest.mark.parametrize(
        ("lacking", "words"),
        [({"leads": []}, "chưa có cơ quan chủ trì"), ({"deliverables": [" "]}, "chưa có sản phẩm"),
         ({"due": None}, "chưa có thời hạn")],
    )  # fmt: skip
    def test_a_task_without_lead_product_or_time_is_not_assigned(
        self, cast: Cast, lacking: dict[str, Any], words: str
    ) -> None:
        task = make_task(cast, **lacking)
        with pytest.raises(DomainError, match=words):
            act("assign", task, cast.lan)
        assert kinds(task) == ["created"]

    def test_no_deadline_on_purpose_is_a_word_on_time(self, cast: Cast) -> None:
        act("assign", make_task(cast, due=None, has_no_deadline=True), cast.lan)
        assert Task.objects.get().state == "assigned"

    def test_others_may_lead_after_a_hand_back(self, cast: Cast) -> None:
        task = task_in(cast, "handed_back")
        act("assign", task, cast.lan, leads=[cast.outside, cast.coordinating, cast.outside])
        assert [body.pk for body in task.leads.order_by("lead_rows__order")] == [cast.outside.pk, cast.coordinating.pk]
        with pytest.raises(NotAllowed):
            act("accept", task, cast.an)
        act("accept", task, cast.dung)

    def test_others_may_not_be_named_while_it_is_assigned(self, cast: Cast) -> None:
        task = task_in(cast, "assigned")
        with pytest.raises(DomainError):
            act("assign", task, cast.lan, leads=[cast.outside])
        assert list(task.leads.all()) == [cast.lead]


class TestPerson:
    def test_who_accepts_may_name_somebody_of_the_installation(self, cast: Cast) -> None:
        task = task_in(cast, "assigned")
        person = make_person(title="Vụ trưởng Vụ Kế hoạch")
        task = act("accept", task, cast.an, accountable=person)
        assert (task.accountable, task.accountable_person) == (person, "Vụ trưởng Vụ Kế hoạch")
        assert kinds(task)[-2:] == ["accepted", "person_named"]
        assert person.full_name not in str(list(Event.objects.values_list("payload", "actor_title")))

    def test_a_printed_name_will_do(self, cast: Cast) -> None:
        task = task_in(cast, "accepted")
        name_person(task=task.uuid, by=By(cast.head), on=TODAY, named="  Vụ trưởng ")
        assert Task.objects.get().accountable_person == "Vụ trưởng"

    def test_nobody_is_no_answer(self, cast: Cast) -> None:
        task = task_in(cast, "accepted")
        with pytest.raises(BadInput) as caught:
            name_person(task=task.uuid, by=By(cast.an), on=TODAY, named="  ")
        assert caught.value.field == "accountable"

    @pytest.mark.parametrize("name", ["lan", "chi", "binh", "dung", "giang", "quan"])
    def test_only_the_lead_names_somebody(self, cast: Cast, name: str) -> None:
        task = task_in(cast, "accepted")
        with pytest.raises(NotAllowed):
            name_person(task=task.uuid, by=By(cast.people()[name]), on=TODAY, named="Vụ trưởng")

    @pytest.mark.parametrize("state", ["draft", "verified", "closed", "cancelled"])
    def test_nobody_is_named_before_or_after(self, cast: Cast, state: str) -> None:
        task = task_in(cast, state)
        with pytest.raises(DomainError, match="còn đang thực hiện"):
            name_person(task=task.uuid, by=By(cast.an), on=TODAY, named="Vụ trưởng")


class TestReport:
    def test_every_deliverable_needs_its_proof(self, cast: Cast) -> None:
        task = task_in(cast, "accepted", deliverables=["Tờ trình", "Đề án", "Báo cáo"])
        first, second, _ = proofs(task)
        with pytest.raises(BadInput, match="Còn thiếu minh chứng cho: Báo cáo") as caught:
            report_task(task=task.uuid, by=By(cast.an), on=TODAY, proofs=[first, second, second])
        assert caught.value.field == "evidence"
        assert not Evidence.objects.exists()
        report_task(task=task.uuid, by=By(cast.an), on=TODAY, proofs=proofs(task))
        assert Evidence.objects.count() == 3

    def test_proof_of_another_task_is_refused(self, cast: Cast) -> None:
        task, other = task_in(cast, "accepted"), task_in(cast, "accepted")
        with pytest.raises(BadInput, match="không thuộc sản phẩm"):
            report_task(task=task.uuid, by=By(cast.an), on=TODAY, proofs=[*proofs(task), *proofs(other)])

    def test_a_kept_file_is_told_by_its_digest(self, cast: Cast) -> None:
        task = task_in(cast, "accepted")
        proof = Proof(proofs(task)[0].deliverable, "to-trinh.pdf", sha256="a" * 64, size=7)
        report_task(task=task.uuid, by=By(cast.an), on=TODAY, proofs=[proof])
        assert Event.objects.get(kind="reported").payload["evidence"] == [
            {"name": "to-trinh.pdf", "sha256": "a" * 64, "deliverable": "Tờ trình"}
        ]

    def test_any_of_several_leads_reports_for_all(self, cast: Cast) -> None:
        task = task_in(cast, "accepted", leads=[cast.lead, cast.outside])
        act("report", task, cast.dung)
        assert Event.objects.get(kind="reported").payload["by"] == cast.outside.code

    def test_the_done_day_is_that_of_the_report(self, cast: Cast) -> None:
        task = task_in(cast, "accepted")
        act("report", task, cast.an, on=DUE)
        act("verify", task, cast.lan, on=DUE + timedelta(days=20))
        span = StatusSpan.objects.filter(task=task).order_by("start").last()
        assert (span.done_on, span.status) == (DUE, 1)


class TestRefusalsOfRules:
    @pytest.mark.parametrize("name", ["hand_back", "return", "request", "suspend", "cancel"])
    def test_blanks_are_no_reason(self, cast: Cast, name: str) -> None:
        state = {"hand_back": "assigned", "return": "reported"}.get(name, "accepted")
        task = task_in(cast, state)
        with pytest.raises(DomainError, match="Cần nêu lý do"):
            act(name, task, cast.an if name in BY_LEAD_ACTS else cast.lan, reason=" \n ")

    @pytest.mark.parametrize("percent", [-1, 101, float("nan")])
    def test_progress_lies_between_nought_and_a_hundred(self, cast: Cast, percent: float) -> None:
        with pytest.raises(DomainError, match="từ 0 đến 100"):
            act("progress", task_in(cast, "accepted"), cast.an, percent=percent)

    def test_days_do_not_go_back(self, cast: Cast) -> None:
        with pytest.raises(DomainError, match="không được lùi"):
            act("progress", task_in(cast, "accepted"), cast.an, on=TODAY - timedelta(days=1))

    def test_an_extension_is_asked_once_and_answered_once(self, cast: Cast) -> None:
        task = task_in(cast, "asked")
        with pytest.raises(DomainError, match="chờ trả lời"):
            act("request", task, cast.an)
        act("grant", task, cast.chi, to=date(2026, 3, 31))
        with pytest.raises(DomainError, match="Không có đề nghị"):
            act("refuse", task, cast.lan)
        task.refresh_from_db()
        assert (task.first_due, task.due, task.extensions) == (DUE, date(2026, 3, 31), 1)

    def test_a_refusal_leaves_no_trace(self, cast: Cast) -> None:
        task = task_in(cast, "accepted")
        spans = list(StatusSpan.objects.values_list("pk", flat=True).order_by("pk"))
        with pytest.raises(DomainError):
            act("request", task, cast.an, to=DUE)
        assert kinds(task) == ["created", "assigned", "accepted"]
        assert list(StatusSpan.objects.values_list("pk", flat=True).order_by("pk")) == spans


class TestRecurring:
    def test_each_period_is_reported_and_verified_apart(self, cast: Cast) -> None:
        task = task_in(cast, "accepted", due=None, recurrence="monthly")
        act("report", task, cast.an, period="2025-10")
        act("verify", task, cast.lan, period="2025-10")
        act("progress", task, cast.an, on=date(2025, 11, 3), period="2025-11")
        assert dict(Occurrence.objects.filter(period__lte="2025-11").values_list("period", "state")) == {
            "2025-10": "verified", "2025-11": "in_progress",
        }  # fmt: skip
        task.refresh_from_db()
        assert (task.state, task.due) == ("accepted", date(2025, 11, 30))
        assert rebuild_projection(today=date(2025, 11, 3)).changed == 0

    def test_a_period_is_needed(self, cast: Cast) -> None:
        task = task_in(cast, "accepted", due=None, recurrence="monthly")
        with pytest.raises(DomainError, match="cần ghi kỳ"):
            act("report", task, cast.an)
