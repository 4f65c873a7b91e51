"""Arithmetic that is the same to the last bit on every engine: decimals to doubles, sums, means and quotients."""

from typing import Any

import ibis

from yardstick.formula.columns import nothing, number, rounded
from yardstick.rollup.plan import Plan, SlotRule

# Ibis gives its expressions no types that a checker could follow from one operation to the next.
Column = Any

MOST_DIGITS = 38
DOUBLE_BITS = 53
WHOLE_BITS = 51  # so that what rounding did to a double is less than half of the last digit


def exact_double(plan: Plan, column: Column, *, decimals: int | None = None) -> Column:
    """The double nearest to a decimal (a value, or a sum of values), on every engine.

    An engine's own cast is right while the digits fit a double's 53 bits; beyond, the text is read, which all do alike.
    """
    if decimals is None:
        if plan.precision.short_sums:
            return column.cast("float64")
        decimals = plan.precision.decimals
    kind = f"decimal({MOST_DIGITS}, {decimals})"
    limit = ibis.literal(2**DOUBLE_BITS // 10**decimals, type=kind)
    small = column.cast(kind).abs() < limit
    return ibis.ifelse(small, column.cast("float64"), column.cast("string").cast("float64"))


def ordered_sum(column: Column) -> Column:
    """The sum of a group's doubles from the smallest to the greatest."""
    return column.collect().sort().sums()


def ratio(top: Column, bottom: Column) -> Column:
    """A quotient of doubles, nothing over nothing."""
    return top / bottom.cast("float64").nullif(number(0.0))


def exact_ratio(top: Column, bottom: Column, *, digits: int, bottom_digits: int = 0) -> Column:
    """The double nearest to a quotient of decimals that are given as doubles, with so many digits after the mark.

    Counted in units of the last digit both are whole, which a double holds exactly up to 53 bits: dividing these rounds
    once. Beyond that it is the quotient of the doubles. `digits` is not less than `bottom_digits`.
    """
    if digits == 0:
        return ratio(top, bottom)
    scaled, scaled_bottom = top * number(10.0**digits), bottom * number(10.0**bottom_digits)
    whole_bottom = (rounded(scaled_bottom) if bottom_digits else bottom) * number(10.0 ** (digits - bottom_digits))
    fits = (scaled.abs() < number(2.0**WHOLE_BITS)) & (whole_bottom.abs() < number(2.0**DOUBLE_BITS))
    return ibis.ifelse(fits, ratio(rounded(scaled), whole_bottom), ratio(top, bottom))


def missing(plan: Plan) -> Column:
    """No decimal."""
    return ibis.null(decimal_type(plan))


def decimal_type(plan: Plan) -> str:
    return f"decimal({MOST_DIGITS}, {plan.precision.decimals})"


def mean(plan: Plan, total: Column, count: Column) -> Column:
    """An exact sum over a count."""
    return exact_ratio(exact_double(plan, total), count.cast("float64"), digits=plan.precision.decimals)


def weighted_mean(plan: Plan, value: Column, weight: Column, rule: SlotRule) -> Column:
    """Sum of value times weight over the sum of weights, over a group's rows that have both.

    Products of decimals are summed exactly where 38 digits hold them, else as doubles in order of size.
    """
    both = value.notnull() & weight.notnull()
    decimals = plan.precision.decimals
    if plan.precision.exact_products and not (rule.quotient or rule.weight_quotient):
        kind = f"decimal({plan.precision.factor_digits}, {decimals})"
        product = (value.cast(kind) * weight.cast(kind)).sum(where=both)
        top, bottom = exact_double(plan, product, decimals=2 * decimals), exact_double(plan, weight.sum(where=both))
        return exact_ratio(top, bottom, digits=2 * decimals, bottom_digits=decimals)
    one = value if rule.quotient else exact_double(plan, value)
    other = weight if rule.weight_quotient else exact_double(plan, weight)
    kept = ibis.ifelse(both, other, nothing())
    return ratio(ordered_sum(one * other), ordered_sum(kept))
