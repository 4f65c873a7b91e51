"""What a visitor sees: the snapshot, all of its sums, and nothing that is not public."""

import csv
import io
import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from thuocdo.portal.tests.factories import CENTRE, OPERATOR, TODAY, published, told
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards.models import Snapshot
from thuocdo.scoreboards.services import publish
from thuocdo.tasks.importing import import_events

SECRET = "Việc không ai ngoài được biết"
INTERNAL: dict[str, Any] = {"class": "internal", "title": SECRET, "deliverables": ["Mật khẩu"]}
SIX = (
    told("A", done="2025-06-30"),
    told("B", done="2025-07-10", field="the-che"),
    told("C", due="2026-06-30", lead="Bộ Tài chính", title="Dựng sàn giao dịch dữ liệu"),
    told("D"),
    told("E", **INTERNAL),
    told("F", due="2025-12-31", lead="UBND tỉnh Nghệ An"),
)
PAGES = [
    "/", "/cong-khai/thu/", "/cong-khai/thu/nhiem-vu/", "/cong-khai/thu/nhiem-vu/A/", "/cong-khai/thu/co-quan/",
    "/cong-khai/thu/co-quan/BYT/", "/cong-khai/thu/ket-qua/", "/cong-khai/thu/du-lieu/", "/cong-khai/cach-tinh/",
]  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def snapshot() -> Snapshot:
    return published(*SIX)


def body(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return b"".join(response).decode()


def test_before_anything_is_published_the_front_page_says_what_will_be_here(client: Client) -> None:
    assert "Chưa có số liệu nào được công bố" in body(client, "/")


@pytest.mark.parametrize("url", PAGES)
def test_every_page_answers_without_signing_in_and_hides_what_is_internal(
    client: Client, snapshot: Snapshot, url: str
) -> None:
    page = body(client, url)
    assert SECRET not in page
    assert "Mật khẩu" not in page


def test_the_front_page_states_counts_date_and_denominator(client: Client, snapshot: Snapshot) -> None:
    page = " ".join(body(client, "/").split())
    assert "Đến 25/12/2025:" in page
    assert "<b>2</b> trên 6 nhiệm vụ đã hoàn thành" in page
    assert "2 xong trên 4 đã xong hoặc đã quá hạn" in page
    assert "1 nhiệm vụ không công khai nội dung" in page


@pytest.mark.parametrize(
    ("word", "codes", "hidden"),
    [
        ("dung-han", ["A"], 0), ("tre", ["B"], 0), ("trong-han", ["F", "C"], 0), ("qua-han", ["D"], 1),
        ("", ["D", "F", "C", "B", "A"], 1), ("chua-xong", ["D", "F", "C"], 1), ("lạ", ["D", "F", "C", "B", "A"], 1),
    ],
)  # fmt: skip
def test_each_number_opens_its_list_and_hidden_ones_make_up_the_sum(
    client: Client, snapshot: Snapshot, word: str, codes: list[str], hidden: int
) -> None:
    response = client.get("/cong-khai/thu/nhiem-vu/", {"tinh-trang": word})
    assert [item["row"].code for item in response.context["rows"]] == codes
    assert response.context["hidden"] == hidden


def test_a_list_is_searched_without_diacritics(client: Client, snapshot: Snapshot) -> None:
    found = client.get("/cong-khai/thu/nhiem-vu/", {"q": "DUNG giao dich"}).context["rows"]
    assert [item["row"].code for item in found] == ["C"]


def test_the_public_sees_the_last_snapshot_and_never_live_data(client: Client, snapshot: Snapshot) -> None:
    more = [
        {"on": "2025-12-25", "event": "reported", "task": "D", "evidence": ["x"]},
        {"on": "2025-12-25", "event": "verified", "task": "D", "by": CENTRE},
    ]
    import_events(enumerate(map(json.dumps, more), 1), today=TODAY)
    assert client.get("/").context["board"]["done"] == 2
    publish(programme=Programme.objects.get(code="thu"), on=date(2025, 12, 25), actor=OPERATOR, today=TODAY)
    assert client.get("/").context["board"]["done"] == 3
    assert client.get("/cong-khai/thu/", {"ban-chot": "1"}).context["board"]["done"] == 2


def test_a_task_made_internal_later_stays_as_published_and_one_never_public_has_no_page(
    client: Client, snapshot: Snapshot
) -> None:
    body(client, "/cong-khai/thu/nhiem-vu/E/", 404)
    assert "Tờ trình A" in body(client, "/cong-khai/thu/nhiem-vu/A/")


@pytest.mark.parametrize(
    "url",
    [
        "/cong-khai/khong-co/", "/cong-khai/thu/?ban-chot=99", "/cong-khai/thu/co-quan/XX/",
        "/cong-khai/thu/nhiem-vu/%00/", "/cong-khai/thu/?ban-chot=99999999999999999999",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404(client: Client, snapshot: Snapshot, url: str) -> None:
    if "999999999999" in url:
        body(client, url)  # no number at all: the latest
    else:
        body(client, url, 404)


@pytest.mark.parametrize(
    "query", ["page=-1", "page=x", "q=%00", "khoi=%00", "linh-vuc=%27", "page=999999999999", "ban-chot=²"]
)
def test_forged_words_of_an_address_are_no_error(client: Client, snapshot: Snapshot, query: str) -> None:
    for page in ("", "nhiem-vu/", "co-quan/", "co-quan/BYT/", "ket-qua/"):
        body(client, f"/cong-khai/thu/{page}?{query}")


@pytest.mark.parametrize(("asked", "word"), [("", "Tất cả"), ("?khoi=dia-phuong", "Địa phương")])
def test_the_bloc_of_bodies_that_is_shown_is_marked(client: Client, snapshot: Snapshot, asked: str, word: str) -> None:
    page = body(client, f"/cong-khai/thu/co-quan/{asked}")
    marked = re.findall(r'aria-current="true">([^<]*)</a>', page)
    assert marked == [word]


def test_open_data_give_the_totals_again(client: Client, snapshot: Snapshot) -> None:
    rows = list(csv.DictReader(io.StringIO(body(client, "/cong-khai/thu/du-lieu/nhiem-vu.csv").removeprefix("\ufeff"))))
    done = sum(row["status"] in ("done_on_time", "done_late") for row in rows)
    board = json.loads(body(client, "/cong-khai/thu/du-lieu/bang.json"))
    assert done == board["done"] == 2
    assert len(rows) + sum(board["not_public"].values()) == board["total"]
    listed = json.loads(body(client, "/cong-khai/thu/du-lieu/nhiem-vu.json"))
    assert [task["code"] for task in listed["tasks"]] == [row["code"] for row in rows]
    assert listed["sha256"] == snapshot.sha256


def test_a_cell_that_looks_like_a_formula_is_text(client: Client) -> None:
    published(told("A", title="=1+1"))
    assert "'=1+1" in body(client, "/cong-khai/thu/du-lieu/nhiem-vu.csv")


def test_a_list_asks_the_database_a_constant_number_of_times(client: Client, django_assert_num_queries: object) -> None:
    published(*[told(f"T{n:02}", done="2025-06-30" if n % 2 else "") for n in range(60)])
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get("/cong-khai/thu/nhiem-vu/")
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get("/cong-khai/thu/nhiem-vu/", {"q": "T07"})


def test_hostile_text_is_shown_as_text(client: Client) -> None:
    published(told("A", title="<script>alert(1)</script>"))
    assert "<script>alert" not in body(client, "/cong-khai/thu/nhiem-vu/")
