"""The illustrative year of the programme nq57: about 1,300 tasks whose boards come out as published."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from . import bodies, cascade, days, pace, turns
from .cast import Cast, complete
from .check import board
from .content import Content, Matter, matters
from .life import Fate, Life
from .meetings import MEETINGS, Meeting
from .pace import Checkpoint
from .series import SERIES, series_events
from .tell import Event, Teller, chronological

PROGRAMME = "nq57"
SEED = 57
LONG_TASKS = 14  # given before the middle of October and planned into the next year
NEXT_YEAR_DEADLINES = (date(2026, 1, 31), date(2026, 3, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))
SOON_DEADLINES = (date(2025, 12, 31), date(2025, 12, 31), date(2026, 1, 15), date(2026, 1, 31), date(2026, 3, 31))

# how much likelier than usual a body is to miss a deadline
_SLOWNESS = {"BYT": 1.4, "BNNMT": 1.4, "BTC": 1.2, "BXD": 1.3, "BTP": 0.7, "BCA": 0.75, "BQP": 0.35, "VPTW": 0.2}

# number of the meeting, days until the cancellation, reason
CANCELLATIONS = (
    (2, 38, "Nội dung đã có trong chương trình công tác của Chính phủ, không giao lại"),
    (4, 45, "Trùng với nhiệm vụ đã giao tại kết luận trước, gộp để theo dõi một đầu mối"),
    (5, 60, "Bộ máy sắp xếp lại, nhiệm vụ không còn đối tượng thực hiện"),
    (7, 33, "Đã được luật mới quy định trực tiếp, không cần ban hành văn bản hướng dẫn"),
    (10, 52, "Nhập vào nhiệm vụ xây dựng nền tảng dùng chung để tránh đầu tư trùng lặp"),
    (12, 40, "Địa giới hành chính thay đổi, giao lại theo đơn vị hành chính mới"),
    (14, 47, "Cấp có thẩm quyền quyết định không tiếp tục chủ trương thí điểm"),
    (16, 29, "Trùng phạm vi với đề án do cơ quan khác đang trình"),
    (18, 55, "Đối tác dừng tham gia, không còn điều kiện thực hiện"),
    (20, 34, "Chuyển thành nội dung thường xuyên của cơ quan, không theo dõi riêng"),
    (22, 50, "Kết quả khảo sát cho thấy nhu cầu không còn phù hợp"),
    (24, 41, "Gộp vào nhiệm vụ chung về Trung tâm dữ liệu quốc gia"),
)

# the committee's own rules, agreed within days of its first meeting
_FIRST_MATTERS = (
    ("Hoàn thiện, trình ký Quy chế làm việc của Ban Chỉ đạo", "Quy chế làm việc của Ban Chỉ đạo", "QĐ"),
    ("Trình quyết định phân công công tác của các thành viên Ban Chỉ đạo", "Quyết định phân công công tác", "QĐ"),
)


def nq57_events() -> Iterator[Event]:
    """Events of the whole of 2025 in chronological order; the same ones at every call."""
    rng = Random(SEED)
    series = _series(rng)
    cancelled = _cancelled(rng)
    lives = _lives(series, cancelled, rng)
    _give_dates(lives, series, rng)
    _take_turns(lives, rng)
    _finish_after_christmas(lives, rng)
    everything = sorted([*lives, *cancelled], key=lambda life: (life.assigned_on, life.meeting.number))
    teller = Teller(PROGRAMME, bodies.STANDING_AGENCY, bodies.COMMITTEE, rng)
    told = list(series)
    for number, life in enumerate(everything, len(SERIES) + 1):
        _name(life, f"NQ57-{number:04d}")
        for one in (life, *life.children):
            told += teller.tell(one)
    yield from chronological(told)


def _name(life: Life, code: str) -> None:
    life.code = code
    for number, child in enumerate(life.children, 1):
        child.code = f"{code}.{number}"


def _series(rng: Random) -> list[Event]:
    told: list[Event] = []
    for number, series in enumerate(SERIES, 1):
        told += series_events(number, series, f"NQ57-{number:04d}", rng)
    return told


def _cancelled(rng: Random) -> list[Life]:
    lives = []
    for number, wait, reason in CANCELLATIONS:
        meeting = MEETINGS[number - 1]
        life = Life(meeting, f"{rng.randint(40, 60)}", days.shift(meeting.signed_on, 1), Fate.CANCELLED)
        life.cancelled_on = days.on_or_after(life.assigned_on + timedelta(days=wait))
        life.due = days.customary_deadlines(life.cancelled_on + timedelta(days=10), date(2026, 1, 31))[2]
        life.cancel_reason = reason
        lives.append(life)
    return lives


def _besides(on: date, series: list[Event], cancelled: list[Life]) -> Checkpoint:
    """What recurring tasks and those cancelled later add to the board of a day."""
    tally = board(series, on)
    still = sum(1 for x in cancelled if x.cancelled_on and x.assigned_on <= on < x.cancelled_on)
    return Checkpoint(on, tally.total + still, tally.done, tally.done_late, tally.open_overdue)


def _goals(series: list[Event], cancelled: list[Life]) -> list[Checkpoint]:
    return [pace.remaining(c, _besides(c.on, series, cancelled)) for c in pace.PUBLISHED]


def _lives(series: list[Event], cancelled: list[Life], rng: Random) -> list[Life]:
    """Lives with words and leads, as many of each month as the boards say, spread over the month's meetings."""
    goals = _goals(series, cancelled)
    lives: list[Life] = []
    before = date(2025, 1, 1)
    for goal, number in zip(goals, pace.steps([g.assigned for g in goals]), strict=True):
        held = [m for m in MEETINGS if before < m.signed_on <= goal.on]
        chosen = sorted(rng.choices(held, [2 + bool(m.theme) for m in held], k=number), key=lambda m: m.number)
        lives += _labelled(chosen, rng)
        before = goal.on
    cast = Cast(matters(), len(lives) + len(cancelled), rng)
    for life in sorted([*lives[2:], *cancelled], key=lambda life: life.assigned_on):
        cast.give(life)
    for life, (title, deliverable, document) in zip(lives, _FIRST_MATTERS, strict=False):
        matter = Matter(bodies.STANDING_AGENCY, bodies.STANDING_AGENCY, "the-che", "tochuc", title, frozenset())
        life.content = Content(matter, title, (deliverable,), (document,))
        complete(life, bodies.STANDING_AGENCY, rng)
        life.assigned_on = life.meeting.signed_on
    return lives


