"""Scores what was read against annotated documents, and says of each error what kind it is."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LEAST_OVERLAP = 0.5
MEASURES = (
    "assignment", "lead", "deadline", "target", "supervisor", "full", "figure", "header", "offsets",
)  # fmt: skip
# Titles and quantifiers before a name do not change who is meant.
_PREFIXES = re.compile(
    r"^(?:đồng chí|đ/c|ông|bà|giao|yêu cầu|đề nghị|tất cả|toàn thể|các|những|mỗi|từng"
    r"|quý(?= (?:bộ|cơ quan|đơn vị|địa phương)))\s+",
    re.I,
)
Span = tuple[int, int]
Document = dict[str, Any]
_NOWHERE = (-2, -1)


@dataclass(slots=True)
class Score:
    """Right, predicted and expected items."""

    right: int = 0
    predicted: int = 0
    expected: int = 0

    def add(self, right: int, predicted: int, expected: int) -> None:
        """Count so many more."""
        self.right += right
        self.predicted += predicted
        self.expected += expected

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right, 0 where nothing was."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was found, 0 where nothing was."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """2 · right / (predicted + expected), 0 where there is nothing."""
        total = self.predicted + self.expected
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: ``kind`` is one of ``missed spurious span lead deadline figure-missed figure-spurious figure-value
    header offsets``."""

    source: str
    kind: str
    words: str
    expected: str = ""
    found: str = ""


@dataclass(slots=True)
class Result:
    """The scores by measure, the errors, and for each predicted assignment its confidence and whether it is right."""

    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in MEASURES})
    faults: list[Fault] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def join(self, other: "Result") -> None:
        """Add what another result counted."""
        for name, score in other.scores.items():
            self.scores[name].add(score.right, score.predicted, score.expected)
        self.faults += other.faults
        self.judged += other.judged


def documents(*folders: Path) -> list[Document]:
    """The annotated documents in the folders, in the order of their file names."""
    return [
        json.loads(path.read_text(encoding="utf-8"))
        for folder in folders
        for path in (sorted(folder.glob("*.json")) if folder.is_dir() else [folder])
    ]


def is_kept(source: str) -> bool:
    """Whether a document belongs to the quarter that no rule is tuned on: what it shows of the engine holds for others.

    A digest of the file name decides, so that nobody chooses and nothing moves when documents are added.
    """
    return hashlib.sha256(Path(source).stem.encode()).digest()[0] % 4 == 0


def score(gold: Iterable[Document], read: Callable[[str, str], Document]) -> Result:
    """Scores of all documents; ``read`` gives for a text and its source the contract's object."""
    total = Result()
    for document in gold:
        total.join(judge(document, read(document["text"], document["source"])))
    return total


def judge(gold: Mapping[str, Any], answer: Mapping[str, Any]) -> Result:
    """The scores of one document; ``gold`` and ``answer`` are contract objects."""
    result = Result()
    places = Places(gold.get("text"), answer["text"])
    source = str(gold["source"])
    _assignments(result, source, gold, answer, places)
    _figures(result, source, gold, answer, places)
    for name, wanted in gold["document"].items():
        have = answer["document"].get(name)
        right = _names(wanted) == _names(have) if name == "recipients" else clean(wanted) == clean(have)
        result.scores["header"].add(right, 1, 1)
        if not right:
            result.faults.append(Fault(source, "header", name, repr(wanted), repr(have)))
    for item in [*answer["assignments"], *answer["figures"]]:
        right = answer["text"][item["start"] : item["end"]] == item["quote"]
        result.scores["offsets"].add(right, 1, 1)
        if not right:
            result.faults.append(Fault(source, "offsets", item["quote"]))
    return result


class Places:
    """Finds an annotated passage in the text that was read, whatever white space lies between."""

    def __init__(self, gold: str | None, read: str) -> None:
        self._squashed, self._offsets = _squash(read)
        squashed, offsets = _squash(gold or "")
        same = squashed == self._squashed
        self._read_at = dict(zip(offsets, self._offsets, strict=True)) if same else {}

    def span(self, item: Mapping[str, Any]) -> Span:
        """Where the passage stands, or a span that overlaps nothing."""
        if "start" in item and {item["start"], item["end"] - 1} <= self._read_at.keys():
            return self._read_at[item["start"]], self._read_at[item["end"] - 1] + 1
        quote, offsets = _squash(item["quote"])
        at = self._squashed.find(quote)
        if at >= 0 and quote:
            return self._offsets[at], self._offsets[at + len(quote) - 1] + 1
        head, tail = self._squashed.find(quote[:30]), self._squashed.find(quote[-30:])
        return (self._offsets[head], self._offsets[tail + 29] + 1) if 0 <= head < tail and offsets[60:] else _NOWHERE


def overlap(a: Span, b: Span) -> float:
    """The intersection of two spans as a share of their union."""
    inner = min(a[1], b[1]) - max(a[0], b[0])
    return inner / (max(a[1], b[1]) - min(a[0], b[0])) if inner > 0 else 0.0


