"""Every event of the illustrative files obeys the rules of a task's life, and a check notices what does not."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from thuocdo.demo.story import da06_events, days, national_events, nq57_events
from thuocdo.demo.story.check import Event
from thuocdo.demo.story.refusals import refusals

PROVINCES = ["Ủy ban nhân dân tỉnh Nghệ An", "Ủy ban nhân dân thành phố Huế"]
COMMUNES = ["Ủy ban nhân dân xã Một, tỉnh Nghệ An", "Ủy ban nhân dân phường Hai, thành phố Huế"]
CENTRAL = ["Bộ Tài chính", "Văn phòng Chính phủ", "Bộ Y tế"]


@pytest.fixture(scope="module")
def year() -> list[Event]:
    return list(nq57_events())


def test_no_event_of_the_year_would_be_refused(year: list[Event]) -> None:
    assert list(refusals(year)) == []


@pytest.mark.parametrize("week", range(0, 420, 20))
def test_no_event_of_the_second_programme_would_be_refused_whatever_the_day_of_telling(week: int) -> None:
    today = date(2025, 12, 18) + timedelta(days=8 * week)  # every day of the week, holidays too
    events = list(da06_events(today))
    assert list(refusals(events)) == []
    assert max(event["on"] for event in events) <= today.isoformat()
    assert events == list(da06_events(today))


def test_no_event_of_the_country_would_be_refused() -> None:
    events = list(national_events(tasks=2_000, provinces=PROVINCES, communes=COMMUNES, central=CENTRAL))
    assert list(refusals(events)) == []
    assert 4 < len(events) / 2_000 < 6
    assert all(one["on"] <= other["on"] for one, other in pairwise(events))


def test_a_commune_is_given_work_by_its_own_province() -> None:
    events = list(national_events(tasks=200, provinces=PROVINCES, communes=COMMUNES, central=CENTRAL))
    lead = {event["task"]: event["lead"][0] for event in events if event["event"] == "created"}
    givers = {(lead[event["task"]], event["by"]) for event in events if event["event"] == "assigned"}
    assert (COMMUNES[0], PROVINCES[0]) in givers
    assert (COMMUNES[1], PROVINCES[1]) in givers
    assert ("Văn phòng Chính phủ", "Bộ Nội vụ") in givers


def test_the_file_is_chronological_and_the_same_every_time(year: list[Event]) -> None:
    assert all(one["on"] <= other["on"] for one, other in pairwise(year))
    assert year == list(nq57_events())


def test_every_turn_of_a_life_occurs(year: list[Event]) -> None:
    counts = Counter(event["event"] for event in year)
    assert counts["handed_back"] == 27
    assert counts["cancelled"] == 12
    assert counts["suspended"] - counts["resumed"] == 2
    assert counts["extension_granted"] >= 40
    assert counts["extension_refused"] >= 10
    assert counts["extension_requested"] == counts["extension_granted"] + counts["extension_refused"] + 3
    assert counts["returned"] >= 50


def test_acts_fall_on_working_days(year: list[Event]) -> None:
    assert {event["on"] for event in year if not days.is_working(date.fromisoformat(event["on"]))} == set()


def _life(*acts: Event) -> list[Event]:
    created: Event = {"event": "created", "programme": "p", "title": "t", "lead": ["A"], "deliverables": ["d"]}
    acts = (created | {"due": "2025-03-31"}, {"event": "assigned", "by": "V"}, *acts)
    return [{"on": "2025-03-03", "task": "T"} | act for act in acts]


ACCEPTED: Event = {"event": "accepted", "by": "A"}
REPORTED: Event = {"event": "reported", "by": "A", "evidence": ["e"]}
ASKED: Event = {"event": "extension_requested", "by": "A", "to": "2025-04-30", "reason": "r"}


@pytest.mark.parametrize(
    ("acts", "fault"),
    [
        ([{"event": "verified", "by": "V"}], "verified from assigned"),
        ([{"event": "handed_back", "by": "A", "reason": "r", "on": "2025-03-06"}], "handed back after"),
        ([ACCEPTED, REPORTED | {"evidence": []}], "without evidence"),
        ([ACCEPTED, REPORTED, {"event": "verified", "by": "A"}], "by the reporter"),
        ([ACCEPTED, ASKED | {"on": "2025-04-01"}], "asked after the deadline"),
        ([ACCEPTED, ASKED | {"to": "2025-03-31"}], "to an earlier day"),
        ([ACCEPTED, ASKED, ASKED], "second pending"),
        ([ACCEPTED, {"event": "extension_refused", "by": "V", "to": "2025-04-30"}], "no pending request"),
        ([ACCEPTED | {"on": "2025-03-05"}, REPORTED], "day goes back"),
        ([ACCEPTED | {"colour": "red"}], "unknown field colour"),
        ([{"event": "handed_back", "by": "A", "reason": "r"}, {"event": "assigned", "by": "V"}], "without a lead"),
    ],
)
def test_the_check_notices_what_a_rule_forbids(acts: list[Event], fault: str) -> None:
    assert any(fault in found for found in refusals(_life(*acts)))


def test_the_check_lets_an_ordinary_life_pass() -> None:
    assert list(refusals(_life(ACCEPTED, REPORTED, {"event": "verified", "by": "V"}))) == []
