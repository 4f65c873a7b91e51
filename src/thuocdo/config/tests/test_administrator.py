"""`thuocdo administrator`."""

import io
import json
from typing import Any

import pytest

from thuocdo.accounts.access import administers
from thuocdo.accounts.models import Person
from thuocdo.accounts.tests.factories import make_person
from thuocdo.config.commands import administrator
from thuocdo.foundation import clock
from thuocdo.foundation.errors import BadInput

PASSWORD = "một mật khẩu dài 2026"

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    return administrator.run(administrator.parser().parse_args([*words, "--name", "Lê Minh Quân"]))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUOCDO_PASSWORD", PASSWORD)


@pytest.mark.usefixtures("given")
def test_it_makes_an_administrator_of_everything(capsys: Any) -> None:
    assert run("Quan", "--json") == 0
    quan = Person.objects.get()
    assert json.loads(capsys.readouterr().out) == {"username": "quan", "uuid": str(quan.uuid)}
    assert quan.check_password(PASSWORD)
    assert administers(quan, None, on=clock.today())


def test_it_takes_the_password_from_the_first_line_of_its_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\r\nmore\n"))
    run("quan", "--password-stdin")
    assert Person.objects.get().check_password(PASSWORD)


@pytest.mark.usefixtures("given")
def test_a_name_in_use_is_refused_and_keeps_its_password(capsys: Any) -> None:
    old = make_person("quan")
    with pytest.raises(BadInput, match="đã có người dùng"):
        run("QUAN")
    assert Person.objects.get().password == old.password


def test_a_password_against_the_rules_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUOCDO_PASSWORD", "ngắn")
    with pytest.raises(BadInput, match="cần ít nhất 10 ký tự"):
        run("quan")
    assert not Person.objects.exists()


def test_without_password_and_terminal_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THUOCDO_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(BadInput, match="--password-stdin"):
        run("quan")
