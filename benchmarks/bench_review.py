"""A press of a key on the review screen until the next proposal is painted, in a browser."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Row

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXT = Path(__file__).with_name("conclusion.txt")
CHROMIUM = Path("/usr/bin/chromium")
LONG = 40  # how many times the tasks of the text are repeated to make a long document
PASSWORD = "only for measuring 2026"  # noqa: S105
LONG_AGO = date(2025, 1, 13)

# From the press to the first frame after the proposal in hand became another one.
WATCH = """() => {
  const hand = () => document.querySelector("#dx-h")?.textContent ?? "";
  let began = 0, key = "", last = hand();
  window.presses = [];
  addEventListener("keydown", (event) => { began = performance.now(); key = event.key; last = hand(); }, true);
  new MutationObserver(() => {
    if (!began || hand() === last) return;
    last = hand();
    const from = began;
    requestAnimationFrame(() => setTimeout(() => presses.push([key, performance.now() - from])));
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-current"] });
}"""


def run() -> list[Row]:
    """Go through a conclusion of 21 tasks by keyboard; nothing is measured on a machine without the browser."""
    if not CHROMIUM.exists():
        print("review: no Chromium on this machine", file=sys.stderr)
        return []
    return _measured()


def _measured() -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="thuocdo-bench-") as home, _served(Path(home)) as (url, addresses):
        for address, size in zip(addresses, _sizes(), strict=True):
            with _signed_in(url) as page:
                rows += _rows(page, address, size)
    return rows


def _sizes() -> list[str]:
    text = TEXT.read_text("utf-8")
    return [f"21 tasks, {len(text):,} characters", f"{21 * LONG} tasks, {len(_longer(text)):,} characters"]


def _rows(page: "Page", address: str, size: str) -> list[Row]:
    page.goto(address)
    page.evaluate(WATCH)
    page.wait_for_timeout(1000)
    rows = []
    for name, key in (("step to the next proposal", "j"), ("accept and go on", "a")):
        taken = [_press(page, key) for _ in range(20)]
        rows.append(Row(f"{name}, median", size, statistics.median(taken)))
        rows.append(Row(f"{name}, worst of {len(taken)}", size, max(taken)))
    return rows


def _press(page: "Page", key: str) -> float:
    """Seconds from the press to the paint."""
    count = page.evaluate("presses.length")
    page.keyboard.press(key)
    page.wait_for_function("(count) => presses.length > count", arg=count)
    page.wait_for_timeout(500)  # a person reads before the next press, at the very least
    return float(page.evaluate("presses.at(-1)[1]")) / 1000


@contextmanager
def _signed_in(url: str) -> "Iterator[Page]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=url, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        page.goto("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill("chi")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        yield page
        browser.close()


@contextmanager
def _served(home: Path) -> Iterator[tuple[str, list[str]]]:
    """The product served from a home of its own, and the addresses of the two reviews."""
    environment = os.environ | {
        "THUOCDO_HOME": str(home), "DATABASE_URL": f"sqlite:///{home / 'thuocdo.sqlite3'}",
        "THUOCDO_SECRET_KEY": "for measurements only", "DJANGO_SETTINGS_MODULE": "thuocdo.config.settings",
    }  # fmt: skip
    made = subprocess.run([sys.executable, "-m", "benchmarks.bench_review"], env=environment, check=True, stdout=-1)
    addresses = json.loads(made.stdout.splitlines()[-1])
    command = [sys.executable, "-m", "thuocdo.config.cli", "serve", "--port", "0", "--json"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())["address"], addresses
    finally:
        server.terminate()
        server.wait()


def prepare() -> list[str]:
    """In a process of its own: fill the database of the environment; the addresses of the reviews."""
    import django

    django.setup()
    from thuocdo.config.commands.migrate import prepare as migrate

    migrate()
    from thuocdo.accounts.models import Grant, Person
    from thuocdo.foundation import clock
    from thuocdo.organisations.models import Organisation
    from thuocdo.programmes.models import Committee, Programme

    centre = Organisation.objects.get(code="VPTW")
    person = Person(username="chi", full_name="Chi", title="Chuyên viên")
    person.set_password(PASSWORD)
    person.save()
    Grant.objects.create(person=person, role="officer", organisation=centre, valid_from=LONG_AGO)
    programme = Programme.objects.create(code="do", name="Chương trình để đo")
    Committee.objects.create(
        programme=programme, name="Ban Chỉ đạo", organisation=Organisation.objects.get(code="BCDTW57"),
        standing_agency=centre, valid_from=LONG_AGO,
    )  # fmt: skip
    text = TEXT.read_text("utf-8")
    return [_taken_in(body, programme, person, clock.today()) for body in (text, _longer(text))]


def _taken_in(text: str, programme: Any, person: Any, on: date) -> str:
    from thuocdo.directives.services import take_in

    taken = take_in(content=text.encode(), name="ket-luan.txt", programme=programme, by=person, on=on)
    return f"/van-ban/{taken.directive.uuid}/ra-soat/"


def _longer(text: str) -> str:
    """The same head and foot around many times the tasks, each a little different."""
    lines = text.split("\n")
    tasks = [n for n, line in enumerate(lines) if line.startswith("(") and line[1].isdigit()]
    more = [
        f"({21 * turn + n}) {lines[at].partition(') ')[2][:-1]}, đợt {turn + 1}.\n"
        for turn in range(LONG)
        for n, at in enumerate(tasks, start=1)
    ]
    return "\n".join([*lines[: tasks[0]], *more, *lines[tasks[-1] + 1 :]])


if __name__ == "__main__":
    print(json.dumps(prepare()))
