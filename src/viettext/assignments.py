"""Walks through a document's blocks and finds the passages that make somebody answerable for doing something."""

import re
from dataclasses import replace

from viettext import addressing, attributes, details, formulas, phrases, subjects, tasktables
from viettext.addressing import Hit
from viettext.dates import best, deadlines, recurrence
from viettext.header import Header
from viettext.items import Assignment, Context
from viettext.names import NameReader
from viettext.passages import Cutter, Passage, Standing, has_act
from viettext.scopes import Scope, introduces, is_muted, label_of
from viettext.sentences import trim
from viettext.splitting import pieces
from viettext.structure import Block, Layout, inline_items, is_heading

# What may stand before the name in a heading that names who is addressed.
_ADDRESSING = re.compile(
    r"(?:Đối với|Giao(?: (?:nhiệm vụ )?cho)?|Đề nghị|Yêu cầu|(?:Trách nhiệm|Nhiệm vụ|Phần việc"
    r"|Nhiệm vụ,? quyền hạn)(?: của)?"
    r"|Về phía|Phân công(?: cho)?|Riêng(?: đối với)?|Tại) (?=[^\W\d_])"
)
# A lead-in's deadline stands in so many characters before its end.
_NEAR = 240
_NARRATIVE_KINDS = ("tin-bai", "bao-cao", "to-trinh", "bien-ban", None)


