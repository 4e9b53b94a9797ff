"""Exact matching on plain values. Each candidate ends in exactly one bin (decision 1)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dixian.registry.matching.bins import AMBIGUOUS, LINKED, STRANGER


@dataclass(frozen=True)
class Candidate:
    """A row to be matched: its id, the blind index of its number, its name for comparing."""

    row: int
    id_index: bytes
    name_key: str


@dataclass(frozen=True)
class Resident:
    """A person of the register."""

    person: int
    household: int
    village: int
    name_key: str


@dataclass(frozen=True)
class Link:
    """Where a row ended, to whom, and why (Chinese, shown to people)."""

    row: int
    bin: str
    resident: Resident | None
    reason: str


def link(candidates: Iterable[Candidate], register: Mapping[bytes, Sequence[Resident]]) -> Iterator[Link]:
    """One link per candidate, in order. `register` is by blind index of the number."""
    for candidate in candidates:
        yield _link(candidate, register.get(candidate.id_index, ()))


def _link(candidate: Candidate, residents: Sequence[Resident]) -> Link:
    if not residents:
        return Link(candidate.row, STRANGER, None, "全县户档案中没有这个身份证号")
    named = [resident for resident in residents if resident.name_key == candidate.name_key]
    if len(named) == 1 and len(residents) == 1:
        return Link(candidate.row, LINKED, named[0], "身份证号和姓名都一致")
    if len(residents) > 1:
        return Link(candidate.row, AMBIGUOUS, None, f"户档案中有 {len(residents)} 人登记了这个身份证号")
    return Link(candidate.row, AMBIGUOUS, residents[0], "身份证号一致，姓名不一致")
