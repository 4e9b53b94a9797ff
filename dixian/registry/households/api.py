"""The door of households."""

from dixian.foundation.kernel.text import name_key
from dixian.registry.households.loading import insert_rows, load_register
from dixian.registry.households.models import Household, Membership, Person
from dixian.registry.households.pairing import PAIRING_COLUMNS, Paired, pair_helpers
from dixian.registry.households.rules import group_of
from dixian.registry.households.sealing import HouseholdRow, PersonRow
from dixian.registry.households.search import Hit, search
from dixian.registry.households.selectors import (
    HouseholdRecord,
    Known,
    counts,
    household_numbers,
    household_record,
    households_in_scope,
    known_names,
    may_reveal,
    persons_by_id_index,
    persons_by_name_key,
    villages_of_households,
)

__all__ = [
    "PAIRING_COLUMNS",
    "Hit",
    "Household",
    "HouseholdRecord",
    "HouseholdRow",
    "Known",
    "Membership",
    "Paired",
    "Person",
    "PersonRow",
    "counts",
    "group_of",
    "household_numbers",
    "household_record",
    "households_in_scope",
    "insert_rows",
    "known_names",
    "load_register",
    "may_reveal",
    "name_key",
    "pair_helpers",
    "persons_by_id_index",
    "persons_by_name_key",
    "search",
    "villages_of_households",
]
