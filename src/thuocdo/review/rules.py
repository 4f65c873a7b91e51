"""What a reviewer makes of an extracted assignment: its fields, how two become one and one becomes two."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

# What a task must deliver where its text names nothing: by the verb it begins with, the longest that fits.
PRODUCTS = (
    ("báo cáo", "Báo cáo"),
    ("tổng hợp", "Báo cáo tổng hợp"),
    ("rà soát", "Báo cáo rà soát"),
    ("đánh giá", "Báo cáo đánh giá"),
    ("sơ kết", "Báo cáo sơ kết"),
    ("tổng kết", "Báo cáo tổng kết"),
    ("kiểm tra", "Kết luận kiểm tra"),
    ("thanh tra", "Kết luận thanh tra"),
    ("giám sát", "Báo cáo giám sát"),
    ("trình", "Tờ trình"),
    ("đề xuất", "Văn bản đề xuất"),
    ("kiến nghị", "Văn bản kiến nghị"),
    ("tham mưu", "Tờ trình"),
    ("ban hành", "Văn bản được ban hành"),
    ("hướng dẫn", "Văn bản hướng dẫn"),
    ("công bố", "Văn bản công bố"),
    ("phê duyệt", "Quyết định phê duyệt"),
    ("xây dựng", "Hồ sơ xây dựng"),
    ("nghiên cứu", "Báo cáo nghiên cứu"),
    ("bố trí", "Quyết định bố trí"),
    ("thành lập", "Quyết định thành lập"),
)
OTHERWISE = "Báo cáo kết quả"
PRODUCT_LENGTH = 160  # characters of the action that a proposed product repeats
JOINT = "\n[…]\n"  # between two passages that do not follow each other
NEAR = 12  # characters between two passages that still follow each other: a line end and a label

_SPACE = re.compile(r"\s+")
_CUTS = re.compile(r"(?<=[;.!?])\s+(?=\S)|\n+(?=\S)")
_ENDS = " \t\n;,."


@dataclass(frozen=True, slots=True)
class Fields:
    """A proposal as it will become a task. Names are as printed; `choices` says what the unclear ones mean.

    A choice is "body:CODE" or "group:CODE" under the printed name. `programme` is a code, empty for the first one.
    `targets` are as the extraction contract prints them.
    """

    action: str = ""
    leads: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    due: date | None = None
    recurrence: str = ""
    has_no_deadline: bool = False
    deliverables: tuple[str, ...] = ()
    field: str = ""
    openness: str = ""
    accountable_person: str = ""
    programme: str = ""
    targets: tuple[Mapping[str, Any], ...] = ()
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """What the database keeps."""
        return {
            "action": self.action, "leads": list(self.leads), "coordinating": list(self.coordinating),
            "due": self.due.isoformat() if self.due else None, "recurrence": self.recurrence,
            "has_no_deadline": self.has_no_deadline, "deliverables": list(self.deliverables), "field": self.field,
            "openness": self.openness, "accountable_person": self.accountable_person, "programme": self.programme,
            "targets": [dict(target) for target in self.targets], "choices": dict(self.choices),
        }  # fmt: skip


def fields_of(found: Mapping[str, Any] | None, stored: Mapping[str, Any]) -> Fields:
    """The fields as the reviewer left them, or as the machine found them where nobody touched them yet."""
    if stored:
        due = stored.get("due")
        kept = {"targets": (found or {}).get("targets") or ()}  # not kept beside the rest at first
        kept |= {name: stored[name] for name in Fields.__dataclass_fields__ if name in stored}
        lists = {name: tuple(kept.get(name, ())) for name in ("leads", "coordinating", "deliverables", "targets")}
        return Fields(**kept | lists | {"due": date.fromisoformat(due) if due else None})
    return fields_found(found or {})


def fields_found(found: Mapping[str, Any]) -> Fields:
    """The fields that an extracted assignment (contract form) proposes."""
    action = str(found.get("action") or "")
    deadline = found.get("deadline") or {}
    due = deadline.get("on")
    return Fields(
        action=action,
        leads=tuple(found.get("lead") or ()),
        coordinating=tuple(found.get("coordinating") or ()),
        due=date.fromisoformat(due) if due else None,
        recurrence=str(found.get("recurrence") or ""),
        deliverables=tuple(found.get("deliverables") or ()) or ((proposed_product(action),) if action else ()),
        accountable_person=accountable_found(found),
        targets=tuple(found.get("targets") or ()),
    )


def supervisors_of(found: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Who directs the work, where the text names somebody apart from the lead."""
    named = (found or {}).get("supervisor") or []
    return tuple([named] if isinstance(named, str) else named)


def targets_offered(found: Mapping[str, Any] | None, fields: Fields) -> list[Mapping[str, Any]]:
    """The targets to choose from: those kept, then those that the machine found and a person dropped."""
    read = (found or {}).get("targets") or ()
    return [*fields.targets, *(target for target in read if target not in fields.targets)]


