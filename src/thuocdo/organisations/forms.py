"""Fields in which people name bodies, with suggestions while they type."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.organisations import labels
from thuocdo.organisations.facts import BodyFact
from thuocdo.organisations.matching import Match, MatchKind, current_matcher
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.services import organisation_of

LONGEST_NAME = 300


class BodyInput(forms.TextInput):
    """A text box whose list of suggestions is fetched while one types; without JavaScript a plain box."""

    template_name = "organisations/widgets/body.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The list's identifier follows that of the box, so that a page may have several."""
        context = super().get_context(name, value, attrs)
        written = context["widget"]["attrs"]
        options = f"{written.get('id', name)}_options"
        context["widget"]["options"] = options
        written |= {
            "list": options,
            "autocomplete": "off",
            "hx-get": f"{lazystr(reverse_lazy('organisations:suggest'))}?field={name}",
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{options}",
            "hx-swap": "innerHTML",
        }
        return context


class BodyField(forms.CharField):
    """The name, short name or code of a body that exists on the day `on`, which the form sets; gives the Organisation.

    An authority of a commune is made on first use, so only forms that were posted may be cleaned.
    """

    widget = BodyInput

    def __init__(self, *, on: date | None = None, **options: Any) -> None:
        options.setdefault("max_length", LONGEST_NAME)
        super().__init__(**options)
        self.on = on

    def clean(self, value: Any) -> Organisation | None:
        """The body; ValidationError says what is unclear about the name."""
        name = str(super().clean(value) or "")
        if not name:
            return None
        assert self.on is not None, "the form sets the day"
        return organisation_of(_fact(name, self.on))

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Organisation) else value


def _fact(name: str, on: date) -> BodyFact:
    matcher = current_matcher()
    by_code = matcher.body(name.upper()) or matcher.body(name)
    if by_code is not None and by_code.is_valid(on=on):
        return by_code
    match = matcher.match(name, on=on)
    problem = PROBLEMS.get(match.kind)
    if problem is not None:
        raise forms.ValidationError(problem(match))
    found = match.current or match.body
    if found is None or not found.is_valid(on=on):
        raise forms.ValidationError(_("Cơ quan này không hoạt động vào ngày này."))
    return found


def _named(facts: tuple[BodyFact, ...]) -> str:
    return "; ".join(f"{fact.name} ({fact.code})" for fact in facts[:5])


def _unknown(match: Match) -> str:
    return _("Không có cơ quan nào tên như vậy. Gõ vài chữ của tên rồi chọn trong danh sách gợi ý.")


PROBLEMS: dict[MatchKind, Callable[[Match], str]] = {
    MatchKind.UNKNOWN: _unknown,
    MatchKind.CLASS_WITHOUT_RULE: _unknown,
    MatchKind.GROUP: lambda match: _("Đây là tên chung của nhiều cơ quan. Hãy chọn một cơ quan."),
    MatchKind.POST: lambda match: _("Đây là một chức danh. Hãy ghi tên cơ quan."),
    MatchKind.FUZZY: lambda match: _("Chưa rõ cơ quan. Ý là {name}?").format(
        name=match.body.name if match.body else ""
    ),
    MatchKind.AMBIGUOUS: lambda match: _("Có nhiều cơ quan cùng tên, hãy ghi mã: {names}.").format(
        names=_named(match.candidates)
    ),
    MatchKind.FORMER: lambda match: _("Cơ quan này đã kết thúc hoạt động, nay là {name}.").format(
        name=match.current.name if match.current else "–"
    ),
    MatchKind.FUTURE: lambda match: _("Cơ quan này chưa hoạt động vào ngày này."),
}


class SearchForm(forms.Form):
    """What to look for among bodies."""

    q = forms.CharField(
        label=gettext_lazy("Tên, tên viết tắt hoặc mã"), required=False, max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), required=False, choices=[("", gettext_lazy("Mọi loại")), *labels.KIND.items()]
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Cấp"), required=False, choices=[("", gettext_lazy("Mọi cấp")), *labels.LEVEL.items()]
    )
