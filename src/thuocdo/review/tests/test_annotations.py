"""A reviewed directive as an annotated document: exact offsets, only what was accepted, full marks against itself."""

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from thuocdo.directives.models import Directive, ReportedFigure
from thuocdo.directives.services import take_in
from thuocdo.review import services
from thuocdo.review.annotations import annotation_of, why_left_out
from thuocdo.review.figuring import FigureFields
from thuocdo.review.services.figures import SeenFigure
from thuocdo.review.services.holding import Seen, fields_now
from thuocdo.review.tests.factories import TODAY, Scene, make_directive, make_proposal, make_scene, seen

ROOT = Path(__file__).parents[4]
SCORE = ROOT.parent / "shared/tools/score_extraction.py"
TEXT = """THÔNG BÁO
Hà Nội, ngày 22 tháng 01 năm 2025

kết luận phiên họp mẫu

Đến ngày 15/01/2025, các cơ quan đã hoàn thành 40/50 nhiệm vụ được giao.

1. Bộ Mẫu Một rà soát danh mục dữ liệu trước ngày 31/3/2025; Bộ Mẫu Hai ban hành hướng dẫn kết nối trước ngày 30/4/2025.
2. Bộ Mẫu Hai công bố danh mục hồ sơ.
3. Bộ Mẫu Một cắt giảm ít nhất 30% biểu mẫu trước ngày 30/6/2025.
4. Bộ Mẫu Hai tổng hợp hồ sơ gửi Bộ Mẫu Một.
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def reviewed(scene: Scene) -> Directive:
    """Taken in by the product; whatever it proposes is rejected, so that the tests add what they need."""
    found = take_in(content=TEXT.encode(), name="Thông báo số 1.txt", programme=scene.programme, by=scene.chi, on=TODAY)
    directive = found.directive
    for proposal in directive.proposals.all():
        services.reject_proposal(seen=seen(proposal, scene.chi), reason="để đo")
    for figure in directive.figures.all():
        services.accept_figure(seen=SeenFigure(figure.uuid, scene.chi, TODAY))
    return directive


def add(scene: Scene, directive: Directive, quote: str) -> Any:
    return services.add_proposal(directive=directive.uuid, seen=Seen(directive.uuid, scene.chi, TODAY), quote=quote)


def accept(scene: Scene, proposal: Any, **changed: Any) -> None:
    fields = replace(fields_now(proposal), **changed)
    services.accept_proposal(seen=seen(proposal, scene.chi), fields=fields)


def finish(scene: Scene, directive: Directive) -> dict[str, Any]:
    """Split the first item, merge the second with the fourth, correct the third; the annotation that comes of it."""
    whole = add(scene, directive, TEXT.split("1. ")[1].partition("\n")[0])
    cut = whole.passage.quote.index("; Bộ Mẫu Hai") + 1
    for part in services.split_at(seen=seen(whole, scene.chi), cut=cut):
        leads = ("Bộ Mẫu Một",) if "rà soát" in part.passage.quote else ("Bộ Mẫu Hai",)
        accept(scene, part, leads=leads)
    near, far = add(scene, directive, "Bộ Mẫu Hai công bố danh mục hồ sơ."), add(
        scene, directive, "Bộ Mẫu Hai tổng hợp hồ sơ gửi Bộ Mẫu Một."
    )  # fmt: skip
    merged = services.merge_proposals(seen=seen(far, scene.chi), into=near.uuid)
    accept(scene, merged, leads=("Bộ Mẫu Hai",))
    cutting = add(scene, directive, "Bộ Mẫu Một cắt giảm ít nhất 30% biểu mẫu trước ngày 30/6/2025.")
    accept(scene, cutting, leads=("Bộ Mẫu Một",), due=date(2025, 6, 30))
    directive.refresh_from_db()
    assert why_left_out(directive) == ""
    return annotation_of(directive)


def test_offsets_are_exact_and_only_what_was_accepted_is_there(scene: Scene, reviewed: Directive) -> None:
    made = finish(scene, reviewed)
    for item in (*made["assignments"], *made["figures"]):
        assert made["text"][item["start"] : item["end"]] == item["quote"]
    assert [(item["lead"], item["quote"][:22]) for item in made["assignments"]] == [
        (["Bộ Mẫu Một"], "Bộ Mẫu Một rà soát dan"),
        (["Bộ Mẫu Hai"], "Bộ Mẫu Hai ban hành hư"),
        (["Bộ Mẫu Một"], "Bộ Mẫu Một cắt giảm ít"),
        (["Bộ Mẫu Hai"], "Bộ Mẫu Hai tổng hợp hồ"),  # joined of two places: the longest stands for both
    ]
    assert [(item["value"], item["of"]) for item in made["figures"]] == [(40, 50)]
    assert made["document"]["signed_on"] == "2025-01-22"
    assert made["assignments"][2]["deadline"] == {"kind": "date", "on": "2025-06-30", "quote": "trước ngày 30/6/2025"}


def test_a_merged_pair_keeps_both_places_and_they_are_shown(scene: Scene, reviewed: Directive) -> None:
    finish(scene, reviewed)
    merged = reviewed.proposals.get(merged__isnull=False)
    assert [TEXT[start:end] for start, end in merged.passage.places] == [
        "Bộ Mẫu Hai công bố danh mục hồ sơ.", "Bộ Mẫu Hai tổng hợp hồ sơ gửi Bộ Mẫu Một.",
    ]  # fmt: skip
    assert merged.passage.start is not None


def test_the_binder_of_annotations_finds_every_quote_at_its_place(scene: Scene, reviewed: Directive) -> None:
    made = finish(scene, reviewed)
    spec = importlib.util.spec_from_file_location("bind_annotations", ROOT / "scripts/bind_annotations.py")
    assert spec
    assert spec.loader
    binder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(binder)
    notes = {"document": made["document"]} | {
        part: [{name: value for name, value in item.items() if name not in ("start", "end")} for item in made[part]]
        for part in ("assignments", "figures")
    }
    bound = binder.bound(made["text"], notes, made["source"])
    assert bound["assignments"] == made["assignments"]
    assert bound["figures"] == made["figures"]


def test_a_figure_that_was_added_and_accepted_is_there_and_a_refused_one_is_not(
    scene: Scene, reviewed: Directive
) -> None:
    cut, first = (add_figure(scene, reviewed, quote) for quote in ("30% biểu mẫu", "1. Bộ Mẫu Một"))
    services.refuse_figure(seen=SeenFigure(first.uuid, scene.chi, TODAY))
    assert "chưa rà soát" in why_left_out(reviewed)
    fields = FigureFields("tỷ lệ biểu mẫu cắt giảm", 30, None, "%", date(2025, 6, 30))
    services.accept_figure(seen=SeenFigure(cut.uuid, scene.chi, TODAY), fields=fields)
    assert why_left_out(reviewed) == ""
    made = annotation_of(reviewed)
    start = reviewed.text.index("30% biểu mẫu")
    assert [item["value"] for item in made["figures"]] == [40, 30]
    assert made["figures"][-1] == {
        "start": start, "end": start + 12, "quote": "30% biểu mẫu", "measure": "tỷ lệ biểu mẫu cắt giảm", "value": 30,
        "of": None, "unit": "%", "on": "2025-06-30",
    }  # fmt: skip


def add_figure(scene: Scene, directive: Directive, quote: str) -> ReportedFigure:
    seen = SeenFigure(directive.uuid, scene.chi, TODAY)
    return services.add_figure(directive=directive.uuid, seen=seen, quote=quote)


def test_it_has_full_marks_against_itself(scene: Scene, reviewed: Directive, tmp_path: Path) -> None:
    if not SCORE.exists():
        pytest.skip("no ../shared/tools beside the repository")
    made = finish(scene, reviewed)
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/a.json").write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    (tmp_path / "said.jsonl").write_text(json.dumps(made, ensure_ascii=False) + "\n", "utf-8")
    command = [sys.executable, str(SCORE), str(tmp_path / "gold"), str(tmp_path / "said.jsonl"), "--json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert told["full"] | {"f1": 1.0} == told["full"]
    assert {told[kind]["f1"] for kind in ("assignment", "lead", "deadline", "figure", "header", "offsets")} == {1.0}


@pytest.mark.parametrize(
    ("changed", "why"),
    [({"document_class": "personal"}, "dữ liệu cá nhân"), ({"text": "TỐI MẬT\nBộ Mẫu Một rà soát."}, "độ mật")],
)
def test_what_may_not_leave_is_left_out(scene: Scene, changed: dict[str, Any], why: str) -> None:
    assert why in why_left_out(make_directive(scene, **changed))


def test_what_is_still_in_review_is_left_out(scene: Scene) -> None:
    directive = make_directive(scene)
    proposal = make_proposal(directive)
    assert "chưa rà soát" in why_left_out(directive)
    services.reject_proposal(seen=seen(proposal, scene.chi), reason="trùng")
    assert why_left_out(directive) == ""
    assert annotation_of(directive)["assignments"] == []


def test_a_product_that_the_machine_only_proposed_is_none_of_the_text(scene: Scene) -> None:
    directive = make_directive(scene)
    proposed = make_proposal(directive, deliverables=[])
    services.accept_proposal(seen=seen(proposed, scene.chi))
    named = make_proposal(directive, "Bộ Mẫu Hai ban hành hướng dẫn kết nối.", lead=["Bộ Mẫu Hai"], deliverables=[])
    accept(scene, named, deliverables=("hướng dẫn kết nối",))
    products = [item["deliverables"] for item in annotation_of(directive)["assignments"]]
    assert products == [[], ["hướng dẫn kết nối"]]


def test_a_reviewer_downloads_it_once_the_review_is_finished(scene: Scene, reviewed: Directive, client: Client) -> None:
    client.force_login(scene.chi, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/van-ban/{reviewed.uuid}/chu-giai/"
    proposal = add(scene, reviewed, "Bộ Mẫu Hai công bố danh mục hồ sơ.")
    assert client.get(address).status_code == 302
    assert address not in client.get(f"/van-ban/{reviewed.uuid}/").content.decode()
    accept(scene, proposal, leads=("Bộ Mẫu Hai",))
    assert address in client.get(f"/van-ban/{reviewed.uuid}/").content.decode()
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.json() == annotation_of(reviewed)
