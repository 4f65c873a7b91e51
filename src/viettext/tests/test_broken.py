"""No file stops the program: every broken or hostile one is read or refused with a reason, in bounded time."""

import os
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viettext import Unreadable, extract
from viettext.readers import SUFFIXES, confined, read_bytes
from viettext.tests.broken import FILES, WHOLE_DOCX, WHOLE_PDF
from viettext.tests.test_envelope import ATTACHED, whole

# On one quiet core all take less than eight; a crowded machine gets more.
MOST_SECONDS = 30.0
SOUND = {
    ".docx": WHOLE_DOCX,
    ".pdf": WHOLE_PDF,
    ".edxml": whole(ATTACHED),
    ".html": "<p>Giao <b>Bộ</b> <table><tr><td>Y tế".encode(),
    ".txt": b"Giao",
    ".md": b"# A\n[b](c)",
}
CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), max_size=8)


def outcome(content, name):
    """Refused with its one line, or the text; anything else is a failure."""
    try:
        read = read_bytes(content, name)
    except Unreadable as refused:
        reason = str(refused)
    else:
        assert read.text.strip()
        return read
    assert reason.strip()
    assert "\n" not in reason
    return None


@pytest.mark.system
@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_refused_or_read_in_time(name):
    make, is_refused = FILES[name]
    content = make()
    begun = time.process_time()
    read = outcome(content, name)
    if read is not None:
        extract(read.text, known=read.fields)
    assert time.process_time() - begun < MOST_SECONDS
    if is_refused is not None:
        assert (read is None) is is_refused


@pytest.mark.system
@settings(max_examples=60)
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), max_size=8),
    st.integers(0, 10_000),
)
def test_a_sound_file_with_bytes_changed_or_cut_is_read_or_refused(suffix, changes, cut):
    content = bytearray(SOUND[suffix])
    for at, piece in changes:
        place = at % len(content)
        content[place : place + len(piece)] = piece
    outcome(bytes(content[: max(1, len(content) - cut % len(content))]), f"a{suffix}")


@pytest.mark.system
@settings(max_examples=60)
@given(st.sampled_from(SUFFIXES), st.binary(max_size=600))
def test_bytes_of_any_kind_are_read_or_refused(suffix, content):
    outcome(content, f"a{suffix}")


def test_after_a_file_that_breaks_the_reader_the_next_is_read():
    assert outcome(FILES["forms in forms.pdf"][0](), "a.pdf") is None
    assert outcome(WHOLE_PDF, "a.pdf").text == "Giao Bộ Y tế báo cáo."


def test_threads_read_at_the_same_time():
    texts = []
    threads = [threading.Thread(target=lambda: texts.append(read_bytes(WHOLE_PDF, "a.pdf").text)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == ["Giao Bộ Y tế báo cáo."] * 4


def test_one_process_reads_file_after_file():
    read_bytes(WHOLE_PDF, "a.pdf")
    (before,) = confined._idle
    read_bytes(WHOLE_PDF, "a.pdf")
    assert confined._idle == [before]


def test_a_process_that_went_to_rest_is_replaced():
    read_bytes(WHOLE_PDF, "a.pdf")
    process = confined._idle[0]._process
    process.kill()
    process.wait()
    assert read_bytes(WHOLE_PDF, "a.pdf").text == "Giao Bộ Y tế báo cáo."


def test_a_child_of_a_fork_does_not_use_its_parents_process():
    read_bytes(WHOLE_PDF, "a.pdf")
    held = confined._idle[0]
    held.owner = os.getpid() + 1
    assert not held.is_usable()
    read_bytes(WHOLE_PDF, "a.pdf")
    assert confined._idle[0] is not held
    held._process.kill()
    held._process.wait()


def test_the_process_knows_nothing_of_the_programs_secrets(monkeypatch):
    monkeypatch.setenv("THUOCDO_SECRET_KEY", "bi-mat")
    worker = confined._Worker()
    try:
        worker.ask("plain", b"chu")
        assert b"bi-mat" not in Path(f"/proc/{worker._process.pid}/environ").read_bytes()
    finally:
        worker.end()
