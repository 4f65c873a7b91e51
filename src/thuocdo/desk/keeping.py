"""Keeps an uploaded file at once, so that a form that comes back still has it."""

from dataclasses import asdict, dataclass
from pathlib import PurePath

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.foundation import files
from thuocdo.tasks.models import Task

MEGABYTE = 1024 * 1024
LONGEST_NAME = 200
DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store: the name it came with, its digest and size in bytes."""

    name: str
    sha256: str
    size: int


def keep(sent: UploadedFile) -> Kept:
    """Store the file; raises ValidationError for one over the limit."""
    if (sent.size or 0) > settings.UPLOAD_LIMIT_MB * MEGABYTE:
        text = _("Tệp lớn hơn {n} MB: hãy chọn tệp nhỏ hơn, hoặc ghi đường dẫn thay cho tệp.")
        raise ValidationError(text.format(n=settings.UPLOAD_LIMIT_MB))
    stored = files.store(sent.chunks())
    return Kept(name=_clean(sent.name or ""), sha256=stored.sha256, size=stored.size)


def word(kept: Kept, task: Task, person: Person) -> str:
    """A signed word that stands for the kept file in a form of this person for this task."""
    return signing.dumps(asdict(kept), salt=_salt(task, person))


def read(text: str, task: Task, person: Person) -> Kept | None:
    """The kept file that a word stands for; None for one that was not written here for this task and person."""
    try:
        return Kept(**signing.loads(text, salt=_salt(task, person), max_age=DAY_SECONDS))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def _salt(task: Task, person: Person) -> str:
    return f"evidence:{task.uuid}:{person.uuid}"


def _clean(name: str) -> str:
    """The last part of a path, without control characters, its ending kept when it is shortened."""
    plain = "".join(c for c in PurePath(name.replace("\\", "/")).name if c.isprintable()).strip() or "minh-chung"
    path = PurePath(plain)
    return plain if len(plain) <= LONGEST_NAME else path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[-20:]
