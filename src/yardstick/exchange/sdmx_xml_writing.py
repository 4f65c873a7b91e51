"""SDMX-ML data written, one observation after the other, and the structure that the files follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from lxml import etree

from yardstick.exchange.dimensions import (
    PLAIN_DIMENSIONS,
    Dimensions,
    Structure,
    default_structure,
    raw_schema,
    to_components,
)
from yardstick.exchange.shapes import Shape, Table

XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas"
URN = "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure="
SENDER = "YARDSTICK"
AT_OBSERVATION = "AllDimensions"


@dataclass(frozen=True, slots=True)
class Message:
    """Who says it and when: the header that SDMX-ML demands. `prepared` is printed as it is, to the second."""

    prepared: datetime
    sender: str = SENDER
    id: str = SENDER


def write_sdmx_xml(
    table: Table,
    file: BinaryIO,
    *,
    version: str,
    message: Message,
    generic: bool = False,
    structure: Structure | None = None,
    dimensions: Dimensions = PLAIN_DIMENSIONS,
) -> None:
    """Write a table as SDMX-ML data of version `2.1` or `3.0`, structure-specific or (2.1 only) generic.

    Every observation stands alone with all its dimensions, in the order of the table. `ValueError` for generic data of
    another version than 2.1; `BadInput` as `to_components`.
    """
    if version not in ("2.1", "3.0") or (generic and version != "2.1"):
        raise ValueError(f"SDMX-ML {version}{' generic' if generic else ''} is not written")
    _Writer(table, version, generic, message, structure or default_structure(table.shape), dimensions).write(file)


class _Writer:
    def __init__(
        self, table: Table, version: str, generic: bool, message: Message, structure: Structure, dimensions: Dimensions
    ) -> None:
        self.table, self.version, self.generic = table, version, generic
        self.message, self.structure, self.dimensions = message, structure, dimensions
        base = f"{SCHEMAS}/v{version.replace('.', '_')}"
        self.spaces = {
            "message": f"{base}/message",
            "common": f"{base}/common",
            "generic": f"{base}/data/generic",
            "ss": f"{base}/data/structurespecific",
            "ds": f"{URN}{structure}:ObsLevelDim:{AT_OBSERVATION}",
        }

    def tag(self, prefix: str, name: str) -> str:
        return f"{{{self.spaces[prefix]}}}{name}"

    def write(self, file: BinaryIO) -> None:
        unused = ("ss", "ds") if self.generic else ("generic",)
        spaces = {"xsi": XSI} | {prefix: space for prefix, space in self.spaces.items() if prefix not in unused}
        root = "GenericData" if self.generic else "StructureSpecificData"
        with etree.xmlfile(file, encoding="UTF-8") as xml:
            xml.write_declaration()
            with xml.element(self.tag("message", root), nsmap=spaces):
                xml.write("\n")
                self._header(xml)
                xml.write("\n")
                with xml.element(self.tag("message", "DataSet"), self._dataset()):
                    self._observations(xml)
                xml.write("\n")

    def _header(self, xml: Any) -> None:
        with xml.element(self.tag("message", "Header")):
            for name, text in (
                ("ID", self.message.id),
                ("Test", "false"),
                ("Prepared", self.message.prepared.isoformat(timespec="seconds")),
            ):
                _leaf(xml, self.tag("message", name), text=text)
            _leaf(xml, self.tag("message", "Sender"), {"id": self.message.sender})
            attributes = {"structureID": self.structure.id, "dimensionAtObservation": AT_OBSERVATION}
            if not self.generic:
                attributes["namespace"] = self.spaces["ds"]
            with xml.element(self.tag("message", "Structure"), attributes):
                self._named(xml)

    def _named(self, xml: Any) -> None:
        if self.version != "2.1":
            _leaf(xml, self.tag("common", "Structure"), text=f"{URN}{self.structure}")
            return
        reference = {"agencyID": self.structure.agency, "id": self.structure.id, "version": self.structure.version}
        with xml.element(self.tag("common", "Structure")):
            _leaf(xml, "Ref", {**reference, "class": "DataStructure"})

    def _dataset(self) -> dict[str, str]:
        if self.generic:
            return {"structureRef": self.structure.id, "action": "Information"}
        attributes = {
            self.tag("ss", "structureRef"): self.structure.id,
            self.tag("ss", "action"): "Information",
            f"{{{XSI}}}type": "ds:DataSetType",
        }
        return attributes if self.version != "2.1" else {**attributes, self.tag("ss", "dataScope"): "DataStructure"}

    def _observations(self, xml: Any) -> None:
        names = raw_schema(self.dimensions, self.table.shape).names
        write_row = self._generic_row if self.generic else self._row
        for batch in to_components(self.table, self.dimensions):
            for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                xml.write("\n")
                write_row(xml, {name: text for name, text in zip(names, cells, strict=True) if text is not None})
        xml.write("\n")

    def _row(self, xml: Any, row: Mapping[str, str]) -> None:
        _leaf(xml, "Obs", row)

    def _generic_row(self, xml: Any, row: Mapping[str, str]) -> None:
        names = raw_schema(self.dimensions, self.table.shape).names
        measure = names.index(self.dimensions.value)
        with xml.element(self.tag("generic", "Obs")):
            self._values(xml, "ObsKey", row, names[:measure])
            if self.dimensions.value in row:
                _leaf(xml, self.tag("generic", "ObsValue"), {"value": row[self.dimensions.value]})
            self._values(xml, "Attributes", row, names[measure + 1 :])

    def _values(self, xml: Any, name: str, row: Mapping[str, str], components: list[str]) -> None:
        with xml.element(self.tag("generic", name)):
            for component in components:
                if component in row:
                    _leaf(xml, self.tag("generic", "Value"), {"id": component, "value": row[component]})


def _leaf(xml: Any, tag: str, attributes: Mapping[str, str] | None = None, text: str = "") -> None:
    with xml.element(tag, attributes or {}):
        if text:
            xml.write(text)


def write_structure(
    shape: Shape,
    file: BinaryIO,
    *,
    message: Message,
    structure: Structure | None = None,
    dimensions: Dimensions = PLAIN_DIMENSIONS,
) -> None:
    """Write the concepts, the data structure definition and the dataflow that data files follow (SDMX-ML 2.1)."""
    from yardstick.exchange import structures  # pysdmx brings pandas, which data files do without

    named = structure or default_structure(shape)
    file.write(structures.structure_message(shape, named, dimensions, message.prepared, message.sender, message.id))
