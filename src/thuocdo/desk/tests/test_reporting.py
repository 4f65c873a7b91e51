"""Reporting with evidence: files and references, kept and handed out."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thuocdo.desk.tests import factories
from thuocdo.foundation import files
from thuocdo.tasks.models import Evidence

CONTENT = "Báo cáo".encode()


def _file(name="Báo cáo.pdf", content=CONTENT):
    return SimpleUploadedFile(name, content)


def _field(task, n=0):
    return task.deliverables.all()[n].pk


def test_a_file_is_kept_under_its_digest(cast, do):
    task = factories.make_accepted(cast)
    answer = do(cast.an, task, "bao-cao", **{f"file_{_field(task)}": _file()})
    assert answer.status_code == 302
    filed = Evidence.objects.get(task=task)
    assert (filed.name, filed.size, filed.sha256) == ("Báo cáo.pdf", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    with files.open_file(filed.sha256) as kept:
        assert kept.read() == CONTENT


def test_a_reference_is_evidence_too(cast, do):
    task = factories.make_accepted(cast)
    assert do(cast.an, task, "bao-cao", **{f"reference_{_field(task)}": "12/BC-BCT"}).status_code == 302
    assert Evidence.objects.get(task=task).sha256 == ""


def test_a_product_without_evidence_is_named_and_the_file_already_sent_is_not_lost(cast, do):
    task = factories.make_accepted(cast, deliverables=["Tờ trình", "Dự thảo"])
    first, second = _field(task, 0), _field(task, 1)
    answer = do(cast.an, task, "bao-cao", **{f"file_{first}": _file()})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Còn thiếu minh chứng cho: Dự thảo." in text
    assert "Đã giữ tệp <b>Báo cáo.pdf</b>" in text
    word = text.split(f'name="kept_{first}" value="')[1].split('"')[0]
    again = do(cast.an, task, "bao-cao", **{f"kept_{first}": word, f"reference_{second}": "13/DT"})
    assert again.status_code == 302
    assert set(Evidence.objects.filter(task=task).values_list("name", flat=True)) == {"Báo cáo.pdf", "13/DT"}


def test_a_kept_word_made_up_or_of_another_person_is_no_evidence(cast, do):
    task = factories.make_accepted(cast)
    other = factories.make_accepted(cast, deliverables=["A", "B"])
    text = do(cast.an, other, "bao-cao", **{f"file_{_field(other)}": _file()}).content.decode()
    word = text.split(f'name="kept_{_field(other)}" value="')[1].split('"')[0]
    for forged in (word, "abc", "\x00", "{}"):
        assert do(cast.an, task, "bao-cao", **{f"kept_{_field(task)}": forged}).status_code == 422
    assert not Evidence.objects.filter(task=task).exists()


def test_a_file_over_the_limit_is_refused_and_not_kept(cast, do, settings):
    settings.UPLOAD_LIMIT_MB = 0
    task = factories.make_accepted(cast)
    answer = do(cast.an, task, "bao-cao", **{f"file_{_field(task)}": _file(content=b"a file over no limit")})
    assert answer.status_code == 422
    with pytest.raises(FileNotFoundError):
        files.open_file(hashlib.sha256(b"a file over no limit").hexdigest())


def test_who_may_not_report_puts_nothing_into_the_store(cast, do):
    task = factories.make_accepted(cast)
    content = b"from an outsider"
    assert do(cast.dung, task, "bao-cao", **{f"file_{_field(task)}": _file(content=content)}).status_code == 403
    with pytest.raises(FileNotFoundError):
        files.open_file(hashlib.sha256(content).hexdigest())


def test_a_path_or_controls_in_a_name_do_not_stay(cast, do):
    task = factories.make_accepted(cast)
    do(cast.an, task, "bao-cao", **{f"file_{_field(task)}": _file(name="../../x" + "y" * 300 + ".pdf")})
    name = Evidence.objects.get(task=task).name
    assert "/" not in name
    assert len(name) <= 220
    assert name.endswith(".pdf")


def _filed(cast, do, **changed):
    task = factories.make_accepted(cast, **changed)
    do(cast.an, task, "bao-cao", **{f"file_{_field(task)}": _file()})
    return Evidence.objects.get(task=task)


def test_the_verifier_downloads_what_was_filed(cast, do, signed_in):
    answer = signed_in(cast.chi).get(f"/minh-chung/{_filed(cast, do).uuid}/")
    assert b"".join(answer.streaming_content) == CONTENT
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_evidence_of_an_internal_task_is_not_there_for_an_outsider(cast, do, signed_in):
    filed = _filed(cast, do, openness="internal")
    assert signed_in(cast.dung).get(f"/minh-chung/{filed.uuid}/").status_code == 404
    seen = signed_in(cast.giang).get(f"/minh-chung/{filed.uuid}/")
    assert seen.status_code == 200
    seen.close()


def test_a_reference_is_no_file_to_download(cast, signed_in):
    task = factories.make_reported(cast)
    assert signed_in(cast.chi).get(f"/minh-chung/{Evidence.objects.get(task=task).uuid}/").status_code == 404