def pairs(gold: list[Span], found: list[Span], least: float = LEAST_OVERLAP) -> list[tuple[int, int]]:
    """One-to-one matches of at least so much overlap, best first."""
    ranked = sorted(((overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    left, right, matched = set(range(len(gold))), set(range(len(found))), []
    for share, i, j in ranked:
        if share < least or share <= 0:
            break
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            matched.append((i, j))
    return matched


def is_right(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether the leads and the deadline of two matched assignments agree."""
    return _names(gold.get("lead")) == _names(found.get("lead")) and _due(gold) == _due(found)


def clean(words: object) -> str:
    """A name as it is compared: lower case, single spaces, no title or quantifier before it."""
    text = unicodedata.normalize("NFC", str(words or "")).casefold().strip(" .,;:–-")
    text = re.sub(r"\s+", " ", text)
    before = None
    while before != text:
        before, text = text, _PREFIXES.sub("", text)
    return text


def _assignments(
    result: Result, source: str, gold: Mapping[str, Any], answer: Mapping[str, Any], places: Places
) -> None:
    wanted, found = gold["assignments"], answer["assignments"]
    spans, predicted = [places.span(a) for a in wanted], [(a["start"], a["end"]) for a in found]
    matched = pairs(spans, predicted)
    scores, rights = result.scores, set()
    for i, j in matched:
        faults = list(_attributes(scores, source, wanted[i], found[j]))
        result.faults += faults
        if not faults:
            rights.add(j)
    scores["assignment"].add(len(matched), len(found), len(wanted))
    scores["full"].add(len(rights), len(found), len(wanted))
    result.judged += [(float(a.get("confidence") or 0.0), j in rights) for j, a in enumerate(found)]
    seen, used = {i for i, _ in matched}, {j for _, j in matched}
    for i, item in enumerate(wanted):
        if i not in seen:
            cut = [found[j]["quote"] for j, span in enumerate(predicted) if overlap(spans[i], span) > 0.1]
            result.faults.append(Fault(source, "span" if cut else "missed", item["quote"], found=" ‖ ".join(cut)))
    for j, item in enumerate(found):
        if j not in used and not any(overlap(span, predicted[j]) > 0.1 for span in spans):
            result.faults.append(Fault(source, "spurious", item["quote"], found="; ".join(item["lead"])))


def _attributes(
    scores: dict[str, Score], source: str, gold: Mapping[str, Any], found: Mapping[str, Any]
) -> Iterator[Fault]:
    for measure, name in (("lead", "lead"), ("supervisor", "supervisor")):
        g, f = _names(gold.get(name)), _names(found.get(name))
        scores[measure].add(len(g & f), len(f), len(g))
        if measure == "lead" and g != f:
            yield Fault(source, "lead", gold["quote"], "; ".join(gold["lead"]), "; ".join(found["lead"]))
    g_aims, f_aims = _aims(gold), _aims(found)
    scores["target"].add(len(g_aims & f_aims), len(f_aims), len(g_aims))
    g_due, f_due = _due(gold), _due(found)
    scores["deadline"].add(int(g_due == f_due and g_due is not None), int(f_due is not None), int(g_due is not None))
    if g_due != f_due:
        yield Fault(source, "deadline", gold["quote"], str(g_due), str(f_due))


def _figures(result: Result, source: str, gold: Mapping[str, Any], answer: Mapping[str, Any], places: Places) -> None:
    wanted = [(places.span(f), f) for f in gold["figures"]]
    left = [((f["start"], f["end"]), f) for f in answer["figures"]]
    count = result.scores["figure"]
    count.add(0, len(left), len(wanted))
    missed = []
    for span, item in wanted:
        hit = next((f for f in left if overlap(span, f[0]) > 0 and _amount(item) == _amount(f[1])), None)
        if hit:
            left.remove(hit)
            count.right += 1
        else:
            missed.append((span, item))
    for span, item in missed:
        near = next((f for f in left if overlap(span, f[0]) > 0), None)
        if near:
            left.remove(near)
        kind, found = ("figure-value", str(_amount(near[1]))) if near else ("figure-missed", "")
        result.faults.append(Fault(source, kind, item["quote"], str(_amount(item)), found))
    for _, item in left:
        result.faults.append(Fault(source, "figure-spurious", item["quote"], found=str(_amount(item))))


def _squash(text: str) -> tuple[str, list[int]]:
    kept = [(c, i) for i, c in enumerate(text) if not c.isspace()]
    return "".join(c for c, _ in kept), [i for _, i in kept]


def _names(values: object) -> set[str]:
    listed = [values] if isinstance(values, str) else values if isinstance(values, list) else []
    return {clean(v) for v in listed if clean(v)}


def _due(item: Mapping[str, Any]) -> str | None:
    return (item.get("deadline") or {}).get("on")


def _number(value: object) -> float | None:
    return round(float(value), 4) if isinstance(value, int | float) else None


def _amount(item: Mapping[str, Any]) -> tuple[float | None, float | None]:
    return _number(item.get("value")), _number(item.get("of"))


def _aims(item: Mapping[str, Any]) -> set[tuple[float | None, str]]:
    return {(_number(t.get("value")), clean(t.get("unit"))) for t in item.get("targets") or []}
