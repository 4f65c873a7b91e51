"""How large a formula may be: what is accepted is computed in a moment, for a row and for columns, on every engine."""

from yardstick.formula.tree import Call, Node, fault

MOST_CHARACTERS = 20_000
MOST_DEPTH = 100
MOST_TERMS = 500  # of one sum: engines take it for so many operators in one another
MOST_WRITTEN = 15_000
# How many leading arguments of an operator may hand on what is infinite or no number, because the result is then so too
# (a number divided by the infinite would be 0). It is enough to look at the end, which writes the expression twice.
HANDED_ON: dict[str, int | None] = {"+": None, "-": None, "*": None, "/": 1, "%": 1, "^": 0, "negate": None}
# How often an engine sees each argument of these, the last number being that of all that follow (NULLIF doubles).
SEEN: dict[str, tuple[int, ...]] = {
    "/": (1, 2), "%": (1, 2), "round": (7, 1), "log": (2, 4), "log10": (2,), "if": (2, 1), "greatest": (2,),
    "least": (2,), "removeZeros": (2,),
}  # fmt: skip


def check(tree: Node) -> None:
    """Raise `BadFormula` for an expression that is nested too deep, has too many terms or makes too long a query."""
    if _depth(tree) > MOST_DEPTH:
        raise fault(f"more than {MOST_DEPTH} levels of functions and operators in one another", tree.column or 1)
    if written(tree) > MOST_WRITTEN:
        raise fault("the expression is too large to be computed in one query", tree.column or 1)


def nodes(node: Node) -> int:
    """How many nodes an expression has."""
    return 1 + (sum(map(nodes, node.arguments)) if isinstance(node, Call) else 0)


def handed_on(call: Call, place: int) -> bool:
    """Whether an argument of a call may be what is infinite or no number."""
    if call.name not in HANDED_ON:
        return False
    most = HANDED_ON[call.name]
    return most is None or place < most


def written(node: Node) -> int:
    """How many leaves a query for the expression has."""
    return (2 if isinstance(node, Call) and node.name in HANDED_ON else 1) * _written_raw(node)


def _written_raw(node: Node) -> int:
    if not isinstance(node, Call):
        return 1
    return sum(
        _times(node, place) * (_written_raw(one) if handed_on(node, place) else written(one))
        for place, one in enumerate(node.arguments)
    )


def _times(call: Call, place: int) -> int:
    if call.name.startswith("contains") and place == 0:
        return len(call.arguments) - 1
    listed = SEEN.get(call.name, (1,))
    return listed[min(place, len(listed) - 1)]


def _depth(node: Node) -> int:
    if not isinstance(node, Call):
        return 0
    if len(node.arguments) > MOST_TERMS:
        raise fault(f"more than {MOST_TERMS} terms or arguments: put some of them in brackets", node.column or 1)
    return 1 + max(map(_depth, node.arguments), default=0)
