"""The SDMX structures that data files follow, made with pysdmx: concepts, data structure definition, dataflow."""

from datetime import datetime

from pysdmx.io.xml.sdmx21.writer.structure import write
from pysdmx.model import (
    Component,
    Components,
    Concept,
    ConceptScheme,
    Dataflow,
    DataStructureDefinition,
    DataType,
    ItemReference,
    Organisation,
    Role,
)
from pysdmx.model.message import Header

from yardstick.exchange.dimensions import Dimensions, Structure, keys, written
from yardstick.exchange.shapes import Shape

NAMES = {
    "frequency": "Frequency (CL_FREQ)",
    "data_element": "What is collected",
    "indicator": "What is computed",
    "unit": "Unit that reports or is reported for",
    "option": "Disaggregation",
    "period": "Period",
    "value": "Value",
    "status": "Status of the value (CL_OBS_STATUS)",
    "reported": "Units that reported",
    "expected": "Units expected to report",
}


def structure_message(
    shape: Shape, structure: Structure, dimensions: Dimensions, prepared: datetime, sender: str, message_id: str
) -> bytes:
    """An SDMX-ML 2.1 structure message, UTF-8, with the scheme of concepts that the definition needs."""
    scheme = f"{structure.id}_CONCEPTS"
    ids = {column: dimensions.component(column) for column in written(shape)}
    concepts = ConceptScheme(
        scheme,
        name=f"Concepts of {structure.id}",
        agency=structure.agency,
        version=structure.version,
        items=[Concept(ids[column], name=NAMES[column]) for column in ids],
    )
    components = Components(
        [
            Component(
                ids[column],
                required=column in keys(shape),
                role=_role(column, shape),
                concept=ItemReference("Concept", structure.agency, scheme, structure.version, ids[column]),
                local_dtype=_type(column, shape),
                attachment_level=None if _role(column, shape) is not Role.ATTRIBUTE else "O",
            )
            for column in ids
        ]
    )
    definition = DataStructureDefinition(
        structure.id,
        name=shape.name.capitalize(),
        agency=structure.agency,
        version=structure.version,
        components=components,
    )
    flow = Dataflow(
        structure.id,
        name=shape.name.capitalize(),
        agency=structure.agency,
        version=structure.version,
        structure=definition,
    )
    header = Header(id=message_id, prepared=prepared, sender=Organisation(sender))
    text = write([concepts, definition, flow], header=header)
    assert text is not None  # no path was given
    return text.encode()


def _role(column: str, shape: Shape) -> Role:
    if column in keys(shape):
        return Role.DIMENSION
    return Role.MEASURE if column == "value" else Role.ATTRIBUTE


def _type(column: str, shape: Shape) -> DataType:
    if column == "value":
        return DataType.DOUBLE if shape.doubles else DataType.DECIMAL
    if column == "period":
        return DataType.PERIOD
    return DataType.LONG if column in shape.counts else DataType.STRING
