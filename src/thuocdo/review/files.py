"""The original file of a directive as a download."""

import re
from urllib.parse import quote

from django.http import FileResponse, Http404

from thuocdo.directives.models import Directive
from thuocdo.foundation import files


def as_download(directive: Directive) -> FileResponse:
    """The file as it was handed in, always as a download: what others wrote is never run here. Http404 without one."""
    if directive.sha256 is None:
        raise Http404
    try:
        content = files.open_file(directive.sha256)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, content_type="application/octet-stream")
    name = re.sub(r'[\r\n"\\/]', "_", directive.file_name) or "van-ban"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