def _labelled(meetings: list[Meeting], rng: Random) -> list[Life]:
    """One life for each entry, numbered within its meeting as "7" or, under a heading, "3.2"."""
    lives: list[Life] = []
    heading = item = 0
    for at, meeting in enumerate(meetings):
        if at == 0 or meeting is not meetings[at - 1]:
            heading, item = 1, 0
        elif item == 0 or item >= 5 or rng.random() < 0.35:
            heading, item = heading + 1, 0
        if item or rng.random() < 0.4:
            item += 1
        label = f"{heading}.{item}" if item else str(heading)
        lives.append(Life(meeting, label, days.shift(meeting.signed_on, rng.choice((0, 0, 0, 1, 2)))))
    return lives


def _give_dates(lives: list[Life], series: list[Event], rng: Random) -> None:
    goals = [pace.remaining(c, _besides(c.on, series, [])) for c in pace.PUBLISHED]
    long_tasks = rng.sample([x for x in lives[2:] if x.assigned_on < date(2025, 10, 1)], LONG_TASKS)
    rest = [life for life in lives if life not in long_tasks]
    overdue = pace.give_missed_deadlines(rest[2:], goals, _SLOWNESS, rng)
    pace.finish_late(overdue, goals, rng)
    pace.finish_on_time(rest, goals, rng)
    for life in lives:
        if life.fate is Fate.OPEN:
            is_new = life.assigned_on > date(2025, 11, 30) and life not in long_tasks
            life.due = rng.choice(SOON_DEADLINES if is_new else NEXT_YEAR_DEADLINES)


def _take_turns(lives: list[Life], rng: Random) -> None:
    fixed = [checkpoint.on for checkpoint in pace.PUBLISHED]
    turns.leave_open_ended(lives, date(2025, 10, 15), rng)
    turns.suspend(lives, rng)
    cascade.break_down(lives, rng)
    turns.hand_back(lives, rng)
    turns.return_reports(lives, rng)
    turns.refuse(lives, rng)
    turns.extend(lives, fixed, rng)
    turns.share_lead(lives, rng)


def _finish_after_christmas(lives: list[Life], rng: Random) -> None:
    """Reports and verdicts of the year's last days; they change no board up to 25 December."""
    last = pace.PUBLISHED[-1].on
    waiting = [x for x in lives if x.fate in (Fate.OPEN, Fate.OVERDUE) and x.is_plain and _may_report(x)]
    for life in rng.sample(waiting, min(18, len(waiting))):
        life.reported_on = days.on_or_before(last - timedelta(days=rng.randint(0, 3)))
        if rng.random() < 0.7:
            life.verified_on = rng.choice(days.between(last + timedelta(days=1), date(2025, 12, 31)))
            assert life.reported_on is not None
            is_late = life.due is not None and life.due < life.reported_on
            life.fate = Fate.LATE if is_late else Fate.ON_TIME


def _may_report(life: Life) -> bool:
    is_near = life.due is not None and life.due <= date(2026, 1, 31)
    return is_near and life.assigned_on <= date(2025, 12, 12)
