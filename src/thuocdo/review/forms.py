"""The shape of what reviewers send: the header of a directive, the fields of a proposal, of a figure."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuocdo.directives import labels as directive_labels
from thuocdo.interface.formats import number_text
from thuocdo.programmes import labels as programme_labels
from thuocdo.programmes.models import Programme
from thuocdo.programmes.queries import fields_of as fields_of_programme
from thuocdo.review.figuring import FigureFields
from thuocdo.review.rules import Fields, lines_in, names_in, one_line
from thuocdo.tasks import labels as task_labels
from viettext.numbers import parse

DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
FIRST_YEAR, LAST_YEAR = 1945, 2100
LARGEST = 1e18
NOTHING = [("", "–")]


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day typed as 31/3/2026."""
    widget = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": _("ngày/tháng/năm")}, format="%-d/%-m/%Y")
    wrong = {"invalid": _("Ghi ngày như 31/3/2026.")}
    return forms.DateField(
        label=label, required=False, input_formats=DAYS, widget=widget, error_messages=wrong, **options
    )


def in_range(day: date | None) -> date | None:
    """The day, or a refusal where its year is surely a typing error."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(
            _("Năm phải từ %(first)s đến %(last)s."), params={"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return day


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class HeaderForm(forms.Form):
    """The header of a directive; `recipients` one a line, `seen` the digest of what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[*NOTHING, *directive_labels.KIND.items()])
    number = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=100)
    title = forms.CharField(
        label=_("Trích yếu"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    issuer = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=500)
    signed_on = day_field(_("Ngày ký"))
    place = forms.CharField(label=_("Nơi ký"), required=False, max_length=200)
    signer = forms.CharField(label=_("Người ký"), required=False, max_length=200)
    event_on = day_field(_("Ngày họp"), help_text=_("Ngày của cuộc họp mà văn bản kết luận, nếu có."))
    recipients = forms.CharField(
        label=_("Nơi nhận"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi nơi một dòng."),
    )  # fmt: skip
    document_class = forms.ChoiceField(label=_("Loại văn bản"), choices=directive_labels.DOCUMENT_CLASS.items())

    def clean_signed_on(self) -> date | None:
        return in_range(self.cleaned_data["signed_on"])

    def clean_event_on(self) -> date | None:
        return in_range(self.cleaned_data["event_on"])


class ProposalForm(forms.Form):
    """The fields of a proposal. Names of bodies one a line, or separated by semicolons."""

    action = forms.CharField(label=pgettext_lazy("số ít", "Nhiệm vụ"), required=False, max_length=4000)
    leads = forms.CharField(label=_("Chủ trì"), required=False, max_length=4000)
    coordinating = forms.CharField(label=_("Phối hợp"), required=False, max_length=10_000)
    due = day_field(_("Hạn"))
    recurrence = forms.ChoiceField(
        label=_("Kỳ lặp lại"), required=False, choices=[("", _("Không lặp lại")), *task_labels.RECURRENCE.items()]
    )
    has_no_deadline = forms.BooleanField(label=_("Không có hạn"), required=False)
    deliverables = forms.CharField(label=_("Sản phẩm"), required=False, max_length=10_000)
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    openness = forms.ChoiceField(
        label=_("Mức công khai"), required=False,
        choices=[("", _("Theo chương trình")), *programme_labels.OPENNESS.items()],
    )  # fmt: skip
    accountable_person = forms.CharField(label=_("Người chịu trách nhiệm"), required=False, max_length=300)
    programme = forms.ChoiceField(label=_("Chương trình"), required=False)

    def __init__(
        self, data: QueryDict | None = None, *, programmes: list[Programme], initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, auto_id="d-%s")
        self.sent = data or QueryDict()
        for name, least in {"action": 3, "leads": 1, "coordinating": 1, "deliverables": 2}.items():
            lines = str(self[name].value() or "").count("\n") + 1
            self.fields[name].widget = forms.Textarea(attrs={"rows": max(least, min(lines, 8))})
        self.fields["action"].widget.attrs["data-key"] = "e"
        for name in ("leads", "coordinating"):
            self.fields[name].widget.attrs["data-bodies"] = reverse("organisations:suggest")
        _choices(self, "programme", [("", "–"), *((p.code, p.name) for p in programmes)])
        fields = {code: name for programme in programmes for code, name in fields_of_programme(programme).items()}
        _choices(self, "field", [("", _("Chưa chọn")), *fields.items()])

    def clean_due(self) -> date | None:
        return in_range(self.cleaned_data["due"])

    def read(self, now: Fields, offered: Sequence[Mapping[str, Any]]) -> Fields:
        """The fields as typed, with the answers to what unclear names mean.

        `offered` are the targets to choose from; a form that shows none keeps what is there `now`.
        """
        typed = self.cleaned_data
        names, answers = self.sent.getlist("choice-name"), self.sent.getlist("choice")
        choices = {name[:500]: answer[:60] for name, answer in zip(names, answers, strict=False) if answer}
        printed = {name for part in ("leads", "coordinating") for name in names_in(typed[part])}
        return Fields(
            action=typed["action"].strip(), leads=names_in(typed["leads"]),
            coordinating=names_in(typed["coordinating"]), due=typed["due"], recurrence=typed["recurrence"],
            has_no_deadline=typed["has_no_deadline"],
            deliverables=lines_in(typed["deliverables"]), field=typed["field"], openness=typed["openness"],
            accountable_person=typed["accountable_person"].strip(), programme=typed["programme"],
            targets=self._targets(offered) if "targets-shown" in self.sent else now.targets,
            choices={name: answer for name, answer in choices.items() if name in printed},
        )  # fmt: skip

    def _targets(self, offered: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
        chosen = set(self.sent.getlist("target"))
        return tuple(target for n, target in enumerate(offered) if str(n) in chosen)


def initial_of(fields: Fields) -> dict[str, Any]:
    """What the form shows of stored fields."""
    lists = {name: "\n".join(getattr(fields, name)) for name in ("leads", "coordinating", "deliverables")}
    return {name: getattr(fields, name) for name in ProposalForm.base_fields} | lists


class ActForm(forms.Form):
    """What an act on a proposal carries beside its fields; all optional, each act takes its own."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    reason = forms.CharField(required=False, max_length=2000)
    preset = forms.CharField(required=False, max_length=2000)
    hand = forms.UUIDField(required=False)
    left = forms.CharField(required=False, max_length=2000)
    into = forms.UUIDField(required=False)
    cut = forms.CharField(required=False, max_length=12)
    start = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


class AddForm(forms.Form):
    """A passage chosen by its span, or by its words."""

    start = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    end = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    quote = forms.CharField(
        label=_("Đoạn văn giao việc"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chép nguyên văn từ văn bản, hoặc bôi chọn ngay trong văn bản."),
    )  # fmt: skip


class AddFigureForm(AddForm):
    """A passage with a figure, chosen by its span, or by its words."""

    quote = forms.CharField(
        label=_("Đoạn văn nêu số liệu"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Chép nguyên văn từ văn bản, hoặc bôi chọn ngay trong văn bản."),
    )  # fmt: skip


class NumberField(forms.Field):
    """A number typed as 1.227 or 94,5; shown the same way."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> float | None:
        typed = str(value or "").strip().replace("\u00a0", "").replace(" ", "")
        if not typed:
            return None
        try:
            found = float(parse(typed))
        except ArithmeticError:
            raise forms.ValidationError(_("Ghi số như 1.227 hoặc 94,5.")) from None
        if not isfinite(found) or abs(found) > LARGEST:
            raise forms.ValidationError(_("Số quá lớn."))
        return found

    def prepare_value(self, value: Any) -> Any:
        return number_text(value) if isinstance(value, int | float) else value


class FigureForm(forms.Form):
    """The fields of a reported figure."""

    measure = forms.CharField(
        label=_("Đo cái gì"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "data-key": "e"})
    )
    value = NumberField(label=_("Giá trị"))
    of = NumberField(label=_("Trên tổng số"), required=False)
    unit = forms.CharField(label=_("Đơn vị tính"), required=False, max_length=200)
    on = day_field(_("Tính đến ngày"))

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, auto_id="f-%s")

    def clean_on(self) -> date | None:
        return in_range(self.cleaned_data["on"])

    def read(self) -> FigureFields:
        """The fields as typed."""
        typed = self.cleaned_data
        return FigureFields(
            one_line(typed["measure"]), typed["value"], typed["of"], one_line(typed["unit"]), typed["on"]
        )
