"""What the reviewers made of a directive, as a download to retrain the reading from."""

import json
from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import reviewed_for
from thuocdo.foundation import clock
from thuocdo.review.annotations import annotation_of, source_of, why_left_out
from thuocdo.review.refusing import directive_or_404


@require_GET
@login_required
def annotation(request: Visit, uuid: UUID) -> HttpResponse:
    """The annotated document; back to the directive with the reason where there is none."""
    found = directive_or_404(request, uuid)
    if not reviewed_for(request.user, found, on=clock.today()):
        raise PermissionDenied
    why = why_left_out(found)
    if why:
        messages.warning(request, _("Chưa xuất được chú giải: {why}.").format(why=why))
        return redirect("review:directive", found.uuid)
    content = json.dumps(annotation_of(found), ensure_ascii=False, indent=1) + "\n"
    answer = HttpResponse(content, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{PurePath(source_of(found)).stem}.json"'
    return answer
