"""What a class of bodies means to the body that names it: "các xã, phường" of a province are its own communes."""

from dataclasses import replace

from thuocdo.organisations.models import Organisation, OrganisationGroup
from thuocdo.organisations.rules import AUTHORITY_KINDS, Level, Selector, authority_code


def home_of(body: Organisation | None) -> str:
    """Code of the province within which the body names classes of communes; empty for the centre, or no body."""
    step = body
    while step is not None:
        if step.territory is not None and step.territory.level == Level.PROVINCE.value:
            return step.territory.code
        step = step.parent
    return ""


def narrowed(group: OrganisationGroup, home: str) -> OrganisationGroup:
    """The group as a body of the province `home` means it; not saved, to be asked for its members."""
    if not home:
        return group
    rule = [_within(selector, home).as_json() for selector in group.selectors()]
    return OrganisationGroup(code=group.code, name=group.name, rule=rule, patterns=[], party_patterns=[])


def _within(selector: Selector, home: str) -> Selector:
    if selector.level is not Level.COMMUNE or selector.parent or selector.kind not in AUTHORITY_KINDS:
        return selector
    return replace(selector, parent=authority_code(home, selector.kind, Level.PROVINCE))
