"""The shape of what people send about a directive's way: recipients, reasons, a plan, a task of it, list filters."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thuocdo.directives.labels import DOCUMENT_CLASS
from thuocdo.distribution import labels
from thuocdo.distribution.queries.following import LONGEST_WAIT
from thuocdo.distribution.queries.following import Asked as ListAsked
from thuocdo.distribution.recipients import MOST_NAMES, Asked
from thuocdo.distribution.services.sending import LONGEST_REASON
from thuocdo.organisations.models import Organisation
from thuocdo.review.forms import day_field, in_range
from thuocdo.tasks.services.drafts import LONGEST_TITLE

LONGEST_LIST = 20_000
MOST_DELIVERABLES = 50


class SendForm(forms.Form):
    """To whom a directive goes. Ticked lines come beside it (`chosen`); `more` names others, `shown` was read."""

    sender = forms.ModelChoiceField(
        Organisation.objects.none(), to_field_name="code", label=_("Gửi thay mặt"), empty_label=None,
        error_messages={
            "required": _("Cần chọn cơ quan gửi."), "invalid_choice": _("Bạn không gửi văn bản thay cơ quan này."),
        },
    )  # fmt: skip
    more = forms.CharField(
        label=_("Gửi thêm cho"), required=False, max_length=LONGEST_LIST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("mỗi dòng một cơ quan hoặc một nhóm, như “UBND các tỉnh, thành phố”; viết tắt cũng được"),
    )  # fmt: skip
    message = forms.CharField(
        label=_("Lời nhắn"), required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )
    shown = forms.CharField(required=False, max_length=LONGEST_LIST, widget=forms.HiddenInput())

    def __init__(self, *args: Any, senders: Sequence[Organisation], **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        field = self.fields["sender"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=[body.pk for body in senders])
        field.initial = senders[0].code

    def clean_more(self) -> list[str]:
        """One name a line."""
        return names_typed(self.cleaned_data["more"])

    def clean_shown(self) -> list[str]:
        """The typed names that the page has already explained."""
        return names_typed(self.cleaned_data["shown"])


def names_typed(text: str) -> list[str]:
    """Lines with something in them, each once."""
    return list(dict.fromkeys(line.strip()[:300] for line in text.splitlines() if line.strip()))[:MOST_NAMES]


def chosen(sent: QueryDict) -> Asked:
    """The lines that were ticked and what unclear ones were said to mean; whatever is no index is left out."""
    ticked = {int(text) for text in sent.getlist("to") if _is_index(text)}
    choices = {
        int(name.removeprefix("choice-")): str(value)[:80]
        for name, value in sent.items()
        if name.startswith("choice-") and _is_index(name.removeprefix("choice-")) and value
    }
    return Asked(ticked, choices)


def _is_index(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


class WithdrawForm(forms.Form):
    """Which deliveries are taken back, and why."""

    delivery = forms.CharField(required=False, widget=forms.MultipleHiddenInput())
    reason = forms.CharField(
        label=_("Lý do thu hồi"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Cần ghi lý do thu hồi.")},
    )  # fmt: skip
    every = forms.BooleanField(
        label=_("Ở mọi cơ quan của danh sách đang lọc, cả các trang khác"), required=False,
        help_text=_("không chọn thì chỉ thu hồi ở các cơ quan đã đánh dấu"),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)


def uuids_in(texts: Sequence[str]) -> list[UUID]:
    """The identifiers among the texts."""
    found = [uuid_in(text) for text in texts]
    return [one for one in found if one is not None]


def uuid_in(text: str) -> UUID | None:
    """The identifier that the text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


class OnceForm(forms.Form):
    """A form that counts once, however often it is sent: `once` was made when it was shown."""

    once = forms.UUIDField(widget=forms.HiddenInput(), error_messages={"invalid": _("Hãy mở lại trang rồi gửi.")})

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.fields["once"].initial = uuid4