def accountable_found(found: Mapping[str, Any]) -> str:
    """The supervisor, where it is a post of the only lead ("Bộ trưởng Bộ Tài chính" for "Bộ Tài chính")."""
    leads: list[str] = list(found.get("lead") or [])
    named = supervisors_of(found)
    if len(leads) == 1 and len(named) == 1 and named[0].lower().endswith(leads[0].lower()) and named[0] != leads[0]:
        return named[0]
    return ""


def proposed_product(action: str) -> str:
    """A product for an action whose text names none: "Báo cáo rà soát: …"."""
    line = one_line(action).rstrip(_ENDS)
    start = line.lower()
    fitting = [name for verb, name in PRODUCTS if start.startswith(verb)]
    return f"{fitting[0] if fitting else OTHERWISE}: {shortened(line, PRODUCT_LENGTH)}"


def one_line(text: str) -> str:
    """The text on one line with single spaces."""
    return _SPACE.sub(" ", text).strip()


def shortened(text: str, most: int) -> str:
    """At most `most` characters, cut at a word, with an ellipsis where something was left out."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(_ENDS) + "…"


def names_in(text: str) -> tuple[str, ...]:
    """Printed names of a field: one a line, or separated by semicolons; each once."""
    return tuple(dict.fromkeys(name for part in re.split(r"[;\n]", text) if (name := one_line(part))))


def lines_in(text: str) -> tuple[str, ...]:
    """Lines of a field, blank ones left out; each once."""
    return tuple(dict.fromkeys(line for part in text.split("\n") if (line := one_line(part))))


# Two proposals become one


def joined(first: Fields, second: Fields) -> Fields:
    """One proposal out of two, in the order of the text; where both say something else, the first holds."""
    has_time = first.due or first.recurrence or first.has_no_deadline
    time = first if has_time else second
    action = first.action.rstrip(_ENDS)
    return replace(
        first,
        action=f"{action}; {second.action[:1].lower()}{second.action[1:]}" if action else second.action,
        leads=_union(first.leads, second.leads),
        coordinating=_union(first.coordinating, second.coordinating),
        deliverables=_union(first.deliverables, second.deliverables),
        due=time.due, recurrence=time.recurrence, has_no_deadline=time.has_no_deadline,
        field=first.field or second.field,
        openness=first.openness or second.openness,
        accountable_person=first.accountable_person or second.accountable_person,
        targets=(*first.targets, *(target for target in second.targets if target not in first.targets)),
        choices={**second.choices, **first.choices},
    )  # fmt: skip


def _union(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


Span = tuple[int, int]


def places_joined(*places: Span) -> list[Span]:
    """The spans in the order of the text; those that overlap or follow each other become one."""
    found: list[Span] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1] + NEAR:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def words_at(text: str, places: Sequence[Span]) -> str:
    """The words of the spans, with a sign where something between them is left out."""
    return JOINT.join(text[start:end] for start, end in places)


def places_within(places: Sequence[Span], start: int, end: int) -> list[Span]:
    """Where in the text the part [start, end) of `words_at(text, places)` stands."""
    found, at = [], 0
    for first, last in places:
        low, high = max(start, at), min(end, at + last - first)
        if low < high:
            found.append((first + low - at, first + high - at))
        at += last - first + len(JOINT)
    return found


def place_in_words(places: Sequence[Span], place: int) -> int | None:
    """The way back: where a place of the text stands in `words_at(text, places)`, None outside."""
    at = 0
    for first, last in places:
        if first <= place < last:
            return at + place - first
        at += last - first + len(JOINT)
    return None


# One proposal becomes two


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a passage can be cut: `at` counts from its start, with the words around."""

    at: int
    before: str
    after: str


def cuts_of(quote: str, *, words: int = 60, most: int = 40) -> list[Cut]:
    """The places between the clauses and sentences of a passage."""
    places = [found.end() for found in _CUTS.finditer(quote)]
    return [
        Cut(at, one_line(quote[:at])[-words:], shortened(one_line(quote[at:]), words))
        for at in places
        if quote[:at].strip(_ENDS) and quote[at:].strip(_ENDS) and not quote.startswith(JOINT.strip(), at)
    ][:most]


def part_span(quote: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and separators at its ends."""
    while start < end and quote[start] in " \t\n":
        start += 1
    while end > start and quote[end - 1] in " \t\n;,":
        end -= 1
    return start, end


def part_fields(whole: Fields, quote: str, *, time_quote: str) -> Fields:
    """The fields of one part of a cut passage: what the whole had, as far as the part's own words bear it.

    `time_quote` are the words that the deadline was read from; a part without them is left without that deadline.
    """
    words = one_line(quote)
    action = words.strip(_ENDS)
    kept = tuple(name for name in whole.deliverables if name.lower() in words.lower())
    aims = tuple(aim for aim in whole.targets if one_line(str(aim.get("quote") or "")) in words)
    has_time = not time_quote or one_line(time_quote).lower() in words.lower()
    action = action[:1].upper() + action[1:]
    return replace(
        whole, action=action, deliverables=kept or (proposed_product(action),), due=whole.due if has_time else None,
        recurrence=whole.recurrence if has_time else "", targets=aims,
    )  # fmt: skip


def by_leads(whole: Fields) -> list[Fields]:
    """One proposal for each lead."""
    return [replace(whole, leads=(lead,)) for lead in whole.leads]
