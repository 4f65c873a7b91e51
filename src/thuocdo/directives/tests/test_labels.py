"""Every kind of document that reading can find has a Vietnamese name, so that a form can show it."""

from thuocdo.directives.labels import KIND
from viettext.header import KINDS


def test_every_kind_that_is_read_has_a_name() -> None:
    assert {slug for _printed, slug, _sign in KINDS} | {"tin-bai"} <= KIND.keys()
