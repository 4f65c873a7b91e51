"""Taking in a thousand documents at once at the command line: time, and the most memory that any process of it took."""

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus" / "open"
DOCUMENTS = 1_000
WORDED = 200  # of them as Word files
CREATED = {
    "on": "2025-01-22", "event": "created", "task": "T-1", "programme": "do", "title": "Việc",
    "lead": ["Bộ Tài chính"], "deliverables": ["Báo cáo"], "due": "2025-03-31",
}  # fmt: skip


def text() -> str:
    """Documents of the open corpus, each made its own by a line, in a zip file; the result as a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        place = _package(home)
        environment = os.environ | {
            "THUOCDO_HOME": str(home / "home"),
            "DATABASE_URL": f"sqlite:///{home}/bench.sqlite3",
        }
        (home / "events.jsonl").write_text(json.dumps(CREATED), "utf-8")
        for words in (["migrate"], ["import", "events", str(home / "events.jsonl")]):
            subprocess.run(_thuocdo(*words), env=environment, check=True, capture_output=True)
        told, seconds, peak = _measured(_thuocdo("take-in", str(place), "--programme", "do", "--json"), environment)
    each = 1000 * seconds / DOCUMENTS
    return (
        f"`thuocdo take-in` of a zip file of {told['total']:,} documents ({place.name}, {WORDED} of them Word files):"
        f" {told['taken_in']:,} taken in, {told['refused']} refused, {told['proposals']:,} tasks proposed in"
        f" {seconds:.0f} s ({each:.0f} ms a document); most memory of a process: {peak:.0f} MB."
    )


def _thuocdo(*words: str) -> list[str]:
    return [sys.executable, "-m", "thuocdo.config.cli", *words]


def _measured(command: list[str], environment: dict[str, str]) -> tuple[dict[str, int], float, float]:
    """What it printed, the seconds it took, and its peak of memory in MB (or that of a child, if that was larger)."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout
        said = run.stdout.read()
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    return json.loads(said), time.perf_counter() - started, usage.ru_maxrss / 1024


def _package(folder: Path) -> Path:
    from docx import Document

    texts = [json.loads(path.read_text("utf-8"))["text"] for path in sorted(CORPUS.glob("*.json"))]
    place = folder / "van-ban.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(DOCUMENTS):
            words = f"{texts[number % len(texts)]}\nBản số {number}.\n"
            if number >= WORDED:
                made.writestr(f"{number:04}.txt", words)
                continue
            document = Document()
            for line in words.split("\n"):
                document.add_paragraph(line)
            document.save(str(folder / "one.docx"))
            made.write(folder / "one.docx", f"{number:04}.docx")
    return place
