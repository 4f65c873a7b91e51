"""Scoring of readings against annotations: what is right counts, and every error is told by its kind."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

from viettext import scoring

ROOT = Path(__file__).resolve().parents[3]
OPEN = ROOT / "corpus" / "open"
TOOL = ROOT.parent / "shared" / "tools" / "score_extraction.py"


@pytest.fixture
def gold():
    return json.loads((OPEN / "tin-bai-hoi-nghi-so-ket-cai-cach.json").read_text(encoding="utf-8"))


def test_an_annotation_is_right_about_itself(gold):
    result = scoring.judge(gold, gold)
    assert not result.faults
    assert all(score.right == score.predicted == score.expected for score in result.scores.values())


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("lead", ["Bộ Công an"], "lead"),
        ("deadline", None, "deadline"),
        ("deadline", {"kind": "date", "on": "2025-07-26", "quote": "x"}, "deadline"),
    ],
)
def test_a_wrong_field_is_no_full_match(gold, field, value, kind):
    answer = copy.deepcopy(gold)
    answer["assignments"][0][field] = value
    result = scoring.judge(gold, answer)
    assert [fault.kind for fault in result.faults] == [kind]
    assert result.scores["assignment"].right == 2
    assert result.scores["full"].right == 1


def test_what_is_missed_spurious_and_cut_is_told_apart(gold):
    answer = copy.deepcopy(gold)
    first, second = answer["assignments"]
    first["end"] = first["start"] + 20
    first["quote"] = answer["text"][first["start"] : first["end"]]
    second["start"], second["end"] = 0, 30
    second["quote"] = answer["text"][:30]
    kinds = sorted(fault.kind for fault in scoring.judge(gold, answer).faults)
    assert kinds == ["missed", "span", "spurious"]


def test_titles_before_a_name_change_nobody(gold):
    answer = copy.deepcopy(gold)
    answer["assignments"][0]["lead"] = ["đồng chí  bộ nội vụ."]
    assert scoring.judge(gold, answer).scores["full"].right == 2


def test_a_figure_counts_by_value_and_place(gold):
    answer = copy.deepcopy(gold)
    answer["figures"][0]["value"] += 1
    answer["figures"].pop()
    kinds = sorted(fault.kind for fault in scoring.judge(gold, answer).faults)
    assert kinds == ["figure-missed", "figure-value"]


def test_places_are_found_in_a_text_with_other_spaces(gold):
    spaced = gold["text"].replace("\n", "\n\n ")
    item = gold["assignments"][1]
    start, end = scoring.Places(gold["text"], spaced).span(item)
    assert spaced[start:end].split() == item["quote"].split()


def test_a_quarter_of_the_documents_is_kept_aside():
    kept = [scoring.is_kept(file.name) for file in OPEN.glob("*.json")]
    assert 0.1 < sum(kept) / len(kept) < 0.4


@pytest.mark.skipif(not TOOL.exists(), reason="the reference tool is not beside this checkout")
def test_scores_are_those_of_the_reference_tool(tmp_path):
    from viettext import extract

    predictions = tmp_path / "predictions.jsonl"
    total = scoring.Result()
    with predictions.open("w", encoding="utf-8") as out:
        for document in scoring.documents(OPEN):
            answer = extract(document["text"], source=document["source"]).as_dict()
            total.join(scoring.judge(document, answer))
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    command = [sys.executable, str(TOOL), str(OPEN), str(predictions), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    for measure in scoring.MEASURES:
        score = total.scores[measure]
        close = {"right": score.right, "predicted": score.predicted, "gold": score.expected}
        for name, count in close.items():
            assert abs(reference[measure][name] - count) <= 2, (measure, name)  # it finds a repeated quote at its first
