"""Takes the lines of an event file in order and applies each to its task."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thuocdo.directives.models import Directive
from thuocdo.foundation import events
from thuocdo.foundation.errors import DomainError
from thuocdo.foundation.turns import Turn, take_turn
from thuocdo.programmes.models import Programme
from thuocdo.programmes.queries import fields_of
from thuocdo.tasks import projection, refusals, replay
from thuocdo.tasks.exchange import BadLine, Line, parse
from thuocdo.tasks.importing import ledger, writing
from thuocdo.tasks.importing.bodies import Bodies, Body
from thuocdo.tasks.importing.ledger import Entry, Shown
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.life import Refused
from thuocdo.tasks.rules.states import Act
from viettext import fold

EVENTS_AT_ONCE = 4000


class ImportRefused(DomainError):
    """The file was refused at a line; nothing of it was stored. `line` counts from 1."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(_("Dòng {line}: {problem}").format(line=line, problem=problem))
        self.line = line


@dataclass(slots=True)
class ImportReport:
    """What an import did: lines read, events added and already known, tasks made."""

    lines: int = 0
    added: int = 0
    known: int = 0
    tasks: int = 0


def import_events(
    lines: Iterable[tuple[int, str]], *, today: date, progress: Callable[[int], None] = lambda done: None
) -> ImportReport:
    """Load numbered lines; raises ImportRefused and stores nothing where one is refused."""
    checked = [_checked(number, raw) for number, raw in lines if raw.strip()]
    with transaction.atomic():
        # Two files at once could each make the same task: the second waits, and then sees what the first one made.
        take_turn(Turn.IMPORT)
        return _Import(checked, today, progress).run()


def _checked(number: int, raw: str) -> Line:
    try:
        return parse(number, raw)
    except BadLine as bad:
        raise ImportRefused(number, _named(bad)) from None


def _named(bad: BadLine) -> str:
    return _("trường “{field}” {problem}").format(field=bad.field, problem=bad.problem) if bad.field else bad.problem


