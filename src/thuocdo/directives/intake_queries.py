"""Questions about intakes: how far one has come, what became of its files, and whose it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from thuocdo.accounts.models import Person
from thuocdo.directives.access import programmes_of
from thuocdo.directives.models import Intake, IntakeFile
from thuocdo.directives.rules import UNFINISHED, FileState


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an intake has come; all but `proposals` are numbers of files."""

    total: int
    waiting: int
    reading: int
    taken_in: int
    known: int
    refused: int
    classified: int
    proposals: int

    @property
    def finished(self) -> int:
        """Files of which it is known what became."""
        return self.total - self.waiting - self.reading

    @property
    def is_over(self) -> bool:
        """Whether no file waits and none is being read."""
        return self.finished == self.total


def standing_of(intake: Intake) -> Standing:
    """How far the intake has come. One query."""
    counted = {state.value: Count("pk", filter=Q(state=state.value)) for state in FileState}
    found = intake.files.aggregate(total=Count("pk"), proposals=Sum("proposal_count", default=0), **counted)
    return Standing(**found)


def is_being_read(*, since: datetime) -> bool:
    """Whether a file of any intake was taken up for reading since the instant."""
    return IntakeFile.objects.filter(claimed_at__gte=since).exists()


def files_of(intake: Intake, *, states: Collection[str] = ()) -> QuerySet[IntakeFile]:
    """The intake's files in their order, those in these states where any are named."""
    rows = intake.files.select_related("directive").order_by("order")
    return rows.filter(state__in=states) if states else rows


def intake_seen(person: Person, uuid: UUID, *, on: date) -> Intake | None:
    """The intake, if the person takes documents in for its programme."""
    mine = [programme.pk for programme in programmes_of(person, on=on)]
    found = Intake.objects.filter(uuid=uuid, programme__in=mine)
    return found.select_related("programme", "added_by").first()


def intakes_seen(person: Person, *, on: date) -> QuerySet[Intake]:
    """Intakes of the programmes that the person takes documents in for, newest first, with `total` and `left`."""
    mine = [programme.pk for programme in programmes_of(person, on=on)]
    found = Intake.objects.filter(programme__in=mine).select_related("programme", "added_by")
    left = Count("files", filter=Q(files__state__in=UNFINISHED))
    return found.annotate(total=Count("files"), left=left).order_by("-pk")
