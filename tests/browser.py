"""A real browser for every test that asks for one: Debian's Chromium, kept off the network."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Response,
    ViewportSize,
    sync_playwright,
)

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_OPTIONS = [
    "--no-sandbox",  # Chromium's own sandbox refuses root, and only our pages are opened
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
BUILT = Path(__file__).parents[1] / "src/thuocdo/static/thuocdo"
SHOTS = Path(__file__).parent / "shots"
SECONDS_TO_CLOSE = 30
PHONE, DESKTOP = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=800)

OpenPage = Callable[..., Page]
Shoot = Callable[[Page, str], None]


class Browsers:
    """The one browser of a process at a time: started when first asked for, and anew where it was ended."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._browser: Browser | None = None

    def get(self) -> Browser:
        """A browser that answers."""
        if self._browser is None or not self._browser.is_connected():
            self._browser = self._playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        return self._browser

    def close(self) -> None:
        if self._browser is not None:
            close(self._browser)


@pytest.fixture(scope="session")
def browsers() -> Iterator[Browsers]:
    """Where tests get the browser from; without one they are skipped, except where CI could have installed it.

    There is only one of these because Playwright's loop cannot be started twice in a thread.
    """
    if not CHROMIUM.exists():
        reason = "no Chromium: apt-get install chromium fonts-liberation2"
        if os.environ.get("CI") == "true" and os.geteuid() == 0:
            pytest.fail(reason)
        pytest.skip(reason)
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and Django takes that for asynchronous code.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = Browsers(playwright)
        yield started
        started.close()
        # Beside a running loop Django keeps connections of their own: left open, they would hold the test database.
        connections.close_all()


@pytest.fixture
def chromium(browsers: Browsers) -> Browser:
    """The browser."""
    return browsers.get()


def close(opened: Browser | BrowserContext) -> None:
    """Close a browser or a visitor's part of it; one that does not answer is ended, which costs no test its result.

    On a busy machine Chromium was seen to leave a context open for ever, and Playwright waits as long.
    """

    def end(signum: int, frame: object) -> None:
        for process in processes_of_browser():
            os.kill(process, signal.SIGKILL)

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(SECONDS_TO_CLOSE)
    try:
        opened.close()
    except Error:
        if signal.alarm(0):  # it was not ended by us
            raise
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def processes_of_browser() -> list[int]:
    """The processes of Chromium that this one has started."""
    return [one for one in _below(os.getpid()) if Path(f"/proc/{one}/comm").read_text().startswith("chrom")]


def _below(process: int) -> Iterator[int]:
    """What a process has started, and what that has."""
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            yield child
            yield from _below(child)


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """`open_page(url)` gives a page of a visitor of their own, `open_page(url, java_script_enabled=False)` one without.

    Errors of scripts, of the content policy and of the server on any of them fail the test.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # A refused act answers 422 and the browser reports that too; the journeys check it on the page.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    def watch(response: Response) -> None:
        if response.status >= 500:
            faults.append(f"{response.status} {response.url}")

    def make(url: str = "", **options: Any) -> Page:
        context = chromium.new_context(
            base_url=url or None,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport=DESKTOP,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        # Longer than the server waits for a connection of its database: what is wrong there must show as its own fault.
        context.set_default_navigation_timeout(45_000)
        context.on("console", note)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("response", watch)
        return context.new_page()

    yield make
    for context in contexts:
        close(context)
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page of its own for the test, at desktop width."""
    return open_page()


@pytest.fixture
def shoot() -> Shoot:
    """`shoot(page, "board")` saves the whole page to tests/shots/board-360.png and board-1280.png."""

    def take(page: Page, name: str) -> None:
        SHOTS.mkdir(exist_ok=True)
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            page.evaluate("() => document.fonts.ready.then(() => null)")
            page.screenshot(path=SHOTS / f"{name}-{size['width']}.png", full_page=True, caret="initial")

    return take
