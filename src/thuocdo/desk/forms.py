"""Shape and parsing of what is sent with an act on a task; rights and states are the services' matter."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.models import Person
from thuocdo.desk import keeping
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.typed import named_bodies
from thuocdo.tasks.models import Deliverable, Task
from thuocdo.tasks.queries import people_of
from thuocdo.tasks.services.acts import Proof

LONGEST = 4000
DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class DayInput(forms.DateInput):
    """A day written 31/3/2026."""

    def __init__(self) -> None:
        super().__init__(format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "31/3/2026", "size": 10})

    def format_value(self, value: Any) -> str | None:
        """Without leading zeros, as the documents write it."""
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else value


class DayField(forms.DateField):
    """A day, as 31/3/2026 or 2026-03-31."""

    def __init__(self, **options: Any) -> None:
        wrong = gettext_lazy("Ngày chưa đúng: hãy viết như 31/3/2026.")
        options.setdefault("error_messages", {"invalid": wrong, "required": gettext_lazy("Cần ghi ngày.")})
        super().__init__(input_formats=DAY_FORMATS, widget=DayInput(), **options)


def _text(label: Any, *, required: bool, rows: int = 3, **options: Any) -> forms.CharField:
    words = {"required": gettext_lazy("Chỗ này cần được điền.")}
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, widget=area, error_messages=words, **options
    )


class ActForm(forms.Form):
    """An act that needs nothing but the will to do it. `told()` gives the service's keyword arguments."""

    def __init__(self, *args: Any, task: Task, person: Person, on: date, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.task, self.person, self.on = task, person, on
        self.begin()

    def begin(self) -> None:
        """Fields that depend on the task."""

    def told(self) -> dict[str, Any]:
        """What the service is told; only after `is_valid()`."""
        return dict(self.cleaned_data)

    def refuse(self, field: str | None, message: str) -> None:
        """Show a service's refusal, at its field where the form has one."""
        self.add_error(field if field in self.fields else None, message)


class ReasonForm(ActForm):
    """An act that owes a reason."""

    reason = _text(gettext_lazy("Lý do"), required=True)


class OptionalReasonForm(ActForm):
    """An act that may carry a reason."""

    reason = _text(gettext_lazy("Lý do"), required=False)


class NoteForm(ActForm):
    """An act that may carry a note."""

    note = _text(gettext_lazy("Ý kiến"), required=False)


class ProgressForm(ActForm):
    """How far the work is."""

    percent = forms.DecimalField(
        label=gettext_lazy("Tiến độ, %"), min_value=0, max_value=100, max_digits=6, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
        error_messages={
            "required": gettext_lazy("Cần ghi tiến độ từ 0 đến 100."),
            "invalid": gettext_lazy("Tiến độ phải là số từ 0 đến 100."),
        },
    )  # fmt: skip
    note = _text(gettext_lazy("Đã làm được gì"), required=False)

    def told(self) -> dict[str, Any]:
        """The percentage as a number of the event log."""
        return {"percent": float(self.cleaned_data["percent"]), "note": self.cleaned_data["note"]}


class RequestForm(ActForm):
    """A later deadline and why."""

    to = DayField(label=gettext_lazy("Xin lùi đến ngày"))
    reason = _text(gettext_lazy("Lý do"), required=True)


class GrantForm(ActForm):
    """The deadline that is granted; it may differ from the one asked for."""

    to = DayField(label=gettext_lazy("Hạn mới"))
    note = _text(gettext_lazy("Ý kiến"), required=False)


class PersonChoice(forms.ModelChoiceField):
    """A person by the title that the record prints."""

    def label_from_instance(self, person: Person) -> str:
        """Name and title."""
        return f"{person.full_name}, {person.title}" if person.title else person.full_name


class PersonForm(ActForm):
    """Who answers for the task: somebody of the lead body, or a printed name."""

    accountable = PersonChoice(
        Person.objects.none(), to_field_name="uuid", required=False, label=gettext_lazy("Người chịu trách nhiệm"),
        empty_label=gettext_lazy("– chọn người của cơ quan –"),
        error_messages={"invalid_choice": gettext_lazy("Người này không thuộc cơ quan chủ trì.")},
    )  # fmt: skip
    named = forms.CharField(
        label=gettext_lazy("Hoặc ghi tên và chức vụ"), required=False, max_length=300,
        help_text=gettext_lazy("khi người đó chưa có tài khoản"),
    )  # fmt: skip

    def begin(self) -> None:
        """Offer the people of the lead bodies."""
        field = self.fields["accountable"]
        assert isinstance(field, PersonChoice)
        field.queryset = people_of(self.task, on=self.on)
        if self.task.accountable_id is None:
            self.fields["named"].initial = self.task.accountable_person


class AssignForm(ActForm):
    """Assignment; after a hand-back it may name other leads."""

    leads = _text(
        gettext_lazy("Cơ quan chủ trì mới"), required=False, rows=2,
        help_text=gettext_lazy("mỗi dòng một cơ quan; để trống để giao lại cho cơ quan cũ"),
    )  # fmt: skip

    def begin(self) -> None:
        """A draft names its leads on its own page."""
        if self.task.state == "draft":
            del self.fields["leads"]

    def clean_leads(self) -> list[Organisation]:
        """The bodies named."""
        return named_bodies(self.cleaned_data["leads"], on=self.on)


class ReportForm(ActForm):
    """Proof of every deliverable: a file, or a reference to something outside.

    A file sent once stays with the form: it is kept at once and named by a signed word if the form comes back.
    """

    def __init__(self, *args: Any, deliverables: list[Deliverable] | None = None, **options: Any) -> None:
        self.known = deliverables  # where many forms are shown, they were read together
        super().__init__(*args, **options)

    def begin(self) -> None:
        """Two fields and a kept word for each deliverable, then the note."""
        self.wanted = list(self.task.deliverables.all()) if self.known is None else self.known
        limit = _("không quá {n} MB").format(n=settings.UPLOAD_LIMIT_MB)
        for one in self.wanted:
            self.fields[f"file_{one.pk}"] = forms.FileField(
                label=_("Tệp"), required=False, help_text=limit,
                error_messages={"empty": _("Tệp rỗng: hãy chọn lại.")},
            )  # fmt: skip
            self.fields[f"reference_{one.pk}"] = forms.CharField(
                label=_("hoặc số hiệu, đường dẫn của văn bản"), required=False, max_length=1000
            )
            self.fields[f"kept_{one.pk}"] = forms.CharField(required=False, max_length=5000, widget=forms.HiddenInput)
        self.fields["note"] = _text(_("Kết quả, đo bằng gì"), required=False)

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The fields of each deliverable together, with the file that is already kept."""
        return [
            {
                "deliverable": one.name,
                "file": self[f"file_{one.pk}"],
                "reference": self[f"reference_{one.pk}"],
                "name": f"kept_{one.pk}",
                "kept": self.kept.get(one.pk),
                "word": keeping.word(self.kept[one.pk], self.task, self.person) if one.pk in self.kept else "",
            }
            for one in self.wanted
        ]

    @property
    def kept(self) -> dict[int, keeping.Kept]:
        """The files that were kept already, by deliverable."""
        found: dict[int, keeping.Kept] = getattr(self, "_kept", {})
        return found

    def clean(self) -> dict[str, Any]:
        """Keep what was sent, so that no refusal loses a file."""
        self._kept: dict[int, keeping.Kept] = {}
        for one in self.wanted:
            kept = self._keep(one)
            if kept is not None:
                self._kept[one.pk] = kept
        return self.cleaned_data

    def _keep(self, one: Deliverable) -> keeping.Kept | None:
        sent: UploadedFile | None = self.cleaned_data.get(f"file_{one.pk}")
        if sent is None:
            return keeping.read(self.cleaned_data.get(f"kept_{one.pk}", ""), self.task, self.person)
        try:
            return keeping.keep(sent)
        except ValidationError as refusal:
            self.add_error(f"file_{one.pk}", refusal)
            return None

    def told(self) -> dict[str, Any]:
        """A proof for every file and reference given."""
        proofs = []
        for one in self.wanted:
            kept, reference = self.kept.get(one.pk), self.cleaned_data[f"reference_{one.pk}"].strip()
            if kept is not None:
                proofs.append(Proof(deliverable=one.pk, name=kept.name, sha256=kept.sha256, size=kept.size))
            if reference:
                proofs.append(Proof(deliverable=one.pk, name=reference))
        return {"proofs": proofs, "note": self.cleaned_data["note"]}
