"""Finds what a page says among menus, side columns, comments and other headlines, on any site: by tags, by the words
that pages name their parts with, and by where the prose is."""

import re
from collections.abc import Iterator

from viettext.normal import fold
from viettext.readers.dom import Element

_ASIDE_TAGS = frozenset("nav aside menu".split())
_ASIDE_ROLES = frozenset("navigation banner contentinfo search complementary menu menubar toolbar dialog alert".split())
_ASIDE_WORDS = frozenset(
    (
        "comment comments binhluan cmt share sharing shares social socials related relate relates lienquan"
        " tinlienquan sidebar breadcrumb breadcrumbs menu nav navbar navigation footer ads adv advert advertisement"
        " adsense banner quangcao tags tag hashtag keyword keywords tukhoa popup modal cookie cookies newsletter"
        " subscribe widget toolbar pagination pager paging rating mostread docnhieu xemnhieu doctiep docthem"
        " xemthem tinmoi tinkhac tincungchuyenmuc recommend recommended recommendation suggestion trending hotnews"
        " topnews login signin register search copyright print toolbox zalo facebook fb twitter readmore morenews"
        " othernews outbrain taboola masthead topbar"
    ).split()
)
_ASIDE_PAIRS = re.compile(
    r"(?:lien|tin)[-_ ]?(?:quan|khac|moi)\b|cung[-_ ]?chuyen[-_ ]?muc|doc[-_ ]?(?:nhieu|tiep|them)"
    r"|xem[-_ ]?(?:nhieu|them|tiep)|binh[-_ ]?luan|most[-_ ]?(?:read|view)|quang[-_ ]?cao|y[-_ ]?kien[-_ ]?ban[-_ ]?doc"
    r"|other[-_ ]?news|read[-_ ]?more|see[-_ ]?also"
)
_MAIN_WORDS = frozenset("article content detail details body main entry story noidung post".split())
_LEAD_WORDS = frozenset("sapo lead chapo summary standfirst excerpt intro description desc".split())
_WORD = re.compile(r"[a-z]+")
_BLOCKS = frozenset("p div section article main li td th blockquote pre h1 h2 h3 h4 h5 h6 dd dt figcaption".split())
_HOLDERS = frozenset("div section article main td body blockquote ul ol table figure dl header footer".split())
_TAIL = re.compile(
    r"^[>»•\s]*(?:tin (?:cung chuyen muc|lien quan|khac|moi hon|cu hon|moi nhat|doc nhieu)"
    r"|(?:cac )?tin (?:khac|lien quan)|bai (?:viet )?(?:lien quan|cung chu de)"
    r"|xem them|doc them|doc tiep|co the ban quan tam|doc nhieu(?: nhat)?"
    r"|binh luan|y kien ban doc|chia se|tu khoa|tags?|chu de|nen xem|related)\b"
)
_COMMENTS = re.compile(r"^\W*(?:binh luan|y kien (?:ban doc|cua ban)|gui (?:binh luan|y kien)|comments?)\b")
_DATED = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]20\d\d\b|ngày \d{1,2} tháng \d{1,2}")
_OFFICIAL = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|Số ?: ?\d{1,5} ?[-/] ?[A-ZĐ]|Nơi nhận ?:"
)
_READ = 300_000
_LEAST_PROSE = 60
_TEASERS = frozenset("div li article section td dl".split())
_LONGEST_TEASER = 700
_LONG_CELL = 300
_ENOUGH = 0.6


def main_part(body: Element, head: dict[str, str]) -> tuple[list[str], Element]:
    """The lines that stand before the article's body without being in it (headline, time, sapo), and that body."""
    for element in list(body.elements()):
        if element.parent is not None and _is_aside(element, body):
            element.remove()
    for element in (body, *body.elements()):
        _drop_teasers(element)
    chosen = _official(_widest(_densest(body), body), body)
    before = _before(body, chosen, head)
    _prune(chosen)
    return before, chosen


