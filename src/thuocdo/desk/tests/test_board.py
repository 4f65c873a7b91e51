"""The board: its sentence, its numbers, its links, its files."""

import csv
import io
import zipfile
from datetime import date

import pytest

from thuocdo.desk.tests import factories
from thuocdo.desk.tests.factories import MONDAY
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards import remembering
from thuocdo.scoreboards.queries import board
from thuocdo.tasks import services


@pytest.fixture
def filled(cast):
    """One done, one overdue, one in time, one internal overdue, of two leads."""
    done = factories.make_reported(cast)
    services.verify_task(task=done.uuid, by=services.By(cast.chi), on=MONDAY)
    factories.make_accepted(cast, due=MONDAY, title="Việc chậm", field="the-che")
    factories.make_assigned(cast, leads=[cast.coordinating])
    factories.make_accepted(cast, due=MONDAY, title="Việc kín", openness="internal")
    return cast


def _board(client, cast, **asked):
    return client.get(f"/bang/{cast.programme.code}/", asked)


def test_it_opens_with_its_sentence(filled, signed_in):
    text = _board(signed_in(filled.dung), filled).content.decode()
    assert "Đến 12/3/2025: <b>1</b> trên 4 nhiệm vụ đã hoàn thành" in text
    assert "2 quá hạn" in text


def test_both_rates_name_their_denominators(filled, signed_in):
    text = _board(signed_in(filled.an), filled).content.decode()
    assert "1 / 4" in text
    assert "25,0\xa0%" in text
    assert "1 / 3" in text
    assert "33,3\xa0%" in text


def test_any_day_may_be_asked_for(filled, signed_in):
    text = _board(signed_in(filled.an), filled, on="2/3/2025").content.decode()
    assert "Đến 2/3/2025: chưa có nhiệm vụ nào được giao" in text


@pytest.mark.parametrize("on", ["mai", "2025-13-01", "\x00", "0001-01-01", "9" * 500])
def test_what_is_no_day_is_said_and_today_is_shown(filled, signed_in, on):
    answer = _board(signed_in(filled.an), filled, on=on)
    assert answer.status_code == 200
    assert "Đến 12/3/2025" in answer.content.decode()


@pytest.mark.parametrize(
    "asked", [{"by": "x"}, {"kind": "x"}, {"page": "x"}, {"page": "-1"}, {"q": "\x00"}, {"q": "x" * 9999}]
)
def test_forged_parameters_do_no_harm(filled, signed_in, asked):
    assert _board(signed_in(filled.an), filled, **asked).status_code == 200


def test_an_unknown_programme_is_not_found(filled, signed_in):
    assert signed_in(filled.an).get("/bang/khong-co/").status_code == 404


def test_each_number_opens_its_list(filled, signed_in):
    client = signed_in(filled.an)
    text = _board(client, filled, on="2025-03-12").content.decode()
    start = text.index('class="cell-over"')
    href = text[start:].split('href="')[1].split('"')[0].replace("&amp;", "&")
    listed = client.get(href).content.decode()
    assert "2 nhiệm vụ, tình trạng tại 12/3/2025" in listed
    assert "Việc chậm" in listed


def test_the_internal_task_of_others_counts_without_its_title(filled, signed_in):
    of_lead, of_outsider = (_board(signed_in(who), filled).content.decode() for who in (filled.an, filled.dung))
    assert "Việc kín" in of_lead
    assert "Việc kín" not in of_outsider
    assert "Nhiệm vụ nội bộ" in of_outsider


def test_it_groups_by_field_and_level(filled, signed_in):
    assert "Thể chế" in _board(signed_in(filled.an), filled, by="field").content.decode()
    assert "Trung ương" in _board(signed_in(filled.an), filled, by="level").content.decode()


def test_a_body_is_found_without_diacritics(filled, signed_in):
    text = _board(signed_in(filled.an), filled, q="phoi hop").content.decode()
    table = text[text.index("<tbody>", text.index('id="bang"')) :].split("</tbody>")[0]
    assert "Bộ Phối hợp" in table
    assert "Bộ Chủ trì" not in table


def test_the_filtered_table_alone_is_sent_to_htmx(filled, signed_in):
    answer = signed_in(filled.an).get(f"/bang/{filled.programme.code}/", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


def test_who_must_act_is_counted(filled, signed_in):
    factories.make_reported(filled)
    text = _board(signed_in(filled.an), filled).content.decode()
    assert "<b>1</b><span>báo cáo chờ kiểm tra" in text


def test_an_illustrative_programme_is_marked(filled, signed_in):
    client = signed_in(filled.an)
    assert "Dữ liệu minh họa" not in _board(client, filled).content.decode()
    Programme.objects.update(is_illustrative=True)
    assert "Dữ liệu minh họa" in _board(client, filled).content.decode()


def test_the_board_without_a_programme_teaches(signed_in, db):
    from thuocdo.accounts.tests.factories import make_person

    assert "Chưa có chương trình nào" in signed_in(make_person()).get("/bang/").content.decode()


def test_the_programme_looked_at_last_is_remembered(filled, signed_in):
    Programme.objects.create(code="a-truoc", name="Trước")
    client = signed_in(filled.an)
    _board(client, filled)
    assert client.get("/bang/")["Location"] == f"/bang/{filled.programme.code}/"


def test_json_is_the_board_of_the_exchange_contract(filled, signed_in):
    answer = signed_in(filled.an).get(f"/bang/{filled.programme.code}/du-lieu.json", {"on": "2025-03-12", "by": "lead"})
    from thuocdo.scoreboards.rules import By

    assert answer.json() == board(filled.programme, on=date(2025, 3, 12), by=By.LEAD).as_dict()


def test_csv_opens_in_excel_with_vietnamese_letters(filled, signed_in):
    answer = signed_in(filled.an).get(f"/bang/{filled.programme.code}/du-lieu.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["Cơ quan", "Bộ Chủ trì", "Bộ Phối hợp", "Toàn chương trình"]
    assert rows[-1][2] == "4"


def test_no_cell_of_a_file_is_a_formula(cast, signed_in):
    body = make_body(name="=HYPERLINK(1)")
    factories.make_assigned(cast, leads=[body], title="+1 việc")
    client = signed_in(cast.an)
    text = client.get(f"/bang/{cast.programme.code}/du-lieu.csv").content.decode()
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text
    assert "'+1 việc" in client.get("/nhiem-vu/du-lieu.csv", {"programme": cast.programme.code}).content.decode()
    book = zipfile.ZipFile(io.BytesIO(client.get(f"/bang/{cast.programme.code}/du-lieu.xlsx").content))
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_the_workbook_says_what_it_holds(filled, signed_in):
    answer = signed_in(filled.an).get(
        f"/bang/{filled.programme.code}/du-lieu.xlsx", {"on": "2025-03-12", "q": "chu tri"}
    )
    book = zipfile.ZipFile(io.BytesIO(answer.content))
    words = book.read("xl/sharedStrings.xml").decode()
    for word in ("12/3/2025", "Chương trình Thử", "chu tri", "đã xong / (đã xong + quá hạn)"):
        assert word in words


@pytest.mark.parametrize("bodies", [1, 20])
@pytest.mark.usefixtures("counted_anew")
def test_the_number_of_queries_does_not_grow(cast, signed_in, django_assert_num_queries, bodies):
    for n in range(bodies):
        factories.make_accepted(cast, leads=[cast.lead, make_body(name=f"Bộ {n}")], due=MONDAY)
    client = signed_in(cast.an)
    _board(client, cast)
    remembering.forget()
    with django_assert_num_queries(QUERIES):
        _board(client, cast)


QUERIES = 31
