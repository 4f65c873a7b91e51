"""Saving what was typed, rejecting a proposal, and adding one that the machine did not see."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.directives.access import require_review
from thuocdo.directives.models import Directive, Passage, Proposal
from thuocdo.directives.rules import ProposalState
from thuocdo.directives.services import names_known
from thuocdo.foundation.errors import BadInput, DomainError
from thuocdo.review.rules import Fields, fields_found, one_line, part_span, proposed_product
from thuocdo.review.services.holding import Seen, decide, hold, keep, record, settle
from viettext import canonical, extract

LONGEST_QUOTE = 20_000


@transaction.atomic
def save_proposal(*, seen: Seen, fields: Fields) -> Proposal:
    """Keep what was typed without deciding; what the machine found stays beside it."""
    found = hold(seen)
    if keep(found, fields):
        settle(found, seen, "edited", {}, fields_changed=True)
    return found


@transaction.atomic
def reject_proposal(*, seen: Seen, reason: str) -> Proposal:
    """Say that this is no task, and why."""
    found = hold(seen)
    reason = one_line(reason)
    if not reason:
        raise BadInput(_("Cần nêu lý do bỏ đề xuất."), field="reason")
    decide(found, ProposalState.REJECTED, seen, reason=reason)
    settle(found, seen, "rejected", {"reason": reason})
    return found


@transaction.atomic
def add_proposal(
    *, directive: UUID, seen: Seen, start: int | None = None, end: int | None = None, quote: str = ""
) -> Proposal:
    """Propose a passage of the text: by its span in code points, or by words that stand in it exactly once.

    `seen.proposal` is not read. BadInput for a span outside the text or words that are not found once.
    """
    found = Directive.objects.select_for_update().filter(uuid=directive).first()
    if found is None:
        raise DomainError(_("Không tìm thấy văn bản này."))
    require_review(seen.person, found, on=seen.on)
    start, end = span_in(found.text, start, end, quote)
    passage = Passage.objects.create(directive=found, start=start, end=end, quote=found.text[start:end])
    before = Proposal.objects.filter(directive=found, passage__start__lte=start).order_by("-order").first()
    fields = _read(passage.quote)
    proposal = Proposal.objects.create(
        directive=found, passage=passage, order=before.order if before else 0, found=None, fields=fields.as_json(),
        confidence=1,
    )  # fmt: skip
    told = {"start": start, "end": end, "directive": str(found.uuid)}
    record("added", proposal.uuid, told, seen)
    return proposal


def span_in(text: str, start: int | None, end: int | None, quote: str, *, most: int = LONGEST_QUOTE) -> tuple[int, int]:
    """The span that was meant, without white space at its ends; BadInput where it is none, or longer than `most`."""
    if start is None or end is None:
        start, end = _find(text, quote)
    if not 0 <= start < end <= len(text):
        raise BadInput(_("Đoạn chọn nằm ngoài văn bản."), field="quote")
    start, end = part_span(text, start, end)
    if start >= end:
        raise BadInput(_("Đoạn chọn không có chữ nào."), field="quote")
    if end - start > most:
        raise BadInput(_("Đoạn chọn dài quá {most} ký tự.").format(most=most), field="quote")
    return start, end


def _find(text: str, quote: str) -> tuple[int, int]:
    """Where the words stand, whatever the line ends between them."""
    words = canonical(quote).split()
    if not words:
        raise BadInput(_("Hãy chép vào đây một đoạn của văn bản."), field="quote")
    # Both sides on one line: each character of the flat text knows where it stands in the text.
    flat, places = _flat(text)
    wanted = " ".join(words)
    count = flat.count(wanted)
    if count != 1:
        why = _("Không thấy đoạn này trong văn bản: hãy chép nguyên văn.") if not count else _(
            "Đoạn này có ở {count} chỗ: hãy chép dài hơn cho rõ chỗ nào."
        ).format(count=count)  # fmt: skip
        raise BadInput(why, field="quote")
    at = flat.index(wanted)
    return places[at], places[at + len(wanted) - 1] + 1


def _flat(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        if letter in " \n":
            if not letters or letters[-1] == " ":
                continue
            letter = " "  # noqa: PLW2901  a line end reads as a space
        letters.append(letter)
        places.append(at)
    return "".join(letters), places


def _read(quote: str) -> Fields:
    """What the machine makes of the passage alone, else its words as the action."""
    tasks = extract(quote, names=names_known()).assignments
    if tasks:
        return fields_found(tasks[0].as_dict())
    action = one_line(quote).rstrip(" ;,.")
    return Fields(action=action, deliverables=(proposed_product(action),))
