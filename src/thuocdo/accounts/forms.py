"""What people type to sign in, to change their account, and to grant or lend rights."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.rules import USERNAME

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


class DayField(forms.DateField):
    """A day, typed as 31/3/2026 or picked from the browser's calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(input_formats=DAY_FORMATS, **options)
        self.error_messages["invalid"] = _("Ngày chưa đúng. Viết ngày/tháng/năm, ví dụ 31/3/2026.")


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
        password_validation.validate_password(chosen, self.user)
        return chosen

    def validate_password_for_user(self, user: Any, password_field_name: str = "new_password2") -> None:
        """Checked at the first of the two fields already, where the reader looks."""
