"""Reading of annotated documents: what is scored, why it was wrong, and whether confidence holds."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thuocdo.organisations import directory
from viettext import Gazetteer, extract, scoring
from viettext.learning import training
from viettext.learning.model import Model

ROOT = Path(__file__).resolve().parent.parent
OPEN, BLIND = ROOT / "corpus" / "open", ROOT / "corpus" / "blind"
SHARED = ROOT.parent / "shared"
COLUMNS = ("assignment", "full", "lead", "deadline", "figure", "header")
BINS = 10

Document = dict[str, Any]
Reader = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Judged:
    """One document, how it was scored, and whether rules were tuned on it."""

    kind: str
    source: str
    result: scoring.Result


def judge(documents: Iterable[Document], read: Reader) -> list[Judged]:
    """Each document read and scored."""
    return [Judged(d["document"].get("kind") or "none", d["source"], scoring.judge(d, read(d))) for d in documents]


def stored(known: Gazetteer, *, trained: bool = True) -> Reader:
    """Reads with the model in the package, or by the rules alone."""
    return lambda d: extract(d["text"], names=known, source=d["source"], trained=trained).as_dict()


def crossed(documents: Sequence[Document], known: Gazetteer) -> Reader:
    """Reads each of the documents with a model that has not seen it."""
    models: Mapping[str, Model] = {}
    prepared = training.examples(documents, known)
    models = {e.gold["source"]: m for e, m in zip(prepared, training.without_each(prepared), strict=True)}
    return lambda d: extract(d["text"], names=known, source=d["source"], learned=models[d["source"]]).as_dict()


def reference() -> list[Document]:
    """The reference documents with their text, where they lie beside the checkout."""
    found = []
    for gold in sorted((SHARED / "gold").glob("*.json")):
        document = json.loads(gold.read_text("utf-8"))
        text = next((f for f in SHARED.glob(f"*/{document['source']}") if f.suffix == ".txt"), None)
        if text is not None:
            found.append({**document, "text": text.read_text("utf-8")})
    return found


def names() -> Gazetteer:
    """The names that the product reads with."""
    return Gazetteer(directory.names())


def total(judged: Iterable[Judged]) -> scoring.Result:
    """All documents together."""
    result = scoring.Result()
    for document in judged:
        result.join(document.result)
    return result


def scores(judged: Sequence[Judged]) -> str:
    """F1 by kind of document, and of all."""
    kinds = sorted({j.kind for j in judged}, key=lambda kind: (-sum(j.kind == kind for j in judged), kind))
    groups = [(kind, [j for j in judged if j.kind == kind]) for kind in kinds]
    lines = [_line(["kind", "documents", "assignments", *(f"{c} F1" for c in COLUMNS)]), _rule(len(COLUMNS) + 3)]
    for name, group in [*groups, ("**all**", list(judged))]:
        result = total(group).scores
        counts = [str(len(group)), str(result["assignment"].expected)]
        lines.append(_line([name, *counts, *(_share(result[c]) for c in COLUMNS)]))
    return "\n".join(lines)


def errors(judged: Iterable[Judged]) -> tuple[str, list[str]]:
    """A table of causes with their counts, and the three most frequent."""
    causes = Counter(cause(fault) for fault in total(judged).faults)
    lines = [_line(["cause", "errors"]), _rule(2), *(_line([c, str(n)]) for c, n in causes.most_common())]
    return "\n".join(lines), [c for c, _ in causes.most_common(3)]


def cause(fault: scoring.Fault) -> str:
    """What went wrong, in the words of the table."""
    if fault.kind == "lead":
        return f"lead: {_of_lead(fault)}"
    if fault.kind == "deadline":
        parts = {"None": "not read"}
        return (
            f"deadline: {'read where there is none' if fault.expected == 'None' else parts.get(fault.found, 'other')}"
        )
    if fault.kind == "span":
        return "passage: " + ("divided or cut short" if len(fault.found) < len(fault.words) else "too long or joined")
    if fault.kind == "header":
        return f"header: {fault.words}"
    return {
        "missed": "passage: not taken",
        "spurious": "passage: taken where nothing is assigned",
        "figure-missed": "figure: not taken",
        "figure-spurious": "figure: taken where nothing is reported",
        "figure-value": "figure: misread",
    }.get(fault.kind, fault.kind)


def _of_lead(fault: scoring.Fault) -> str:
    expected = {scoring.clean(n) for n in fault.expected.split("; ")}
    found = {scoring.clean(n) for n in fault.found.split("; ")}
    if any(a != b and (a.startswith(b) or b.startswith(a)) for a in expected for b in found):
        return "name cut or drawn out"
    if expected & found:
        return "one of several missing or too many"
    return "another body"


def calibration(judged: Iterable[Judged]) -> str:
    """Assignments by confidence: how sure, how often right in full, how many; and the mean distance of the two."""
    pairs = total(judged).judged
    lines = [_line(["confidence", "predicted", "observed", "n"]), _rule(4)]
    distance = 0.0
    for low in range(BINS):
        inside = [(c, r) for c, r in pairs if low <= min(c * BINS, BINS - 0.5) < low + 1]
        if not inside:
            continue
        predicted = sum(c for c, _ in inside) / len(inside)
        observed = sum(r for _, r in inside) / len(inside)
        distance += abs(predicted - observed) * len(inside) / len(pairs)
        lines.append(
            _line([f"{low / BINS:.1f}–{(low + 1) / BINS:.1f}", f"{predicted:.2f}", f"{observed:.2f}", str(len(inside))])
        )
    lines.append(_line(["mean distance", "", f"{distance:.3f}", str(len(pairs))]))
    return "\n".join(lines)


def _share(score: scoring.Score) -> str:
    return f"{score.f1:.3f}" if score.predicted or score.expected else "–"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return "|---|" + "---:|" * (columns - 1)
