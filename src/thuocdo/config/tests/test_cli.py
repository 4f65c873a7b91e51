"""The command line as a process: exit status, what goes to which stream, and what a refusal says."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from thuocdo.config.cli import COMMANDS, main
from thuocdo.tasks.tests.factories import created, happened

pytestmark = pytest.mark.system

Done = subprocess.CompletedProcess[str]
LEAD, OFFICE = "Bộ Tài chính", "Văn phòng Trung ương Đảng"
FILE = (
    created(lead=[LEAD]), happened("assigned", by=OFFICE), happened("accepted", by=LEAD),
    created(task="T-2", lead=["Bộ Nội vụ"], due=None, no_deadline=True), happened("assigned", task="T-2", by=OFFICE),
)  # fmt: skip
BOARD = ("board", "--programme", "thu", "--on", "2025-04-01")


def environment(home: Path, **changed: str) -> dict[str, str]:
    """This process's environment with a home folder of the test's own and no settings from outside."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return kept | {"THUOCDO_HOME": str(home), "PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8"} | changed


def run(home: Path, *words: str, stdin: str = "", program: str = "thuocdo.config.cli", **changed: str) -> Done:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", program, *words], check=False, capture_output=True, text=True, timeout=120,
        input=stdin, env=environment(home, **changed),
    )  # fmt: skip


def python(home: Path, code: str, **changed: str) -> Done:
    """Run a few lines of Python in a process of their own."""
    return subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60,
        env=environment(home, **changed),
    )  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder whose database is prepared and holds the file's tasks."""
    home = tmp_path_factory.mktemp("template")
    assert run(home, "migrate").returncode == 0
    file = home / "events.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in FILE), "utf-8")
    assert run(home, "import", "events", str(file)).returncode == 0
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    """A copy of the prepared home folder."""
    return Path(shutil.copytree(template, tmp_path / "home"))


def one_line(done: Done, status: int = 1) -> str:
    """The one line on stderr of a command that failed without output."""
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("thuocdo: ")
    return done.stderr


