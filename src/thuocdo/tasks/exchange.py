"""The exchange format of task events: one JSON object a line, checked field by field before anything is done."""

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thuocdo.tasks.rules.recurrence import Recurrence
from thuocdo.tasks.rules.states import Act

LONGEST_CODE = 60
LONGEST_PERSON = 300
LONGEST_TEXT = 20_000


NOTHING: tuple[object, ...] = ([], False, None, {}, "")
MEANT = frozenset({"weight", "percent"})  # where 0, which equals False, is something said
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
UNFIT = re.compile("[\x00\ud800-\udfff]")  # no database keeps these
ACTS = {act.value: act for act in Act}


class BadLine(Exception):
    """A line that is not what the contract says. `field` is the field's name, "" for the line as a whole."""

    def __init__(self, problem: str, field: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.field = field


@dataclass(frozen=True, slots=True)
class Line:
    """One checked line. `fields` holds typed values of what was given (dates as dates); `digest` tells equal lines."""

    number: int
    act: Act
    task: str
    on: date
    fields: dict[str, Any]
    digest: str


def parse(number: int, raw: str) -> Line:
    """The line's event; raises BadLine for what is not an event of the contract. `number` counts from 1."""
    found = _object(raw)
    act = _act(found)
    allowed = COMMON | FIELDS[act].keys()
    for name in found:
        if name not in allowed:
            raise BadLine(_("trường không có trong quy ước"), name)
    for name, column in FIELDS[act].items():
        if column.required and found.get(name) is None:
            raise BadLine(_("thiếu trường bắt buộc"), name)
    fields = {
        name: column.read(found[name], name) for name, column in FIELDS[act].items() if found.get(name) is not None
    }
    if act is Act.CREATED:
        _check_time(fields)
    task = _code(found.get("task"), "task")
    on = _day(found.get("on"), "on")
    return Line(number, act, task, on, fields, _digest(act, task, on, fields))


def _object(raw: str) -> dict[str, Any]:
    try:
        found = json.loads(raw, object_pairs_hook=_once)  # NaN is refused by the field's reader, which names it
    except (ValueError, RecursionError):  # ValueError also for a number of too many digits
        raise BadLine(_("không phải là một đối tượng JSON hợp lệ")) from None
    if not isinstance(found, dict):
        raise BadLine(_("không phải là một đối tượng JSON hợp lệ"))
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadLine(_("trường lặp lại"), name)
        found[name] = value
    return found


def _act(found: dict[str, Any]) -> Act:
    word = found.get("event")
    if not isinstance(word, str) or word not in ACTS:
        raise BadLine(_("sự kiện không có trong quy ước"), "event")
    return ACTS[word]


def _check_time(fields: dict[str, Any]) -> None:
    has_none = fields.get("no_deadline", False)
    if has_none and ("due" in fields or "recurrence" in fields):
        raise BadLine(_("“no_deadline” không đi cùng “due” hay “recurrence”"), "no_deadline")
    if not has_none and "due" not in fields and "recurrence" not in fields:
        raise BadLine(_("cần “due”, “recurrence” hoặc “no_deadline”: true"), "due")


def _digest(act: Act, task: str, on: date, fields: dict[str, Any]) -> str:
    """Equal for lines that say the same: a field left out, null and an empty list are one."""
    told = {name: value for name, value in fields.items() if value not in NOTHING or name in MEANT}
    if told.get("weight") == 1:
        del told["weight"]
    whole = {"event": act.value, "task": task, "on": on, **told}
    return hashlib.sha256(json.dumps(whole, sort_keys=True, default=date.isoformat).encode()).hexdigest()


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadLine(_("phải là một chuỗi có nội dung"), name)
    if len(value) > LONGEST_TEXT:
        raise BadLine(_("dài quá {most} ký tự").format(most=LONGEST_TEXT), name)
    if UNFIT.search(value):
        raise BadLine(_("có ký tự không hợp lệ"), name)
    return unicodedata.normalize("NFC", value.strip())


def _optional_text(value: object, name: str) -> str:
    return "" if value == "" else _text(value, name)


def _short(value: object, name: str, most: int) -> str:
    text = _text(value, name)
    if len(text) > most:
        raise BadLine(_("dài quá {most} ký tự").format(most=most), name)
    return text


def _code(value: object, name: str) -> str:
    return _short(value, name, LONGEST_CODE)


def _person(value: object, name: str) -> str:
    return "" if value == "" else _short(value, name, LONGEST_PERSON)


def _slug(value: object, name: str) -> str:
    text = _text(value, name)
    if len(text) > 50 or not all((c.isalnum() and c.isascii()) or c in "-_" for c in text):
        raise BadLine(_("chỉ gồm chữ không dấu, số, “-” và “_”, dài nhất 50 ký tự"), name)
    return text


def _texts(value: object, name: str) -> list[str]:
    if not isinstance(value, list):
        raise BadLine(_("phải là một danh sách chuỗi"), name)
    return [_text(item, name) for item in value]


def _some_texts(value: object, name: str) -> list[str]:
    found = _texts(value, name)
    if not found:
        raise BadLine(_("cần ít nhất một mục"), name)
    return found


def _day(value: object, name: str) -> date:
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is not None and 1945 <= day.year <= 2999:
            return day
    raise BadLine(_("phải là ngày dạng 2025-03-31"), name)


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadLine(_("phải là một số"), name)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise BadLine(_("phải là một số"), name)
    return number


def _weight(value: object, name: str) -> float:
    number = _number(value, name)
    if not 0 <= number <= 1_000_000:
        raise BadLine(_("phải là số từ 0 đến 1.000.000"), name)
    return number


def _yes(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise BadLine(_("phải là true hoặc false"), name)
    return value


def _recurrence(value: object, name: str) -> str:
    if not isinstance(value, str) or value not in {r.value for r in Recurrence}:
        raise BadLine(_("phải là một trong: {words}").format(words=", ".join(r.value for r in Recurrence)), name)
    return value


def _openness(value: object, name: str) -> str:
    if value not in ("public", "internal"):
        raise BadLine(_("phải là public hoặc internal"), name)
    return str(value)


def _source(value: object, name: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise BadLine(_("phải là một đối tượng"), name)
    for key in value:
        if key not in SOURCE:
            raise BadLine(_("trường không có trong quy ước"), f"{name}.{key}")
    found = {key: value[key] for key in SOURCE if value.get(key) is not None}
    return {key: SOURCE[key](item, f"{name}.{key}") for key, item in found.items()}


@dataclass(frozen=True, slots=True)
class Column:
    """How one field is read, and whether a line without it is refused."""

    read: Callable[[object, str], Any]
    required: bool = False


COMMON = frozenset({"on", "event", "task"})
SOURCE: dict[str, Callable[[object, str], str]] = {
    "directive": lambda value, name: _short(value, name, 100),
    "label": lambda value, name: _short(value, name, 50),
    "signed_on": lambda value, name: _day(value, name).isoformat(),
}
MUST = True
BY = {"by": Column(_text, MUST)}
REASON = {"reason": Column(_text, MUST)}
PERIOD = {"period": Column(_text)}
FIELDS: dict[Act, dict[str, Column]] = {
    Act.CREATED: {
        "programme": Column(_slug, MUST),
        "title": Column(_text, MUST),
        "lead": Column(_some_texts, MUST),
        "deliverables": Column(_some_texts, MUST),
        "due": Column(_day),
        "recurrence": Column(_recurrence),
        "no_deadline": Column(_yes),
        "coordinating": Column(_texts),
        "accountable_person": Column(_person),
        "parent": Column(_code),
        "weight": Column(_weight),
        "source": Column(_source),
        "field": Column(_slug),
        "class": Column(_openness),
    },
    Act.ASSIGNED: {**BY, "lead": Column(_some_texts)},
    Act.ACCEPTED: BY,
    Act.STARTED: BY,
    Act.HANDED_BACK: BY | REASON,
    Act.EXTENSION_REQUESTED: BY | REASON | {"to": Column(_day, MUST)} | PERIOD,
    Act.EXTENSION_GRANTED: BY | {"to": Column(_day, MUST)} | PERIOD,
    Act.EXTENSION_REFUSED: BY | {"to": Column(_day)} | PERIOD,
    Act.PROGRESSED: {"percent": Column(_number, MUST), "note": Column(_optional_text)} | PERIOD,
    Act.REPORTED: {"by": Column(_text), "evidence": Column(_some_texts, MUST)} | PERIOD,
    Act.VERIFIED: BY | PERIOD,
    Act.RETURNED: BY | REASON | PERIOD,
    Act.SUSPENDED: BY | REASON,
    Act.RESUMED: BY | {"reason": Column(_optional_text)},
    Act.CANCELLED: BY | REASON,
    Act.CLOSED: BY,
}
