"""DHIS2 expressions with codes in place of uids, token by token: texts and everything else stay as they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# What a reference could be mistaken in comes first, so that it is passed over whole.
TOKEN = re.compile(r"""(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?P<sign>\#|[A-Z]+)\{(?P<inside>[^{}]*)\}""", re.S)
ANY = "*"
# What DHIS2 can refer to and the engine cannot.
OTHERS = {
    "R": "reporting rates come with every result as reported of expected",
    "D": "data of programs are not aggregated here",
    "I": "program indicators are not computed here",
    "A": "attributes of programs are not aggregated here",
    "V": "program variables are not known here",
    "PS_EVENTDATE": "data of programs are not aggregated here",
    "OUG": "members of groups of units are not counted here",
}


class NotCarried(Exception):
    """Something of an export has no equal here; the message is the reason."""


@dataclass(frozen=True, slots=True)
class References:
    """The code for each uid, by kind; an option is `None` where it says that there is none.

    `reasons` says for a uid that has no code why it was left out.
    """

    elements: Mapping[str, str]
    options: Mapping[str, str | None]
    constants: Mapping[str, str]
    indicators: Mapping[str, str]
    reasons: Mapping[str, str]


def rewritten(text: str, references: References) -> str:
    """The expression with codes; `NotCarried` where it refers to what is not there or has no equal."""

    def replacement(found: re.Match[str]) -> str:
        if found["text"] is not None:
            return found[0]
        inside = found["inside"].strip()
        match found["sign"]:
            case "#":
                return _operand(inside, references)
            case "C":
                return f"C{{{_code(inside, references.constants, 'constant', references)}}}"
            case "N":
                return f"N{{{_code(inside, references.indicators, 'indicator', references)}}}"
            case sign:
                raise NotCarried(f"{found[0][:60]}: {OTHERS.get(sign, 'this kind of reference is not known here')}")

    return TOKEN.sub(replacement, text)


def _operand(inside: str, references: References) -> str:
    """`element`, `element.option` or `element.option.attribute option`, `*` for any option."""
    if ":" in inside or "&" in inside:
        raise NotCarried(f"#{{{inside[:60]}}}: groups of data elements or options are not known here")
    uid, *rest = inside.split(".")
    element = _code(uid, references.elements, "data element", references)
    option, attribute = (*rest, ANY, ANY)[:2]
    if len(rest) > 2 or (attribute != ANY and references.options.get(attribute, attribute) is not None):
        raise NotCarried(f"#{{{inside[:60]}}}: values have no attribute option here")
    if option == ANY:
        return f"#{{{element}}}"
    if option not in references.options:
        raise NotCarried(f"category option combination {option[:60]!r} is not in the export")
    code = references.options[option]
    return f"#{{{element}}}" if code is None else f"#{{{element}.{code}}}"


def _code(uid: str, codes: Mapping[str, str], what: str, references: References) -> str:
    if uid in codes:
        return codes[uid]
    reason = references.reasons.get(uid)
    raise NotCarried(f"{what} {uid[:60]!r} is {f'left out: {reason}' if reason else 'not in the export'}")
