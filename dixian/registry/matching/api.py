"""The door of matching."""

from collections.abc import Iterator, Sequence

from dixian.registry.households.api import persons_by_id_index
from dixian.registry.matching.engine import AMBIGUOUS, LINKED, STRANGER, Candidate, Link, Resident, link

__all__ = ["AMBIGUOUS", "LINKED", "STRANGER", "Candidate", "Link", "Resident", "link_rows"]


def link_rows(candidates: Sequence[Candidate]) -> Iterator[Link]:
    """Match against the register as it is now; one query per 500 different numbers."""
    known = persons_by_id_index(candidate.id_index for candidate in candidates)
    register = {
        index: [Resident(one.person, one.household, one.village, one.name_key) for one in found]
        for index, found in known.items()
    }
    return link(candidates, register)
