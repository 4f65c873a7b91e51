"""Compares two pieces of work: what they share, where they differ, and what follows from it."""

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from viettext.likeness.facts import CLASH, NONE, SAME, Body, Reason, Verdict, Why, Work
from viettext.likeness.model import stored
from viettext.likeness.spellings import NEAR_ACTS, ONE_FOR_ALL, OWN
from viettext.likeness.things import Things, things
from viettext.likeness.words import act_of, content, pairs, tokens
from viettext.normal import fold

FAR_DAYS = 30
LEAST_SHARED = 8.0  # of rarity, about two telling words: less is no ground for stopping anybody
Rarity = Callable[[str], float]
TOGETHER, WITHIN, OTHER, APART, UNKNOWN = "together", "within", "other", "apart", "unknown"


def compare(first: Work, second: Work) -> Verdict:
    """Whether both tell of one piece of work and agree ("same"), do not agree ("clash"), or tell of two ("none").

    Symmetric but for the order of what the reasons quote.
    """
    if _is_literal(first, second):
        return Verdict(SAME, 1.0, _shared(first, second))
    if is_settled(first, second):
        return Verdict(NONE, 0.0)
    score = probability(features(first, second))
    if score < stored().threshold or _weight_shared(first, second) < LEAST_SHARED:
        return Verdict(NONE, min(score, stored().threshold))
    against = _against(first, second)
    return Verdict(CLASH if against else SAME, score, (*against, *_shared(first, second)))


def is_settled(first: Work, second: Work) -> bool:
    """Whether they are two works whatever words they share: of two things by name, of two places, or one for each."""
    if differ_by_name(things(first.title), things(second.title)):
        return True
    return leads(first.leads, second.leads) == APART or given_to_each(first, second)


def features(first: Work, second: Work, rarity: Rarity | None = None) -> Mapping[str, float]:
    """What the model weighs, each between -1 and 1; symmetric. Training gives the rarity of words, else the model's."""
    rarity = rarity or stored().rarity
    told, other = things(first.title), things(second.title)
    a, b = content(first.title), content(second.title)
    with_a, with_b = _with_products(first), _with_products(second)
    within, among, left = _overlap(frozenset(a), frozenset(b), rarity)
    pair_within, pair_among, _ = _overlap(pairs(a), pairs(b), rarity)
    product_within, _, _ = _overlap(with_a, with_b, rarity)
    lead = leads(first.leads, second.leads)
    beside = {
        "act_near": _acts(first.title, second.title),
        "amount_shared": float(bool(_big(told) & _big(other))),
        "due_equal": float(first.due is not None and first.due == second.due),
        "due_far": float(_days_between(first.due, second.due) > FAR_DAYS),
        "lead_other": float(lead == OTHER),
        "lead_together": float(lead == TOGETHER),
        "name_shared": float(bool(told.names & other.names)),
    }
    # What stands beside the words counts as far as the words agree: two works of one body due on one day are no pair.
    return {name: value * within for name, value in beside.items()} | {
        "one": 1.0,
        "within": within,
        "among": among,
        "left": left,
        "pair_within": pair_within,
        "pair_among": pair_among,
        "product_within": product_within,
        "replaced": _replaced(a, b) if not (told.places and other.places) else 0.0,
    }


def probability(found: Mapping[str, float]) -> float:
    """How sure the model is that both tell of one piece of work, 0 to 1."""
    weights = stored().weights
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def leads(first: tuple[Body, ...], second: tuple[Body, ...]) -> str:
    """How the leads of two works stand to each other; APART are those of two territories, each with its own work."""
    if not first or not second:
        return UNKNOWN
    a, b = {body.key for body in first}, {body.key for body in second}
    if a & b:
        return TOGETHER
    places_a, places_b = {body.place for body in first}, {body.place for body in second}
    if "" not in places_a | places_b and not places_a & places_b:
        return APART
    above_a = {key for body in first for key in body.above}
    above_b = {key for body in second for key in body.above}
    return WITHIN if above_a & b or above_b & a else OTHER


def differ_by_name(first: Things, second: Things) -> bool:
    """Whether they name two things of one kind: other periods, other numbers of documents, other proper names."""
    if _both_left(_periods(first.periods), _periods(second.periods)):
        return True
    if _both_left(dict_of(first.numbered), dict_of(second.numbered)):
        return True
    left_a = first.names - second.names - first.places
    left_b = second.names - first.names - second.places
    return bool(left_a and left_b)


def given_to_each(first: Work, second: Work) -> bool:
    """Whether this is one sentence said to two bodies, each for a plan or report of its own."""
    if leads(first.leads, second.leads) != OTHER:
        return False
    lines = [f" {' '.join(tokens(work.title))} " for work in (first, second)]
    is_own = all(any(f" {word} " in line for word in OWN) for line in lines)
    return is_own and not any(f" {word} " in line for line in lines for word in ONE_FOR_ALL)


