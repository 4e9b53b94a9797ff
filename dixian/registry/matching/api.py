"""The door of matching."""

from collections.abc import Iterator, Sequence

from dixian.registry.households.api import persons_by_id_index
from dixian.registry.matching.bins import AMBIGUOUS, BINS, LINKED, REJECTED, REPAIRED, STRANGER, Match
from dixian.registry.matching.engine import Candidate, Link, Resident, link
from dixian.registry.matching.files import read_rows
from dixian.registry.matching.register import Listed, Register, read_register
from dixian.registry.matching.rows import Row, match_rows

__all__ = [
    "AMBIGUOUS",
    "BINS",
    "LINKED",
    "REJECTED",
    "REPAIRED",
    "STRANGER",
    "Candidate",
    "Link",
    "Listed",
    "Match",
    "Register",
    "Resident",
    "Row",
    "link_rows",
    "match_rows",
    "read_register",
    "read_rows",
]


def link_rows(candidates: Sequence[Candidate]) -> Iterator[Link]:
    """Match against the register as it is now; one query per 500 different numbers."""
    known = persons_by_id_index(candidate.id_index for candidate in candidates)
    register = {
        index: [Resident(one.person, one.household, one.village, one.name_key) for one in found]
        for index, found in known.items()
    }
    return link(candidates, register)
