"""Shape and parsing of a task that is written down by hand."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.access import acts_for
from thuocdo.accounts.models import Person
from thuocdo.accounts.queries import acting_paths
from thuocdo.desk.forms import DayField
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.typed import named_bodies
from thuocdo.programmes.models import Programme
from thuocdo.programmes.queries import committees_of, fields_of
from thuocdo.tasks import labels
from thuocdo.tasks.access import may_assign
from thuocdo.tasks.models import Task
from thuocdo.tasks.queries import task_seen_by
from thuocdo.tasks.services.drafts import LONGEST_TITLE, Draft

TIMES = (
    ("due", gettext_lazy("Có hạn")),
    ("recurrence", gettext_lazy("Lặp lại theo kỳ")),
    ("none", gettext_lazy("Không có hạn")),
)
OPENNESS = (("public", gettext_lazy("Công khai")), ("internal", gettext_lazy("Nội bộ")))
MOST_WEIGHT = 1_000_000
MOST_DELIVERABLES = 50


def assigners(person: Person, programme: Programme, *, on: date) -> list[Organisation]:
    """The bodies in whose name the person may give work of the programme, the committees' own first."""
    committees = list(committees_of(programme, on=on))
    named = [body for c in committees for body in (c.organisation, c.standing_agency)]
    own = Organisation.objects.filter(grants__person=person, path__in=acting_paths(person, on=on)).distinct()
    listed = {body.pk: body for body in [*named, *own]}
    # The bodies of committees are many only where the programme has many: each is asked of the loaded grants first.
    return [
        body
        for body in listed.values()
        if (acts_for(person, body, on=on) or _stands_for(person, body, committees, on))
        and may_assign(person, programme, body, on=on)
    ]


def _stands_for(person: Person, body: Organisation, committees: list[Any], on: date) -> bool:
    return any(c.organisation_id == body.pk and acts_for(person, c.standing_agency, on=on) for c in committees)


class BodyChoice(forms.ModelChoiceField):
    """A body by its name."""

    def label_from_instance(self, body: Organisation) -> str:
        """The name alone."""
        return body.name


