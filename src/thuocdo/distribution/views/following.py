"""Who received a directive and who has not acknowledged it: for one directive, and across all that a person follows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thuocdo.accounts.models import Person
from thuocdo.accounts.visit import Visit
from thuocdo.directives.models import Directive
from thuocdo.distribution import labels
from thuocdo.distribution.access import senders_for
from thuocdo.distribution.forms import WithdrawForm, list_asked
from thuocdo.distribution.models import Delivery
from thuocdo.distribution.queries import following
from thuocdo.distribution.queries.inbox import Row, rows_of
from thuocdo.distribution.refusing import followed_or_404
from thuocdo.foundation import clock
from thuocdo.scoreboards.exports import Table, Value, as_csv
from thuocdo.tasks.projection import working_days

PAGE_SIZE = 50
BATCH = 500


@require_GET
@login_required
def recipients(request: Visit, uuid: UUID) -> HttpResponse:
    """Everybody who received the directive and where it stands with each."""
    return recipients_page(request, followed_or_404(request, uuid, on=clock.today()))


def recipients_page(
    request: Visit, directive: Directive, *, form: WithdrawForm | None = None, chosen: Sequence[UUID] = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page; with the form of a withdrawal that was refused and what was chosen for it."""
    on = clock.today()
    asked = list_asked(request.GET)
    found = following.deliveries_of(directive, asked, on=on, days=working_days())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {
        "directive": directive, "tally": following.tally_of(directive, on=on), "page": page,
        "rows": rows_of(page, on=on), "asked": asked, "states": labels.DELIVERY_STATE, "signs": labels.SIGN,
        "history": following.history_of(directive), "may_send": bool(senders_for(request.user, directive, on=on)),
        "form": form or WithdrawForm(), "chosen": {str(one) for one in chosen}, "on": on,
    }  # fmt: skip
    return render(request, "distribution/recipients.html", shown, status=status)


@require_GET
@login_required
def recipients_file(request: Visit, uuid: UUID) -> HttpResponse:
    """The list of recipients as asked, as CSV."""
    on = clock.today()
    directive = followed_or_404(request, uuid, on=on)
    found = following.deliveries_of(directive, list_asked(request.GET), on=on, days=working_days())
    return _file(request.user, found, f"noi-nhan-{on.isoformat()}")


@require_GET
@login_required
def waiting(request: Visit) -> HttpResponse:
    """What waits to be acknowledged of all directives that the person sends or follows, the longest first."""
    on, days = clock.today(), working_days()
    asked = list_asked(request.GET, state="waiting")
    found = following.waiting_for(request.user, asked, on=on, days=days)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {"page": page, "rows": rows_of(page, on=on), "asked": asked, "on": on}
    return render(request, "distribution/waiting.html", shown)


@require_GET
@login_required
def waiting_file(request: Visit) -> HttpResponse:
    """The same list as CSV."""
    on = clock.today()
    found = following.waiting_for(
        request.user, list_asked(request.GET, state="waiting"), on=on, days=working_days()
    )  # fmt: skip
    return _file(request.user, found, f"chua-xac-nhan-{on.isoformat()}")


def _file(person: Person, found: QuerySet[Delivery], name: str) -> HttpResponse:
    heading = [
        _("Văn bản"), _("Trích yếu"), _("Cơ quan nhận"), _("Mã cơ quan"), _("Nay là"), _("Ngày gửi"),
        _("Số ngày làm việc"), _("Tình trạng"), _("Ngày xác nhận"), _("Xác nhận thay"), _("Lý do thu hồi"),
    ]  # fmt: skip
    table = Table(_("Nơi nhận"), heading, _lines(found.iterator(chunk_size=BATCH)))
    answer = HttpResponse(as_csv(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _lines(found: Iterator[Delivery]) -> Iterable[list[Value]]:
    on = clock.today()
    while batch := list(islice(found, BATCH)):
        yield from (_line(row) for row in rows_of(batch, on=on))


def _line(row: Row) -> list[Value]:
    one = row.delivery
    return [
        one.directive.number, one.directive.title, one.recipient.name, one.recipient.code,
        row.holder.name if row.is_passed_on else "", one.sent_on, row.days,
        str(labels.DELIVERY_STATE[one.state.value]), one.acknowledged_on,
        one.acknowledged_for.name if one.acknowledged_for else "", one.reason,
    ]  # fmt: skip
