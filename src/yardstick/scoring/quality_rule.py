"""How the quality of a figure, 0 to 1, lets its score count: what a specification states about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yardstick.errors import BadDefinition


class Discount(StrEnum):
    """How a score is discounted; `linear` is score · (1 - discount · (1 - quality)), as `quality.discounted`."""

    LINEAR = "linear"


class Unknown(StrEnum):
    """What is done with a score whose figure has no quality."""

    REFUSE = "refuse"
    NO_VALUE = "no_value"
    ASSUME = "assume"


@dataclass(frozen=True, slots=True)
class QualityRule:
    """How a specification lets quality count: by which `method`, how much, and what is done where it is `unknown`.

    `discount`, 0 to 1, is the share of a score that is lost at a quality of 0; `assumed`, 0 to 1, is stated for
    `assume` alone. `elements` names the data elements that the figures of an indicator are made of; an indicator that
    is not in it is an element itself. What is made of several is as good as the weakest of them. `BadDefinition` for
    shares outside 0 to 1, for `assume` without `assumed` and the other way round, and for an indicator of no elements.
    """

    method: Discount
    discount: float
    unknown: Unknown
    assumed: float | None = None
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 <= self.discount <= 1:
            raise BadDefinition("quality: discount: expected a number from 0 to 1")
        if (self.unknown is Unknown.ASSUME) != (self.assumed is not None):
            raise BadDefinition("quality: missing: quality is needed for assume and for nothing else")
        if self.assumed is not None and not 0 <= self.assumed <= 1:
            raise BadDefinition("quality: missing: quality: expected a number from 0 to 1")
        if not all(self.elements.values()):
            raise BadDefinition("quality: elements: expected at least one for each indicator")

    def elements_of(self, indicator: str) -> tuple[str, ...]:
        """Codes of the data elements by which the figures of an indicator are judged."""
        return self.elements.get(indicator, (indicator,))
