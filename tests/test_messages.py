"""English, the second language of the screens: complete, faithful to the Vietnamese, and shown to who asks for it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings as django_settings
from django.test import Client
from django.utils import translation

from scripts import messages
from thuocdo.accounts.models import Person
from thuocdo.desk.tests import factories as desk
from thuocdo.foundation import clock
from thuocdo.foundation.models import Event
from thuocdo.portal.tests.factories import published, told

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+>|%%")
QUOTED = re.compile(r"“[^”]*”")  # an English text may quote a Vietnamese one, as an example
MARKED = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE)
OURS = ("Thước Đo", "Tiếng Việt")  # the product's name, and the switch back, are the same in every language


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return messages.kept()


@pytest.fixture
def in_english(settings, tmp_path: Path, catalogue: Catalog) -> Iterator[None]:
    """The catalogue compiled as it stands, whether or not the installed one is up to date."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path]
    yield
    translation.activate(django_settings.LANGUAGE_CODE)


@pytest.fixture
def reader(in_english: None) -> Client:
    """A visitor who has chosen English."""
    return Client(headers={"cookie": f"{django_settings.LANGUAGE_COOKIE_NAME}=en"})


def signed_in(person: Person) -> Client:
    client = Client()
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def shown(page: str) -> set[str]:
    """The texts of a page, between its tags and in the attributes that are read aloud."""
    visible = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    found = re.findall(r">([^<]+)<", visible)
    found += re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', visible)
    return {unicodedata.normalize("NFC", " ".join(unescape(text).split())) for text in found}


# ---- The catalogue ----


def test_every_message_has_an_english_translation():
    waiting = messages.untranslated(messages.renewed(messages.kept()))
    assert waiting == [], "run scripts/messages.py, then translate these in the catalogue"


def test_the_catalogue_is_as_the_script_writes_it():
    text = messages.CATALOGUE.read_text("utf-8")
    assert text == messages.written(messages.renewed(messages.kept())), "run scripts/messages.py"
    assert "#, fuzzy" not in text
    assert "#~" not in text


def test_placeholders_and_markup_survive_translation(catalogue: Catalog):
    changed = [
        english
        for message in catalogue
        for source, english in zip(messages.forms(message.id), messages.forms(message.string), strict=True)
        if Counter(PLACEHOLDER.findall(source)) != Counter(PLACEHOLDER.findall(english))
        or (source.startswith(" "), source.endswith(" ")) != (english.startswith(" "), english.endswith(" "))
    ]
    assert changed == []


def test_no_vietnamese_is_left_in_the_translations(catalogue: Catalog):
    texts = [text for message in catalogue if message.id for text in messages.forms(message.string)]
    assert [text for text in texts if MARKED.search(QUOTED.sub("", text))] == []


def test_messages_are_found_wherever_code_and_templates_keep_them(tmp_path: Path):
    template, module = tmp_path / "page.html", tmp_path / "labels.py"
    template.write_text(
        '<p title="{% translate "Hạn" %}">XX {# {% translate "ghi chú" %} #}\n'
        '    {% include "part.html" with label=_("Cấp") %}{% translate "Sau" context "trang" %}\n'
        "{% blocktranslate count days=n %}Trễ {{ days }} ngày{% plural %}Trễ {{ days }} ngày!{% endblocktranslate %}",
        "utf-8",
    )
    module.write_text('WORDS = (_("Tên"), pgettext_lazy("việc", "Dừng"), ngettext("một", "nhiều", 2), "không dịch")\n')
    assert list(messages.messages_of(template)) == [
        ("Hạn", None), ("Cấp", None), ("Sau", "trang"), (("Trễ %(days)s ngày", "Trễ %(days)s ngày!"), None),
    ]  # fmt: skip
    assert list(messages.messages_of(module)) == [("Tên", None), ("Dừng", "việc"), (("một", "nhiều"), None)]


def test_renewing_keeps_translations_and_drops_what_nothing_shows():
    known = Catalog(locale="en")
    known.add("Đăng nhập", "Log in here")
    known.add("Chuỗi không còn ở đâu", "Gone")
    known.add("Mật khẩu", "Perhaps", flags=["fuzzy"])
    found = messages.renewed(known)
    assert found["Đăng nhập"].string == "Log in here"
    assert not found["Mật khẩu"].string
    assert "Chuỗi không còn ở đâu" not in found


