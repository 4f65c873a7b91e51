"""What an index is made of: a tree of groups over scored indicators, its weights and its rule for missing figures."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from yardstick.errors import BadDefinition
from yardstick.progress import Direction
from yardstick.scoring.methods import Method
from yardstick.scoring.progressed import SeriesOfIndicator
from yardstick.scoring.quality_rule import QualityRule
from yardstick.scoring.ranking import Band, check_bands, twelve
from yardstick.scoring.steps import OrderedBands


class Aggregation(StrEnum):
    """How the components of a group become one score; geometric lets a weak component weigh more heavily."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"


class Missing(StrEnum):
    """What a group does when the score of a component is missing.

    `no_value`: it has no score either; `reweight`: the weights of the components there are grow in proportion, where
    those are enough (`MissingRule`); `zero`: the component counts as 0; `impute_peer_worst`, `impute_peer_median`: it
    counts as the lowest or the median score it has in the peer group and period, and where nobody has one the group
    has none either.
    """

    NO_VALUE = "no_value"
    REWEIGHT = "reweight"
    ZERO = "zero"
    PEER_WORST = "impute_peer_worst"
    PEER_MEDIAN = "impute_peer_median"


@dataclass(frozen=True, slots=True)
class MissingRule:
    """The policy of a group; for `reweight` with `least_share`, the share of weight that must at least be present.

    It is above 0, up to 1, and compared with stated weights. `BadDefinition` for another share, for `reweight` without
    one, and for one beside another policy.
    """

    policy: Missing
    least_share: float | None = None

    def __post_init__(self) -> None:
        if (self.policy is Missing.REWEIGHT) != (self.least_share is not None):
            raise BadDefinition("missing: least_share is needed for reweight and for nothing else")
        if self.least_share is not None and not 0 < self.least_share <= 1:
            raise BadDefinition("missing: least_share: expected a number above 0, up to 1")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scored indicator: its figure is made into points by its method, and the points count by their weight.

    `weight`, 0 or more, is in the scale of the group above, whose weights sum to that group's `maximum`; a component
    that weighs 0 is scored and shown, and the group's score neither counts nor needs it. `BadDefinition` where the
    bands of the method run against the direction.
    """

    code: str
    weight: float
    indicator: str
    direction: Direction
    method: Method
    name: str | None = None

    def __post_init__(self) -> None:
        if isinstance(self.method, OrderedBands):
            self.method.check(self.direction)

    @property
    def maximum(self) -> float:
        """The score of the best figure."""
        return self.method.points


@dataclass(frozen=True, slots=True)
class SeriesLeaf:
    """An indicator scored by the mean progress of several series, all with the same points.

    The mean is of the series that have a score. `weight` is as in `Leaf`. `BadDefinition` where there is no series, or
    their points differ.
    """

    code: str
    weight: float
    series: tuple[SeriesOfIndicator, ...]
    name: str | None = None

    def __post_init__(self) -> None:
        if not self.series:
            raise BadDefinition(f"component {self.code!r}: series: expected at least one")
        if len({one.method.points for one in self.series}) > 1:
            raise BadDefinition(f"component {self.code!r}: series: expected the same points for all")

    @property
    def maximum(self) -> float:
        """The score of the best figures."""
        return self.series[0].method.points


@dataclass(frozen=True, slots=True)
class FixedZero:
    """A component that scores 0 on purpose, say because nobody is measured by it yet; it is never missing.

    `weight` is as in `Leaf`: what it takes of an arithmetic group is lost to everybody, and a geometric group is 0 with
    it. `maximum`, above 0, is the scale of the 0 and has no effect on any score.
    """

    code: str
    weight: float
    name: str | None = None
    maximum: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """Components whose weights sum to `maximum`, the group's best score, at 12 digits.

    `bands` name scores, from the best band to the weakest. `weight` is that within the group above, and that of the top
    group has no effect. `BadDefinition` where there are no children, `maximum` is not above 0, the weights of children
    do not sum to it or one is below 0, bands do not fall or two share a label, and where a geometric mean meets a
    z-score without bounds.
    """

    code: str
    weight: float
    maximum: float
    aggregation: Aggregation
    missing: MissingRule
    children: "tuple[Node, ...]"
    bands: tuple[Band, ...] = ()
    name: str | None = None

    def __post_init__(self) -> None:
        where = f"component {self.code!r}"
        if not self.children:
            raise BadDefinition(f"{where}: children: expected at least one")
        if self.maximum <= 0:
            raise BadDefinition(f"{where}: maximum: expected a number above 0")
        for child in self.children:
            if child.weight < 0:
                raise BadDefinition(f"component {child.code!r}: weight: expected 0 or more")
        total = math.fsum(child.weight for child in self.children)
        if twelve(total) != twelve(self.maximum):
            raise BadDefinition(f"{where}: the weights of its children sum to {total!r}; expected {self.maximum!r}")
        check_bands(self.bands, where)
        if self.aggregation is Aggregation.GEOMETRIC:
            for child in self.children:
                _check_never_negative(child, f"{where}: geometric")


Node = Leaf | SeriesLeaf | FixedZero | Group


@dataclass(frozen=True, slots=True)
class Specification:
    """One version of an index; codes are unique in the whole tree.

    `version`, from 1, tells definitions of one index apart. `quality` states how the quality of figures discounts it,
    `None` where it does not. `BadDefinition` where a code stands twice, and where quality is to discount a z-score
    without bounds or names an indicator that the index does not have.
    """

    index: Group
    version: int = 1
    name: str | None = None
    quality: QualityRule | None = None

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for node in self.nodes():
            if node.code in seen:
                raise BadDefinition(f"component {node.code!r} is defined twice")
            seen.add(node.code)
        if self.quality is not None:
            _check_never_negative(self.index, "quality: a discount")
            if strange := sorted(set(self.quality.elements) - set(self.indicators())):
                raise BadDefinition(f"quality: elements: {strange[0]!r} is no indicator of the index")

    def nodes(self) -> Iterator[Node]:
        """Every node, groups before their children, in the order of the definition."""
        yield from _under(self.index)

    def groups(self) -> Iterator[Group]:
        """Every group, in the same order."""
        return (node for node in self.nodes() if isinstance(node, Group))

    def indicators(self) -> tuple[str, ...]:
        """Codes of all figures that are needed, sorted."""
        return tuple(sorted({code for node in self.nodes() for code in indicators_of(node)}))

    def stated_weights(self) -> dict[str, float]:
        """The weight of every node within its group."""
        return {node.code: node.weight for node in self.nodes()}


def indicators_of(node: Node) -> tuple[str, ...]:
    """Codes of the figures that a node is scored by itself; none for a group."""
    if isinstance(node, Leaf):
        return (node.indicator,)
    if isinstance(node, SeriesLeaf):
        return tuple(one.indicator for one in node.series)
    return ()


def _under(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from _under(child)


def _check_never_negative(child: Node, where: str) -> None:
    """Scores of 0 or more, all the way down: a product of scores has a root, and less of a score is never more."""
    for node in _under(child):
        if isinstance(node, Leaf) and not node.method.is_bounded:
            raise BadDefinition(f"{where} needs scores with bounds; {node.code!r} is a z-score without clip")
