"""The rules of a task's life hold for a file as for a screen."""

import pytest

from thuocdo.tasks.importing import ImportRefused
from thuocdo.tasks.models import Occurrence, Task
from thuocdo.tasks.tests.factories import LEAD, OTHER, Line, created, happened, load, make_bodies

pytestmark = pytest.mark.django_db

AT_WORK = (created(), happened("assigned"), happened("accepted"))


@pytest.fixture(autouse=True)
def bodies() -> None:
    make_bodies()


def refused(*lines: Line) -> str:
    """Why the last of these lines is refused; those before it are taken."""
    with pytest.raises(ImportRefused) as caught:
        load(*lines)
    assert caught.value.line == len(lines)
    return caught.value.message


class TestHandBack:
    """To the end of the second working day after the assignment; Tet 2025 was from 25 January to 2 February."""

    def back(self, assigned: str, on: str) -> tuple[Line, ...]:
        return (created(on="2025-01-02"), happened("assigned", assigned), happened("handed_back", on))

    @pytest.mark.parametrize(
        ("assigned", "last", "too_late"),
        [
            ("2025-01-06", "2025-01-08", "2025-01-09"),
            ("2025-01-10", "2025-01-14", "2025-01-15"),  # a Friday: the weekend does not count
            ("2025-01-23", "2025-02-03", "2025-02-04"),  # the eve of Tet: the holidays do not count
            ("2025-01-24", "2025-02-04", "2025-02-05"),
            ("2025-04-29", "2025-05-06", "2025-05-07"),  # 30 April to 4 May: 2 May was swapped for a Saturday
        ],
    )
    def test_the_second_working_day_is_the_last(self, assigned: str, last: str, too_late: str) -> None:
        message = refused(*self.back(assigned, too_late))
        day, month = int(last[8:]), int(last[5:7])
        assert f"tức ngày {day}/{month}/2025" in message
        load(*self.back(assigned, last))
        assert Task.objects.get().state == "handed_back"

    def test_another_body_may_lead_after_it(self) -> None:
        load(*self.back("2025-01-06", "2025-01-07"), happened("assigned", "2025-01-08", lead=[OTHER]))
        assert [body.code for body in Task.objects.get().leads.all()] == ["OTHER"]
        assert str(Task.objects.get().assigned_on) == "2025-01-06"

    def test_an_accepted_task_is_not_handed_back(self) -> None:
        assert "Không thể" in refused(*AT_WORK, happened("handed_back"))


class TestExtension:
    ASKED = happened("extension_requested", "2025-03-31")

    def test_it_is_asked_on_the_due_day_at_the_latest(self) -> None:
        assert "Đã quá hạn 31/3/2025" in refused(*AT_WORK, happened("extension_requested", "2025-04-01"))
        load(*AT_WORK, self.ASKED)

    @pytest.mark.parametrize("to", ["2025-03-30", "2025-03-31"])
    def test_the_new_date_is_later(self, to: str) -> None:
        assert "sau hạn đang áp dụng, 31/3/2025" in refused(*AT_WORK, happened("extension_requested", to=to))
        assert "sau hạn" in refused(*AT_WORK, self.ASKED, happened("extension_granted", "2025-04-02", to=to))

    def test_one_at_a_time(self) -> None:
        assert "chờ trả lời" in refused(*AT_WORK, self.ASKED, self.ASKED | {"to": "2025-07-31"})

    @pytest.mark.parametrize("answer", ["extension_granted", "extension_refused"])
    def test_an_answer_needs_a_request(self, answer: str) -> None:
        assert "Không có đề nghị" in refused(*AT_WORK, happened(answer))

    def test_it_may_be_granted_after_the_deadline_to_another_date(self) -> None:
        load(*AT_WORK, self.ASKED, happened("extension_granted", "2025-05-05", to="2025-05-31"))
        task = Task.objects.get()
        assert (str(task.first_due), str(task.due), task.extensions) == ("2025-03-31", "2025-05-31", 1)

    def test_a_refused_one_is_not_counted_and_may_be_asked_again(self) -> None:
        asked = happened("extension_requested", "2025-03-01")
        load(*AT_WORK, asked, happened("extension_refused", "2025-03-02"), self.ASKED)
        task = Task.objects.get()
        assert (str(task.due), task.extensions, str(task.pending_to)) == ("2025-03-31", 0, "2025-06-30")

    def test_a_task_without_deadline_has_none(self) -> None:
        lines = (created(due=None, no_deadline=True), *AT_WORK[1:])
        assert "không có hạn" in refused(*lines, happened("extension_requested"))


