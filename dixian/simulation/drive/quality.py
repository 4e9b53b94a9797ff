"""How well rows are matched, by kind of error, against the truth of the synthetic county."""

import csv
import gc
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dixian.foundation.kernel.problems import Refusal
from dixian.registry.matching.api import Listed, Match, Register, Row, match_rows, read_register, read_rows
from dixian.simulation.world.dirt import MIXTURE, Dirty, dirty_rows
from dixian.simulation.world.people import Home, Tell, Village, make_county

AUTOMATIC = ("linked", "repaired")
# The right person among so many first candidates counts as found at the desk.
FIRST = 3
MOST_WRONG, LEAST_LINKED, LEAST_WITH_DESK = 1 / 10_000, 0.985, 0.997


@dataclass
class Score:
    """Rows of one kind: where they ended, and whether on the right person."""

    bins: Counter[str] = field(default_factory=Counter)
    residents: int = 0
    right: int = 0
    wrong: int = 0
    desk: int = 0

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.bins.values())

    @property
    def linked(self) -> float:
        """Share of the residents' rows that were put on the right person by themselves."""
        return self.right / self.residents if self.residents else 1.0

    @property
    def with_desk(self) -> float:
        """The same with those whose right person stands among the first three at the desk."""
        return (self.right + self.desk) / self.residents if self.residents else 1.0

    @property
    def wrong_share(self) -> float:
        """Share of what was put on anybody that was put on the wrong one."""
        return self.wrong / max(1, self.right + self.wrong)

    def add(self, true_person: str, match: Match) -> None:
        """Count one row; true_person: whom it is about, empty for a stranger."""
        self.bins[match.bin] += 1
        self.residents += bool(true_person)
        if match.bin in AUTOMATIC:
            self.right += match.person == true_person
            self.wrong += match.person != true_person
        elif true_person:
            self.desk += true_person in match.candidates[:FIRST]

    def plus(self, other: "Score") -> "Score":
        """Both together."""
        return Score(
            self.bins + other.bins,
            self.residents + other.residents,
            self.right + other.right,
            self.wrong + other.wrong,
            self.desk + other.desk,
        )


@dataclass(frozen=True)
class Quality:
    """by_kind: kind of error -> score, in the order of the mixture; seconds the matching took."""

    by_kind: dict[str, Score]
    seconds: float

    @property
    def total(self) -> Score:
        """All kinds together."""
        total = Score()
        for score in self.by_kind.values():
            total = total.plus(score)
        return total

    @property
    def reached(self) -> bool:
        """Whether the three targets are met."""
        total = self.total
        return (
            total.wrong_share <= MOST_WRONG
            and total.linked >= LEAST_LINKED
            and total.with_desk >= LEAST_WITH_DESK
        )


def measure(*, people: int, rows: int, seed: int, villages: Sequence[Village]) -> Quality:
    """A county, a file of so many dirty rows, and how they were matched."""
    homes = list(make_county(people=people, seed=seed, villages=villages))
    dirty = list(dirty_rows(homes, rows=rows, seed=seed))
    register = Register(listed(homes))
    asked = [Row(one.name, one.number, one.township, one.village) for one in dirty]
    # What made the county has left rubbish that is not the matching's.
    gc.collect()
    begun = time.perf_counter()
    matches = match_rows(asked, register)
    return Quality(score(dirty, matches), time.perf_counter() - begun)


def measure_world(folder: Path, tell: Tell = lambda *_: None) -> Quality:
    """Every file that `dixian simulate` wrote to `folder`, read and matched against its roster and its truth.

    Raises Refusal where a file is not read, or has other rows than the truth says.
    """
    with (folder / "roster.csv").open(encoding="utf8", newline="") as lines:
        register = read_register(lines)
    told: dict[str, list[dict[str, str]]] = {}
    with (folder / "truth.csv").open(encoding="utf8", newline="") as lines:
        for answer in csv.DictReader(lines):
            told.setdefault(answer["file"], []).append(answer)
    gc.collect()
    found: dict[str, Score] = {}
    taken = 0.0
    for done, (name, answers) in enumerate(told.items()):
        tell("读文件、比对", done, len(told))
        asked = list(read_rows((folder / name).read_bytes(), name=name))
        if len(asked) != len(answers):
            raise Refusal(f"文件“{name}”读出 {len(asked)} 行，答案有 {len(answers)} 行")
        begun = time.perf_counter()
        matches = match_rows(asked, register)
        taken += time.perf_counter() - begun
        for answer, match in zip(answers, matches, strict=True):
            found.setdefault(answer["error"], Score()).add(answer["person"], match)
    tell("读文件、比对", len(told), len(told))
    return Quality({kind: found[kind] for kind in MIXTURE if kind in found}, taken)


def listed(homes: Iterable[Home]) -> Iterator[Listed]:
    """The persons of the county as a register holds them."""
    for home in homes:
        for one in home.persons:
            yield Listed(
                one.number, home.number, one.name, one.id_number, home.township_name, home.village_name
            )


def score(rows: Iterable[Dirty], matches: Iterable[Match]) -> dict[str, Score]:
    """Count rows by kind of error."""
    found = {kind: Score() for kind in MIXTURE}
    for row, match in zip(rows, matches, strict=True):
        found.setdefault(row.error, Score()).add(row.true_person, match)
    return {kind: one for kind, one in found.items() if one.rows}
