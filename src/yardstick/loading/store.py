"""The store: immutable partitions, one a period, and the manifest that lists them with their hashes."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from yardstick.errors import BadInput, Unproven
from yardstick.periods import Period, parse_period

MANIFEST = "manifest.json"
FORMAT = 1
NO_OPTION = -1
UNKNOWN = -1  # no element has this number
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Partition:
    """All values of one period: rows (element, option, unit, value), sorted by the first three.

    `decimals` and `digits` are the most that any value has after and before the mark; `elements` lists the pairs of
    element and option (`NO_OPTION` for none) that occur, as places in the store's lists; `units` those that reported.
    """

    period: str
    file: str
    sha256: str
    rows: int
    digits: int
    decimals: int
    elements: tuple[tuple[int, int], ...]
    units: tuple[int, ...]


@dataclass(frozen=True)
class Store:
    """A folder of partitions; elements, options and units are numbered by their place in these lists."""

    folder: Path
    elements: tuple[str, ...]
    options: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    partitions: Mapping[str, Partition] = field(default_factory=dict)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods that values were reported for, in order of their codes."""
        return tuple(parse_period(code) for code in sorted(self.partitions))

    def number(self, element: str) -> int:
        """The place of an element, `UNKNOWN` where nothing was loaded since it is defined: nobody reported it."""
        return self._numbers.get(element, UNKNOWN)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.elements)}

    @property
    def rows(self) -> int:
        """How many values there are."""
        return sum(part.rows for part in self.partitions.values())

    def path(self, period: str) -> Path:
        """Where the values of a period are."""
        return self.folder / self.partitions[period].file

    @cached_property
    def sha256(self) -> str:
        """One hash for everything in the store, whatever order it was loaded in."""
        listed = [self.elements, self.options, self.units, [(p.period, p.sha256) for p in self._sorted]]
        return hashlib.sha256(json.dumps(listed, ensure_ascii=False).encode()).hexdigest()

    @property
    def _sorted(self) -> list[Partition]:
        return [self.partitions[code] for code in sorted(self.partitions)]

    def with_partitions(self, parts: Iterable[Partition]) -> "Store":
        """The same store with these in place of what it had for their periods; one without values leaves none there."""
        both = {**self.partitions, **{part.period: part for part in parts}}
        return replace(self, partitions={period: part for period, part in both.items() if part.rows})

    def save(self) -> None:
        """Write the manifest, at once or not at all; what it no longer lists is removed after."""
        names = [one.name for one in fields(Partition)]
        content = {
            "format": FORMAT,
            "elements": self.elements,
            "options": self.options,
            "units": self.units,
            "partitions": [{name: getattr(part, name) for name in names} for part in self._sorted],
            "sha256": self.sha256,
        }
        beside = self.folder / f"{MANIFEST}.{os.getpid()}"
        # Without indents, which take many times as long where many units reported in many periods.
        beside.write_text(json.dumps(content, ensure_ascii=False) + "\n", "utf-8")
        beside.replace(self.folder / MANIFEST)

    def sweep(self) -> None:
        """Remove partitions that the manifest does not list."""
        listed = {part.file for part in self.partitions.values()}
        for path in self.folder.glob("*.parquet"):
            if path.name not in listed:
                path.unlink()

    def verify(self) -> None:
        """Read every partition and compare its hash; `Unproven` names the first that differs or is gone."""
        for part in self._sorted:
            path = self.folder / part.file
            if not path.exists():
                raise Unproven(f"{path}: the partition of {part.period} is gone")
            if file_sha256(path) != part.sha256:
                raise Unproven(f"{path}: the partition of {part.period} is not what the manifest says")


def open_store(folder: Path) -> Store:
    """The store in a folder; `BadInput` where its manifest cannot be used."""
    path = folder / MANIFEST
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            raise BadInput(f"{path}: format {content['format']} is not known to this version")
        parts = [
            Partition(
                **{
                    **part,
                    "elements": tuple((one, other) for one, other in part["elements"]),
                    "units": tuple(part["units"]),
                }
            )
            for part in content["partitions"]
        ]
        store = Store(
            folder,
            tuple(content["elements"]),
            tuple(content["options"]),
            tuple(content["units"]),
            {part.period: part for part in parts},
        )
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput(f"{path}: not a manifest: {error}") from None
    if store.sha256 != content["sha256"]:
        raise BadInput(f"{path}: the manifest was changed by hand: its hash does not fit")
    return store


def is_store(path: Path) -> bool:
    """Whether a folder holds a store."""
    return (path / MANIFEST).is_file()


def file_sha256(path: Path) -> str:
    """The hash of a file's content, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            digest.update(piece)
    return digest.hexdigest()
