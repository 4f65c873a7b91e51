"""Makes bodies for tests, and the matcher of the shared directory without a database."""

from datetime import date
from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any

from thuocdo.organisations import directory, rules
from thuocdo.organisations.facts import AliasFact, BodyFact, GroupFact, PostFact
from thuocdo.organisations.matcher import Matcher
from thuocdo.organisations.models import Alias, Organisation
from thuocdo.organisations.rules import SuccessionFact, SuccessionTable
from viettext import fold

_numbers = count(1)


def make_body(**changed: Any) -> Organisation:
    """An open ministry with a code of its own unless stated otherwise."""
    number = next(_numbers)
    fields = {"code": f"X{number}", "name": f"Bộ Thử nghiệm {number}", "kind": "ministry", "level": "central"} | changed
    parent = fields.get("parent")
    path = f"{parent.path if parent else ''}{fields['code']}/"
    return Organisation.objects.create(**{"folded": fold(fields["name"]), "path": path, **fields})


def make_alias(body: Organisation, name: str) -> Alias:
    """Another name of a body."""
    return Alias.objects.create(organisation=body, name=name, folded=fold(name))


def make_commune(name: str = "Xã Thử", *, province_name: str = "Tỉnh Mẫu") -> Organisation:
    """A commune in a province of its own, the province with its people's committee."""
    number = next(_numbers)
    province = make_body(
        code=f"P{number}",
        name=province_name,
        short_name=province_name.split(" ", 1)[1],
        kind="territory",
        level="province",
        unit_kind="tinh",
    )
    make_body(code=f"{province.code}.UBND", kind="peoples_committee", level="province", territory=province)
    make_body(code=f"{province.code}.TU", kind="party_committee", level="province", territory=province)
    return make_body(
        code=f"C{number}",
        name=name,
        short_name=name.split(" ", 1)[1],
        kind="territory",
        level="commune",
        unit_kind="xa",
        parent=province,
    )


@cache
def matcher_of_directory() -> Matcher:
    """The matcher of the shared directory; identifiers are positions."""
    rows = directory.bodies()
    ids = {row.code: number for number, row in enumerate(rows, start=1)}
    facts = [
        BodyFact(
            ids[row.code],
            row.code,
            row.name,
            row.short_name,
            row.kind,
            row.level,
            row.valid_from or rules.BEGINNING,
            row.valid_to,
            row.parent,
            row.territory,
            row.unit_kind,
        )
        for row in rows
    ]
    start = rules.BEGINNING
    return Matcher(
        bodies=facts,
        aliases=[AliasFact(ids[a.body], a.name, a.valid_from or start, a.valid_to) for a in directory.aliases()],
        posts=[PostFact(ids[p.body], p.title, start, None) for p in directory.posts()],
        groups=[GroupFact(g.code, g.patterns, g.party_patterns) for g in directory.groups()],
        successions=SuccessionTable(
            [
                SuccessionFact(ids[s.predecessor], ids[s.successor], s.on, Decimal(s.share))
                for s in directory.successions()
            ]
        ),
    )


JANUARY_2025 = date(2025, 1, 22)
OCTOBER_2025 = date(2025, 10, 15)