class Walker:
    """Keeps the levels above the present block, and who was addressed last."""

    def __init__(self, layout: Layout, reader: NameReader, header: Header) -> None:
        self._flat = layout.flat
        self._blocks = layout.blocks
        self._reader = reader
        self._header = header
        self._calendar = header.calendar
        self._official = header.kind not in _NARRATIVE_KINDS or (header.kind is None and _is_excerpt(layout))
        self._directive = self._official
        self._cutter = Cutter(reader, self._official)
        self._stack: list[Scope] = []
        self._last: Scope | None = None
        self._orders_follow = False  # a speaker has announced paragraphs that each tell somebody to act
        self._previous: Block | None = None
        self.found: list[Assignment] = []
        self.contexts: list[Context] = []

    def walk(self) -> list[Assignment]:
        """All assignments of the document in its order."""
        rows: list[Block] = []
        for index, block in enumerate(self._blocks):
            if block.is_row:
                rows.append(block)
                continue
            self._table(rows)
            rows = []
            if not self._skipped(block) and not self._attribute(block):
                self._block(index, block)
                self._previous = block
        self._table(rows)
        return self.found

    def _skipped(self, block: Block) -> bool:
        closing = self._header.closing
        closed = closing is not None and closing[0] <= block.start < closing[1]
        return block.is_caption or closed or block.start < self._header.opening_end

    # -- levels

    def _block(self, index: int, block: Block) -> None:
        self._pop(block)
        words = self._flat[block.start : block.end]
        above = self._stack[-1] if self._stack else Scope(None)
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        opens = words.isupper() or (following is not None and following.style != block.style)
        titled = is_heading(self._flat, block) or (
            opens and block.style and words[-1] not in ".;,…:" and self._named(block)
        )
        if opens and titled and not self._acts(block):
            self._note(block, "heading")
            self._heading(block, words, above)
            return
        items = inline_items(self._flat, block.start, block.end)
        if items and self._flat[block.start : items[0].start].rstrip(" (0123456789abcdeivx)").endswith(":"):
            self._inline(block, items, above, index)
        elif introduces(words, bool(following and following.style)) and following is not None:
            self._lead_in(block, block.end, above, index)
        else:
            self._leaf(block, index)

    def _pop(self, block: Block) -> None:
        if block.style is None:
            if self._flat[block.start : block.end].isupper():
                self._stack = []
            return
        depth = next((i for i, s in enumerate(self._stack) if s.style == block.style), None)
        if depth is not None:
            self._stack = self._stack[:depth]

    def _heading(self, block: Block, words: str, above: Scope) -> None:
        if block.style is None and not words.isupper():
            return
        hit = self._named(block)
        muted = is_muted(words, above.muted) if hit is None else False
        scope = Scope(block.style, block.label, hit is not None, muted=muted, words=words)
        self._stack.append(self._handed(scope, hit, above))
        self._last = None

    def _named(self, block: Block) -> Hit | None:
        """The addressee where the whole heading is a name."""
        prefix = _ADDRESSING.match(self._flat, block.start, block.end)
        named = phrases.read(self._reader, prefix.end() if prefix else block.start, block.end)
        if named is None or named.end < block.end - 1:
            return subjects.heading(self._reader, block)
        upper = self._flat[block.start : block.end].isupper()
        if upper and (block.style is None or any(e.kind == "class" for e in named.entities)):
            return None
        return Hit(block.start, block.end, named.names, how="heading", opens_list=True, bodies=named.bodies)

    def _handed(self, scope: Scope, hit: Hit | None, above: Scope) -> Scope:
        """The scope with what its lead-in says, and what it does not say taken from the level above."""
        if hit is None:
            scope.leads, scope.supervisor, scope.bodies = above.leads, above.supervisor, above.bodies
            scope.coordinating, scope.how = above.coordinating, above.how
        else:
            scope.leads, scope.supervisor, scope.bodies, scope.how = hit.leads, hit.supervisor, hit.bodies, hit.how
        scope.due = scope.due or above.due
        return scope

    def _lead_in(self, block: Block, end: int, above: Scope, index: int) -> None:
        """A passage that ends by announcing a list: its last sentence governs the items, the rest is read as it
        stands."""
        spans = self._reader.sentences(block.start, end)
        start, stop = spans[-1] if spans else (block.start, end)
        if start > block.start:
            self._leaf(replace(block, end=start), index)
        self._note(replace(block, start=start, end=stop), "lead-in")
        found = addressing.find(self._reader, start, stop, directive=True, official=self._official)
        hit = found.hits[-1] if found.hits else None
        if hit and hit.how in ("act", "modal") and formulas.announces(self._flat, hit.verb, stop):
            hit = None
        elif hit is None and not found.speaks:
            hit = subjects.heading(self._reader, replace(block, start=start, end=stop))
        words = self._flat[start:stop]
        if block.style is None:
            self._stack = (
                [s for s in self._stack if s.style is not None and not s.is_lead_in]
                if hit or found.speaks or self._after_list()
                else self._stack
            )
            self._stack = [s for s in self._stack if not s.is_item] if hit else self._stack
            above = self._stack[-1] if self._stack else Scope(None)
        due = best(deadlines(self._flat, max(start, stop - _NEAR), stop, self._calendar))
        is_item = hit is not None and block.style is not None
        scope = Scope(block.style, block.label, is_item, due=due, is_lead_in=True, words=words)
        scope.muted = False if hit or found.speaks else is_muted(words[-160:], above.muted)
        self._handed(scope, hit, above)
        if hit:
            from_words = details.coordinating(self._reader, hit.verb, stop, hit.leads)
            scope.coordinating = from_words
        self._directive = self._directive or found.speaks or hit is not None
        self._orders_follow = found.speaks and hit is None
        self._stack.append(scope)
        self._last = None

    def _after_list(self) -> bool:
        return self._previous is not None and self._previous.style is not None

    def _inline(self, block: Block, items: list[Block], above: Scope, index: int) -> None:
        depth = len(self._stack)
        self._lead_in(block, self._flat.rindex(":", block.start, items[0].start) + 1, above, index)
        if self._stack and block.style:
            self._stack[-1].is_item = True
        for item in items:
            self._leaf(item, index)
        self._stack = self._stack[:depth]

    # -- leaves

    def _leaf(self, block: Block, index: int) -> None:
        listed = self._official or block.style is not None or not self._after_list()
        governed = bool(self._stack and self._stack[-1].leads and listed)  # in the news a list ends where numbers do
        if self._stack and self._stack[-1].muted:
            self._note(block, "muted")
            self._last = None
            return
        is_item = block.style is not None or governed
        if self._is_title(block, index) or self._is_list_of_names(block):
            self._note(block, "title")
            return
        self._note(block, "read")
        if block.style is None and self._goes_on(block, index):
            return
        if self._inner_attributes(block, index):
            return
        above = self._stack[-1] if governed else self._last or Scope(None)
        cut = self._cutter.cut(
            block, Standing(is_item, governed, self._directive, above, self._last, self._orders_follow)
        )
        self._last = None if cut.forgets else self._last
        if block.style is None and any(p.hit for p in cut.passages):
            self._close_lists()
        before = len(self.found)
        for passage in cut.passages:
            self._take(passage, block, index)
        if len(self.found) == before and not governed:
            self._last, self._orders_follow = None, False
        self._directive = self._directive or cut.speaks

    def _note(self, block: Block, verdict: str) -> None:
        """Keeps how a block was taken and what it inherits, for whoever looks at what the rules passed over."""
        above = self._stack[-1] if self._stack else Scope(None)
        source = above if above.leads else self._last or Scope(None)
        lead_in = next((s.words for s in reversed(self._stack) if s.words), "")
        inherited = next((s.due for s in reversed(self._stack) if s.due), None)
        label = label_of([s for s in self._stack if s.style != block.style or block.style is None], block.label)
        self.contexts.append(
            Context(
                block, verdict, source.leads, source.supervisor, source.coordinating, source.how, inherited, label,
                above.leads != [], self._directive, lead_in, len(self._stack),
            )
        )  # fmt: skip

    def _is_title(self, block: Block, index: int) -> bool:
        """A headline or subhead of a news report: short, and no mark ends it."""
        words = self._flat[block.start : block.end]
        if self._official or block.style or index == len(self._blocks) - 1 or len(words) > 170:
            return False
        return words[-1] not in '.;:!?…”")' or (words[-1] in '”"' and len(words) < 90)

    def _is_list_of_names(self, block: Block) -> bool:
        """Whether a block holds names and nothing else, as the addressees of a dispatch do."""
        named = phrases.read(self._reader, block.start, block.end)
        return named is not None and not self._flat[named.end : block.end].strip(" .;,:…/")

    def _close_lists(self) -> None:
        """An unnumbered paragraph with its own addressee stands outside the list before it."""
        self._stack = [s for s in self._stack if not s.is_item and not (s.is_lead_in and s.style is None)]

    def _goes_on(self, block: Block, index: int) -> bool:
        """A paragraph without number and addressee behind an item belongs to that item."""
        previous = self._previous
        if previous is None or previous.style is None or not self.found or self.found[-1].block < index - 1:
            return False
        found = [
            addressing.find(self._reader, s, e, directive=True, official=self._official)
            for s, e in self._reader.sentences(block.start, block.end)
        ]
        if any(f.hits or f.speaks for f in found) or not addressing.continues(self._reader, block.start, block.end):
            return False
        self.found[-1] = replace(self.found[-1], end=trim(self._flat, block.start, block.end)[1], block=index)
        self._previous = replace(block, style=previous.style)
        return True

    def _acts(self, block: Block) -> bool:
        found = addressing.find(self._reader, block.start, block.end, directive=True, official=self._official)
        return any(h.how != "heading" for h in found.hits) and not self._flat[block.start : block.end].isupper()

    def _take(self, passage: Passage, block: Block, index: int) -> None:
        above = self._stack[-1] if self._stack and self._stack[-1].leads else None
        source = above or self._last or Scope(None)
        hit = passage.hit
        leads = hit.leads if hit else source.leads
        supervisor = hit.supervisor if hit else source.supervisor
        start, end = trim(self._flat, passage.start, passage.end)
        words = self._flat[start:end]
        if (
            not leads
            or end - start < 12
            or formulas.is_formula(words)
            or (hit and start <= hit.verb < end and formulas.is_carrying_out(self._flat[hit.verb : end].lstrip()))
            or (hit and hit.how == "act" and leads == [self._header.issuer])
            or details.is_attitude_only(words)
            or (hit and start + 25 <= hit.verb < end and details.is_attitude_only(self._flat[hit.verb : end].lstrip()))
        ):
            return
        inherited = (
            next((s.due for s in reversed(self._stack) if s.due), None)
            if self._stack and (block.style or not hit)
            else None
        )
        for piece in pieces(self._flat, start, end, self._calendar):
            begin, stop = trim(self._flat, piece.start, piece.end)
            if stop - begin < 8 or formulas.is_judgement(self._flat[begin:stop]):
                continue
            verb = hit.verb if hit and begin <= hit.verb < stop else begin
            helpers = details.coordinating(self._reader, begin, stop, leads) or ([] if hit else source.coordinating)
            label = label_of([s for s in self._stack if s.style != block.style or block.style is None], block.label)
            self.found.append(
                Assignment(
                    begin,
                    stop,
                    label,
                    leads,
                    supervisor,
                    helpers,
                    piece.due or inherited,
                    hit.how if hit else source.how,
                    verb,
                    hit is None,
                    index,
                    piece.due is None,
                )
            )
        self._last = Scope(None, leads=leads, supervisor=supervisor, how=hit.how if hit else source.how)

    # -- lines about an item, and tables

    def _attribute(self, block: Block) -> bool:
        """A line such as "Cơ quan chủ trì: …" completes the item above it."""
        stated = attributes.parts(self._flat, block.start, block.end)
        if not stated:
            return False
        last = self.found[-1] if self.found else None
        above = self._previous
        if above is None:
            return False
        if last is None or (last.start < above.start - 1 and last.block != -above.start):
            last = self._assume(above)
        if last is None:
            return True
        for role, value in stated:
            last = attributes.completed(last, role, value, self._reader, self._calendar)
        self.found[-1] = last
        if not self.found[-1].leads:
            self.found.pop()
        return True

    def _inner_attributes(self, block: Block, index: int) -> bool:
        """An item that names its lead in the form "(Cơ quan chủ trì: …; thời gian: …)"."""
        words = self._flat[block.start : block.end]
        if ":" not in words or not ("hủ trì" in words or "thực hiện" in words):
            return False
        marks = list(attributes.INSIDE.finditer(self._flat, block.start, block.end))
        if not any("chủ trì" in m["role"].lower() or "thực hiện" in m["role"].lower() for m in marks):
            return False
        start, end = trim(self._flat, block.start, block.end)
        label = label_of([s for s in self._stack if s.style != block.style], block.label)
        due = best(deadlines(self._flat, start, marks[0].start(), self._calendar))
        item = Assignment(start, end, label, [], [], [], due, "table", start, False, index)
        for mark, stop in zip(marks, [m.start() for m in marks[1:]] + [block.end], strict=True):
            value_end = mark.end() + len(self._flat[mark.end() : stop].rstrip(" ;,.)("))
            value = (mark.end(), value_end)
            item = attributes.completed(item, mark["role"].lower(), value, self._reader, self._calendar)
        if item.leads:
            self.found.append(item)
        return bool(item.leads)

    def _assume(self, block: Block) -> Assignment | None:
        start, end = trim(self._flat, block.start, block.end)
        if not has_act(self._flat, start, end) or block.is_row:
            return None
        due = best(deadlines(self._flat, start, end, self._calendar))
        label = label_of([], block.label)
        made = Assignment(start, end, label, ["?"], [], [], due, "table", start, False, -block.start)
        self.found.append(made)
        return made

    def _table(self, blocks: list[Block]) -> None:
        for row in tasktables.rows(self._flat, blocks):
            start, end = trim(self._flat, *row.task)
            leads = tasktables.people(self._reader, row.cells.get("lead"))
            above = self._stack[-1] if self._stack else Scope(None)
            due_cell = row.cells.get("deadline", (0, 0))
            due = best(deadlines(self._flat, *due_cell, self._calendar, bare=True))
            if not (leads or above.leads):
                continue
            product = row.cells.get("deliverable", (0, 0))
            self.found.append(
                Assignment(
                    start,
                    end,
                    row.label,
                    leads or above.leads,
                    tasktables.people(self._reader, row.cells.get("supervisor")),
                    tasktables.people(self._reader, row.cells.get("coordinating")),
                    due,
                    "table",
                    start,
                    False,
                    -1,
                    False,
                    tasktables.products(self._flat[product[0] : product[1]]),
                    recurrence(self._flat[due_cell[0] : due_cell[1]]),
                )
            )


def _is_excerpt(layout: Layout) -> bool:
    """Whether a text without header is cut out of an official document: most of its blocks are numbered."""
    numbered = sum(block.style is not None and not block.is_row for block in layout.blocks)
    return numbered > 2 and 2 * numbered >= len(layout.blocks)
