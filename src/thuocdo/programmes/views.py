"""Programmes: the list, and the set-up of one with its fields, committees and members."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.accounts import access
from thuocdo.accounts.answers import attempt, signed_in, status_of
from thuocdo.accounts.models import Person
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError
from thuocdo.programmes import labels, queries, services
from thuocdo.programmes.forms import CommitteeForm, FieldForm, MembershipForm, NewProgrammeForm, ProgrammeForm
from thuocdo.programmes.models import Committee, Membership, Programme


@require_GET
@signed_in
def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes, and who steers them."""
    person, on = cast(Person, request.user), clock.today()
    shown = {"rows": queries.programmes(on=on), "may_change": access.administers(person, None, on=on)}
    return render(request, "programmes/programmes.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_programme(request: HttpRequest) -> HttpResponse:
    """Set a programme up."""
    person, on = cast(Person, request.user), clock.today()
    access.require_administrator(person, None, on=on)
    form = NewProgrammeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: services.create_programme(by=person, on=on, **typed))
        if status == 200:
            messages.success(request, _("Đã lập chương trình. Hãy ghi ban chỉ đạo và cơ quan thường trực."))
            return redirect("programmes:programme", form.cleaned_data["code"])
    return render(request, "programmes/new_programme.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """One programme; its names are corrected here."""
    found = _found(code)
    if request.method != "POST":
        return _page(request, found)
    form = ProgrammeForm(request.POST)
    return _answer(request, found, form, "form", services.edit_programme, _("Đã lưu."), programme=found)


@require_POST
@signed_in
def add_field(request: HttpRequest, code: str) -> HttpResponse:
    """A field of the programme's own."""
    found = _found(code)
    form = FieldForm(request.POST, prefix="field")
    return _answer(request, found, form, "field_form", services.add_field, _("Đã thêm lĩnh vực."), programme=found)


@require_POST
@signed_in
def set_committee(request: HttpRequest, code: str) -> HttpResponse:
    """A committee and its standing agency."""
    found = _found(code)
    form = CommitteeForm(request.POST, prefix="committee", on=clock.today())
    done = _("Đã ghi ban chỉ đạo và cơ quan thường trực.")
    return _answer(request, found, form, "committee_form", services.set_committee, done, programme=found)


@require_POST
@signed_in
def end_committee(request: HttpRequest, code: str, committee: int) -> HttpResponse:
    """A committee steers no longer."""
    found = _found(code)
    row = get_object_or_404(Committee.objects.select_related("organisation"), pk=committee, programme=found)
    return _act(request, found, services.end_committee, _("Đã kết thúc ban chỉ đạo."), committee=row)


@require_POST
@signed_in
def add_member(request: HttpRequest, code: str, committee: int) -> HttpResponse:
    """A place in a committee."""
    found = _found(code)
    row = get_object_or_404(Committee.objects.select_related("organisation"), pk=committee, programme=found)
    form = MembershipForm(request.POST, programme=found, prefix=f"committee{row.pk}")
    return _answer(request, found, form, f"member_form_{row.pk}", _add_member, _("Đã thêm thành viên."), committee=row)


@require_POST
@signed_in
def end_member(request: HttpRequest, code: str, membership: int) -> HttpResponse:
    """A place in a committee is held no longer."""
    found = _found(code)
    row = get_object_or_404(
        Membership.objects.select_related("committee__organisation", "committee__programme"),
        pk=membership, committee__programme=found,
    )  # fmt: skip
    return _act(request, found, services.end_membership, _("Đã kết thúc vai trò."), membership=row)


def _add_member(*, fields_: list[str], **told: Any) -> Membership:
    return services.add_membership(fields=fields_, **told)


def _found(code: str) -> Programme:
    found = Programme.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("Không có chương trình này."))
    return found


def _answer(
    request: HttpRequest, found: Programme, form: Any, name: str, act: Any, done: str, **told: Any
) -> HttpResponse:
    person, on = cast(Person, request.user), clock.today()
    access.require_administrator(person, None, on=on)
    status = attempt(form, lambda typed: act(by=person, on=on, **told, **typed))
    if status != 200:
        return _page(request, found, status=status, **{name: form})
    messages.success(request, done)
    return redirect("programmes:programme", found.code)


def _act(request: HttpRequest, found: Programme, act: Any, done: str, **told: Any) -> HttpResponse:
    person, on = cast(Person, request.user), clock.today()
    access.require_administrator(person, None, on=on)
    try:
        act(by=person, on=on, **told)
    except DomainError as error:
        return _page(request, found, status=status_of(error), refusal=error.message)
    messages.success(request, done)
    return redirect("programmes:programme", found.code)


def _page(request: HttpRequest, found: Programme, *, status: int = 200, **changed: Any) -> HttpResponse:
    on = clock.today()
    known = {"name": found.name, "full_title": found.full_title, "default_openness": found.default_openness}
    committees = [
        (row, changed.get(f"member_form_{row.committee.pk}") or _member_form(found, row.committee))
        for row in queries.committee_rows(found, on=on)
    ]
    shown = {
        "programme": found,
        "openness": labels.OPENNESS[found.default_openness],
        "fields": queries.fields_of(found),
        "committees": committees,
        "form": ProgrammeForm(initial=known),
        "field_form": FieldForm(prefix="field"),
        "committee_form": CommitteeForm(prefix="committee", on=on),
        "events": queries.latest_events(found),
        "may_change": access.administers(cast(Person, request.user), None, on=on),
    }
    return render(request, "programmes/programme.html", shown | changed, status=status)


def _member_form(found: Programme, committee: Committee) -> MembershipForm:
    return MembershipForm(programme=found, prefix=f"committee{committee.pk}")
