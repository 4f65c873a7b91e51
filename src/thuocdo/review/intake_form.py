"""The shape of what is handed in: one document as a file or pasted text, or many as files, a folder or a package."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from thuocdo.directives import labels
from thuocdo.programmes.models import Programme
from viettext.readers import SUFFIXES
from viettext.readers.batch import Document, documents_in, is_container

ACCEPTED = ",".join((*SUFFIXES, ".zip", ".mbox", ".eml"))
PACKAGES = (".zip", ".mbox", ".mbx")
HIDDEN = (".", "~$")  # what programs leave in folders for themselves


class ManyFilesInput(forms.FileInput):
    """A control that takes any number of files."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"multiple": True} | (attrs or {}))


class ManyFiles(forms.FileField):
    """Any number of files, as a list; those of a folder that only programs care for are left out."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFiles, self).clean(one, initial) for one in sent if not str(one.name).startswith(HIDDEN)]


class IntakeForm(forms.Form):
    """Documents handed in: files, a folder, or the text of one pasted."""

    programme = forms.ChoiceField(label=_("Chương trình"))
    document_class = forms.ChoiceField(
        label=_("Loại văn bản"), choices=labels.DOCUMENT_CLASS.items(), initial="internal",
        help_text=_("Văn bản có độ mật (Mật, Tối mật, Tuyệt mật) không được đưa vào hệ thống."),
    )  # fmt: skip
    file = ManyFiles(
        label=_("Tệp văn bản"), required=False, allow_empty_file=True, max_length=500,
        widget=ManyFilesInput({"accept": ACCEPTED}),
        help_text=_(
            "Một hoặc nhiều tệp .docx, .pdf có lớp chữ, .html, .txt, .md, .edxml; hoặc .zip, .eml, .mbox."
        ),
    )  # fmt: skip
    folder = ManyFiles(
        label=_("Hoặc cả một thư mục"), required=False, allow_empty_file=True, max_length=500,
        widget=ManyFilesInput({"webkitdirectory": True}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Hoặc dán toàn văn"), required=False, max_length=3_000_000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *args: Any, programmes: list[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["programme"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(p.code, p.name) for p in programmes]

    def clean(self) -> dict[str, Any]:
        """Files or text, not both; no package above the limit."""
        cleaned = super().clean() or {}
        has_text = bool((cleaned.get("text") or "").strip())
        if not self.errors and bool(self.sent) == has_text:
            self.add_error("file", _("Chọn tệp, chọn thư mục, hoặc dán toàn văn: một trong ba."))
        most = settings.INTAKE_LIMIT_MB
        if any((one.size or 0) > most * 1024 * 1024 for one in self.sent):
            self.add_error("file", _("Gói lớn hơn %(most)s MB: hãy chia nhỏ.") % {"most": most})
        return cleaned

    @property
    def sent(self) -> list[UploadedFile]:
        """All files, whichever control they came by."""
        return [*(self.cleaned_data.get("file") or []), *(self.cleaned_data.get("folder") or [])]

    @property
    def are_many(self) -> bool:
        """Whether the files are read one after another as an intake; a single document is read at once."""
        return len(self.sent) > 1 or any(is_container(str(one.name)) for one in self.sent) or "many" in self.data

    def documents(self) -> Iterator[Document]:
        """The documents of the files, those inside packages one by one."""
        for one in self.sent:
            if one.file is not None:
                yield from documents_in(one.file, str(one.name))  # type: ignore[arg-type]

    def source(self) -> str:
        """The packages that the documents came in. Names of documents are not kept outside their own rows."""
        return ", ".join(str(one.name) for one in self.sent if str(one.name).lower().endswith(PACKAGES))
