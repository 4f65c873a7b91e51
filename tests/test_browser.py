"""The browser of the tests: one that does not answer costs half a minute, and neither a result nor the run."""

import os
import signal

import pytest

from tests import browser
from tests.browser import Browsers


def test_a_browser_that_does_not_answer_is_ended_and_another_one_started(
    browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "SECONDS_TO_CLOSE", 1)
    context = browsers.get().new_context()
    context.new_page()
    for process in browser.processes_of_browser():
        os.kill(process, signal.SIGSTOP)
    browser.close(context)
    page = browsers.get().new_page()
    page.set_content("<p>Trang mới</p>")
    assert page.inner_text("p") == "Trang mới"
    page.close()
