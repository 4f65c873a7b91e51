"""Turns lives into events of the exchange format, each under the name that its body bore on the day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from . import bodies, days
from .content import reporting_note
from .life import Fate, Life

Event = dict[str, Any]

STORY_ENDS_ON = date(2025, 12, 31)
SHORTEST_PAUSE = 12  # days between two progress notes

# how each type of document is cited: number, symbol of the body, day
_CITATIONS = {
    "TTr": ("Tờ trình {n}/TTr-{s}", "Tờ trình {n}-TTr/{s}"),
    "BC": ("Báo cáo {n}/BC-{s}", "Báo cáo {n}-BC/{s}"),
    "QĐ": ("Quyết định {n}/QĐ-{s}", "Quyết định {n}-QĐ/{s}"),
    "KH": ("Kế hoạch {n}/KH-{s}", "Kế hoạch {n}-KH/{s}"),
    "HD": ("Hướng dẫn {n}/HD-{s}", "Hướng dẫn {n}-HD/{s}"),
    "BB": ("Biên bản {n}/BB-{s}", "Biên bản {n}-BB/{s}"),
    "CV": ("Công văn {n}/{s}-TH", "Công văn {n}-CV/{s}"),
    "TT": ("Thông tư {n}/{y}/TT-{s}", "Quy định {n}-QĐ/{s}"),
}
HAND_BACK_REASONS = (
    "Nội dung thuộc chức năng quản lý nhà nước của cơ quan khác theo quy định hiện hành",
    "Cơ quan không quản lý cơ sở dữ liệu nêu trong nhiệm vụ, đề nghị giao cơ quan chủ quản",
    "Nhiệm vụ cần cơ quan có thẩm quyền trình văn bản chủ trì, chúng tôi xin phối hợp",
    "Sản phẩm yêu cầu vượt thẩm quyền ban hành của cơ quan",
)
RETURN_REASONS = (
    "Minh chứng mới là dự thảo, chưa có văn bản được ký ban hành",
    "Báo cáo chưa có số liệu kết quả, mới nêu việc đã làm",
    "Thiếu ý kiến của cơ quan phối hợp về nội dung liên quan đến kinh phí",
    "Sản phẩm chưa bao quát hết phạm vi được giao, đề nghị bổ sung phần còn thiếu",
    "Số liệu trong báo cáo lệch với số liệu trên hệ thống, cần đối chiếu lại",
)
EXTENSION_REASONS = (
    "Cần thêm thời gian lấy ý kiến các địa phương sau khi sắp xếp đơn vị hành chính",
    "Phải chờ luật có liên quan được thông qua để bảo đảm thống nhất",
    "Gói thầu phải đấu thầu lại do không đủ nhà thầu đáp ứng",
    "Cơ quan thẩm định yêu cầu bổ sung đánh giá tác động",
    "Khối lượng dữ liệu cần đối soát lớn hơn dự kiến ban đầu",
)
SUSPENSION_REASONS = (
    "Tạm dừng chờ ý kiến của cấp có thẩm quyền về chủ trương",
    "Tạm dừng để khắc phục hậu quả bão, lũ tại địa bàn triển khai",
    "Tạm dừng chờ kết quả rà soát trùng lặp với nhiệm vụ của chương trình khác",
)
_DELAY_CAUSES = (
    "vướng thủ tục thẩm định",
    "thiếu cán bộ chuyên trách",
    "đơn vị phối hợp gửi ý kiến muộn",
    "chậm bàn giao dữ liệu sau sắp xếp bộ máy",
    "kinh phí được bố trí muộn",
    "phải làm lại hồ sơ mời thầu",
)


def citation(kind: str, key: str, on: date, rng: Random) -> str:
    """An invented document of a body: "Tờ trình 318/TTr-BCA ngày 28/11/2025"; numbers grow over the year."""
    body = bodies.body_on(key, on)
    if kind == "TT" and body.kind != "ministry":
        kind = "QĐ"
    yearly = 60 if kind == "TT" else 400 if body.kind != "ministry" else 1900
    number = max(1, round(yearly * on.timetuple().tm_yday / 365) + rng.randint(-6, 6))
    pattern = _CITATIONS[kind][body.kind == "party"]
    return f"{pattern.format(n=number, s=body.symbol, y=on.year)} ngày {day(on)}"


def day(on: date) -> str:
    """A day as official documents print it: days below 10 and the months 1 and 2 with a zero."""
    return f"{on.day:02d}/{on.month:02d}/{on.year}" if on.month < 3 else f"{on.day:02d}/{on.month}/{on.year}"


class Teller:
    """Writes the events of one programme's lives."""

    def __init__(
        self, programme: str, assigner: str, stand_in: str, rng: Random, ends_on: date = STORY_ENDS_ON
    ) -> None:
        """`assigner` gives and verifies work, `stand_in` does so where the assigner leads itself (keys of bodies)."""
        self._programme, self._assigner, self._stand_in = programme, assigner, stand_in
        self._rng, self._ends_on = rng, ends_on

    def tell(self, life: Life) -> Iterator[Event]:
        """All events of a life up to the end of the story, in order, without those of its children."""
        events = [self._created(life), *self._assigned(life)]
        if life.assigned_again_on or not life.handed_back_on:
            events += self._middle(life)
            events += self._outcome(life)
        yield from (event for event in events if event["on"] <= self._ends_on.isoformat())

    def _event(self, life: Life, on: date, name: str, by: str = "", **more: object) -> Event:
        event: Event = {"on": on.isoformat(), "event": name, "task": life.code}
        if by:
            event["by"] = bodies.name_on(by, on)
        return event | more

    def _superior(self, life: Life) -> str:
        """The key of the body that assigns and verifies: for a part, the lead of the whole."""
        if life.parent:
            return life.parent.leads[0]
        return self._stand_in if self._assigner in life.leads else self._assigner

    def _created(self, life: Life) -> Event:
        on = life.assigned_on if life.parent else min(life.meeting.signed_on, life.assigned_on)
        leads = life.first_leads or life.leads
        due = life.first_due or life.due
        event = self._event(life, on, "created", programme=self._programme, title=life.words.title)
        event["lead"] = [bodies.name_on(key, on) for key in leads]
        event["coordinating"] = [bodies.name_on(key, on) for key in life.coordinating]
        if life.person and not life.first_leads:
            event["accountable_person"] = life.person
        event |= {"deliverables": list(life.words.deliverables), "due": due.isoformat() if due else None}
        if due is None:
            event["no_deadline"] = True
        if life.parent:
            event |= {"parent": life.parent.code, "weight": 1}
        else:
            signed_on = life.meeting.signed_on.isoformat()
            event["source"] = {"directive": life.meeting.symbol, "label": life.label, "signed_on": signed_on}
        return event | {"field": life.words.matter.field, "class": "internal" if life.is_internal else "public"}

    def _assigned(self, life: Life) -> Iterator[Event]:
        superior = self._superior(life)
        yield self._event(life, life.assigned_on, "assigned", superior)
        if life.handed_back_on:
            reason = self._rng.choice(HAND_BACK_REASONS)
            yield self._event(life, life.handed_back_on, "handed_back", life.first_leads[0], reason=reason)
        if life.assigned_again_on:
            leads = [bodies.name_on(key, life.assigned_again_on) for key in life.leads]
            yield self._event(life, life.assigned_again_on, "assigned", superior, lead=leads)

    def _middle(self, life: Life) -> list[Event]:
        """Everything from acceptance to the report that counts, sorted by day."""
        ends = [life.reported_on, life.first_report_on, life.cancelled_on, life.kept_from, self._ends_on]
        bound = min([end for end in ends if end] + [request.asked_on for request in life.requests])
        accepted_on = min(bound, days.shift(life.begun_on, self._acceptance_delay(bound, life.begun_on)))
        started_on = min(bound, days.shift(accepted_on, self._rng.randint(1, 6)))
        lead = life.leads[0]
        events = [self._event(life, accepted_on, "accepted", lead), self._event(life, started_on, "started", lead)]
        events += self._requested(life) + self._kept(life) + self._progress(life, started_on) + self._first_report(life)
        return sorted(events, key=lambda event: str(event["on"]))

    def _acceptance_delay(self, bound: date, begun_on: date) -> int:
        """Working days until a lead accepts: mostly within two, sometimes late where there is time for it."""
        if (bound - begun_on).days < 14:
            return self._rng.randint(0, 1)
        return self._rng.choices((0, 1, 2, 3, 5, 7), (15, 40, 32, 6, 4, 3))[0]

    def _requested(self, life: Life) -> list[Event]:
        events = []
        for request in life.requests:
            to, reason = request.to.isoformat(), self._rng.choice(EXTENSION_REASONS)
            lead, superior = life.leads[0], self._superior(life)
            events.append(self._event(life, request.asked_on, "extension_requested", lead, to=to, reason=reason))
            if request.answered_on and request.granted_to:
                granted = request.granted_to.isoformat()
                events.append(self._event(life, request.answered_on, "extension_granted", superior, to=granted))
            elif request.answered_on:
                events.append(self._event(life, request.answered_on, "extension_refused", superior, to=to))
        return events

    def _kept(self, life: Life) -> list[Event]:
        events, superior = [], self._superior(life)
        if life.kept_from:
            reason = self._rng.choice(SUSPENSION_REASONS)
            events.append(self._event(life, life.kept_from, "suspended", superior, reason=reason))
        if life.kept_to:
            reason = "Vướng mắc đã được giải quyết, tiếp tục thực hiện"
            events.append(self._event(life, life.kept_to, "resumed", superior, reason=reason))
        return events

    def _progress(self, life: Life, started_on: date) -> list[Event]:
        """One to three progress notes, and one with cause and commitment once the deadline has passed."""
        end = life.first_report_on or life.reported_on or life.cancelled_on or days.shift(self._ends_on, -6)
        able = [
            on
            for on in days.between(started_on + timedelta(days=4), end - timedelta(days=1))
            if not _is_still(life, on)
        ]
        chosen = sorted(self._rng.sample(able, min(len(able), self._rng.choice((1, 2, 2, 3, 3)))))
        span = max(1, (end - started_on).days)
        events: list[Event] = []
        before = date.min
        for on in chosen:
            if (on - before).days < SHORTEST_PAUSE:
                continue
            before, share = on, min(0.95, (on - started_on).days / span) * (1 if life.reported_on else 0.7)
            note = reporting_note(life.words.matter.kind, share, self._rng)
            events.append(self._event(life, on, "progressed", percent=5 * max(1, round(19 * share)), note=note))
        return events + self._explanation(life, end, events)

    def _explanation(self, life: Life, end: date, before: list[Event]) -> list[Event]:
        if life.due is None or life.first_report_on or life.fate not in (Fate.LATE, Fate.OVERDUE):
            return []
        on = days.shift(life.due, self._rng.randint(1, 3))
        if on >= end or self._rng.random() < 0.15:
            return []
        promised = days.on_or_after((life.reported_on or end) + timedelta(days=self._rng.randint(-4, 9)))
        promise = day(max(promised, on + timedelta(days=5)))
        note = f"Quá hạn do {self._rng.choice(_DELAY_CAUSES)}; cam kết hoàn thành trước ngày {promise}"
        known = [int(event["percent"]) for event in before if event["on"] <= on.isoformat()]
        return [self._event(life, on, "progressed", percent=max(known, default=20), note=note)]

    def _first_report(self, life: Life) -> list[Event]:
        if not (life.first_report_on and life.returned_on):
            return []
        reason = self._rng.choice(RETURN_REASONS)
        returned = self._event(life, life.returned_on, "returned", self._superior(life), reason=reason)
        return [self._reported(life, life.first_report_on), returned]

    def _reported(self, life: Life, on: date) -> Event:
        by = life.leads[-1] if self._rng.random() < 0.4 else life.leads[0]
        evidence = []
        for kind in life.words.documents:
            signed_on = max(life.begun_on, days.shift(on, -self._rng.randint(0, 4)))
            evidence.append(citation(kind, by, signed_on, self._rng))
        return self._event(life, on, "reported", by, evidence=evidence)

    def _outcome(self, life: Life) -> Iterator[Event]:
        superior = self._superior(life)
        if life.cancelled_on:
            yield self._event(life, life.cancelled_on, "cancelled", superior, reason=life.cancel_reason)
        if life.reported_on:
            yield self._reported(life, life.reported_on)
        if life.verified_on:
            yield self._event(life, life.verified_on, "verified", superior)
            if self._rng.random() < 0.6:
                yield self._event(life, days.shift(life.verified_on, self._rng.randint(3, 15)), "closed", superior)


def _is_still(life: Life, on: date) -> bool:
    """Whether a life is suspended on a day, or stays so."""
    return life.kept_from is not None and life.kept_from <= on and (life.kept_to is None or on <= life.kept_to)


def chronological(events: Iterable[Event]) -> list[Event]:
    """Events sorted by day; those of one day keep their order, so a task's own events never change places."""
    return sorted(events, key=lambda event: str(event["on"]))
