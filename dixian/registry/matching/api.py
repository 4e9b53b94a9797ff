"""The door of matching."""

from dixian.registry.matching.bins import AMBIGUOUS, BINS, LINKED, REJECTED, REPAIRED, STRANGER, Match
from dixian.registry.matching.files import compared_by, read_list, read_rows, rows_of
from dixian.registry.matching.names import key_of, written_key
from dixian.registry.matching.numbers import Number, read_number
from dixian.registry.matching.register import Listed, Register, read_register
from dixian.registry.matching.rows import Row, match_rows, swapped
from dixian.registry.matching.rules import NOBODY_NEAR, NOTHING_GIVEN
from dixian.registry.matching.stored import StoredRegister
from dixian.registry.matching.whose import names_another, sex_place, shared_names

__all__ = [
    "AMBIGUOUS",
    "BINS",
    "LINKED",
    "NOBODY_NEAR",
    "NOTHING_GIVEN",
    "REJECTED",
    "REPAIRED",
    "STRANGER",
    "Listed",
    "Match",
    "Number",
    "Register",
    "Row",
    "StoredRegister",
    "compared_by",
    "key_of",
    "match_rows",
    "names_another",
    "read_list",
    "read_number",
    "read_register",
    "read_rows",
    "rows_of",
    "sex_place",
    "shared_names",
    "swapped",
    "written_key",
]
