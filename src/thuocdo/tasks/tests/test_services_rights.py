"""Every act by everybody in every state: done exactly where the table allows it, else refused and nothing written."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from thuocdo.accounts.models import Person
from thuocdo.accounts.rules import Role
from thuocdo.foundation.errors import DomainError, NotAllowed, Stale
from thuocdo.foundation.models import Event
from thuocdo.organisations.tests.factories import make_body
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.states import MOVES, Act, Side, State
from thuocdo.tasks.services import By
from thuocdo.tasks.tests.factories import ACTS, WAYS, Cast, act, make_cast, make_person, task_in

pytestmark = pytest.mark.django_db

NAME_OF = {
    Act.ASSIGNED: "assign", Act.ACCEPTED: "accept", Act.HANDED_BACK: "hand_back", Act.STARTED: "start",
    Act.PROGRESSED: "progress", Act.REPORTED: "report", Act.VERIFIED: "verify", Act.RETURNED: "return",
    Act.EXTENSION_REQUESTED: "request", Act.EXTENSION_GRANTED: "grant", Act.EXTENSION_REFUSED: "refuse",
    Act.SUSPENDED: "suspend", Act.RESUMED: "resume", Act.CANCELLED: "cancel", Act.CLOSED: "close",
}  # fmt: skip
# On which sides of a task of the cast each of them stands; quan administers and stands on none.
SIDES: dict[str, frozenset[Side]] = {
    "an": frozenset({Side.LEAD}),
    "head": frozenset({Side.LEAD}),
    "lan": frozenset({Side.ASSIGNER, Side.VERIFIER}),
    "chi": frozenset({Side.ASSIGNER, Side.VERIFIER}),
    "binh": frozenset({Side.COORDINATING}),
    "giang": frozenset({Side.INSPECTOR}),
    "dung": frozenset(),
    "quan": frozenset(),
}
ROWS = [(move.act, state) for move in MOVES for state in sorted(move.sources)]
NEEDS_REQUEST = frozenset({Act.EXTENSION_GRANTED, Act.EXTENSION_REFUSED})


def prepared(cast: Cast, wanted: Act, state: State) -> Task:
    """A task in the state; with a request pending where the act answers one."""
    if wanted not in NEEDS_REQUEST or state in (State.ASSIGNED, State.HANDED_BACK):
        return task_in(cast, state.value)
    task = task_in(cast, "asked")
    for name in WAYS[state.value][2:]:
        act(name, task, cast.an if name in ("start", "report") else cast.lan)
    task.refresh_from_db()
    return task


def attempts(people: dict[str, Person], task: Task, wanted: Act) -> Iterator[tuple[str, DomainError | None]]:
    """What each of the people gets for the act; whatever was done is put back."""
    for name, person in people.items():
        with transaction.atomic():
            count = Event.objects.count()
            try:
                with transaction.atomic():
                    act(NAME_OF[wanted], task, person)
                yield name, None
                assert Event.objects.count() == count + 1
            except DomainError as error:
                yield name, error
                assert Event.objects.count() == count
            transaction.set_rollback(True)


def test_every_act_of_the_table_has_a_service() -> None:
    assert set(NAME_OF) == {move.act for move in MOVES}
    assert set(NAME_OF.values()) == set(ACTS)


@pytest.mark.parametrize(("wanted", "state"), ROWS, ids=str)
def test_only_the_tables_side_may_act(wanted: Act, state: State) -> None:
    cast = make_cast()
    task = prepared(cast, wanted, state)
    move = next(move for move in MOVES if move.act is wanted and state in move.sources)
    for name, error in attempts(cast.people(), task, wanted):
        if move.side not in SIDES[name]:
            assert isinstance(error, NotAllowed), (name, error)
        elif wanted in NEEDS_REQUEST and state in (State.ASSIGNED, State.HANDED_BACK):
            assert error is not None  # nothing was asked for yet
            assert "Không có đề nghị" in error.message, name
        else:
            assert error is None, (name, error)


@pytest.mark.parametrize("state", list(State), ids=str)
def test_what_the_table_lacks_nobody_may_do(state: State) -> None:
    cast = make_cast()
    task = task_in(cast, state.value)
    people = {"an": cast.an, "lan": cast.lan}  # between them they may do all that the table has
    for wanted in NAME_OF:
        if any(move.act is wanted and state in move.sources for move in MOVES):
            continue
        for name, error in attempts(people, task, wanted):
            assert error is not None, (wanted, name)


@pytest.mark.parametrize("state", list(State), ids=str)
def test_an_act_brings_the_state_that_the_table_says(state: State) -> None:
    cast = make_cast()
    task = task_in(cast, state.value)
    for move in MOVES:
        if state not in move.sources or move.act in NEEDS_REQUEST:
            continue
        person = cast.an if move.side is Side.LEAD else cast.lan
        with transaction.atomic():
            act(NAME_OF[move.act], task, person)
            task.refresh_from_db()
            expected = move.target or (State.ACCEPTED if move.act is Act.RESUMED else state)
            assert task.state == expected, move
            transaction.set_rollback(True)
        task.refresh_from_db()


class TestVerifier:
    def test_the_reporter_may_not_verify_though_on_both_sides(self) -> None:
        cast = make_cast()
        task = task_in(cast, "assigned", leads=[cast.assigner])
        act("accept", task, cast.lan)
        act("report", task, cast.lan)
        with pytest.raises(DomainError, match="tự kiểm tra"):
            act("verify", task, cast.lan)

    def test_another_person_verifies_where_both_are_one_body(self) -> None:
        cast = make_cast()
        task = task_in(cast, "assigned", leads=[cast.assigner])
        act("accept", task, cast.lan)
        act("report", task, cast.lan)
        colleague = make_person((Role.OFFICER, cast.assigner))
        act("verify", task, colleague)
        assert Task.objects.get().state == "verified"

    def test_who_serves_the_lead_and_the_standing_agency_may_not_verify(self) -> None:
        cast = make_cast()
        both = make_person((Role.OFFICER, cast.lead), (Role.OFFICER, cast.standing))
        task = task_in(cast, "reported")
        with pytest.raises(NotAllowed):
            act("verify", task, both)

    def test_the_assigners_people_verify_the_work_of_a_body_below_theirs(self) -> None:
        cast = make_cast()
        below = make_body(parent=cast.assigner)
        task = task_in(cast, "assigned", leads=[below])
        act("accept", task, cast.lan)
        act("report", task, cast.lan)
        with pytest.raises(DomainError, match="tự kiểm tra"):
            act("verify", task, cast.lan)
        act("verify", task, cast.chi)
        assert Task.objects.get().state == "verified"

    def test_the_accountable_person_may_not_verify(self) -> None:
        cast = make_cast()
        task = task_in(cast, "assigned")
        act("accept", task, cast.an, accountable=cast.chi)
        act("report", task, cast.an)
        with pytest.raises(NotAllowed):
            act("verify", task, cast.chi)


BEFORE = {"assign": "draft", "accept": "assigned", "report": "accepted", "verify": "reported", "cancel": "accepted"}


class TestVersion:
    def test_what_was_seen_before_somebody_else_acted_is_stale(self) -> None:
        cast = make_cast()
        task = task_in(cast, "accepted")
        seen = task.version
        act("progress", task, cast.head)
        with pytest.raises(Stale):
            act("progress", task, cast.an, by=By(cast.an, version=seen))

    @pytest.mark.parametrize("name", list(BEFORE))
    def test_the_same_form_sent_twice_counts_once(self, name: str) -> None:
        cast = make_cast()
        task = task_in(cast, BEFORE[name])
        person = cast.an if name in ("accept", "report") else cast.lan
        form = By(person, version=task.version)
        act(name, task, person, by=form)
        count = Event.objects.count()
        with pytest.raises(Stale):
            act(name, task, person, by=form)
        assert Event.objects.count() == count

    def test_a_refused_act_leaves_the_version(self) -> None:
        cast = make_cast()
        task = task_in(cast, "accepted")
        with pytest.raises(DomainError):
            act("verify", task, cast.lan)
        assert Task.objects.get().version == task.version
