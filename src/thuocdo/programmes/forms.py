"""What an administrator types to set a programme up."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import Person
from thuocdo.organisations.forms import BodyField
from thuocdo.programmes import labels
from thuocdo.programmes.models import Programme
from thuocdo.programmes.queries import fields_of
from thuocdo.programmes.rules import MemberRole, Openness


class CodeField(forms.CharField):
    """A short code for addresses and exchange."""

    default_validators = [validate_slug]
    default_error_messages = {"invalid": _("Mã gồm chữ không dấu, số, dấu gạch; ví dụ nq57.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=50, **options)


class ProgrammeForm(forms.Form):
    """Names, and whether new tasks are public."""

    name = forms.CharField(label=_("Tên gọi ngắn"), max_length=200, help_text=_("Ví dụ “Nghị quyết 57”."))
    full_title = forms.CharField(
        label=_("Tên đầy đủ"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    default_openness = forms.ChoiceField(
        label=_("Nhiệm vụ mới mặc định"), choices=list(labels.OPENNESS.items()), widget=forms.RadioSelect,
        initial=Openness.PUBLIC.value,
    )  # fmt: skip

    def clean_default_openness(self) -> Openness:
        return Openness(self.cleaned_data["default_openness"])


class NewProgrammeForm(ProgrammeForm):
    """A programme with its code."""

    code = CodeField(label=_("Mã"), help_text=_("Có trong địa chỉ trang và tệp trao đổi; không đổi được về sau."))
    field_order = ("code", "name", "full_title", "default_openness")


class FieldForm(forms.Form):
    """A field of work of the programme's own."""

    code = CodeField(label=_("Mã lĩnh vực"))
    name = forms.CharField(label=_("Tên lĩnh vực"), max_length=200)


class CommitteeForm(forms.Form):
    """A committee: its body, its name and its standing agency."""

    organisation = BodyField(
        label=_("Cơ quan có ban"), help_text=_("Ví dụ ban chỉ đạo, hoặc UBND tỉnh có ban chỉ đạo.")
    )
    name = forms.CharField(label=_("Tên ban"), max_length=300)
    standing_agency = BodyField(
        label=_("Cơ quan thường trực"), help_text=_("Giao việc, kiểm tra kết quả và quyết định gia hạn thay cho ban.")
    )

    def __init__(self, *given: Any, on: date, **options: Any) -> None:
        super().__init__(*given, **options)
        for name in ("organisation", "standing_agency"):
            self.fields[name].on = on  # type: ignore[attr-defined]


class MembershipForm(forms.Form):
    """A place in a committee."""

    title = forms.CharField(
        label=_("Chức danh"), max_length=300, help_text=_("In như trong quyết định, ví dụ “Thủ tướng Chính phủ”.")
    )
    role = forms.ChoiceField(label=_("Vai trò"), choices=list(labels.MEMBER_ROLE.items()))
    fields_ = forms.MultipleChoiceField(
        label=_("Lĩnh vực phụ trách"), required=False, widget=forms.CheckboxSelectMultiple
    )
    person = forms.CharField(
        label=_("Tên đăng nhập"), required=False, max_length=100,
        help_text=_("Nếu người này dùng hệ thống."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip

    def __init__(self, *given: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*given, **options)
        choices = list(fields_of(programme).items())
        self.fields["fields_"].choices = choices  # type: ignore[attr-defined]

    def clean_role(self) -> MemberRole:
        return MemberRole(self.cleaned_data["role"])

    def clean_person(self) -> Person | None:
        """Who signs in under this name; nobody where it is left empty."""
        name = self.cleaned_data["person"]
        if not name:
            return None
        found = Person.objects.filter(username__iexact=name, is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Không có ai đang hoạt động với tên đăng nhập này."))
        return found
