"""Tables as files to keep."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from thuocdo.scoreboards import exports

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WRITERS = {"csv": exports.as_csv, "xlsx": exports.as_xlsx}


def attachment(table: exports.Table, form: str, name: str) -> HttpResponse:
    """The table as a CSV file or an Excel workbook to be saved under the name."""
    answer = HttpResponse(WRITERS[form](table), content_type=MEDIA[form])
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{form}") or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