def dict_of(found: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """What is counted or numbered, with its numbers."""
    told: dict[str, set[str]] = {}
    for kind, number in found:
        told.setdefault(kind, set()).add(number)
    return told


def _periods(found: Iterable[str]) -> dict[str, set[str]]:
    parted = (text.partition(" ") for text in found)
    return dict_of((kind, value) for kind, _, value in parted)


def _both_left(first: dict[str, set[str]], second: dict[str, set[str]]) -> bool:
    """Whether of some kind each has one that the other lacks."""
    return any(first[kind] - second[kind] and second[kind] - first[kind] for kind in first.keys() & second.keys())


def _conflict(first: dict[str, set[str]], second: dict[str, set[str]]) -> str | None:
    """The first kind of which both have numbers and share none."""
    return next((kind for kind in sorted(first) if kind in second and not first[kind] & second[kind]), None)


def _overlap(a: frozenset[str], b: frozenset[str], rarity: Rarity) -> tuple[float, float, float]:
    """By weight of rarity: shared of the smaller, shared of both together, and what the smaller has left (0 to 1)."""
    shared = sum(rarity(token) for token in a & b)
    left_a, left_b = sum(rarity(t) for t in a - b), sum(rarity(t) for t in b - a)
    least = min(left_a, left_b)
    if not shared:
        return 0.0, 0.0, 1.0
    return shared / (shared + least), shared / (shared + left_a + left_b), min(1.0, least / 30)


def _with_products(work: Work) -> frozenset[str]:
    return frozenset(token for text in (work.title, *work.deliverables) for token in content(text))


def _replaced(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How much of the frame two texts share that say one thing of two objects: "đào tạo kỹ sư …", "… về …"."""
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    end = next((n for n, (x, y) in enumerate(zip(rest_a[::-1], rest_b[::-1], strict=False)) if x != y), 0)
    mid_a, mid_b = rest_a[: len(rest_a) - end], rest_b[: len(rest_b) - end]
    if not mid_a or not mid_b or set(mid_a) & set(mid_b):
        return 0.0
    return (start + end) / min(len(a), len(b))


def _weight_shared(first: Work, second: Work) -> float:
    return sum(map(stored().rarity, sorted({*content(first.title)} & {*content(second.title)})))


def _acts(first: str, second: str) -> float:
    a, b = act_of(first), act_of(second)
    if not a or not b:
        return 0.0
    return 1.0 if a == b or frozenset({a, b}) in NEAR_ACTS else -1.0


def _days_between(first: date | None, second: date | None) -> int:
    return abs((first - second).days) if first and second else 0


def _big(found: Things) -> set[str]:
    """Amounts that are no common number: they point at the thing counted."""
    return {number for unit, number in found.amounts if unit != "%" and number.isdigit() and int(number) > 10}


def _is_literal(first: Work, second: Work) -> bool:
    """The very same words, with nothing against it."""
    together = leads(first.leads, second.leads) in (TOGETHER, WITHIN, UNKNOWN)
    return together and tokens(first.title) == tokens(second.title) and not _against(first, second)


def _against(first: Work, second: Work) -> tuple[Reason, ...]:
    """In what they do not agree."""
    found: list[Reason] = []
    if leads(first.leads, second.leads) == OTHER:
        found.append(Reason(Why.OTHER_LEAD))
    if first.recurrence and second.recurrence and first.recurrence != second.recurrence:
        found.append(Reason(Why.OTHER_ROUND, first.recurrence, second.recurrence))
    elif first.due and second.due and first.due != second.due:
        found.append(Reason(Why.OTHER_DUE, first.due.isoformat(), second.due.isoformat()))
    told, other = things(first.title), things(second.title)
    if not found and _both_left(_periods(told.deadlines), _periods(other.deadlines)):
        found.append(Reason(Why.OTHER_DUE))
    amounts, others = dict_of(told.amounts), dict_of(other.amounts)
    if (unit := _conflict(amounts, others)) is not None:
        found.append(Reason(Why.OTHER_AMOUNT, _counted(amounts, unit), _counted(others, unit)))
    here, there = told.places - other.names, other.places - told.names
    if here and there:
        found.append(Reason(Why.OTHER_PLACE, _printed(first.title, here), _printed(second.title, there)))
    return tuple(found)


def _counted(amounts: dict[str, set[str]], unit: str) -> str:
    listed = ", ".join(sorted(amounts[unit], key=lambda text: (len(text), text)))
    return f"{listed}%" if unit == "%" else f"{listed} {unit}".strip()


def _printed(text: str, names: Iterable[str]) -> str:
    """Folded names as the text prints them: folding keeps the length."""
    line = fold(text)
    places = sorted((line.find(name), len(name)) for name in names)
    return "; ".join(text[at : at + length] if at >= 0 else "" for at, length in places)


def _words(text: str, wanted: Iterable[str]) -> str:
    """The words of the text that are among the folded ones, as printed and in their order."""
    known = frozenset(wanted)
    told = (word.strip('.,;:()"“”') for word in text.split())
    return " ".join(word for word in told if known.intersection(tokens(word)))


def _shared(first: Work, second: Work) -> tuple[Reason, ...]:
    """What they have in common: the words in the order of the first, products, leads, amounts."""
    a, b = content(first.title), content(second.title)
    found = [Reason(Why.WORDS, _words(first.title, both))] if (both := set(a) & set(b)) else []
    products = [name for name in first.deliverables if any(content(name) == content(n) for n in second.deliverables)]
    if products:
        found.append(Reason(Why.PRODUCT, "; ".join(products)))
    if leads(first.leads, second.leads) == TOGETHER:
        found.append(Reason(Why.LEAD))
    if amounts := sorted(_big(things(first.title)) & _big(things(second.title))):
        found.append(Reason(Why.AMOUNT, ", ".join(amounts)))
    return tuple(found)
