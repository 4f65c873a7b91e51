"""A real browser for every test that asks for one: Debian's Chromium, kept off the network."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_OPTIONS = [
    "--no-sandbox",  # Chromium's own sandbox refuses root, and only our pages are opened
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
SHOTS = Path(__file__).parent / "shots"
PHONE, DESKTOP = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=800)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of the run; without it tests are skipped, except where CI could have installed it.

    There is only one because Playwright's loop cannot be started twice in a thread.
    """
    if not CHROMIUM.exists():
        reason = "no Chromium: apt-get install chromium fonts-liberation2"
        if os.environ.get("CI") == "true" and os.geteuid() == 0:
            pytest.fail(reason)
        pytest.skip(reason)
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and Django takes that for asynchronous code.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of its own for the test, at desktop width; errors of scripts and of the content policy fail the test."""
    context = chromium.new_context(
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport=DESKTOP, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    opened, faults = context.new_page(), []

    def note(message: ConsoleMessage) -> None:
        # A refused act answers 422 and the browser reports that too; the journeys check it on the page.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    opened.on("console", note)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert faults == []


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """`shoot(page, "board")` saves the whole page to tests/shots/board-360.png and board-1280.png."""

    def take(page: Page, name: str) -> None:
        SHOTS.mkdir(exist_ok=True)
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            page.evaluate("() => document.fonts.ready.then(() => null)")
            page.screenshot(path=SHOTS / f"{name}-{size['width']}.png", full_page=True, animations="disabled")

    return take