class TestRecurring:
    QUARTERLY = (created(due=None, recurrence="quarterly"), happened("assigned", "2025-02-10"),
                 happened("accepted", "2025-02-11"))  # fmt: skip

    @pytest.mark.parametrize(
        "act", ["progressed", "reported", "verified", "returned", "extension_requested", "extension_granted",
                "extension_refused"],
    )  # fmt: skip
    def test_a_period_is_needed(self, act: str) -> None:
        assert "cần ghi kỳ báo cáo" in refused(*self.QUARTERLY, happened(act, "2025-02-12"))

    @pytest.mark.parametrize("period", ["2025-Q2", "2024-Q4", "2025-02", "2025-q1", "2025", "Q1", "2025-Q1 x"])
    def test_only_a_period_that_has_begun_is_known(self, period: str) -> None:
        message = refused(*self.QUARTERLY, happened("progressed", "2025-03-31", period=period))
        assert f"“{period}” không phải là kỳ đã bắt đầu" in message

    @pytest.mark.parametrize("act", ["started", "suspended", "cancelled"])
    def test_acts_on_the_series_have_no_period(self, act: str) -> None:
        assert "“period”" in refused(happened(act, period="2025-Q1"))

    def test_each_period_has_its_own_life(self) -> None:
        load(
            *self.QUARTERLY, happened("reported", "2025-03-20", period="2025-Q1"),
            happened("verified", "2025-03-25", period="2025-Q1"),
            happened("progressed", "2025-04-01", period="2025-Q2"),
        )  # fmt: skip
        states = dict(Occurrence.objects.filter(period__lt="2025-Q4").values_list("period", "state"))
        assert states == {"2025-Q1": "verified", "2025-Q2": "in_progress", "2025-Q3": "accepted"}
        assert str(Occurrence.objects.get(period="2025-Q1").due) == "2025-03-31"

    def test_the_reporter_of_a_period_does_not_verify_it(self) -> None:
        lines = (*self.QUARTERLY, happened("reported", "2025-03-20", period="2025-Q1"))
        assert "tự kiểm tra" in refused(*lines, happened("verified", "2025-03-21", period="2025-Q1", by=LEAD))

    def test_a_single_task_has_no_period(self) -> None:
        assert "không gắn với kỳ" in refused(*AT_WORK, happened("progressed", period="2025-Q1"))


class TestPercent:
    @pytest.mark.parametrize("percent", [-0.1, 100.5])
    def test_it_lies_between_nought_and_a_hundred(self, percent: float) -> None:
        assert "từ 0 đến 100" in refused(*AT_WORK, happened("progressed", percent=percent))

    def test_nought_is_a_figure(self) -> None:
        load(*AT_WORK, happened("progressed", percent=0))
        assert Task.objects.get().percent == 0


class TestSuspension:
    def test_the_deadline_moves_by_the_days_between(self) -> None:
        load(*AT_WORK, happened("suspended", "2025-02-01"), happened("resumed", "2025-02-11"))
        task = Task.objects.get()
        assert (task.state, str(task.first_due), str(task.due), task.extensions) == (
            "accepted", "2025-03-31", "2025-04-10", 0,
        )  # fmt: skip

    def test_nothing_is_reported_meanwhile(self) -> None:
        assert "Tạm dừng" in refused(*AT_WORK, happened("suspended"), happened("reported"))


@pytest.mark.parametrize("act", ["assigned", "accepted", "suspended", "cancelled", "reported"])
def test_nothing_happens_to_a_cancelled_task(act: str) -> None:
    assert "Đã hủy" in refused(*AT_WORK, happened("cancelled"), happened(act))