@dataclass
class _Import:
    """One run over checked lines inside one transaction."""

    lines: list[Line]
    today: date
    progress: Callable[[int], None]
    report: ImportReport = field(default_factory=ImportReport)
    notes: list[events.Note] = field(default_factory=list)
    programmes: dict[str, Programme] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    directives: dict[tuple[str, date | None, int], Directive] = field(default_factory=dict)
    taken: set[tuple[str, str]] = field(default_factory=set)

    def run(self) -> ImportReport:
        self.days = projection.working_days()
        self.bodies = Bodies()
        self.entries = ledger.existing({line.task for line in self.lines} | self._parents(), self.days)
        for done, line in enumerate(self.lines, 1):
            try:
                self._take(line)
            except BadLine as bad:
                raise ImportRefused(line.number, _named(bad)) from None
            except Refused as refused:
                raise ImportRefused(line.number, refusals.words(refused)) from None
            if len(self.notes) >= EVENTS_AT_ONCE:
                self._flush()
            if done % 1000 == 0:
                self.progress(done)
        self._flush()
        writing.write(list(self.entries.values()), today=self.today)
        self.report.lines = len(self.lines)
        self.progress(len(self.lines))
        return self.report

    def _parents(self) -> set[str]:
        return {line.fields["parent"] for line in self.lines if "parent" in line.fields}

    def _flush(self) -> None:
        events.record_many(self.notes)
        self.notes.clear()

    def _take(self, line: Line) -> None:
        entry = self.entries.get(line.task)
        if line.act is Act.CREATED:
            if entry is None:
                self._create(line)
            elif entry.created_digest == line.digest:
                self.report.known += 1
            else:
                raise BadLine(_("nhiệm vụ {task} đã có với nội dung khác").format(task=line.task), "task")
            return
        if entry is None:
            raise BadLine(_("nhiệm vụ {task} chưa được lập").format(task=line.task), "task")
        if entry.known[line.digest] > 0:
            entry.known[line.digest] -= 1
            self.report.known += 1
            return
        self._apply(line, entry)

    def _create(self, line: Line) -> None:
        told = line.fields
        programme = self._programme(told["programme"])
        if (programme.code, line.task) in self.taken:
            raise BadLine(_("mã {task} đã dùng cho một nhiệm vụ lập trên màn hình").format(task=line.task), "task")
        leads = [self.bodies.find(name, line.on, "lead") for name in told["lead"]]
        coordinating = [self.bodies.find(name, line.on, "coordinating") for name in told.get("coordinating", ())]
        parent = self._parent(told.get("parent"), programme)
        self._check_field(told.get("field"), programme)
        source = told.get("source", {})
        task = Task(
            programme=programme, code=line.task, exchange_code=line.task, title=told["title"],
            folded=fold(told["title"]), field=told.get("field", ""),
            openness=told.get("class") or programme.default_openness,
            accountable_person=told.get("accountable_person", ""), recurrence=told.get("recurrence", ""),
            ends_on=told.get("due") if told.get("recurrence") else None,
            has_no_deadline=told.get("no_deadline", False), parent=parent, weight=told.get("weight", 1.0),
            directive=self._directive(source, programme), source_label=source.get("label", ""),
        )  # fmt: skip
        payload = {
            "line": line.digest, "title": task.title, "leads": _codes(leads), "coordinating": _codes(coordinating),
            "deliverables": told["deliverables"], "due": _iso(told.get("due")), "recurrence": told.get("recurrence"),
            "no_deadline": task.has_no_deadline, "field": task.field, "openness": task.openness,
            "weight": task.weight, "parent": str(parent.uuid) if parent else None, "source": source,
            "accountable_person": task.accountable_person,
        }  # fmt: skip
        ids = {body.code: body.key for body in leads}
        story = replay.begin(payload, on=line.on, ids=ids, days=self.days)
        self.entries[line.task] = Entry(
            task=task, story=story, is_new=True, created_digest=line.digest, deliverables=told["deliverables"],
            coordinating=[body.key for body in coordinating], is_touched=True,
        )  # fmt: skip
        self.report.tasks += 1
        self._note(line, task, payload, title="")

    def _apply(self, line: Line, entry: Entry) -> None:
        told = line.fields
        by = self._by(line, entry)
        leads = [self.bodies.find(name, line.on, "lead") for name in told.get("lead", ())]
        payload: dict[str, Any] = {
            "line": line.digest, "by": by.code if by else None, "reason": told.get("reason"),
            "to": _iso(told.get("to")), "percent": told.get("percent"), "note": told.get("note"),
            "period": told.get("period"),
            "evidence": [{"name": name} for name in told.get("evidence", ())], "leads": _codes(leads),
        }  # fmt: skip
        payload = {name: value for name, value in payload.items() if value not in (None, "", [])}
        happening = replay.Happening(line.act.value, line.on, payload)
        entry.story.apply(replay.step_of(happening, ids={body.code: body.key for body in leads}))
        entry.is_touched = True
        if line.act is Act.ASSIGNED and by is not None:
            entry.task.assigner_id = entry.task.assigner_id or by.key
        title = by.name if by else ""
        entry.shown += [
            Shown(name=name, period=told.get("period", ""), on=line.on, by=title) for name in told.get("evidence", ())
        ]
        self._note(line, entry.task, payload, title=title)

    def _by(self, line: Line, entry: Entry) -> Body | None:
        if "by" in line.fields:
            return self.bodies.find(line.fields["by"], line.on, "by")
        if line.act is Act.REPORTED:
            return self.bodies.holder(entry.story.leads[-1][1][0], line.on)
        return None

    def _note(self, line: Line, task: Task, payload: dict[str, Any], *, title: str) -> None:
        self.report.added += 1
        actor = events.Actor(id=None, title=title or str(events.SYSTEM.title))
        self.notes.append(
            events.Note(
                kind=line.act.value, object_type=replay.OBJECT_TYPE, object_id=task.uuid, on=line.on, actor=actor,
                payload=payload,
            )
        )  # fmt: skip

    def _programme(self, code: str) -> Programme:
        if code not in self.programmes:
            # Locked, as for a task written on a screen: neither takes a code that the other is about to use.
            programme, __ = Programme.objects.select_for_update().get_or_create(code=code, defaults={"name": code})
            self.programmes[code] = programme
            self.fields[code] = fields_of(programme)
            own = Task.objects.filter(programme=programme, exchange_code=None).values_list("code", flat=True)
            self.taken |= {(code, used) for used in own}
        return self.programmes[code]

    def _check_field(self, name: str | None, programme: Programme) -> None:
        if name is not None and name not in self.fields[programme.code]:
            raise BadLine(_("“{name}” không phải là lĩnh vực của chương trình").format(name=name), "field")

    def _parent(self, code: str | None, programme: Programme) -> Task | None:
        if code is None:
            return None
        entry = self.entries.get(code)
        if entry is None:
            raise BadLine(_("nhiệm vụ cha {code} chưa được lập").format(code=code), "parent")
        if entry.task.programme_id != programme.pk:
            raise BadLine(_("nhiệm vụ cha {code} thuộc chương trình khác").format(code=code), "parent")
        return entry.task

    def _directive(self, source: dict[str, str], programme: Programme) -> Directive | None:
        number, signed_on = source.get("directive", ""), replay.day_of(source.get("signed_on"))
        if not number:
            return None
        key = (number, signed_on, programme.pk)
        if key not in self.directives:
            found = _known_directive(number, signed_on) or Directive.objects.create(number=number, signed_on=signed_on)
            found.programmes.add(programme)
            self.directives[key] = found
        return self.directives[key]


def _known_directive(number: str, signed_on: date | None) -> Directive | None:
    """The directive of this number, one whose text was taken in before a mere reference.

    Numbers begin anew each year, so one signed on another day is another directive; a reference without a day gets it.
    """
    rows = Directive.objects.filter(number=number).order_by("id")
    if signed_on is not None:
        rows = rows.filter(Q(signed_on=signed_on) | Q(signed_on=None))
    found = rows.exclude(sha256=None).last() or rows.last()
    if found is not None and found.is_reference and found.signed_on is None and signed_on is not None:
        found.signed_on = signed_on
        found.save(update_fields=["signed_on"])
    return found


def _codes(bodies: Iterable[Body]) -> list[str]:
    return list(dict.fromkeys(body.code for body in bodies))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
