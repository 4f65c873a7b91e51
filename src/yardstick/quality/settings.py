"""What is checked and how, as it is stated: rules, limits of elements, forms, and how a score is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yardstick.definitions import Rule as Across
from yardstick.formula import Formula
from yardstick.periods import Frequency
from yardstick.quality.robust import LEAST_OTHERS, THRESHOLD

PARTS = ("right", "complete", "clean", "alive")


class Operator(StrEnum):
    """What must hold between the sides of a rule."""

    EQUAL = "equal_to"
    NOT_EQUAL = "not_equal_to"
    LESS = "less_than"
    LESS_OR_EQUAL = "less_than_or_equal_to"
    GREATER = "greater_than"
    GREATER_OR_EQUAL = "greater_than_or_equal_to"
    COMPULSORY_PAIR = "compulsory_pair"
    EXCLUSIVE_PAIR = "exclusive_pair"


class Missing(StrEnum):
    """When a side that lacks values is not compared; where it is, a missing value counts as 0."""

    NEVER_SKIP = "never_skip"
    SKIP_IF_ANY = "skip_if_any_missing"
    SKIP_IF_ALL = "skip_if_all_missing"


class Importance(StrEnum):
    """How much a broken rule weighs."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Combine(StrEnum):
    """How the parts of a score become one."""

    GEOMETRIC = "geometric"
    ARITHMETIC = "arithmetic"


@dataclass(frozen=True, slots=True)
class Side:
    """One expression of a rule, over data elements and constants."""

    formula: Formula
    missing: Missing


@dataclass(frozen=True, slots=True)
class Rule:
    """`left` `operator` `right` must hold; empty `levels` and `units` and no `frequency` mean everywhere and always.

    A difference up to `tolerance`, or up to `tolerance_percent` of the right side's size, is none. With both `levels`
    and `units` the rule holds for the units named and those of the levels named. With a `level` it is tried on the
    values of that level's units, rolled up from what lies below them, instead of on what each unit reported itself.
    """

    code: str
    left: Side
    operator: Operator
    right: Side
    importance: Importance = Importance.MEDIUM
    tolerance: float = 0.0
    tolerance_percent: float = 0.0
    frequency: Frequency | None = None
    levels: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    name: str = ""
    level: str | None = None

    @property
    def elements(self) -> tuple[str, ...]:
        """The data elements that either side names, sorted."""
        return tuple(sorted({one.code for side in (self.left, self.right) for one in side.formula.operands}))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a value of an element can be: from `minimum` to `maximum`, both included, in the element's unit of measure.

    `None` is no bound. A `whole` one has nothing after the mark; a `steady` one may stay the same for ever.
    `across_units` tells rules at a level how the values below it come together; `None` where nothing is stated.
    """

    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    steady: bool = False
    across_units: Across | None = None


MEASURES = {
    "count": Limits(minimum=0.0, whole=True),
    "amount": Limits(minimum=0.0),
    "share": Limits(minimum=0.0, maximum=1.0),
    "percent": Limits(minimum=0.0, maximum=100.0),
    "any": Limits(),
}


@dataclass(frozen=True, slots=True)
class Form:
    """Elements that are due together: of which units (all leaves where neither is named), how often, how late.

    A report is on time up to `due_days` after the period's last day.
    """

    code: str
    elements: tuple[str, ...]
    frequency: Frequency
    levels: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    due_days: int = 15


@dataclass(frozen=True, slots=True)
class OutlierSettings:
    """`least` other values are needed to judge one; beyond `threshold` in size a score is an outlier's."""

    threshold: float = THRESHOLD
    least: int = LEAST_OTHERS
    history: bool = True
    peers: bool = True


@dataclass(frozen=True, slots=True)
class SuspicionSettings:
    """`repeated`: periods in a row with one value; `copied`: equal values of two reports; `shift`: values a side."""

    repeated: int = 6
    copied: int = 5
    shift: int = 3


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """How the parts of a figure's quality become one number, and what faults and that number cost.

    `weights` are those of the parts, 0 or more in any scale, at least one above 0. `importance`, by that of the rule,
    and `outlier` are what a value that breaks a rule, or is one, takes from `right`, each 0 to 1; of several faults of
    one value the weightiest counts. `discount`, 0 to 1, is what an index loses at a quality of 0.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(PARTS, 1.0))
    combine: Combine = Combine.GEOMETRIC
    importance: Mapping[Importance, float] = field(
        default_factory=lambda: {Importance.HIGH: 1.0, Importance.MEDIUM: 0.5, Importance.LOW: 0.25}
    )
    outlier: float = 0.5
    discount: float = 0.5


@dataclass(frozen=True, slots=True)
class Specification:
    """Everything that is stated; what is left out is checked by the defaults.

    `limits` are by the code of the element; `constants` are finite doubles, which rules take by `C{code}`.
    `timeliness` asks for it, so that a check without a day is refused; with a day it comes unasked.
    """

    rules: tuple[Rule, ...] = ()
    limits: Mapping[str, Limits] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    constants: Mapping[str, float] = field(default_factory=dict)
    timeliness: bool = False
    outliers: OutlierSettings = OutlierSettings()
    suspicion: SuspicionSettings = SuspicionSettings()
    score: ScoreSettings = field(default_factory=ScoreSettings)