def _words_of(element: Element) -> set[str]:
    named = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    if len(named) < 2:
        return set()
    named = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", named[:300])
    return set(_WORD.findall(fold(named)))


def _is_aside(element: Element, body: Element) -> bool:
    tag = element.tag
    if tag in ("header", "footer"):
        return element.parent is body or (element.parent is not None and element.parent.length > 0.8 * body.length)
    is_small = element.length < 0.4 * body.length
    if tag in _ASIDE_TAGS or element.attributes.get("role") in _ASIDE_ROLES:
        return is_small or element.density > 0.5
    if not is_small or (tag not in _HOLDERS and tag not in ("li", "p", "span", "a", "h2", "h3", "h4")):
        return False
    words = _words_of(element)
    if not words or any(child.tag == "h1" for child in element.elements()):
        return False
    if words & _ASIDE_WORDS and not (words & _MAIN_WORDS and element.density < 0.3 and element.length > 400):
        return True
    named = fold(f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}")
    return bool(_ASIDE_PAIRS.search(named))


def _drop_teasers(holder: Element) -> None:
    """Take out three and more neighbours of one shape that each begin with a link: headlines of other pages with a line
    or two below."""
    shapes: dict[str, list[Element]] = {}
    for child in holder.children:
        if isinstance(child, Element) and child.length and child.tag in _TEASERS:
            shapes.setdefault(child.tag, []).append(child)
    for alike in shapes.values():
        teasers = [
            c for c in alike if c.links and c.length < _LONGEST_TEASER and c.linked >= 20 and _begins_with_link(c)
        ]
        if len(teasers) >= 3 and len(teasers) >= 0.6 * len(alike):
            for teaser in teasers:
                teaser.remove()


def _begins_with_link(element: Element) -> bool:
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                return False
        elif child.length:
            return child.tag == "a" or _begins_with_link(child)
    return False


def _prose(root: Element) -> Iterator[tuple[Element, int]]:
    """Blocks that hold text of their own, with its length, links left out."""
    for element in (root, *root.elements()):
        if element.tag not in _BLOCKS and element is not root:
            continue
        own = 0
        for child in element.children:
            if isinstance(child, str):
                own += len(child.strip())
            elif child.tag not in _BLOCKS and child.tag not in _HOLDERS and child.tag not in ("tr", "tbody", "thead"):
                own += child.length - child.linked
        if own and element.density < 0.5:
            yield element, own


def _densest(body: Element) -> Element:
    """The element around which most prose stands."""
    scores: dict[int, tuple[float, Element]] = {}
    for element, own in _prose(body):
        if own < 25:
            continue
        worth = 1 + min(own / 100, 4)
        around, share = (element.parent if _is_part(element, own) else element), 1.0
        for _ in range(3):
            if around is None:
                break
            score = scores.get(id(around), (0.0, around))[0]
            scores[id(around)] = (score + worth * share, around)
            around, share = around.parent, share / 2
    weighed = [(score * (1 - found.density), found) for score, found in scores.values()]
    return max(weighed, key=lambda pair: pair[0], default=(0.0, body))[1]


def _is_part(element: Element, own: int) -> bool:
    """Whether a block is one of many that make up a text; a cell with as much as a page is the text itself."""
    return element.tag in ("p", "li") or (element.tag in ("td", "th") and own < _LONG_CELL)


def _widest(chosen: Element, body: Element) -> Element:
    """The element itself, or the smallest around it that holds enough of the page's prose."""
    lengths = [(element, own) for element, own in _prose(body) if own >= _LEAST_PROSE]
    total = sum(own for _, own in lengths)
    while chosen.parent is not None:
        inside = sum(own for element, own in lengths if _is_within(element, chosen))
        if inside >= _ENOUGH * total and chosen.tag not in ("tr", "tbody", "table", "ul", "ol", "p"):
            return chosen
        chosen = chosen.parent
    return chosen