class PlanForm(OnceForm):
    """A body's own plan: its document taken in, or only its head typed and its tasks afterwards."""

    number = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=100)
    title = forms.CharField(
        label=_("Trích yếu"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("cần khi không có tệp hay toàn văn"),
    )  # fmt: skip
    signed_on = day_field(_("Ngày ký"))
    document_class = forms.ChoiceField(
        label=_("Loại văn bản"), choices=DOCUMENT_CLASS.items(), initial="internal",
        help_text=_("Văn bản có độ mật (Mật, Tối mật, Tuyệt mật) không được đưa vào hệ thống."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Tệp kế hoạch"), required=False,
        help_text=_("có tệp thì hệ thống đọc và đề xuất từng nhiệm vụ để rà soát"),
        widget=forms.FileInput(attrs={"accept": ".docx,.docm,.pdf,.edxml,.html,.htm,.txt,.md"}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Hoặc dán toàn văn"), required=False, max_length=3_000_000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_signed_on(self) -> date | None:
        """A day in a year that can be."""
        return in_range(self.cleaned_data["signed_on"])

    def clean(self) -> dict[str, Any]:
        """A file, or the text, or at least a title."""
        cleaned = super().clean() or {}
        has_file, has_text = bool(cleaned.get("file")), bool((cleaned.get("text") or "").strip())
        if has_file and has_text:
            self.add_error("file", _("Chọn một tệp, hoặc dán toàn văn: một trong hai."))
        elif not has_file and not has_text and not (cleaned.get("title") or "").strip() and not self.errors:
            self.add_error("title", _("Cần ghi trích yếu của kế hoạch, hoặc đưa tệp vào."))
        return cleaned


class TaskForm(OnceForm):
    """A task of a plan: what, who below, which product, by when, and what it answers in the directive above."""

    source = forms.ChoiceField(label=_("Thực hiện"), required=False)
    title = forms.CharField(
        label=_("Nội dung nhiệm vụ"), max_length=LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Cần ghi nội dung nhiệm vụ.")},
    )  # fmt: skip
    leads = forms.CharField(
        label=_("Chủ trì"), max_length=8000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("mỗi dòng một cơ quan thuộc phạm vi của cơ quan bạn, hoặc một nhóm như “UBND các xã, phường”"),
        error_messages={"required": _("Cần ghi cơ quan chủ trì.")},
    )  # fmt: skip
    deliverables = forms.CharField(
        label=_("Sản phẩm"), max_length=8000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("mỗi dòng một sản phẩm"), error_messages={"required": _("Cần ghi ít nhất một sản phẩm.")},
    )  # fmt: skip
    due = day_field(_("Hạn"))
    has_no_deadline = forms.BooleanField(label=_("Không có hạn"), required=False)
    is_needed = forms.BooleanField(
        label=_("Nhiệm vụ cấp trên giao chỉ được xác nhận khi việc này xong"), required=False
    )

    def __init__(self, *args: Any, sources: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"] = source_field(sources)
        self.order_fields(["source", "title", "leads", "deliverables", "due", "has_no_deadline", "is_needed", "once"])

    def clean_due(self) -> date | None:
        """A day in a year that can be."""
        return in_range(self.cleaned_data["due"])

    def clean_deliverables(self) -> list[str]:
        """One a line."""
        listed = [line.strip() for line in self.cleaned_data["deliverables"].splitlines() if line.strip()]
        if len(listed) > MOST_DELIVERABLES:
            raise forms.ValidationError(_("Quá nhiều sản phẩm: hãy chia thành nhiều nhiệm vụ."))
        return listed

    def clean(self) -> dict[str, Any]:
        """A deadline, or the choice of none."""
        cleaned = super().clean() or {}
        if not cleaned.get("due") and not cleaned.get("has_no_deadline") and "due" not in self.errors:
            self.add_error("due", _("Cần ghi hạn, hoặc chọn không có hạn."))
        return cleaned


class TieForm(forms.Form):
    """What a task of the plan answers in the directive above."""

    def __init__(self, *args: Any, sources: Sequence[tuple[str, str]], **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.fields["source"] = source_field(sources)


def source_field(sources: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    """A choice among what the directive above asks: "task:…" of the body's own, "passage:…" of others, or nothing."""
    return forms.ChoiceField(
        label=_("Thực hiện"), required=False, choices=[("", _("– không gắn với đoạn nào –")), *sources],
        help_text=_("nhiệm vụ cấp trên giao, hoặc đoạn của văn bản cấp trên"),
    )  # fmt: skip


def source_of(value: str) -> tuple[UUID | None, UUID | None]:
    """(passage, task) that a chosen source names."""
    kind, _colon, text = value.partition(":")
    found = uuid_in(text)
    return (found if kind == "passage" else None, found if kind == "task" else None)


def list_asked(sent: Mapping[str, str], *, state: str = "") -> ListAsked:
    """How a list is narrowed by its address; what cannot be read falls back to what is usual."""
    asked_state = sent.get("state", state)
    days = sent.get("days", "")
    return ListAsked(
        state=asked_state if asked_state in labels.DELIVERY_STATE else "",
        q=sent.get("q", "").replace("\0", "")[:200],
        days=min(int(days), LONGEST_WAIT) if days.isascii() and days.isdigit() and len(days) < 5 else 0,
    )
