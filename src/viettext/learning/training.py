"""Trains the model of decisions from annotated documents; the same documents give the same model, bit for bit."""

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viettext import header, scoring
from viettext.learning import decision, sureness, units
from viettext.learning.chain import Chain
from viettext.learning.decision import Case, Decided
from viettext.learning.model import PLACES, Model
from viettext.names import Gazetteer, NameReader
from viettext.normal import canonical
from viettext.structure import lay_out

FOLDS = 8
MOST = 25
# Chosen by cross-validation before any rule had been written for these documents (docs/decisions/0008).
SETTINGS = {"c1": 0.1, "c2": 1.0, "max_iterations": 120, "feature.possible_transitions": True}
_OF_RULES = ("rule=", "inherited=", "prev-rule=", "next-rule=")


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated document, how the rules read it, and the right label of each of its units."""

    gold: dict[str, Any]
    case: Case
    labels: list[str]
    places: scoring.Places


def examples(documents: Sequence[dict[str, Any]], names: Gazetteer) -> list[Example]:
    """The documents prepared for training, in the order of their sources."""
    return [_example(document, names) for document in sorted(documents, key=lambda d: str(d["source"]))]


def build(prepared: Sequence[Example]) -> Model:
    """The model of all the documents; confidence is fitted on what models of the other documents said of each."""
    decided = decide_each(prepared, folded(prepared))
    return Model(train(prepared), confidence(prepared, decided), _about(prepared, decided))


def without_each(prepared: Sequence[Example]) -> list[Model]:
    """For each document a model that was trained and calibrated without it (and without others of its fold)."""
    chains = folded(prepared)
    decided = decide_each(prepared, chains)
    models = []
    for fold, chain in enumerate(chains):
        others = [i for i in range(len(prepared)) if i % FOLDS != fold]
        models.append(Model(chain, confidence([prepared[i] for i in others], [decided[i] for i in others]), {}))
    return [models[i % FOLDS] for i in range(len(prepared))]


def _about(prepared: Sequence[Example], decided: Sequence[Sequence[Decided]]) -> dict[str, int | str]:
    return {
        "version": 1,
        "corpus": digest([example.gold for example in prepared]),
        "documents": len(prepared),
        "units": sum(len(example.labels) for example in prepared),
        "assignments": sum(len(example.gold["assignments"]) for example in prepared),
        "judged": sum(map(len, decided)),
    }


def digest(documents: Sequence[dict[str, Any]]) -> str:
    """SHA-256 of the documents' contents, whatever the layout of their files."""
    whole = hashlib.sha256()
    for document in documents:
        whole.update(json.dumps(document, ensure_ascii=False, sort_keys=True).encode())
    return whole.hexdigest()


def train(prepared: Sequence[Example]) -> Chain:
    """The chain of these documents.

    Each document is shown twice, once without what the rules made of it: the rules were partly written on these very
    documents, are better on them than they will be elsewhere, and must not be believed blindly.
    """
    import pycrfsuite  # type: ignore[import-untyped]

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for example in prepared:
        rows = [list(row) for row in example.case.features]
        if rows:
            trainer.append(rows, example.labels)
            trainer.append([[f for f in row if not f.startswith(_OF_RULES)] for row in rows], example.labels)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "chain")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        learned = tagger.info()
        states, moves = dict(learned.state_features), dict(learned.transitions)
        tagger.close()
    table: dict[str, list[float]] = {}
    for (name, label), weight in states.items():
        table.setdefault(name, [0.0] * len(units.LABELS))[units.LABELS.index(label)] = round(weight, PLACES)
    kept = {name: row for name, row in sorted(table.items()) if any(row)}
    return Chain(
        units.LABELS, kept, [[round(moves.get((a, b), 0.0), PLACES) for b in units.LABELS] for a in units.LABELS]
    )


def folded(prepared: Sequence[Example]) -> list[Chain]:
    """For each fold the chain of the documents outside it."""
    return [train([e for i, e in enumerate(prepared) if i % FOLDS != fold]) for fold in range(FOLDS)]


def decide_each(prepared: Sequence[Example], chains: Sequence[Chain]) -> list[list[Decided]]:
    """What is decided on each document by the chain that has not seen it."""
    return [decision.decide(example.case, chains[i % FOLDS]) for i, example in enumerate(prepared)]


def confidence(prepared: Sequence[Example], decided: Sequence[Sequence[Decided]]) -> dict[str, float]:
    """The weights of confidence that fit how often such decisions were right.

    What counts as a doubt is learned from all documents; how much doubt there is, from those that no rule was tuned on.
    """
    weights = sureness.fit(*evidence(prepared, decided))
    pairs = list(zip(prepared, decided, strict=True))
    kept = [(e, d) for e, d in pairs if scoring.is_kept(e.gold["source"])] or pairs
    rows, right, counts = evidence([e for e, _ in kept], [d for _, d in kept])
    scale = sureness.fit([{"bias": 1.0, "odds": sureness.odds(weights, row)} for row in rows], right, counts)
    level, slope = scale["bias"], max(scale["odds"], 0.0)
    scaled = {name: slope * weight + (level if name == "bias" else 0.0) for name, weight in weights.items()}
    return {name: round(weight, PLACES) for name, weight in scaled.items()}


def evidence(
    prepared: Sequence[Example], decided: Sequence[Sequence[Decided]]
) -> tuple[list[dict[str, float]], list[bool], list[float]]:
    """The marks of every decided assignment, whether it is right in full, and how much it weighs.

    A document weighs no more than ``MOST`` assignments, so that one long plan does not speak for all.
    """
    rows, right, counts = [], [], []
    for example, found in zip(prepared, decided, strict=True):
        rows += [dict(d.marks) for d in found]
        right += judged(example, found)
        counts += [min(1.0, MOST / max(1, len(found)))] * len(found)
    return rows, right, counts


def judged(example: Example, found: Sequence[Decided]) -> list[bool]:
    """For each decided assignment whether its span, its leads and its deadline are right."""
    gold = example.gold["assignments"]
    matched = scoring.pairs([example.places.span(a) for a in gold], [(d.item.start, d.item.end) for d in found])
    right = {j for i, j in matched if scoring.is_right(gold[i], _as_scored(found[j]))}
    return [j in right for j in range(len(found))]


def _as_scored(decided: Decided) -> dict[str, Any]:
    due = decided.item.due
    return {"lead": decided.item.leads, "deadline": {"on": due.on.isoformat() if due.on else None} if due else None}


def _example(document: dict[str, Any], names: Gazetteer) -> Example:
    text = canonical(document["text"])
    layout = lay_out(text)
    fields = header.read(text, layout.flat)
    case = decision.case(layout, NameReader(layout.flat, names), fields)
    places = scoring.Places(document["text"], text)
    spans = [places.span(item) for item in document["assignments"]]
    return Example(document, case, units.labels_for(case.units, spans), places)
