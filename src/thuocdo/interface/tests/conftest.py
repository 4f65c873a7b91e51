"""The interface on its own (no navigation, sign-on or addresses of the apps above), and pages for its scripts."""

import re
from collections.abc import Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from tests.browser import close

BUILT = Path(__file__).parents[2] / "static" / "thuocdo"
POLICY = "default-src 'self'; img-src 'self' data:"
MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}

Answer = tuple[int, str]


@pytest.fixture(autouse=True)
def interface_alone(settings: Settings) -> None:
    """Templates and addresses of this layer only."""
    settings.ROOT_URLCONF = "thuocdo.interface.tests.urls"
    processors = ("request", "i18n")
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": [f"django.template.context_processors.{name}" for name in processors]},
        }
    ]


class Site(ThreadingHTTPServer):
    """A web site on loopback whose pages the test writes; static files come from the build."""

    daemon_threads = True

    def __init__(self, page: Page) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.page = page
        self.answers: dict[str, Answer] = {}
        self.asked: list[Message] = []

    def serve(self, path: str, main: str, *, head: str = "", messages: str = "", status: int = 200) -> None:
        """Serve a whole page whose main part is given."""
        self.answers[path] = (status, whole_page(main, head=head, messages=messages))

    def open(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(f"http://127.0.0.1:{self.server_port}{path}")
        return self.page


class Visit(BaseHTTPRequestHandler):
    """Answers one request: 3xx answers carry the address to go to instead of a body."""

    server: Site

    def do_GET(self) -> None:
        if self.path.startswith("/static/thuocdo/"):
            file = BUILT / self.path.removeprefix("/static/thuocdo/")
            self._send(200, file.read_bytes(), MEDIA[file.suffix])
        else:
            self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self._answer()

    def _answer(self) -> None:
        self.server.asked.append(self.headers)
        status, body = self.server.answers[self.path.partition("?")[0]]
        self._send(status, body.encode(), "text/html; charset=utf-8", location=body if 300 <= status < 400 else "")

    def _send(self, status: int, body: bytes, media: str, *, location: str = "") -> None:
        self.send_response(status)
        self.send_header("content-type", media)
        self.send_header("content-length", str(len(body)))
        self.send_header("content-security-policy", POLICY)
        if location:
            self.send_header("location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name in the class above
        """Say nothing: a test's output is its own."""


def whole_page(main: str, *, head: str = "", messages: str = "") -> str:
    """The base page around a given main part, as the server sends it."""
    page = str(render_to_string("base.html", {}, RequestFactory().get("/")))
    page = page.replace("</head>", f"{head}</head>")
    return re.sub(r"(<main[^>]*>)", lambda found: found[1] + messages + main, page)


@pytest.fixture
def site(chromium: Browser) -> Iterator[Site]:
    """A site with no pages yet; an error of a script or of the content policy fails the test."""
    if not (BUILT / "app.js").exists():
        pytest.skip("the front end is not built: npm ci && npm run build")
    context = chromium.new_context(locale="vi-VN", viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    with Site(page) as served:
        Thread(target=served.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield served
            close(context)
        finally:
            served.shutdown()
    assert faults == []
