"""Formulas and rows of values on which every evaluator must agree."""

CASES: tuple[str, ...] = (
    "#{A} + #{B} * #{C}", "#{A} - #{B} - #{C}", "#{A} / #{B}", "#{A} % #{B}", "-#{A} % #{B}", "#{A} ^ #{B}",
    "-#{A} ^ 2",
    "100 * #{A} / #{B}", "#{A} < #{B}", "#{A} >= #{B} && #{B} != #{C}", "!(#{A} == #{B}) || #{C} > 0",
    "if(#{A} > #{B}, #{A}, #{B} / #{C})", "if(isNull(#{A}), 1, 2)", "isNotNull(#{A}) && isNull(#{B})",
    "firstNonNull(#{A}, #{B}, 7)", "greatest(#{A}, #{B}, #{C})", "least(#{A}, #{B}, #{C})", "log(#{A})",
    "log(#{A}, #{B})",
    "log10(#{A})", "round(#{A})", "round(#{A} / 7, 2)", "round(#{A}, -2)", "removeZeros(#{A}) + #{B}", "#{A} * C{K}",
    "if(#{A} > 0, 'up', 'down') == 'up'", "#{A} / #{B} / #{C}", "(#{A} + #{B}) * (#{A} - #{B})",
)  # fmt: skip

NUMBERS: tuple[float | None, ...] = (
    None, 0.0, 1.0, -1.0, 0.5, 2.5, -2.5, 2.675, 1e-300, 5e-324, 1e308, -1e308, 3.0, 7.25, 123456789.125, 1e17,
)  # fmt: skip

ROWS: tuple[dict[str, float | None], ...] = tuple(
    {"A": a, "B": NUMBERS[(place * 5 + 3) % len(NUMBERS)], "C": NUMBERS[(place * 7 + other) % len(NUMBERS)]}
    for other in range(4)
    for place, a in enumerate(NUMBERS)
)
