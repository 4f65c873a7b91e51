"""Readers of environment variables stop the start with the variable's name."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from thuocdo.foundation import env

NAME = "THUOCDO_TRIED"


@pytest.mark.parametrize("word", ["1", "true", "YES", " on "])
def test_a_flag_is_true_in_four_words(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv(NAME, word)
    assert env.flag(NAME, default=False) is True


@pytest.mark.parametrize("word", ["0", "false", "No", "off", ""])
def test_a_flag_is_false_in_four_words_or_empty(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv(NAME, word)
    assert env.flag(NAME, default=True) is False


@pytest.mark.parametrize(
    ("read", "word"),
    [
        (lambda: env.flag(NAME, default=False), "maybe"),
        (lambda: env.whole(NAME, default=1), "-1"),
        (lambda: env.whole(NAME, default=1), "1.5"),
        (lambda: env.whole(NAME, default=1), "٣"),
        (lambda: env.choice(NAME, ("LOW", "HIGH"), "LOW"), "medium"),
    ],
)
def test_a_value_of_the_wrong_kind_stops_the_start_with_the_name(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], object], word: str
) -> None:
    monkeypatch.setenv(NAME, word)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        read()


def test_what_is_not_set_has_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert env.flag(NAME, default=True) is True
    assert env.whole(NAME, default=7) == 7
    assert env.text(NAME, "as is") == "as is"
    assert env.words(NAME, ["a"]) == ["a"]
    assert env.choice(NAME, ("LOW", "HIGH"), "LOW") == "LOW"
    assert env.folder(NAME, "here") == Path.cwd() / "here"


def test_a_choice_may_be_written_in_small_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "high")
    assert env.choice(NAME, ("LOW", "HIGH"), "LOW") == "HIGH"


def test_words_are_split_at_commas_without_empty_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " a.vn, ,b.vn,")
    assert env.words(NAME, []) == ["a.vn", "b.vn"]


class TestSecret:
    def test_the_variable_wins_over_the_file(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        file = tmp_path / "key"
        env.make_secret(file)
        monkeypatch.setenv(NAME, "from the variable")
        assert env.secret(NAME, file) == "from the variable"

    def test_a_made_key_is_long_private_and_read_back(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv(NAME, raising=False)
        file = tmp_path / "new" / "key"
        assert env.make_secret(file) is True
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert len(env.secret(NAME, file)) > 60

    def test_a_key_that_is_there_is_kept(self, tmp_path: Path) -> None:
        file = tmp_path / "key"
        env.make_secret(file)
        before = file.read_text()
        assert env.make_secret(file) is False
        assert file.read_text() == before

    def test_no_variable_and_no_file_give_no_key(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv(NAME, raising=False)
        assert env.secret(NAME, tmp_path / "none") == ""

    def test_a_file_that_holds_no_key_stops_the_start(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv(NAME, raising=False)
        (tmp_path / "key").write_bytes(b"\xff\xfe")
        with pytest.raises(ImproperlyConfigured, match=NAME):
            env.secret(NAME, tmp_path / "key")
