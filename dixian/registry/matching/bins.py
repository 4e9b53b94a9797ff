"""Where a row can end (decision 1), and what is said of it."""

from typing import NamedTuple

LINKED, REPAIRED, AMBIGUOUS, STRANGER, REJECTED = "linked", "repaired", "ambiguous", "stranger", "rejected"
BINS = (LINKED, REPAIRED, AMBIGUOUS, STRANGER, REJECTED)
MOST_CANDIDATES = 5
AGREED = "证件号码和姓名都一致"


class Match(NamedTuple):
    """A row's bin, the 人编号 it was put on (or empty), why (Chinese), and who else it may be, best first."""

    bin: str
    person: str
    reason: str
    candidates: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether the row gives both number and name of the person, apart from how they are typed."""
        return self.reason.endswith(AGREED)
