"""Data quality: rules, outliers, completeness, timeliness, duplicates, and a score for how far to trust a figure."""

from yardstick.quality.check import Quality, check
from yardstick.quality.report import as_json
from yardstick.quality.reported import Reported, read_reported
from yardstick.quality.robust import modified_z
from yardstick.quality.rules import holds
from yardstick.quality.score import Discounted, Parts, discounted, quality
from yardstick.quality.settings import Specification
from yardstick.quality.specification import parse_specification, read_specification

__all__ = [
    "Discounted", "Parts", "Quality", "Reported", "Specification", "as_json", "check", "discounted", "holds",
    "modified_z", "parse_specification", "quality", "read_reported", "read_specification",
]  # fmt: skip
