"""The component catalogue: every part in every state, the list that visual checks go by."""

from datetime import date
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thuocdo.interface.charts import Column, Moment, Trend
from thuocdo.interface.signs import WORDS

ICONS = (
    "search calendar chevron arrow download upload file link person bell flag check x plus undo split merge edit alert "
    "info lock history map chart table inbox doc meeting stuck globe sun exit clock org settings print home"
).split()


TOKENS = (
    "paper paper-2 paper-3 line line-2 ink-2 ink accent accent-fill accent-wash "
    "done done-wash late late-wash open focus"
).split()
BARS = (
    ("Bộ Khoa học và Công nghệ", 171, 22, 6, 5),
    ("Bộ Công an", 118, 9, 4, 3),
    ("Bộ Tài chính", 96, 14, 5, 1),
    ("Bộ Quốc phòng", 39, 2, 1, 0),
)
DAYS = {
    "due": date(2026, 3, 31),
    "over": date(2025, 11, 30),
    "first": date(2025, 9, 30),
    "end": date(2025, 2, 28),
}


class SampleForm(forms.Form):
    """Controls of every kind, two of them with an error."""

    due = forms.CharField(label="Hạn", initial="31/3/2026", help_text="từ “cuối quý I năm 2026”")
    lead = forms.CharField(label="Chủ trì")
    kind = forms.ChoiceField(label="Loại vướng mắc", choices=[("a", "Thể chế"), ("b", "Nguồn lực")], required=False)
    result = forms.CharField(label="Kết quả", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    answer = forms.ChoiceField(
        label="Trả lời",
        choices=[("yes", "Chấp thuận gia hạn"), ("no", "Không, giữ hạn cũ")],
        widget=forms.RadioSelect,
        initial="yes",
    )
    tell = forms.BooleanField(label="Báo cho cơ quan phối hợp", required=False)
    proof = forms.FileField(label="Minh chứng", required=False)

    def clean_lead(self) -> str:
        """Always unclear: the catalogue shows what a refusal looks like."""
        raise forms.ValidationError(_("Chưa rõ cơ quan. Ý là Bộ Khoa học và Công nghệ?"))


def _course() -> list[Column]:
    """Made-up counts around the two published totals of 2025."""
    rows = (
        (39, 2, 0), (86, 14, 1), (172, 39, 5), (264, 81, 11), (371, 128, 19), (502, 187, 34),
        (668, 246, 52), (811, 322, 66), (1024, 421, 79), (1132, 485, 86), (1231, 858, 49), (1298, 1227, 24),
    )  # fmt: skip
    return [Column(str(month), *row) for month, row in enumerate(rows, start=1)]


def _trend() -> Trend:
    actual = [41.2, 42.6, 44.1, 46.3, None, 50.6, 53.4, 52.9, 56.3, 57.9, 59.2, 60.2]
    ahead = 6
    return Trend(
        labels=[f"{m}/2025" for m in range(1, 13)] + [f"{m}/2026" for m in range(1, ahead + 1)],
        actual=actual + [None] * ahead,
        target=[40.0, *[None] * 10, 65.0, *[None] * (ahead - 1), 72.5],
        forecast=[None] * 11 + [(60.2 + k * 0.7, 60.2 + k * 1.1, 60.2 + k * 1.6) for k in range(ahead + 1)],
    )


def _moments() -> list[Moment]:
    return [
        Moment(date(2025, 3, 15), "Giao 15/3", "assigned"),
        Moment(date(2025, 9, 30), "Hạn đầu 30/9", "first_due"),
        Moment(date(2025, 11, 30), "Hạn hiện hành 30/11", "over"),
        Moment(date(2025, 12, 25), "Hôm nay", "now"),
    ]


def _steps() -> list[SimpleNamespace]:
    life = (("Giao", "past"), ("Nhận", "past"), ("Thực hiện", "current"), ("Báo cáo", ""), ("Xác nhận", ""))
    return [SimpleNamespace(label=label, state=state) for label, state in life]


def _form() -> SampleForm:
    return SampleForm({"due": "31/3/2026", "lead": "Bộ Khoa hoc", "answer": "yes", "result": "Đã ban hành danh mục."})


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show all parts in all their states, with made-up values."""
    shown = {
        "icons": ICONS,
        "states": list(WORDS),
        "course": _course(),
        "trend": _trend(),
        "moments": _moments(),
        "steps": _steps(),
        "form": _form(),
        "page": Paginator(range(600), 50).get_page(request.GET.get("page")),
        "today": date(2025, 12, 25),
        "days": DAYS,
        "hash": "9c41a7d2f6350be814c2d9f0b76e53a1428fd0c6971be35a4d80c2f19b6ee07a",
        "few": (3, 5, 4, 6, 8, 9),
        "bars": BARS,
        "tokens": TOKENS,
    }
    return render(request, "components/catalogue.html", shown)
