"""The door of areas."""

from dixian.foundation.areas import sight
from dixian.foundation.areas.actions.areas import (
    add_area,
    change_area,
    end_area,
    open_area,
    restore_area,
)
from dixian.foundation.areas.actions.contacts import correct_contact, name_contact
from dixian.foundation.areas.actions.groups import (
    add_group_alias,
    add_member,
    correct_member,
    drop_group_alias,
    open_group,
)
from dixian.foundation.areas.actions.handling import confirm_handler, correct_handler
from dixian.foundation.areas.actions.units import (
    add_alias,
    change_unit,
    drop_alias,
    end_unit,
    open_unit,
    restore_unit,
)
from dixian.foundation.areas.addresses import Addresses
from dixian.foundation.areas.directory import (
    Directory,
    Listed,
    ListedGroup,
    county_name,
    listed,
    packaged_directory,
    stored_directory,
)
from dixian.foundation.areas.formats.areas import apply_areas, export_areas
from dixian.foundation.areas.formats.columns import (
    AREA_COLUMNS,
    CONTACT_COLUMNS,
    MEMBER_COLUMNS,
    UNIT_COLUMNS,
)
from dixian.foundation.areas.formats.contacts import apply_contacts, export_contacts
from dixian.foundation.areas.formats.members import apply_members, export_members
from dixian.foundation.areas.formats.units import apply_units, export_units
from dixian.foundation.areas.guarded import ends_into_another, guarded_fields, handled_otherwise
from dixian.foundation.areas.models import (
    Area,
    HandledBy,
    Unit,
    UnitAlias,
    UnitContact,
    UnitGroup,
    UnitGroupAlias,
    UnitGroupMember,
)
from dixian.foundation.areas.naming import find_area, find_group, find_unit, label_of, pick_unit
from dixian.foundation.areas.reference import load_reference, packaged_villages
from dixian.foundation.areas.rules import short_township, short_village
from dixian.foundation.areas.selectors import (
    area,
    areas_on,
    contact,
    group_members,
    in_force,
    name_on,
    own_unit,
    parent_on,
    townships,
    unanswered_areas,
    unit,
    unit_of_area,
    units_on,
)
from dixian.foundation.areas.succession import (
    STANDING,
    Answering,
    answering,
    answering_paths,
    area_subtree,
    unit_subtree,
    villages_of,
)
from dixian.foundation.areas.vacancies import ANSWERING, lacking, vacancies, vacancy_counts

__all__ = [
    "ANSWERING",
    "AREA_COLUMNS",
    "CONTACT_COLUMNS",
    "MEMBER_COLUMNS",
    "STANDING",
    "UNIT_COLUMNS",
    "Addresses",
    "Answering",
    "Area",
    "Directory",
    "HandledBy",
    "Listed",
    "ListedGroup",
    "Unit",
    "UnitAlias",
    "UnitContact",
    "UnitGroup",
    "UnitGroupAlias",
    "UnitGroupMember",
    "add_alias",
    "add_area",
    "add_group_alias",
    "add_member",
    "answering",
    "answering_paths",
    "apply_areas",
    "apply_contacts",
    "apply_members",
    "apply_units",
    "area",
    "area_subtree",
    "areas_on",
    "change_area",
    "change_unit",
    "confirm_handler",
    "contact",
    "correct_contact",
    "correct_handler",
    "correct_member",
    "county_name",
    "drop_alias",
    "drop_group_alias",
    "end_area",
    "end_unit",
    "ends_into_another",
    "export_areas",
    "export_contacts",
    "export_members",
    "export_units",
    "find_area",
    "find_group",
    "find_unit",
    "group_members",
    "guarded_fields",
    "handled_otherwise",
    "in_force",
    "label_of",
    "lacking",
    "listed",
    "load_reference",
    "name_contact",
    "name_on",
    "open_area",
    "open_group",
    "open_unit",
    "own_unit",
    "packaged_directory",
    "packaged_villages",
    "parent_on",
    "pick_unit",
    "restore_area",
    "restore_unit",
    "short_township",
    "short_village",
    "sight",
    "stored_directory",
    "townships",
    "unanswered_areas",
    "unit",
    "unit_of_area",
    "unit_subtree",
    "units_on",
    "vacancies",
    "vacancy_counts",
    "villages_of",
]
