"""Two reviewers at the same moment: the same passage becomes one figure."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Passage, ReportedFigure
from thuocdo.foundation.models import Event
from thuocdo.review.services import add_figure
from thuocdo.review.services.figures import AlreadyAFigure, SeenFigure
from thuocdo.review.tests.factories import TODAY, make_directive, make_scene

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_of_two_who_add_the_same_passage_is_told() -> None:
    scene = make_scene()
    directive, chi = make_directive(scene, text="Tỷ lệ hồ sơ trực tuyến đạt 60,2%."), scene.chi
    start = Barrier(2)

    def add() -> ReportedFigure | AlreadyAFigure:
        try:
            seen = SeenFigure(directive.uuid, Person.objects.get(pk=chi.pk), TODAY)
            start.wait(timeout=20)
            return add_figure(directive=directive.uuid, seen=seen, quote="60,2%")
        except AlreadyAFigure as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = [future.result(timeout=60) for future in [pool.submit(add) for _ in range(2)]]
    (made,) = ReportedFigure.objects.all()
    (refused,) = (answer for answer in answers if isinstance(answer, AlreadyAFigure))
    assert refused.figure == made
    assert (Passage.objects.count(), Event.objects.filter(kind="added").count()) == (1, 1)
