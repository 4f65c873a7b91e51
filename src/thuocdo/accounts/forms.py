"""What people type to sign in, to change their account, and to grant or lend rights."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts import labels
from thuocdo.accounts.models import Person
from thuocdo.accounts.rules import LENDABLE_ROLES, LONGEST_LOAN_DAYS, USERNAME, Role
from thuocdo.accounts.services import refuse_weak
from thuocdo.foundation.errors import DomainError
from thuocdo.organisations.forms import BodyField
from thuocdo.organisations.models import Organisation

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
OUT_OF_REACH = _("Ngày này quá xa. Kiểm tra lại năm.")
DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class DayField(forms.DateField):
    """A day, typed as the documents write it: 31/3/2026. A browser's calendar would show it its own way."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "31/3/2026"})
        )
        super().__init__(input_formats=DAY_FORMATS, **options)
        self.error_messages["invalid"] = _("Ngày chưa đúng. Viết ngày/tháng/năm, ví dụ 31/3/2026.")
        self.validators += [MinValueValidator(EARLIEST, OUT_OF_REACH), MaxValueValidator(LATEST, OUT_OF_REACH)]


class SignInForm(AuthenticationForm):
    """Name and password. What is wrong is never said apart: it would tell which names exist."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock."),
        "inactive": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock."),
    }

    def clean_username(self) -> str:
        """In small letters, as names are kept: one name has one count of failures, however it is written."""
        name = str(self.cleaned_data["username"]).lower()
        if not USERNAME.fullmatch(name):
            raise self.get_invalid_login_error()
        return name


class NewPasswordForm(PasswordChangeForm):
    """The old password and a new one, twice."""

    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": _("Mật khẩu đang dùng chưa đúng."),
        "password_mismatch": _("Hai lần gõ mật khẩu mới không giống nhau."),
    }
    old_password = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    new_password1 = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        max_length=1000,
        help_text=_("Ít nhất 10 ký tự, không phải từ thông dụng, không chỉ có chữ số, không giống tên của mình."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label=_("Gõ lại mật khẩu mới"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_new_password1(self) -> str:
        """The new password must differ from the old one: a one-time password must not live on."""
        chosen = str(self.cleaned_data["new_password1"])
        if chosen == self.cleaned_data.get("old_password"):
            raise forms.ValidationError(_("Mật khẩu mới phải khác mật khẩu đang dùng."))
        return chosen

    def validate_password_for_user(self, user: Any, *given: Any, **options: Any) -> None:
        """By the same rules, in the same words, as everywhere; said beside the first of the two boxes."""
        try:
            refuse_weak(self.cleaned_data.get("new_password1") or "", user)
        except DomainError as error:
            self.add_error("new_password1", error.message)


class PersonForm(forms.Form):
    """Who somebody is: name, title, address."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=200)
    title = forms.CharField(
        label=_("Chức vụ"),
        max_length=300,
        required=False,
        help_text=_("In bên cạnh việc người này làm, ví dụ “Vụ trưởng Vụ Pháp chế”."),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, error_messages={"invalid": _("Địa chỉ thư chưa đúng.")}
    )


class RoleForm(forms.Form):
    """A role for a body. `bodies` that the administrator may choose from are checked by the act, not here."""

    role = forms.ChoiceField(label=_("Quyền"))
    organisation = BodyField(
        label=_("Cho cơ quan"), required=False, help_text=_("Quyền có ở cơ quan này và các cơ quan trực thuộc.")
    )

    def __init__(self, *given: Any, on: date, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["role"].choices = labels.ROLE.items()  # type: ignore[attr-defined]
        self.fields["organisation"].on = on  # type: ignore[attr-defined]

    def clean_role(self) -> Role | None:
        """The role; None where none was chosen and none is asked for."""
        chosen = self.cleaned_data["role"]
        return Role(chosen) if chosen else None


class NewPersonForm(PersonForm, RoleForm):
    """A new account with its first role."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=100,
        help_text=_("Chữ thường không dấu, số, dấu chấm, gạch. Không đổi được về sau."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("full_name", "title", "email", "username", "role", "organisation")

    def __init__(self, *given: Any, on: date, **options: Any) -> None:
        super().__init__(*given, on=on, **options)
        none = ("", _("Chưa cấp quyền nào"))
        self.fields["role"].choices = [none, *labels.ROLE.items()]  # type: ignore[attr-defined]
        self.fields["role"].required = False


class GrantForm(RoleForm):
    """A role for a body, from a day on, until a day if one is given."""

    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Hết ngày"), required=False, help_text=_("Ngày cuối còn quyền; để trống nếu lâu dài."))

    def __init__(self, *given: Any, on: date, **options: Any) -> None:
        super().__init__(*given, on=on, **options)
        self.fields["valid_from"].initial = on

    def clean_valid_to(self) -> date | None:
        """The first day without the role, from the last day with it that people write."""
        return day_after(self.cleaned_data["valid_to"])


class LoanForm(forms.Form):
    """A role to lend: to whom, for which of one's bodies, on which days."""

    person = forms.ModelChoiceField(
        label=_("Cho ai mượn"), queryset=Person.objects.none(), to_field_name="uuid", empty_label=_("Chọn người")
    )
    role = forms.ChoiceField(label=_("Quyền"), choices=[(role, labels.ROLE[role]) for role in sorted(LENDABLE_ROLES)])
    organisation = forms.ChoiceField(label=_("Cho cơ quan"))
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Hết ngày"))

    def __init__(
        self, *given: Any, people: QuerySet[Person], bodies: list[Organisation], on: date, **options: Any
    ) -> None:
        super().__init__(*given, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.bodies = {body.code: body for body in bodies}
        self.fields["organisation"].choices = [(body.code, body.name) for body in bodies]  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = on
        self.fields["valid_to"].initial = on + timedelta(days=6)
        self.fields["valid_to"].help_text = _("Ngày cuối còn quyền, nhiều nhất %(days)s ngày.") % {
            "days": LONGEST_LOAN_DAYS
        }

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_organisation(self) -> Organisation:
        """The body with the chosen code."""
        return self.bodies[self.cleaned_data["organisation"]]

    def clean_valid_to(self) -> date | None:
        """The first day without the role."""
        return day_after(self.cleaned_data["valid_to"])


class PeopleSearchForm(forms.Form):
    """Whom to look for."""

    q = forms.CharField(
        label=_("Tên hoặc tên đăng nhập"), required=False, max_length=200, widget=forms.TextInput({"type": "search"})
    )


def day_after(last: date | None) -> date | None:
    """The first day that a span no longer holds, from its last day; None stays open."""
    return None if last is None else last + timedelta(days=1)
