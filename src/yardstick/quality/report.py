"""What a check found as one JSON object."""

from dataclasses import fields
from typing import Any

from yardstick.quality.check import Quality
from yardstick.quality.score import Parts


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
        "completeness": [_row(count) for count in quality.completeness],
        "timeliness": [{**_row(one), "on_time_share": one.on_time_share} for one in quality.timeliness],
        "discount": quality.figures.settings.discount,
        "scores": [_row(score) for score in quality.figures.scores],
        "figures": [_row(figure) for figure in quality.figures.kept],
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
        "violation": [_row(one) for one in violations],
        **{kind: [_row(one) for one in listing.listed] for kind, listing in listings.items()},
    }


def _row(found: Any) -> dict[str, Any]:
    """The fields of a finding, a figure's parts beside the rest."""
    row: dict[str, Any] = {}
    for field in fields(found):
        value = getattr(found, field.name)
        row.update(_row(value) if isinstance(value, Parts) else {field.name: value})
    return row
