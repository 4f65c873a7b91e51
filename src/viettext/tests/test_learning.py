"""The trained model: the same corpus gives the same file, its numbers are what they say, and it obeys the contract."""

import itertools
import math
import os
import random
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from viettext import Gazetteer, extract, scoring
from viettext.learning import decision, model, sureness, training, units
from viettext.learning.chain import Chain

ROOT = Path(__file__).resolve().parents[3]
OPEN = ROOT / "corpus" / "open"
FEW = 6
LABELS = ("B", "I", "O")


@pytest.fixture(scope="module")
def examples():
    return training.examples(scoring.documents(OPEN), Gazetteer(()))


def in_another_process(program, seed):
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout


def test_the_same_documents_give_the_same_model_in_every_process():
    program = f"""
import sys
from pathlib import Path
from viettext import Gazetteer, scoring
from viettext.learning import training
documents = scoring.documents(Path({str(OPEN)!r}))[:{FEW}]
sys.stdout.buffer.write(training.build(training.examples(documents, Gazetteer(()))).written().encode())
"""
    first, second = (in_another_process(program, seed) for seed in (1, 2))
    assert first == second
    assert model.read(first.decode()).about["documents"] == FEW


def test_a_document_reads_the_same_in_every_process():
    file = min(OPEN.glob("tin-bai-*.json"))
    program = f"""
import json
from viettext import extract
text = json.load(open({str(file)!r}, encoding="utf-8"))["text"]
print(json.dumps(extract(text).as_dict()))
"""
    assert in_another_process(program, 1) == in_another_process(program, 2)


def test_the_stored_model_is_small_and_reads_back_as_written():
    text = (files("viettext") / "model" / model.FILE).read_text(encoding="utf-8")
    assert len(text.encode()) < 500_000
    assert model.read(text).written() == text
    assert model.stored().about["corpus"]


def test_without_the_chain_the_rules_stand_as_they_are(examples):
    chain = model.stored().chain
    for example in examples:
        kept = [d.item for d in decision.decide(example.case, chain, trained=False)]
        assert kept == sorted(example.case.found, key=lambda a: (a.start, a.end)), example.gold["source"]


def test_units_can_say_nearly_every_annotated_assignment(examples):
    """What no cut of the text allows, no training finds."""
    said = expected = 0
    for example in examples:
        spans = [example.places.span(item) for item in example.gold["assignments"]]
        parts: list[list[int]] = []
        for unit, label in zip(example.case.units, example.labels, strict=True):
            if label == units.BEGINS:
                parts.append([unit.start, unit.end])
            elif label == units.INSIDE and parts:
                parts[-1][1] = unit.end
        said += len(scoring.pairs(spans, [(start, end) for start, end in parts]))
        expected += len(spans)
    assert said / expected > 0.96


def test_what_different_bodies_are_told_is_never_joined():
    text = "THÔNG BÁO\n\n3. Dự toán do Sở Tài chính chủ trì, quy chế do Sở Nội vụ chủ trì.\n"
    assert [t.lead for t in extract(text).assignments] == [["Sở Tài chính"], ["Sở Nội vụ"]]


def random_chain():
    dice = random.Random(7)  # noqa: S311
    states = {f"f{i}": [dice.uniform(-2, 2) for _ in LABELS] for i in range(9)}
    moves = [[dice.uniform(-2, 2) for _ in LABELS] for _ in LABELS]
    rows = [[*dice.sample(sorted(states), 4), "never seen"] for _ in range(5)]
    return Chain(LABELS, states, moves), rows


def weight(chain, rows, path):
    own = sum(chain.states.get(f, [0.0] * 3)[i] for row, i in zip(rows, path, strict=True) for f in row)
    return own + sum(chain.moves[a][b] for a, b in itertools.pairwise(path))


def test_the_chain_finds_the_heaviest_path_and_the_chances_of_all_paths():
    chain, rows = random_chain()
    paths = {path: weight(chain, rows, path) for path in itertools.product(range(3), repeat=len(rows))}
    best = max(paths, key=paths.__getitem__)
    scores = chain.scores(rows)
    assert chain.label(scores) == [LABELS[i] for i in best]
    total = sum(math.exp(w) for w in paths.values())
    for place, chances in enumerate(chain.chances(scores)):
        for i, label in enumerate(LABELS):
            share = sum(math.exp(w) for path, w in paths.items() if path[place] == i) / total
            assert chances[label] == pytest.approx(share)


def test_the_chain_labels_nothing_where_nothing_is():
    chain, _ = random_chain()
    assert chain.label([]) == []
    assert chain.chances([]) == []


def test_fitted_confidence_predicts_as_many_right_as_there_are():
    dice = random.Random(3)  # noqa: S311
    rows = [{"bias": 1.0, "x": dice.uniform(-2, 2), "y": float(dice.random() < 0.3)} for _ in range(400)]
    right = [dice.random() < 1 / (1 + math.exp(-(0.5 + 1.5 * row["x"] - row["y"]))) for row in rows]
    weights = sureness.fit(rows, right, [1.0] * len(rows), ridge=0.1)
    chances = [sureness.chance(weights, row) for row in rows]
    assert sum(chances) == pytest.approx(sum(right))
    assert weights["x"] == pytest.approx(1.5, abs=0.4)
    high = [r for c, r in zip(chances, right, strict=True) if c > 0.8]
    assert 0.75 < sum(high) / len(high) <= 1


def test_confidence_tells_right_from_wrong(examples):
    """What the model is surer of is right more often, over all documents."""
    known = {e.gold["source"]: e.gold for e in examples}
    judged = scoring.score(known.values(), lambda text, source: extract(text, source=source).as_dict()).judged
    assert all(0 <= confidence <= 1 for confidence, _ in judged)
    ranked = [right for _, right in sorted(judged, key=lambda pair: pair[0])]
    third = len(ranked) // 3
    assert sum(ranked[-third:]) / third > sum(ranked[:third]) / third + 0.2
