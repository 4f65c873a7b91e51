"""The first page on yardstick: its first run prints what the page says, in an empty folder, and its lists are whole."""

import ast
import doctest
import re
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from shlex import split

import pytest

from yardstick.cli import main

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "yardstick" / "README.md"
TEXT = PAGE.read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
RUN = re.compile(r"^```sh\n(.*?)^```\n(?:```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(.*<<END\n(?:(?!END\n).*\n)*END|.*)\n", re.MULTILINE)
IMPORTED = {"duckdb": "duckdb", "ibis": "ibis-framework[duckdb]", "lark": "lark", "lxml": "lxml", "numpy": "numpy",
            "pyarrow": "ibis-framework[duckdb]", "pysdmx": "pysdmx[xml]"}  # fmt: skip


def printed(command: str, folder: Path) -> str:
    """What a line of the shell prints; `yardstick` runs in this process, everything else in a real shell."""
    first, _, rest = command.partition(" | ")
    if not first.startswith("yardstick "):
        return subprocess.run(["sh", "-euc", command], cwd=folder, check=True, capture_output=True, text=True).stdout
    answer = StringIO()
    with redirect_stdout(answer):
        assert main(split(first)[1:]) == 0
    if not rest:
        return answer.getvalue()
    return subprocess.run(split(rest), input=answer.getvalue(), check=True, capture_output=True, text=True).stdout


def test_the_first_run_prints_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = [(COMMAND.findall(commands), wanted) for commands, wanted in RUN.findall(TEXT)]
    used = [command.split()[1] for commands, _ in shown for command in commands if command.startswith("yardstick ")]
    assert used == ["eval", "quality", "quality", "rollup", "score", "forecast"]
    for commands, wanted in shown:
        assert "".join(printed(command, tmp_path) for command in commands) == wanted, commands


def test_the_examples_of_the_page_hold() -> None:
    test = doctest.DocTestParser().get_doctest(
        "\n".join(text for kind, text in BLOCKS if kind == "python"), {}, PAGE.name, str(PAGE), 0
    )
    assert len(test.examples) >= 8
    complaints: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=complaints.append)
    assert complaints == []


def imported() -> set[str]:
    """The packages of others that the library imports; pyspark is asked for only where Spark is."""
    sources = [path for path in (ROOT / "src" / "yardstick").rglob("*.py") if "tests" not in path.parts]
    nodes = [node for path in sources for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    names = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    names |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"yardstick", "pyspark"}


def test_what_is_installed_for_the_library_alone_is_what_it_imports() -> None:
    (line,) = re.findall(r'^pip install ("duckdb.*)$', TEXT, re.MULTILINE)
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    wanted = {IMPORTED[name] for name in imported()}
    assert sorted(split(line)) == sorted(one for one in asked if re.split("[<>=]", one)[0] in wanted)


def test_the_page_leads_to_every_other_page() -> None:
    others = {path.name for path in PAGE.parent.glob("*.md")} - {PAGE.name}
    assert others - set(re.findall(r"\]\((\w+\.md)\)", TEXT)) == set()
