"""Chooses what each task is about, who leads it and who answers for it, by the shares of fields and bodies."""

from collections import Counter
from datetime import date
from random import Random

from . import bodies
from .content import Action, Content, Matter, compose, first_names, suited_actions
from .life import Life

FIELD_SHARES = {
    "the-che": 312,
    "ha-tang-du-lieu": 218,
    "nhan-luc": 141,
    "khcn-dmst": 236,
    "chuyen-doi-so": 297,
    "nguon-luc-hop-tac": 94,
}
THEME_WEIGHT = 2.5  # how much likelier a meeting's own theme is
INTERNAL_SHARE = {"BQP": 0.35, "BCA": 0.22}  # of the tasks of these bodies; others 3 %
ACTION_WINDOW = 5  # a matter's next task is one of this many next actions

_POSTS = {
    "ministry": {
        "luat": "Vụ trưởng Vụ Pháp chế",
        "nentang": "Cục trưởng Cục Chuyển đổi số",
        "dulieu": "Giám đốc Trung tâm Dữ liệu",
        "congnghe": "Vụ trưởng Vụ Khoa học, Công nghệ và Đổi mới sáng tạo",
        "nhanluc": "Vụ trưởng Vụ Tổ chức cán bộ",
        "hatang": "Phó Cục trưởng Cục Chuyển đổi số",
        "taichinh": "Vụ trưởng Vụ Kế hoạch - Tài chính",
        "hoptac": "Vụ trưởng Vụ Hợp tác quốc tế",
        "dichvu": "Phó Chánh Văn phòng",
        "tochuc": "Chánh Văn phòng",
    },
    "party": {"nentang": "Cục trưởng Cục Chuyển đổi số - Cơ yếu", "": "Vụ trưởng Vụ Tổng hợp"},
    "institute": {"nentang": "Giám đốc Trung tâm Công nghệ thông tin", "": "Trưởng ban Kế hoạch - Khoa học"},
    "enterprise": {"": "Phó Tổng Giám đốc"},
    "province": {
        "nentang": "Giám đốc Sở Khoa học và Công nghệ",
        "dulieu": "Giám đốc Sở Nông nghiệp và Môi trường",
        "nhanluc": "Giám đốc Sở Nội vụ",
        "dichvu": "Giám đốc Trung tâm Phục vụ hành chính công",
        "nghiquyet": "Giám đốc Sở Tài chính",
        "": "Chánh Văn phòng Ủy ban nhân dân",
    },
}
_PARTNERS = {
    "luat": "BTP BTC BKHCN BNV VPCP",
    "nentang": "BCA BKHCN BTC VPCP",
    "dulieu": "BCA BKHCN BTP VPCP",
    "congnghe": "BKHCN BTC BCT BGDDT BQP VAST",
    "nhanluc": "BGDDT BNV BTC BKHCN",
    "hatang": "BTC BXD BCT BCA BNNMT",
    "taichinh": "BTC BKHCN BNV VPCP",
    "hoptac": "BNG BKHCN BTC BCA",
    "dichvu": "VPCP BCA BTP BTC",
    "tochuc": "BNV VPCP BTC BTCTW",
    "nghiquyet": "BTC BKHCN BTP BNV",
}
_MINISTRIES = tuple(key for key, body in bodies.BODIES.items() if body.kind == "ministry" and body.share >= 20)


def partners_of(life: Life) -> list[str]:
    """The keys of bodies that usually work with the lead on tasks of this kind."""
    taken = {*life.leads, life.words.matter.body}
    usual = _PARTNERS[life.words.matter.kind].split()
    return [key for key in usual if key not in taken and bodies.exists_on(key, life.assigned_on)]


def ministries_on(day: date) -> list[str]:
    """The keys of the larger ministries that existed on a day."""
    return [key for key in _MINISTRIES if bodies.exists_on(key, day)]


def answerable_person(lead: str, kind: str, rng: Random) -> str:
    """An invented first name with a post that suits the body and the kind of work."""
    posts = _POSTS[bodies.BODIES[lead].kind]
    return f"{rng.choice(first_names())}, {posts.get(kind) or posts.get('') or 'Chánh Văn phòng'}"


class Cast:
    """Hands out matters: each action on a matter once (once for each province), in about their usual order."""

    def __init__(self, matters: tuple[Matter, ...], total: int, rng: Random) -> None:
        """`total` is the number of tasks that the shares are scaled to."""
        self._rng = rng
        scale = total / sum(FIELD_SHARES.values())
        self._field_room = {field: share * scale for field, share in FIELD_SHARES.items()}
        self._body_room = {key: body.share * scale for key, body in bodies.BODIES.items() if body.share}
        self._body_room[bodies.PROVINCE] = bodies.PROVINCE_SHARE * scale
        self._left: dict[Matter, list[Action]] = {m: suited_actions(m) for m in matters if m.body != bodies.PROVINCE}
        self._local = [m for m in matters if m.body == bodies.PROVINCE]
        self._local_given: set[tuple[str, str]] = set()

    def give(self, life: Life) -> None:
        """Chooses the words, leads, coordinating bodies, person and class of a life."""
        matter = self._matter(life)
        if matter.body == bodies.PROVINCE:
            lead, life.content = self._local_content(matter, life.assigned_on)
        else:
            left = self._left[matter]
            action = left.pop(self._rng.randrange(min(ACTION_WINDOW, len(left))))
            lead, life.content = lead_on(matter, life.assigned_on), compose(matter, action, self._rng)
        complete(life, lead, self._rng)

    def _matter(self, life: Life) -> Matter:
        able = [m for m, left in self._left.items() if left] + self._local
        rivals = Counter(m.body for m in able)  # so that a body with many matters is not favoured
        weights = []
        for matter in able:
            stress = THEME_WEIGHT if matter.field == life.meeting.theme else 1.0
            room = max(self._field_room[matter.field], 0.3) * max(self._body_room.get(matter.body, 0), 0.05)
            weights.append(stress * room / rivals[matter.body])
        matter = self._rng.choices(able, weights)[0]
        self._field_room[matter.field] -= 1
        self._body_room[matter.body] -= 1
        return matter

    def _local_content(self, matter: Matter, on: date) -> tuple[str, Content]:
        provinces = bodies.PROVINCES_34 if on >= bodies.PROVINCES_MERGED_ON else bodies.PROVINCES_63
        choices = suited_actions(matter)
        while True:
            province, action = self._rng.choice(provinces), self._rng.choice(choices)
            content = compose(matter, action, self._rng, bodies.place(province))
            if (action.title, f"{matter.text} {province}") not in self._local_given:
                self._local_given.add((action.title, f"{matter.text} {province}"))
                return province, content


def lead_on(matter: Matter, on: date) -> str:
    """The key of the body that answers for a matter on a day."""
    successor = bodies.SUCCESSORS.get(matter.origin)
    return matter.origin if successor and on < successor[1] else matter.body


def complete(life: Life, lead: str, rng: Random) -> None:
    """Adds lead, coordinating bodies, answerable person and class to a life that has its words."""
    kind = life.words.matter.kind
    life.leads = [lead]
    partners = partners_of(life)
    life.coordinating = rng.sample(partners, min(len(partners), rng.choice((0, 1, 1, 2, 2, 3))))
    life.person = answerable_person(lead, kind, rng) if rng.random() < 0.95 else ""
    life.is_internal = rng.random() < INTERNAL_SHARE.get(life.words.matter.body, 0.03)