# ---- The pages ----


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/", "No figures have been published yet"),
        ("/dang-nhap/", "Sign in to accept tasks, report and verify"),
        ("/cong-khai/cach-tinh/", "How each figure is computed"),
        ("/khong-co-gi/", "There is nothing at this address"),
    ],
)
def test_a_page_without_content_is_all_english(reader: Client, address: str, says: str):
    texts = shown(reader.get(address).content.decode())
    assert says in texts
    assert {text for text in texts if MARKED.search(re.sub("|".join(OURS), "", text))} == set()


@pytest.mark.django_db
def test_a_published_board_is_read_in_english_with_its_content_as_it_is(reader: Client):
    published(told("T1", done="2025-03-03"), told("T2", due="2025-06-30"))
    page = reader.get("/cong-khai/thu/").content.decode()
    assert '<html lang="en"' in page
    assert "As of 25/12/2025:" in page
    assert "Bộ Y tế" in page
    assert shown(page) & vietnamese_messages() == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/viec-cua-toi/",
        "/nhiem-vu/",
        "/bang/",
        "/van-ban/",
        "/van-ban-den/",
        "/chua-xac-nhan/",
        "/tai-khoan/",
        "/co-quan/",
    ],
)
def test_the_staff_screens_are_read_in_english(in_english: None, monkeypatch, address: str):
    monkeypatch.setattr(clock, "today", lambda: desk.TODAY)
    cast = desk.make_cast()
    desk.make_reported(cast, deliverables=["Hồ sơ kỹ thuật"])
    desk.make_accepted(cast, deliverables=["Hồ sơ kỹ thuật"], due=date(2025, 1, 10))
    page = signed_in(cast.an).get(address, follow=True).content.decode()
    assert "My work" in shown(page)
    assert shown(page) & vietnamese_messages() == set()


@pytest.mark.django_db
def test_a_task_and_a_refusal_are_read_in_english(in_english: None, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: desk.TODAY)
    cast = desk.make_cast()
    task = desk.make_accepted(cast, deliverables=["Hồ sơ kỹ thuật"])
    client = signed_in(cast.an)
    page = client.get(f"/nhiem-vu/{cast.programme.code}/{task.code}/").content.decode()
    assert "Six clears" in page
    assert task.title in page
    assert shown(page) & vietnamese_messages() == set()
    refused = client.post(f"/nhiem-vu/{task.uuid}/bao-cao/", {"version": task.version})
    assert refused.status_code == 422
    assert shown(refused.content.decode()) & vietnamese_messages() == set()


@pytest.mark.django_db
def test_one_day_and_two_days_differ_in_english(in_english: None):
    with translation.override("en"):
        assert translation.ngettext("Còn {n} ngày", "Còn {n} ngày", 1).format(n=1) == "1 day left"
        assert translation.ngettext("Còn {n} ngày", "Còn {n} ngày", 2).format(n=2) == "2 days left"


# ---- What is recorded has one language ----


@pytest.mark.django_db
def test_a_snapshot_does_not_depend_on_the_language_of_its_publisher(in_english: None):
    first = published(told("T1", done="2025-03-03"))
    with translation.override("en"):
        second = published(told("T1", done="2025-03-03"))
    assert second.sha256 == first.sha256
    assert [group["name"] for group in second.board["by_level"]] == ["Trung ương"]


@pytest.mark.django_db
def test_the_log_does_not_depend_on_the_language_of_who_acts(in_english: None):
    cast = desk.make_cast()
    Person.objects.filter(pk=cast.quan.pk).update(title="")
    chosen = {"username": "le-minh", "full_name": "Lê Minh", "title": "", "email": "", "role": ""}
    assert signed_in(cast.quan).post("/quan-tri/nguoi-dung/moi/", chosen).status_code in {200, 302}
    assert Event.objects.get(kind="person_created").actor_title == "Quản trị"


def vietnamese_messages() -> set[str]:
    """The Vietnamese messages that are whole texts with marks, none of which an English page may show."""
    sources = {
        " ".join(text.split()) for message in messages.kept() if message.id for text in messages.forms(message.id)
    }
    return {text for text in sources if MARKED.search(text) and not PLACEHOLDER.search(text)} - set(OURS)
