"""Reads what a visitor asked for from an address: nothing there can be wrong enough for an error page."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from thuocdo.portal.queries import Filter, snapshot_of
from thuocdo.portal.rules import LISTS
from thuocdo.scoreboards.models import Snapshot

LONGEST_SEARCH = 100
LARGEST = 2_000_000_000


def snapshot_asked(request: HttpRequest, programme: str) -> Snapshot:
    """The snapshot of the address (`ban-chot` names an earlier one); raises Http404 where there is none."""
    number = whole(request.GET.get("ban-chot", ""))
    found = snapshot_of(programme, number)
    if found is None:
        raise Http404(_("Chương trình này chưa công bố số liệu."))
    return found


def whole(text: str) -> int | None:
    """A whole number of the address, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 and int(text) < LARGEST else None


def filter_asked(request: HttpRequest) -> Filter:
    """The filters of a list of tasks; unknown ones ask for nothing."""
    return Filter(
        statuses=LISTS.get(request.GET.get("tinh-trang", ""), ()),
        words=clean(request.GET.get("q", "")),
        lead=clean(request.GET.get("co-quan", "")),
        field=clean(request.GET.get("linh-vuc", "")),
    )


def clean(text: str) -> str:
    """Text of an address without characters that no database takes."""
    return text.replace("\x00", "").strip()[:LONGEST_SEARCH]