class DraftForm(forms.Form):
    """A task before its assignment: everything may still be missing but the title."""

    title = forms.CharField(
        label=gettext_lazy("Nội dung nhiệm vụ"), max_length=LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Cần ghi nội dung nhiệm vụ.")},
    )  # fmt: skip
    assigner = BodyChoice(
        Organisation.objects.none(), to_field_name="code", label=gettext_lazy("Cơ quan giao"), empty_label=None,
        error_messages={
            "required": gettext_lazy("Cần chọn cơ quan giao."),
            "invalid_choice": gettext_lazy("Bạn không giao việc thay cơ quan này."),
        },
    )  # fmt: skip
    leads = forms.CharField(
        label=gettext_lazy("Chủ trì"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("mỗi dòng một cơ quan; viết tắt và không dấu cũng được"),
    )  # fmt: skip
    coordinating = forms.CharField(
        label=gettext_lazy("Phối hợp"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("mỗi dòng một cơ quan"),
    )  # fmt: skip
    deliverables = forms.CharField(
        label=gettext_lazy("Sản phẩm"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("mỗi dòng một sản phẩm; phải có ít nhất một trước khi giao"),
    )  # fmt: skip
    time = forms.ChoiceField(label=gettext_lazy("Thời gian"), choices=TIMES, widget=forms.RadioSelect, initial="due")
    due = DayField(
        label=gettext_lazy("Hạn"),
        required=False,
        help_text=gettext_lazy("với việc lặp lại: ngày cuối cùng của cả chuỗi"),
    )
    recurrence = forms.ChoiceField(
        label=gettext_lazy("Kỳ"), required=False, choices=[("", "–"), *labels.RECURRENCE.items()]
    )
    accountable_person = forms.CharField(
        label=gettext_lazy("Người chịu trách nhiệm"), required=False, max_length=300,
        help_text=gettext_lazy("nếu văn bản đã nêu; không thì cơ quan chủ trì cử khi nhận"),
    )  # fmt: skip
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    openness = forms.ChoiceField(
        label=gettext_lazy("Mức công khai"), choices=OPENNESS, widget=forms.RadioSelect, initial="public"
    )
    parent = forms.CharField(
        label=gettext_lazy("Thuộc nhiệm vụ"), required=False, max_length=60,
        help_text=gettext_lazy("mã của nhiệm vụ lớn hơn, nếu đây là một phần của nó"),
    )  # fmt: skip
    weight = forms.FloatField(
        label=gettext_lazy("Trọng số"), min_value=0, max_value=MOST_WEIGHT, initial=1, localize=True, required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
    )  # fmt: skip
    is_needed_by_parent = forms.BooleanField(
        label=gettext_lazy("Nhiệm vụ lớn chỉ được xác nhận khi việc này xong"), required=False
    )

    def __init__(self, *args: Any, programme: Programme, person: Person, on: date, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.programme, self.person, self.on = programme, person, on
        bodies = assigners(person, programme, on=on)
        assigner = self.fields["assigner"]
        assert isinstance(assigner, BodyChoice)
        assigner.queryset = Organisation.objects.filter(pk__in=[body.pk for body in bodies])
        assigner.initial = bodies[0].code if bodies else None
        self.fields["field"] = forms.ChoiceField(
            label=_("Lĩnh vực"), required=False, choices=[("", "–"), *fields_of(programme).items()]
        )
        self.order_fields(ORDER)

    def clean_leads(self) -> list[Organisation]:
        """The bodies named."""
        return named_bodies(self.cleaned_data["leads"], on=self.on)

    def clean_coordinating(self) -> list[Organisation]:
        """The bodies named."""
        return named_bodies(self.cleaned_data["coordinating"], on=self.on)

    def clean_deliverables(self) -> list[str]:
        """One a line."""
        listed = [line.strip() for line in self.cleaned_data["deliverables"].splitlines() if line.strip()]
        if len(listed) > MOST_DELIVERABLES:
            text = _("Quá {n} sản phẩm: hãy chia thành nhiều nhiệm vụ.")
            raise forms.ValidationError(text.format(n=MOST_DELIVERABLES))
        return listed

    def clean_parent(self) -> Task | None:
        """The task above, of the same programme."""
        code = self.cleaned_data["parent"].strip()
        if not code:
            return None
        found = task_seen_by(self.person, on=self.on, programme=self.programme, code=code)
        if found is None:
            raise forms.ValidationError(_("Chương trình này không có nhiệm vụ mã “{code}”.").format(code=code))
        return found

    def clean(self) -> dict[str, Any]:
        """What was chosen about time must be given."""
        time, told = self.cleaned_data.get("time"), self.cleaned_data
        if time == "due" and not told.get("due") and "due" not in self.errors:
            self.add_error("due", _("Cần ghi hạn, hoặc chọn lặp lại hay không có hạn."))
        if time == "recurrence" and not told.get("recurrence"):
            self.add_error("recurrence", _("Cần chọn kỳ lặp lại."))
        return told

    def draft(self) -> Draft:
        """What was written down; only after `is_valid()`."""
        told = self.cleaned_data
        return Draft(
            title=told["title"], leads=told["leads"], coordinating=told["coordinating"],
            deliverables=told["deliverables"], due=told["due"] if told["time"] != "none" else None,
            recurrence=told["recurrence"] if told["time"] == "recurrence" else "",
            has_no_deadline=told["time"] == "none", accountable_person=told["accountable_person"],
            field=told["field"], openness=told["openness"], parent=told.get("parent"),
            weight=1 if told.get("weight") is None else told["weight"],
            is_needed_by_parent=told.get("is_needed_by_parent", False),
        )  # fmt: skip


ORDER = (
    "title", "assigner", "leads", "coordinating", "deliverables", "time", "due", "recurrence", "accountable_person",
    "field", "openness", "parent", "weight", "is_needed_by_parent",
)  # fmt: skip


class AmendForm(DraftForm):
    """A draft that is changed: what it belongs to stays."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("assigner", "parent", "weight", "is_needed_by_parent"):
            del self.fields[name]


def written(task: Task) -> dict[str, Any]:
    """A draft as its form shows it."""
    return {
        "title": task.title,
        "leads": "\n".join(row.organisation.name for row in task.lead_rows.select_related("organisation")),
        "coordinating": "\n".join(body.name for body in task.coordinating.all()),
        "deliverables": "\n".join(one.name for one in task.deliverables.all()),
        "time": "recurrence" if task.recurrence else "none" if task.has_no_deadline else "due",
        "due": task.ends_on if task.recurrence else task.due,
        "recurrence": task.recurrence,
        "accountable_person": task.accountable_person,
        "field": task.field,
        "openness": task.openness,
    }
