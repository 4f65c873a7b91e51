"""The engine reads the annotated documents, and the reference documents where they are at hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from viettext import extract, scoring

ROOT = Path(__file__).resolve().parents[3]
OPEN = ROOT / "corpus" / "open"
SHARED = ROOT.parent / "shared"


def read(text, source):
    return extract(text, source=source).as_dict()


@pytest.fixture(scope="module")
def scores():
    return scoring.score(scoring.documents(OPEN), read).scores


@pytest.mark.parametrize(("kind", "least"), [("assignment", 0.9), ("full", 0.8), ("figure", 0.9), ("header", 0.93)])
def test_annotated_documents_are_read_well(scores, kind, least):
    assert scores[kind].f1 >= least, scores[kind]


def test_annotated_documents_cover_the_kinds():
    kinds = {document["document"].get("kind") for document in scoring.documents(OPEN)}
    assert kinds >= {"thong-bao", "chi-thi", "cong-dien", "ke-hoach", "quyet-dinh", "nghi-quyet", "tin-bai"}


@pytest.mark.parametrize("folder", ["seeds", "documents"])
def test_reference_documents_are_read_well(folder, tmp_path):
    """It is scored by the reference tool."""
    files = sorted((SHARED / folder).glob("*.txt"))
    tool = SHARED / "tools" / "score_extraction.py"
    if not files or not tool.exists():
        pytest.skip("the reference documents are not beside this checkout")
    gold = tmp_path / "gold"
    gold.mkdir()
    predictions = tmp_path / "predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as out:
        for file in files:
            (gold / f"{file.stem}.json").write_bytes((SHARED / "gold" / f"{file.stem}.json").read_bytes())
            found = extract(file.read_text(encoding="utf-8"), source=file.name)
            out.write(json.dumps(found.as_dict(), ensure_ascii=False) + "\n")
    command = [sys.executable, str(tool), str(gold), str(predictions), "--json"]
    figures = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert figures["assignment"]["f1"] >= 0.85
    assert figures["full"]["f1"] >= 0.8
    assert figures["figure"]["f1"] >= 0.85
    assert figures["header"]["f1"] >= 0.95
    assert figures["offsets"]["f1"] == 1.0
