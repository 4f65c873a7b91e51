"""Brings printed names of bodies to one form in which they can be looked up."""

import re
import unicodedata
from functools import lru_cache

from viettext import fold

_CENTRE = re.compile(r"\b(?:TƯ|T\.Ư\.?|T\.W\.?)(?!\w)")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_PARENTHESES = re.compile(r"\([^)]*\)")

ABBREVIATIONS = {
    "tp": "thanh pho",
    "tphcm": "thanh pho ho chi minh",
    "hcm": "ho chi minh",
    "ub": "uy ban",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubkt": "uy ban kiem tra",
    "ubtw": "uy ban trung uong",
    "tw": "trung uong",
    "mttq": "mat tran to quoc",
    "mttqvn": "mat tran to quoc viet nam",
    "vp": "van phong",
    "cp": "chinh phu",
    "vn": "viet nam",
    "bcd": "ban chi dao",
    "bch": "ban chap hanh",
    "btv": "ban thuong vu",
    "dc": "dong chi",
}
COURTESY = ("kinh gui", "cac dong chi", "dong chi", "quy", "ong", "ba")
QUANTIFIERS = ("tat ca cac", "toan bo cac", "toan the cac", "tat ca", "nhung", "tung", "moi", "cac")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The form that names are compared in: no marks, no punctuation, no "và", usual abbreviations written out.

    "UBND TP. Hà Nội" and "Ủy ban nhân dân thành phố Hà Nội" have one key; so have "Bộ KH&CN" and "Bộ KH-CN".
    """
    name = unicodedata.normalize("NFC", name)
    if not name.isupper():  # in capitals "TƯ" may be the "tư" of "BỘ TƯ PHÁP"
        name = _CENTRE.sub(" trung ương ", name)
    tokens = _NOT_A_WORD.sub(" ", fold(name.replace("&", " và "))).split()
    if len(tokens) > 2:
        tokens = [tokens[0], *(token for token in tokens[1:-1] if token != "va"), tokens[-1]]
    return " ".join(ABBREVIATIONS.get(token, token) for token in tokens)


def without_courtesy(name_key: str) -> str:
    """The key without the words of courtesy at its head."""
    for word in COURTESY:
        if name_key.startswith(word + " "):
            return without_courtesy(name_key.removeprefix(word + " "))
    return name_key


def without_parentheses(name: str) -> str:
    """The printed name without what stands in parentheses."""
    return _PARENTHESES.sub(" ", name)


def split_quantifier(name_key: str) -> tuple[bool, str]:
    """(True, "bo nganh") for "cac bo nganh": whether a word of plurality led, and the class without any "các"."""
    has_quantifier = False
    for word in QUANTIFIERS:
        if name_key.startswith(word + " "):
            has_quantifier, name_key = True, name_key.removeprefix(word + " ")
            break
    return has_quantifier, " ".join(token for token in name_key.split() if token != "cac")


def class_key(name: str) -> str:
    """The key of a class of bodies, without quantifier: "các bộ, ngành và địa phương" gives "bo nganh dia phuong"."""
    return split_quantifier(key(name))[1]
