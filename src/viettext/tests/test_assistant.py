"""The assisting reader: what it says must stand in the text, it only adds, and reading goes on without it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from viettext import assistant, extract
from viettext.assistant import Assistant

TEXT = """THÔNG BÁO

1. Sở Tài chính hoàn thành dự toán trước ngày 15/3/2025.

2. Tình hình chung khả quan. Nhóm bạn của rừng nhớ gom lá khô ở bìa rừng cho xong trước ngày 20/3/2025 nhé.
"""
QUOTE = "Nhóm bạn của rừng nhớ gom lá khô ở bìa rừng cho xong trước ngày 20/3/2025"


class Host(HTTPServer):
    """Holds what the service answers, and what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Service)
        self.asked: list[tuple[str | None, dict[str, object]]] = []
        self.reply: str | None = "[]"


class Service(BaseHTTPRequestHandler):
    """Answers every question with the text that the host holds."""

    server: Host

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.headers.get("Authorization"), asked))
        content = self.server.reply
        self.send_response(200 if content is not None else 500)
        self.end_headers()
        self.wfile.write(json.dumps({"choices": [{"message": {"content": content}}]}).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def service():
    server = Host()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def reader(service, **fields):
    return Assistant(f"http://127.0.0.1:{service.server_port}/v1/chat/completions", **fields)


def said(*answers):
    return "Here you are:\n```json\n" + json.dumps(list(answers), ensure_ascii=False) + "\n```"


def test_what_it_finds_is_added_with_exact_offsets_and_our_reading_of_the_day(service):
    service.reply = said({"quote": QUOTE, "lead": ["Nhóm bạn của rừng"], "deadline": "trước ngày 20/3/2025"})
    own = extract(TEXT).assignments
    found = extract(TEXT, assistant=reader(service, model="m", key="k")).assignments
    assert [t for t in found if t in own] == own
    (new,) = [t for t in found if t not in own]
    assert TEXT.rstrip("\n")[new.start : new.end] == new.quote == QUOTE
    assert new.lead == ["Nhóm bạn của rừng"]
    assert new.deadline.on.isoformat() == "2025-03-20"
    assert new.confidence == assistant.CONFIDENCE
    authorization, asked = service.asked[0]
    assert authorization == "Bearer k"
    assert asked["model"] == "m"
    assert QUOTE in asked["messages"][1]["content"]


@pytest.mark.parametrize(
    "answer",
    [
        {"quote": "Bộ Công an điều tra", "lead": ["Bộ Công an"], "deadline": None},
        {"quote": QUOTE, "lead": ["Bộ Công an"], "deadline": None},
        {"quote": QUOTE, "lead": [], "deadline": None},
        {"quote": QUOTE, "lead": "Nhóm bạn của rừng"},
        {"quote": 7, "lead": [None]},
        {"quote": "Sở Tài chính hoàn thành dự toán", "lead": ["Sở Tài chính"]},
    ],
)
def test_what_does_not_stand_in_the_text_or_is_known_is_dropped(service, answer):
    service.reply = said(answer)
    assert extract(TEXT, assistant=reader(service)) == extract(TEXT)


@pytest.mark.parametrize("reply", [None, "no list", "[{]", '{"a": 1}', "[" * 50])
def test_reading_goes_on_where_it_fails(service, reply):
    service.reply = reply
    assert extract(TEXT, assistant=reader(service)) == extract(TEXT)


def test_reading_goes_on_where_nobody_answers(service):
    away = reader(service)
    service.shutdown()
    service.server_close()
    assert extract(TEXT, assistant=away) == extract(TEXT)


def test_a_long_text_is_asked_about_in_parts(service):
    text = TEXT + "\n\n".join(f"Đoạn {i} kể chuyện cũ không giao việc gì cho ai cả." for i in range(600))
    extract(text, assistant=reader(service))
    parts = [asked["messages"][1]["content"] for _, asked in service.asked]
    assert len(parts) > 1
    assert "".join(parts).count("Đoạn") == 600


def test_it_is_off_unless_an_address_is_given(monkeypatch):
    monkeypatch.delenv("THUOCDO_READER_URL", raising=False)
    assert assistant.from_environment() is None
    monkeypatch.setenv("THUOCDO_READER_URL", "http://127.0.0.1:9/v1/chat/completions")
    assert assistant.from_environment() == Assistant("http://127.0.0.1:9/v1/chat/completions")
    monkeypatch.setenv("THUOCDO_READER_URL", "file:///etc/passwd")
    with pytest.raises(ValueError, match="http"):
        assistant.from_environment()
