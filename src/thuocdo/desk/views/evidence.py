"""Handing out evidence that was filed as a file."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.views.decorators.http import require_GET

from thuocdo.accounts.visit import Visit
from thuocdo.desk.refusing import found_or_404
from thuocdo.foundation import clock, files
from thuocdo.tasks.queries import evidence_seen_by


@require_GET
@login_required
def download(request: Visit, uuid: object) -> FileResponse:
    """The file as it was filed, never opened by the browser in this site's name."""
    found = found_or_404(evidence_seen_by(request.user, on=clock.today(), uuid=uuid))
    try:
        content = files.open_file(found.sha256)
    except (FileNotFoundError, ValueError):  # a reference to something outside has no digest
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=found.name, content_type="application/octet-stream")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