def _official(chosen: Element, body: Element) -> Element:
    """The element, or what is around it as far as the head and foot of an official document reach; the whole of a page
    that leads nowhere else."""
    if not body.links:
        return body
    marks = set(_OFFICIAL.findall(body.text()[:_READ]))
    while marks and chosen.parent is not None and not marks <= set(_OFFICIAL.findall(chosen.text()[:_READ])):
        chosen = chosen.parent
    return chosen


def _is_within(element: Element, holder: Element) -> bool:
    around: Element | None = element
    while around is not None:
        if around is holder:
            return True
        around = around.parent
    return False


def _before(body: Element, chosen: Element, head: dict[str, str]) -> list[str]:
    """Headline, time and sapo that stand outside of the chosen part."""
    if chosen is body:
        return []
    outside = [e for e in body.elements() if not _is_within(e, chosen) and not _is_within(chosen, e)]
    said = " ".join((head.get("og:title") or head.get("title") or "").split())
    headlines = [e.text() for e in outside if e.tag == "h1" and e.length]
    has_own = any(e.tag == "h1" and e.length for e in chosen.elements())
    fitting = [h for h in headlines if said and fold(said).startswith(fold(h)[:40])]
    found = [] if has_own else (fitting or headlines)[:1]
    if not found and not has_own and said and head.get("og:title"):
        found = [said]
    times = [
        e.text() for e in outside if e.length < 80 and e.tag in ("time", "span", "div", "p") and _DATED.search(e.text())
    ]
    found.extend(times[:1] if found else [])
    described = fold(" ".join(head.get("description", "").split()))[:60]
    for element in outside:
        if 40 <= element.length <= 1200 and element.density < 0.5 and element.tag in ("p", "div", "h2", "h3", "strong"):
            text = element.text()
            is_lead = _words_of(element) & _LEAD_WORDS or (len(described) > 30 and fold(text).startswith(described))
            if is_lead and text not in found and not any(text in line for line in found):
                found.append(text)
                break
    return found


def _prune(chosen: Element) -> None:
    """Take out of the article what leads elsewhere: lists of links, and what follows a title like "Tin liên quan"."""
    for element in list(chosen.elements()):
        if element.parent is None or not _is_within(element, chosen):
            continue
        if _is_title_of_tail(element):
            _remove_tail(element)
        elif _is_of_links(element, chosen):
            element.remove()


def _is_title_of_tail(element: Element) -> bool:
    return element.tag in _BLOCKS | {"strong", "b", "span"} and 0 < element.length < 60 and bool(
        _TAIL.match(fold(element.text()))
    )  # fmt: skip


def _remove_tail(title: Element) -> None:
    """The title and the links behind it; a line of prose ends them."""
    holder = title.parent
    if holder is None:
        return
    at = holder.children.index(title)
    following = [child for child in holder.children[at + 1 :] if isinstance(child, Element)]
    is_alone = sum(isinstance(c, Element) and c.length > 0 for c in holder.children) == 1
    begins_comments = _COMMENTS.match(fold(title.text())) is not None  # these are prose, but not the article's
    title.remove()
    for element in following:
        if element.length and element.density < 0.5 and not begins_comments:
            return
        element.remove()
    if is_alone and holder.parent is not None and not holder.length:
        _remove_following_links(holder)


def _remove_following_links(holder: Element) -> None:
    around = holder.parent
    if around is None:
        return
    at = around.children.index(holder)
    for element in [child for child in around.children[at + 1 :] if isinstance(child, Element)]:
        if element.length and element.density < 0.5:
            return
        element.remove()


def _is_of_links(element: Element, chosen: Element) -> bool:
    if not element.links or element.length > 0.3 * chosen.length:
        return False
    if element.tag in ("ul", "ol", "div", "section", "table", "dl") and element.links >= 2:
        return element.density > 0.7
    # A paragraph that is nothing but a link to another headline.
    return element.tag in ("p", "div", "li", "h3", "h4") and element.density > 0.9 and element.length > 30 and (
        not element.text().endswith((".", ";", ":"))
    )  # fmt: skip
