"""The illustrative tasks read like real ones: distinct, fitting their body, under names the directory knows."""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from importlib.resources import files

import pytest

from thuocdo.demo.story import bodies, da06_events, nq57_events
from thuocdo.demo.story.cast import FIELD_SHARES
from thuocdo.demo.story.check import Event, board
from thuocdo.demo.story.content import actions, matters, notes, parts, suited_actions
from thuocdo.organisations import directory
from viettext import fold


@pytest.fixture(scope="module")
def year() -> list[Event]:
    return list(nq57_events())


@pytest.fixture(scope="module")
def created(year: list[Event]) -> list[Event]:
    return [event for event in year if event["event"] == "created" and not event.get("parent")]


def test_no_two_tasks_have_the_same_title(created: list[Event]) -> None:
    assert len({event["title"] for event in created}) == len(created) > 1_200


def test_titles_and_deliverables_have_no_hole_left(year: list[Event]) -> None:
    assert not any("{" in json.dumps([e["title"], e["deliverables"]]) for e in year if e["event"] == "created")


def test_every_kind_of_matter_has_actions_notes_and_parts() -> None:
    kinds = {matter.kind for matter in matters()}
    assert kinds <= actions().keys() & notes().keys() & parts().keys()
    assert all(len(suited_actions(matter)) >= 3 for matter in matters())
    assert len(matters()) >= 150


def test_each_action_names_one_document_for_each_deliverable() -> None:
    both = [action for table in (actions(), parts()) for group in table.values() for action in group]
    assert all(len(action.deliverables) == len(action.documents) for action in both)


def test_fields_have_about_their_shares(created: list[Event]) -> None:
    counts = Counter(event["field"] for event in created)
    assert counts.keys() == FIELD_SHARES.keys()
    assert all(abs(counts[field] / len(created) - share / 1298) < 0.02 for field, share in FIELD_SHARES.items())


def test_leading_bodies_have_about_their_shares(created: list[Event]) -> None:
    counts = Counter(event["lead"][0] for event in created)
    assert 170 < counts["Bộ Khoa học và Công nghệ"] < 220
    assert 110 < counts["Bộ Công an"] < 145
    assert 90 < sum(n for name, n in counts.items() if name.startswith("Ủy ban nhân dân")) < 150


def test_a_few_tasks_are_internal_and_a_few_have_two_leads(created: list[Event]) -> None:
    assert 0.04 < sum(event["class"] == "internal" for event in created) / len(created) < 0.09
    assert sum(len(event["lead"]) == 2 for event in created) >= 15


def test_persons_are_given_names_with_a_post(created: list[Event]) -> None:
    persons = [event["accountable_person"] for event in created if "accountable_person" in event]
    assert len(persons) > 0.9 * len(created)
    assert all(len(person.split(", ", 1)[0].split()) == 1 and ", " in person for person in persons)


def test_work_of_a_merged_ministry_is_reported_by_its_successor(year: list[Event]) -> None:
    given = {e["task"] for e in year if e["event"] == "created" and e["lead"] == ["Bộ Thông tin và Truyền thông"]}
    reporters = {e["by"] for e in year if e["event"] == "reported" and e["task"] in given and e["on"] >= "2025-03-01"}
    assert given
    assert reporters == {"Bộ Khoa học và Công nghệ"}


def test_no_body_acts_before_it_was_founded_or_after_its_end(year: list[Event]) -> None:
    ended = {bodies.BODIES[old].name: on for old, (_, on) in bodies.SUCCESSORS.items()}
    founded = {"Bộ Nông nghiệp và Môi trường": date(2025, 3, 1), "Bộ Dân tộc và Tôn giáo": date(2025, 3, 1)}
    for event in year:
        on = date.fromisoformat(event["on"])
        for name in [event.get("by", ""), *event.get("lead", []), *event.get("coordinating", [])]:
            assert on < ended.get(name, date.max), (name, event)
            assert on >= founded.get(name, date.min), (name, event)


def test_the_directory_knows_every_body(year: list[Event]) -> None:
    known = {fold(name) for name, _ in directory.names()}
    named = {
        name for e in [*year, *da06_events()] for name in [e.get("by"), *e.get("lead", []), *e.get("coordinating", [])]
    }
    assert {name for name in named if name and fold(name) not in known} == set()


def test_conclusions_are_numbered_and_their_items_labelled(created: list[Event]) -> None:
    sources = [event["source"] for event in created]
    assert {source["directive"] for source in sources} == {f"{number:02d}-TB/BCDTW" for number in range(1, 33)}
    assert {s["signed_on"] for s in sources if s["directive"] == "01-TB/BCDTW"} == {"2025-01-22"}
    assert len({(source["directive"], source["label"]) for source in sources}) > 0.95 * len(sources)


def test_the_command_prints_the_same_lines_whatever_the_hash_seed() -> None:
    command = [sys.executable, "-m", "thuocdo.demo.story", "de-an-06"]
    runs = [
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert [json.loads(line) for line in runs[0].decode().splitlines()] == list(da06_events())


@pytest.mark.parametrize("name", ["directive.txt", "directive_state.txt"])
def test_the_illustrative_directives_say_that_they_are(name: str) -> None:
    text = (files("thuocdo.demo.story") / name).read_text("utf-8")
    assert "văn bản minh họa" in text
    assert "Nơi nhận" in text


def test_the_illustrative_conclusion_quotes_the_story_as_it_ends(year: list[Event]) -> None:
    tally = board(year, date(2025, 12, 31))
    text = (files("thuocdo.demo.story") / "directive.txt").read_text("utf-8")
    assert f"hoàn thành 1.{tally.done - 1000}/1.298 nhiệm vụ" in text
    assert f"{tally.done_late} nhiệm vụ hoàn thành sau thời hạn" in text
    assert f"{tally.open_overdue} nhiệm vụ còn quá hạn" in text
