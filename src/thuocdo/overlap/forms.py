"""Shape and parsing of an answer to overlaps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.overlap import labels
from thuocdo.overlap.rules import Answer
from thuocdo.overlap.services import LONGEST_REASON

CHOICES = [(name, word) for name, word in labels.ANSWER.items() if name != Answer.OPEN.value]


class AnswerForm(forms.Form):
    """What is done about a task that may be another one told again."""

    answer = forms.ChoiceField(label=_("Trả lời"), choices=CHOICES, widget=forms.RadioSelect)
    into = forms.UUIDField(label=_("Gộp vào"), required=False, error_messages={"invalid": _("Lựa chọn không hợp lệ.")})
    reason = forms.CharField(
        label=_("Lý do"), required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("cần có khi vẫn giao hoặc không giao; được giữ trong nhật ký"),
    )  # fmt: skip
    back = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