class TestUsage:
    def test_no_words_show_the_help_as_an_error(self, tmp_path: Path) -> None:
        done = run(tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert all(name in done.stderr for name in COMMANDS)

    def test_an_unknown_command_is_refused(self, tmp_path: Path) -> None:
        assert "không có lệnh “bord”" in one_line(run(tmp_path, "bord"), status=2)

    @pytest.mark.parametrize("word", ["-h", "--help"])
    def test_help_lists_every_command(self, tmp_path: Path, word: str) -> None:
        done = run(tmp_path, word)
        assert (done.returncode, done.stderr) == (0, "")
        assert all(name in done.stdout for name in COMMANDS)

    def test_the_version_is_that_of_the_package(self, tmp_path: Path) -> None:
        done = run(tmp_path, "--version")
        assert (done.returncode, done.stdout.split()[0]) == (0, "thuocdo")

    def test_each_command_has_help_with_an_example_and_needs_no_settings(self, tmp_path: Path) -> None:
        """All in one process: none of them may load what reads the settings."""
        code = (
            "import io, sys\nfrom contextlib import redirect_stdout, suppress\nfrom thuocdo.config import cli\n"
            "for name in cli.COMMANDS:\n"
            "    said = io.StringIO()\n"
            "    with redirect_stdout(said), suppress(SystemExit):\n"
            "        assert cli.main([name, '--help']) == 0, name\n"
            "    assert f'thuocdo {name}' in said.getvalue().split('Ví dụ:')[1], name\n"
            "    assert 'django' not in sys.modules, name\n"
        )
        done = python(tmp_path / "none", code, DATABASE_URL="garbage", THUOCDO_DEBUG="perhaps")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert not (tmp_path / "none").exists()

    @pytest.mark.parametrize(
        "words",
        [
            ("board",), ("board", "--programme", "thu"), ("board", "--programme", "thu", "--on", "hôm nay"),
            ("board", "--programme", "thu", "--on", "2025-02-30"), ("board", "--programme", "thu", "--on", "20250401"),
            ("board", "--programme", "thu", "--on", "2025-W04-3"), (*BOARD, "--by", "person"), (*BOARD, "--colour"),
            ("import",), ("import", "events"), ("import", "people", "x.jsonl"), ("publish", "--programme", "thu"),
            ("rebuild", "nq57"), ("verify-log", "x"), ("tick", "now"), ("migrate", "back"), ("extract",),
        ],
        ids=" ".join,
    )  # fmt: skip
    def test_bad_usage_exits_with_two(self, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
        try:
            status: object = main(list(words))
        except SystemExit as left:
            status = left.code
        said = capsys.readouterr()
        assert (status, said.out) == (2, "")
        assert re.fullmatch(r"thuocdo .+\. Xem: thuocdo .*--help\n", said.err), "one line, that says what to do"

    def test_a_wrong_day_says_how_days_are_written(self, tmp_path: Path) -> None:
        done = run(tmp_path, "board", "--programme", "thu", "--on", "1/4/2025")
        assert "“1/4/2025” không phải là ngày dạng 2025-10-15" in done.stderr


def test_what_needs_no_database_does_not_load_what_would_ask_for_one(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("Giao Bộ Tài chính trình đề án trước ngày 31/3/2025.", "utf-8")
    code = (
        "import sys\nfrom contextlib import suppress\n"
        "from thuocdo.config import cli\nfrom yardstick import cli as yardstick\n"
        "calls = [(cli, '--help'), (cli,), (cli, '--version'), (cli, 'extract', sys.argv[1], '--json'),\n"
        "         (yardstick, '--help'), (yardstick, 'progress', sys.argv[1], '--json')]\n"
        "for program, *words in calls:\n"
        "    with suppress(SystemExit):\n"
        "        program.main(words)\n"
        "    assert 'django' not in sys.modules, words\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], check=False, capture_output=True, text=True, timeout=60,
        env=environment(tmp_path, DATABASE_URL="garbage"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert any(line.startswith("{") and json.loads(line) for line in done.stdout.splitlines())


class TestAnswers:
    """What a program reads from stdout is JSON and nothing else."""

    @pytest.mark.parametrize(
        ("words", "fields"),
        [
            ((*BOARD, "--json"), {"programme", "on", "total", "groups", "rate_of_all"}),
            ((*BOARD, "--by", "lead", "--with-children", "--json"), {"groups"}),
            (("publish", "--programme", "thu", "--on", "2025-04-01", "--json"), {"number", "sha256"}),
            (("migrate", "--json"), {"bodies_written"}),
            (("tick", "--json"), {"sealed"}),
            (("rebuild", "--json"), {"tasks", "changed"}),
            (("overlaps", "--json"), {"tasks", "pairs"}),
            (("verify-log", "--json"), {"seals", "events", "unsealed", "head", "problems"}),
        ],
        ids=lambda value: value[0] if isinstance(value, tuple) else "",
    )
    def test_json_alone_is_on_stdout(self, home: Path, words: tuple[str, ...], fields: set[str]) -> None:
        done = run(home, *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert fields <= json.loads(done.stdout).keys()

    @pytest.mark.parametrize("words", [BOARD, ("verify-log",)], ids=" ".join)
    def test_without_json_people_read_words(self, home: Path, words: tuple[str, ...]) -> None:
        done = run(home, *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip()
        assert not done.stdout.startswith("{")

    def test_figures_are_numbers_and_what_is_unknown_is_null(self, home: Path) -> None:
        board = json.loads(run(home, *BOARD, "--by", "field", "--json").stdout)
        assert (board["total"], board["open_overdue"], board["rate_of_all"]) == (2, 1, 0.0)
        early = json.loads(run(home, "board", "--programme", "thu", "--on", "2024-01-01", "--json").stdout)
        assert (early["total"], early["rate_of_all"], early["rate_of_due"], early["groups"]) == (0, None, None, [])

    def test_migrating_again_writes_nothing(self, home: Path) -> None:
        assert json.loads(run(home, "migrate", "--json").stdout) == {"bodies_written": 0}

    def test_a_rebuild_mends_what_differs_from_the_log(self, home: Path) -> None:
        with sqlite3.connect(home / "thuocdo.sqlite3") as database:
            database.execute("DELETE FROM tasks_statusspan")
        database.close()
        assert json.loads(run(home, *BOARD, "--json").stdout)["total"] == 0
        assert json.loads(run(home, "rebuild", "--programme", "thu", "--json").stdout) == {"tasks": 2, "changed": 2}
        assert json.loads(run(home, *BOARD, "--json").stdout)["total"] == 2

    def test_a_changed_log_fails_the_check(self, home: Path) -> None:
        with sqlite3.connect(home / "thuocdo.sqlite3") as database:
            database.execute("DROP TRIGGER foundation_event_no_update")
            database.execute("UPDATE foundation_event SET actor_title = 'khác' WHERE id = 1")
        database.close()
        done = run(home, "verify-log", "--json")
        assert done.returncode == 1
        assert len(json.loads(done.stdout)["problems"]) == 2


class TestImport:
    def test_the_same_file_again_adds_nothing(self, home: Path) -> None:
        done = run(home, "import", "events", str(home / "events.jsonl"), "--json")
        assert json.loads(done.stdout) == {"lines": 5, "added": 0, "known": 5, "tasks": 0}

    def test_a_file_may_come_through_a_pipe(self, home: Path) -> None:
        line = json.dumps(created(task="T-3", lead=[LEAD]))
        assert json.loads(run(home, "import", "events", "-", "--json", stdin=line).stdout)["added"] == 1

    def test_a_byte_order_mark_is_passed_over(self, home: Path) -> None:
        file = home / "bom.jsonl"
        file.write_bytes(b"\xef\xbb\xbf" + json.dumps(created(task="T-3", lead=[LEAD])).encode() + b"\r\n\r\n")
        assert run(home, "import", "events", str(file)).returncode == 0

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"{\n", "Dòng 1: "),
            ("\n\n{}\n".encode("utf-16"), "Dòng 1: không phải là chữ UTF-8"),
            (json.dumps(created(task="T-3", lead=[LEAD])).encode() + b"\n\xff\n", "Dòng 2: không phải là chữ UTF-8"),
            (json.dumps(happened("verified", by="Bộ Tài chánh")).encode(), "có phải là “Bộ Tài chính”?"),
            (json.dumps(happened("verified", by=LEAD, note="x")).encode(), "Dòng 1: trường “note”"),
            (json.dumps(happened("verified", by=LEAD) | {"a\nb": 1}).encode(), "Dòng 1: trường “a b”"),
        ],
        ids=range(6),
    )
    def test_a_refused_file_is_one_line_and_stores_nothing(self, home: Path, content: bytes, words: str) -> None:
        file = home / "bad.jsonl"
        file.write_bytes(content)
        before = run(home, "verify-log", "--json").stdout
        assert words in one_line(run(home, "import", "events", str(file)))
        assert run(home, "verify-log", "--json").stdout == before

    def test_a_file_that_is_not_there_is_named(self, home: Path) -> None:
        assert "No such file or directory: none.jsonl" in one_line(run(home, "import", "events", "none.jsonl"))

    def test_a_folder_is_no_file(self, home: Path) -> None:
        assert str(home) in one_line(run(home, "import", "events", str(home)))


class TestFailures:
    @pytest.fixture(params=["no folder", "empty file"])
    def bare(self, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
        """A home folder that was never prepared."""
        if request.param == "no folder":
            return tmp_path / "none"
        (tmp_path / "thuocdo.sqlite3").touch()
        return tmp_path

    @pytest.mark.parametrize("words", [BOARD, ("import", "events", "-")], ids=" ".join)
    def test_a_database_without_tables_says_to_migrate(self, bare: Path, words: tuple[str, ...]) -> None:
        line = json.dumps(created())
        assert "hãy chạy `thuocdo migrate`" in one_line(run(bare, *words, stdin=line))

    def test_a_database_of_an_earlier_release_says_to_migrate(self, home: Path) -> None:
        with sqlite3.connect(home / "thuocdo.sqlite3") as database:
            database.execute("ALTER TABLE programmes_programme DROP COLUMN is_illustrative")
        database.close()
        assert "hãy chạy `thuocdo migrate`" in one_line(run(home, *BOARD))

    def test_a_file_that_is_no_database_is_said_to_be_none(self, tmp_path: Path) -> None:
        (tmp_path / "thuocdo.sqlite3").write_bytes(b"x" * 5_000)
        assert "không dùng được cơ sở dữ liệu" in one_line(run(tmp_path, *BOARD))

    def test_a_server_that_does_not_answer_is_told_in_one_line(self, tmp_path: Path) -> None:
        done = run(tmp_path, *BOARD, DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
        assert "không dùng được cơ sở dữ liệu" in one_line(done)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("DATABASE_URL", "garbage"), ("DATABASE_URL", "mysql://a/b"), ("DATABASE_URL", "postgres://a:b@c:port/d"),
            ("THUOCDO_DEBUG", "perhaps"), ("THUOCDO_UPLOAD_LIMIT_MB", "many"), ("THUOCDO_LOG_LEVEL", "LOUD"),
        ],
    )  # fmt: skip
    def test_a_wrong_setting_is_named(self, home: Path, name: str, value: str) -> None:
        said = one_line(run(home, *BOARD, **{name: value}))
        assert name in said
        assert "a:b" not in said  # a password may stand there

    def test_an_unknown_programme_is_named(self, home: Path) -> None:
        done = run(home, "board", "--programme", "khac", "--on", "2025-01-01")
        assert "Không có chương trình “khac”" in one_line(done)

    def test_a_day_to_come_is_not_published(self, home: Path) -> None:
        assert "chưa đến" in one_line(run(home, "publish", "--programme", "thu", "--on", "2999-01-01"))

    def test_a_database_that_somebody_else_holds_is_said_to_be_busy(self, home: Path) -> None:
        code = (
            "from thuocdo.config import cli, settings\nsettings.DATABASES['default']['OPTIONS']['timeout'] = 0.1\n"
            "raise SystemExit(cli.main(['import', 'events', '-']))"
        )
        database = sqlite3.connect(home / "thuocdo.sqlite3", isolation_level=None)
        try:
            database.execute("BEGIN IMMEDIATE")
            assert "đang bận" in one_line(python(home, code))
        finally:
            database.close()

    @pytest.mark.parametrize("words", [(*BOARD, "--by", "level"), (*BOARD, "--json")], ids=" ".join)
    def test_a_reader_that_went_away_is_no_fault(self, home: Path, words: tuple[str, ...]) -> None:
        with closed_reader() as output:
            process = subprocess.run(
                [sys.executable, "-m", "thuocdo.config.cli", *words], check=False, stdout=output,
                stderr=subprocess.PIPE, text=True, timeout=60, env=environment(home),
            )  # fmt: skip
        assert process.stderr == ""
        assert process.returncode == 1


@contextmanager
def closed_reader() -> Iterator[int]:
    """The writing end of a pipe that nobody reads any more."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        yield writer
    finally:
        os.close(writer)


def test_the_console_script_is_the_module(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("thuocdo")
    if not script.exists():
        pytest.skip("the package is not installed in this environment")
    done = subprocess.run([script, "--help"], check=False, capture_output=True, text=True, env=environment(tmp_path))
    assert done.stdout == run(tmp_path, "--help").stdout
