"""Proof of a result: what it was computed from, so that anybody can compute it again to the same bytes."""

import json
import os
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import duckdb

from yardstick.definitions import Definitions
from yardstick.errors import BadInput, Unproven
from yardstick.loading.sources import scan
from yardstick.loading.store import Store, file_sha256

SUFFIX = ".proof.json"
FORMAT = 1
PACKAGES = ("thuocdo", "duckdb", "ibis-framework", "pyarrow", "pyspark")
FILES = ("definitions", "units", "successions")
COLUMNS = ("indicator", "unit", "period", "value", "reported", "expected")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that a result was computed from; `data` is the folder of a store."""

    definitions: Path
    units: Path
    successions: Path | None
    data: Path


def proof_of(result: Path) -> Path:
    """Where the proof of a result lies: beside it."""
    return result.with_name(result.name + SUFFIX)


def versions() -> dict[str, str]:
    """The versions of what computes."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def write_proof(
    result: Path, inputs: Inputs, definitions: Definitions, store: Store, *, engine: str, as_of: str | None
) -> None:
    """Write beside a result the hashes of what it was computed from, the versions of its definitions and of the engine.

    Paths are kept relative to the result, so that a folder can be moved as a whole.
    """
    content = {
        "format": FORMAT,
        "result": {"sha256": file_sha256(result)},
        **{name: _file(path, result) for name in FILES if (path := getattr(inputs, name)) is not None},
        "indicators": {code: _versions_of(code, definitions) for code in definitions.indicators},
        "data": {"path": _relative(inputs.data, result), "sha256": store.sha256, "values": store.rows},
        "units_as_of": as_of,
        "engine": {"name": engine, "versions": versions()},
    }
    beside = proof_of(result).with_name(f".{proof_of(result).name}.{os.getpid()}")
    beside.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    beside.replace(proof_of(result))


def _versions_of(code: str, definitions: Definitions) -> int | list[int]:
    """The version of a definition, or all where there are several."""
    found = [one.version for one in (*definitions.earlier, definitions.indicators[code]) if one.code == code]
    return found[0] if len(found) == 1 else found


def _file(path: Path, result: Path) -> dict[str, str]:
    return {"path": _relative(path, result), "sha256": file_sha256(path)}


def _relative(path: Path, result: Path) -> str:
    return os.path.relpath(path.resolve(), result.resolve().parent)


@dataclass(frozen=True, slots=True)
class Proof:
    """What the proof of a result says."""

    inputs: Inputs
    data_sha256: str
    result_sha256: str
    as_of: str | None
    engine: str
    versions: dict[str, str]


def read_proof(result: Path) -> Proof:
    """Read a proof and see that its files are the ones; `Unproven` names the first that is gone or differs.

    `BadInput` where a result has no proof beside it, or one that this version cannot read.
    """
    path = proof_of(result)
    if not path.is_file():
        raise BadInput(f"{result}: there is no proof {path.name} beside it: write one with rollup --proof")
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            raise BadInput(f"{path}: format {content['format']} is not known to this version")
        places = {name: _checked(result, name, content[name]) for name in FILES if name in content}
        return Proof(
            inputs=Inputs(
                places["definitions"], places["units"], places.get("successions"),
                _place(result, content["data"]["path"]),
            ),
            data_sha256=content["data"]["sha256"],
            result_sha256=content["result"]["sha256"],
            as_of=content["units_as_of"],
            engine=content["engine"]["name"],
            versions=content["engine"]["versions"],
        )  # fmt: skip
    except (KeyError, TypeError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: not a proof: {error}") from None


def _place(result: Path, relative: str) -> Path:
    return (result.resolve().parent / relative).resolve()


def _checked(result: Path, name: str, entry: dict[str, str]) -> Path:
    path = _place(result, entry["path"])
    if not path.is_file():
        raise Unproven(f"{path}: the {name} of the result are gone")
    if file_sha256(path) != entry["sha256"]:
        raise Unproven(f"{path}: the {name} are not those of the result: they were changed since")
    return path


def check_store(proof: Proof, store: Store) -> None:
    """See that the values are those of the result, every partition read; `Unproven` where not."""
    if store.sha256 != proof.data_sha256:
        raise Unproven(f"{proof.inputs.data}: the values are not those of the result: periods were loaded since")
    store.verify()


def compare(result: Path, again: Path, proof: Proof) -> None:
    """See that what was computed again is the result, byte for byte; `Unproven` says what differs."""
    if file_sha256(result) != proof.result_sha256:
        raise Unproven(f"{result}: the file is not the one that was proved: it was changed since")
    if file_sha256(again) == proof.result_sha256:
        return
    changed = [
        f"{name} {before} is now {now}" for name, before in proof.versions.items()
        if (now := versions().get(name, "missing")) != before
    ]  # fmt: skip
    why = f" ({', '.join(changed)})" if changed else ""
    row = _first_difference(result, again)
    if row is None:
        raise Unproven(f"{result}: every result is the same, the bytes of the file are not{why}")
    raise Unproven(f"{result}: differs{why}, first in {row}")


def _first_difference(result: Path, again: Path) -> str | None:
    header = () if result.suffix.lower() == ".parquet" else COLUMNS
    one, other = (scan(path, header) for path in (result, again))
    keys = "indicator, unit, period"
    differs = " OR ".join(f"a.{name} IS DISTINCT FROM b.{name}" for name in ("value", "reported", "expected"))
    with duckdb.connect() as db:
        rows = db.execute(
            f"SELECT {keys}, a.value, b.value FROM {one} a FULL JOIN {other} b USING ({keys})"  # noqa: S608
            f" WHERE {differs} ORDER BY ALL LIMIT 1"
        ).fetchall()
    if not rows:
        return None
    indicator, unit, period, before, now = rows[0]
    return f"{indicator} of {unit} in {period}: {before} then, {now} now"
