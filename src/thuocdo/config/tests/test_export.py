"""The command that writes reviewed directives as annotated documents."""

import json
from pathlib import Path

import pytest

from thuocdo.config.cli import main
from thuocdo.directives.models import Directive
from thuocdo.review import services
from thuocdo.review.annotations import annotation_of
from thuocdo.review.figuring import FigureFields
from thuocdo.review.services.figures import SeenFigure
from thuocdo.review.tests.factories import TODAY, Scene, make_directive, make_proposal, make_scene, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def finished(scene: Scene) -> Directive:
    """A directive whose only proposal was accepted."""
    directive = make_directive(scene, file_name="Thông báo số 1.docx")
    services.accept_proposal(seen=seen(make_proposal(directive), scene.chi))
    return directive


@pytest.fixture
def pending(scene: Scene) -> Directive:
    """A directive still in review."""
    directive = make_directive(scene, number="02-TB/MAU")
    make_proposal(directive)
    return directive


def test_one_file_is_written_for_each_finished_review(
    finished: Directive, pending: Directive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "annotations", "--out", str(tmp_path / "out"), "--json"]) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    (file,) = (tmp_path / "out").iterdir()
    assert file.name.startswith("thong-bao-so-1-")
    assert told["written"] == [str(file)]
    assert [line["uuid"] for line in told["left_out"]] == [str(pending.uuid)]
    assert "02-TB/MAU" in printed.err
    assert json.loads(file.read_text("utf-8")) == annotation_of(finished)


@pytest.mark.parametrize("by", ["number", "uuid"])
def test_directives_are_named_by_number_or_identifier(finished: Directive, tmp_path: Path, by: str) -> None:
    name = str(getattr(finished, by))
    assert main(["export", "annotations", "--out", str(tmp_path), "--directive", name]) == 0
    assert len(list(tmp_path.iterdir())) == 1


def test_the_file_holds_a_figure_that_was_added_by_hand_and_accepted(
    scene: Scene, finished: Directive, tmp_path: Path
) -> None:
    quote = "ban hành hướng dẫn kết nối"
    figure = services.add_figure(directive=finished.uuid, seen=SeenFigure(finished.uuid, scene.chi, TODAY), quote=quote)
    fields = FigureFields("số hướng dẫn", 1, None, "hướng dẫn", None)
    services.accept_figure(seen=SeenFigure(figure.uuid, scene.chi, TODAY), fields=fields)
    assert main(["export", "annotations", "--out", str(tmp_path)]) == 0
    (file,) = tmp_path.iterdir()
    written = json.loads(file.read_text("utf-8"))
    (told,) = written["figures"]
    assert written["text"][told["start"] : told["end"]] == told["quote"] == quote
    assert (told["measure"], told["value"], told["unit"]) == ("số hướng dẫn", 1, "hướng dẫn")


def test_an_unknown_directive_is_refused_in_one_line(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "annotations", "--out", str(tmp_path), "--directive", "khong-co"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
