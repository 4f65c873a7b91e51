"""The prepared demonstration shows the published figures, work at every stage for its people, and nothing twice."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.apps import apps
from django.test import TestCase

from thuocdo.accounts.models import Person
from thuocdo.accounts.services import create_first_administrator
from thuocdo.demo import cast, country, marks, passwords, preparing
from thuocdo.demo.marks import Profile
from thuocdo.directives.models import Directive, Proposal
from thuocdo.distribution.models import Delivery
from thuocdo.distribution.queries.inbox import waiting_count
from thuocdo.foundation import events, seals
from thuocdo.foundation.errors import DomainError
from thuocdo.foundation.models import Event
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.services import load_directory
from thuocdo.portal.queries import home_snapshot
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards.models import Snapshot
from thuocdo.scoreboards.queries import board
from thuocdo.tasks.access import assigned_by, led_by, sides_of, visible_to
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.states import Side, State

FRIDAY = date(2026, 11, 20)


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}


class Prepared(TestCase):
    home: Path
    prepared: preparing.Prepared

    @classmethod
    def setUpTestData(cls) -> None:
        folder = TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.home = Path(folder.name)
        load_directory()
        cls.prepared = preparing.prepare(Profile.SMALL, home=cls.home, today=FRIDAY)

    def setUp(self) -> None:
        # the database is put back after each test, the file must be too
        passwords.keep(self.home, self.prepared.password, installation=self.prepared.installation)

    def person(self, username: str) -> Person:
        return Person.objects.get(username=username)

    def again(self) -> preparing.Prepared:
        return preparing.prepare(Profile.SMALL, home=self.home, today=date(2026, 12, 1))

    def test_the_boards_give_the_published_totals(self) -> None:
        nq57 = Programme.objects.get(code="nq57")
        october, december = (board(nq57, on=on).as_dict() for on in preparing.PUBLISHED_ON)
        assert (october["total"], october["done"], october["open_overdue"]) == (1132, 485, 86)
        assert (december["total"], december["done"]) == (1298, 1227)

    def test_the_public_front_page_shows_the_resolution_as_of_christmas(self) -> None:
        shown = home_snapshot()
        assert shown is not None
        assert (shown.programme.code, shown.on, shown.board["total"]) == ("nq57", date(2025, 12, 25), 1298)

    def test_everything_is_marked_as_illustrative(self) -> None:
        assert set(Programme.objects.values_list("is_illustrative", flat=True)) == {True}
        assert all("minh họa" in name for name in Person.objects.values_list("full_name", flat=True))
        assert all(snapshot.board["is_illustrative"] for snapshot in Snapshot.objects.all())

    def test_the_officer_of_a_ministry_finds_work_of_every_kind(self) -> None:
        mine = Task.objects.filter(led_by(self.person("an"), on=FRIDAY), programme__code="de-an-06").distinct()
        open_ones = mine.exclude(state__in=[State.VERIFIED, State.CLOSED, State.CANCELLED])
        assert open_ones.filter(due__lt=FRIDAY).count() >= 3
        assert open_ones.filter(due=FRIDAY).count() >= 2
        for state in (State.ASSIGNED, State.IN_PROGRESS, State.RETURNED, State.REPORTED):
            assert mine.filter(state=state).exists(), state
        assert mine.exclude(pending_to=None).exists()
        assert mine.exclude(recurrence="").count() == 2
        assert mine.filter(accountable__username="an").count() >= 10

    def test_the_standing_agency_has_reports_to_verify_and_requests_to_answer(self) -> None:
        chi = self.person("chi")
        waiting = Task.objects.filter(assigned_by(chi, on=FRIDAY), programme__code="de-an-06")
        reported = list(waiting.filter(state=State.REPORTED).distinct())
        assert len(reported) >= 4
        assert all(Side.VERIFIER in sides_of(chi, task, on=FRIDAY) for task in reported)
        assert waiting.exclude(pending_to=None).distinct().count() >= 3

    def test_the_outsider_sees_nothing_internal_and_the_inspector_does(self) -> None:
        internal = Task.objects.filter(openness="internal")
        assert internal.count() > 50
        assert not visible_to(self.person("dung"), on=FRIDAY).filter(openness="internal").exists()
        assert visible_to(self.person("giang"), on=FRIDAY).filter(openness="internal").count() == internal.count()

    def test_every_account_opens_with_the_password_in_the_file(self) -> None:
        file = self.home / passwords.FILE
        assert file.stat().st_mode & 0o777 == 0o600
        assert f"password {self.prepared.password}\n" in file.read_text("utf-8")
        assert all(person.check_password(self.prepared.password) for person in cast.people().values())
        assert len(cast.people()) == len(cast.CAST)

    def test_two_directives_wait_for_review(self) -> None:
        waiting = Directive.objects.exclude(sha256=None)
        assert set(waiting.values_list("programmes__code", flat=True)) == {"nq57", "de-an-06"}
        assert Proposal.objects.filter(directive__in=waiting, state="pending").count() > 12

    def test_some_bodies_have_acknowledged_the_directives_and_some_have_not(self) -> None:
        live = Delivery.objects.live()
        assert live.filter(acknowledged_on=None).count() == 12
        assert set(live.exclude(acknowledged_on=None).values_list("recipient__code", flat=True)) == {
            "BKHCN", "BTC", "40.UBND",
        }  # fmt: skip
        assert waiting_count(self.person("an"), on=FRIDAY) == 1

    def test_the_log_is_sealed(self) -> None:
        verdict = seals.verify()
        assert (verdict.problems, verdict.unsealed) == ([], 0)

    def test_a_second_run_adds_nothing(self) -> None:
        before = counts()
        found = self.again()
        assert counts() == before
        assert (found.was_there, found.is_password_new, found.password) == (True, False, self.prepared.password)
        assert found.prepared_on == FRIDAY

    def test_a_run_that_was_cut_short_is_completed_without_doubling(self) -> None:
        before = counts()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(marks, "is_prepared", lambda profile: False)
            self.again()
        new = {label: n - before[label] for label, n in counts().items() if n != before[label]}
        # the new passwords of all and the mark, nothing else
        assert new == {"foundation.Event": len(cast.CAST) + 1, "foundation.Seal": 1}

    def test_a_lost_file_gets_a_new_password(self) -> None:
        (self.home / passwords.FILE).unlink()
        found = self.again()
        assert found.is_password_new
        assert found.password != self.prepared.password
        assert self.person("an").check_password(found.password)

    def test_the_file_of_another_database_is_not_believed(self) -> None:
        passwords.keep(self.home, "of-another-one", installation=marks.INSTALLATION)
        found = self.again()
        assert found.is_password_new
        assert not self.person("an").check_password("of-another-one")

    def test_the_country_is_filled_part_by_part_and_taken_up_where_it_was_left(self) -> None:
        told: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(country, "TASKS_AT_ONCE", 20)
            fill = partial(country.fill, by=self.person("quan"), on=cast.BEGAN_ON, today=FRIDAY, tasks=60)
            fill(say=told.append)
            before = counts()
            fill()
            Task.objects.filter(exchange_code__gt="QG-000040").update(exchange_code=None)
            with pytest.raises(DomainError, match="QG-0000"):
                fill()  # only the part whose tasks are missing is loaded again
        assert before["organisations.Organisation"] > 3321 * 2
        assert Task.objects.filter(programme__code="quoc-gia").count() == 60
        assert told[-1].endswith("60/60")
        assert counts() == before

    def test_a_programme_imported_into_it_is_refused(self) -> None:
        Programme.objects.create(code="cua-toi", name="Của tôi")
        with pytest.raises(DomainError, match="cua-toi"):
            self.again()


def _person() -> None:
    create_first_administrator(username="ai", full_name="Ai Đó", password="mot-mat-khau-dai", on=FRIDAY)


def _programme() -> None:
    Programme.objects.create(code="p", name="P")


def _directive() -> None:
    Directive.objects.create(number="1/TB")


def _event() -> None:
    events.record(events.Note("accepted", "task", marks.INSTALLATION, FRIDAY, events.SYSTEM))


def _body() -> None:
    Organisation.objects.create(code="X", name="X", folded="x", kind="agency", level="central", path="X/")


@pytest.mark.django_db
@pytest.mark.parametrize("make", [_person, _programme, _directive, _event, _body])
def test_a_database_with_anything_else_is_refused_and_left_alone(make: Callable[[], None], tmp_path: Path) -> None:
    make()
    before = counts()
    with pytest.raises(DomainError, match="thuocdo serve"):
        preparing.prepare(Profile.SMALL, home=tmp_path, today=FRIDAY)
    assert counts() == before
    assert not (tmp_path / passwords.FILE).exists()


@pytest.mark.django_db
def test_an_empty_database_is_marked_once() -> None:
    first = marks.begin(today=FRIDAY)
    assert marks.begin(today=date(2026, 12, 1)) == first
    assert Event.objects.filter(kind=marks.BEGUN).count() == 1
    assert not marks.is_prepared(Profile.SMALL)
