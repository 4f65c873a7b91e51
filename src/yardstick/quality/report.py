"""What a check found as one JSON object."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from yardstick.quality.check import Quality


def as_json(quality: Quality) -> dict[str, Any]:
    """Counts, findings by kind, completeness by form, timeliness by element, scores by element, level and period.

    Everything is a number, a text, a flag or `None`; days and periods are texts.
    """
    return {
        "on": None if quality.on is None else quality.on.isoformat(),
        "rows": quality.reported.rows,
        "units": len(quality.reported.units),
        "periods": [
            quality.frame.calendar[frequency][column].code
            for frequency, columns in quality.tested.items()
            for column in columns
        ],
        "counts": _counts(quality),
        "rules": [
            {
                "rule": outcome.rule.code,
                "name": outcome.rule.name or outcome.rule.code,
                "importance": outcome.rule.importance,
                "checked": outcome.checked,
                "violations": outcome.broken,
            }
            for outcome in quality.outcomes
        ],
        "findings": _findings(quality),
        "completeness": [asdict(count) for count in quality.forms.counts(quality.tested)],
        "timeliness": [{**asdict(one), "on_time_share": one.on_time_share} for one in quality.timeliness],
        "scores": [_flat(asdict(score)) for score in quality.figures.scores],
        "figures": [_flat(asdict(figure)) for figure in quality.figures.kept],
    }


def _counts(quality: Quality) -> dict[str, int]:
    listings = quality.findings.by_kind
    return {
        "violation": sum(outcome.broken for outcome in quality.outcomes),
        **{kind: listing.total for kind, listing in listings.items()},
    }


def _findings(quality: Quality) -> dict[str, list[dict[str, Any]]]:
    violations = [one for listed in quality.findings.violations.values() for one in listed]
    listings = quality.findings.by_kind
    return {
        "violation": [asdict(one) for one in violations],
        **{kind: [asdict(one) for one in listing.listed] for kind, listing in listings.items()},
    }


def _flat(score: Mapping[str, Any]) -> dict[str, Any]:
    """The parts beside the rest."""
    found: dict[str, Any] = {}
    for name, value in score.items():
        found.update(value if name == "parts" else {name: value})
    return found
