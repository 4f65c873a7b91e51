"""Numbers as they are reported: at most 20 digits before and 9 after the mark, never rounded."""

import re
from decimal import Decimal

DIGITS, DECIMALS = 20, 9
# Taken by DuckDB's regular expressions and by Python's.
PLAIN = r"[+-]?(0*[0-9]{1,20}(\.[0-9]{0,9}0*)?|\.[0-9]{1,9}0*)"
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
LIMITS = f"expected a number with at most {DIGITS} digits before and {DECIMALS} after the mark"


def exact(text: str) -> Decimal | None:
    """The number that a text names, exactly; `None` for anything else and for more digits than are kept."""
    if NUMBER.fullmatch(text) is None:
        return None
    number = Decimal(text)
    _sign, digits, exponent = number.normalize().as_tuple()
    assert isinstance(exponent, int)  # the pattern lets neither NaN nor infinity pass
    if exponent < -DECIMALS or (number and len(digits) + exponent > DIGITS):
        return None
    return number
