"""Breaks some of the larger tasks down, into work packages of other ministries or a part for each of some provinces."""

from datetime import date, timedelta
from random import Random

from . import days
from .bodies import PROVINCES_34, PROVINCES_63, PROVINCES_MERGED_ON, place
from .cast import answerable_person, ministries_on
from .content import Content, compose, parts
from .life import Fate, Life

PARENTS = 24
LOCAL_KINDS = frozenset({"nentang", "dulieu", "dichvu", "hatang"})
_END = date(2025, 12, 23)


def break_down(lives: list[Life], rng: Random) -> None:
    """Gives children to some lives that lasted long enough; none changes what its parent counts for."""
    able = [life for life in lives if life.is_plain and life.fate is not Fate.CANCELLED and _room(life) >= 75]
    able = [
        life for life in able if life.words.matter.kind in parts() and life.leads[0] in ministries_on(life.assigned_on)
    ]
    for at, life in enumerate(rng.sample(able, PARENTS)):
        is_local = at % 2 == 0 and life.words.matter.kind in LOCAL_KINDS
        pairs = _local_parts(life, rng) if is_local else _packages(life, rng)
        life.children = [_child(life, lead, content, number, rng) for number, (lead, content) in enumerate(pairs, 1)]


def _is_large(life: Life) -> bool:
    is_ministry = life.leads[0] in ministries_on(life.assigned_on)
    return is_ministry and life.words.matter.kind in parts() and life.fate is not Fate.CANCELLED and _room(life) >= 75


def _room(life: Life) -> int:
    return ((life.reported_on or _END) - life.assigned_on).days


def _packages(life: Life, rng: Random) -> list[tuple[str, Content]]:
    matter = life.words.matter
    taken = {*life.leads, matter.body}
    found = []
    for part in parts()[matter.kind]:
        lead = next(key for key in (*part.leads, "BTC", "BNV") if key not in taken)
        found.append((lead, compose(matter, part, rng)))
    return found


def _local_parts(life: Life, rng: Random) -> list[tuple[str, Content]]:
    matter = life.words.matter
    found = []
    for province in rng.sample(PROVINCES_34 if life.assigned_on >= PROVINCES_MERGED_ON else PROVINCES_63, 5):
        title = f"Triển khai {matter.text} tại {place(province)}"
        deliverable = f"Báo cáo kết quả triển khai {matter.text} tại {place(province)}"
        found.append((province, Content(matter, title, (deliverable,), ("BC",))))
    return found


def _child(parent: Life, lead: str, content: Content, number: int, rng: Random) -> Life:
    assigned_on = days.shift(parent.assigned_on, rng.randint(5, 12))
    child = Life(parent.meeting, f"{parent.label}.{number}", assigned_on, content=content, leads=[lead], parent=parent)
    child.person = answerable_person(lead, content.matter.kind, rng)
    child.is_internal = parent.is_internal
    end = (parent.reported_on or _END) - timedelta(days=6)
    is_done = parent.reported_on is not None or rng.random() < 0.6
    verified_on = days.on_or_before(end - timedelta(days=rng.randint(0, 20)))
    if is_done:
        child.verified_on = verified_on
        child.reported_on = days.shift(verified_on, -rng.randint(1, 4))
    last = parent.first_due or parent.due or end + timedelta(days=20)
    child.due = _due(child, last, rng)
    child.fate = _fate(child)
    return child


def _due(child: Life, last: date, rng: Random) -> date:
    """A customary day up to the parent's own deadline, before the report in one of six."""
    report = child.reported_on or last
    first = child.assigned_on + timedelta(days=25)
    before = days.customary_deadlines(first, min(last, report - timedelta(days=1)))
    after = days.customary_deadlines(report, last)
    if before and (not after or rng.random() < 1 / 6):
        return before[-1]
    return after[0] if after else last


def _fate(child: Life) -> Fate:
    if child.reported_on is None or child.due is None:
        return Fate.OPEN
    return Fate.LATE if child.reported_on > child.due else Fate.ON_TIME
