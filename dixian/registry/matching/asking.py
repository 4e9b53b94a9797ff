"""A register that is asked before it is read: rows are tried, what they ask for is fetched, and they are tried again.

The rules ask by number and by name and nothing else, so a row whose every question had its full answer ends as it
would against the whole register; and of the register only those are read, and opened, who are asked for.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from dixian.registry.matching.bins import Match
from dixian.registry.matching.edits import WHOLE, checks
from dixian.registry.matching.listed import Listed
from dixian.registry.matching.names import reading, readings
from dixian.registry.matching.namesakes import Namesakes, together
from dixian.registry.matching.numbers import read_number
from dixian.registry.matching.rows import Row, match_row

Fetch = Callable[[Collection[str]], dict[str, list[Listed]]]


class Source(Protocol):
    """Where answers come from; each in a fixed order."""

    def of_numbers(self, numbers: Collection[str]) -> dict[str, list[Listed]]:
        """Number -> who has it, for the numbers that somebody has."""

    def of_names(self, keys: Collection[str]) -> dict[str, list[Listed]]:
        """Name, as `names.key_of` makes it -> who bears it."""

    def of_households(self, households: Collection[str]) -> dict[str, list[Listed]]:
        """Household, as those it gave before have it -> who lives there."""

    def sounds(self) -> dict[str, list[str]]:
        """Reading -> the names of the register that are most often read so."""


def match_asking(rows: Sequence[Row], source: Source) -> list[Match]:
    """One result for each row, in order, as `match_rows` finds them against everybody."""
    register = _Asked(source)
    register.will_ask(read_number(row.number).text for row in rows)
    found: dict[int, Match] = {}
    left: Sequence[int] = range(len(rows))
    while left:
        register.learn()
        unsure = []
        for at in left:
            register.gap = False
            found[at] = match_row(rows[at], register)
            if register.gap:
                unsure.append(at)
        left = unsure
    return [found[at] for at in range(len(rows))]


class _Asked:
    """What is known so far. gap: since it was last set False something was asked that is not known yet."""

    def __init__(self, source: Source) -> None:
        self.gap = False
        self._source = source
        self._numbers: dict[str, list[Listed]] = {}
        self._names: dict[str, Namesakes] = {}
        self._new_numbers: set[str] = set()
        self._new_names: set[str] = set()
        self._homes: dict[str, list[Listed]] = {}
        self._new_homes: set[str] = set()

    def will_ask(self, numbers: Iterable[str]) -> None:
        """Questions that are sure to come."""
        self._new_numbers.update(number for number in numbers if number)

    def learn(self) -> None:
        """Get the answers to what was asked."""
        self._numbers |= _answers(self._new_numbers, self._source.of_numbers)
        found = _answers(self._new_names, self._source.of_names)
        self._names |= {key: Namesakes(bearers) for key, bearers in found.items()}
        self._homes |= _answers(self._new_homes, self._source.of_households)

    def sole(self, number: object) -> Listed | None:
        """The one person who has a number written like this, as far as it is known; asks nothing."""
        owners = self._numbers.get(number, ()) if isinstance(number, str) else ()
        return owners[0] if len(owners) == 1 else None

    def owners(self, number: str) -> list[Listed]:
        """Who has this number."""
        found = self._numbers.get(number)
        if found is None:
            self._new_numbers.add(number)
            self.gap = True
        return found or []

    def owners_of(self, numbers: Sequence[str]) -> list[Listed]:
        """Who has any of these numbers."""
        return [one for number in numbers for one in self.owners(number)]

    def named(self, keys: Iterable[str]) -> Namesakes:
        """Who has one of these names."""
        wanted = list(dict.fromkeys(keys))
        missing = [key for key in wanted if key not in self._names]
        if missing:
            self._new_names.update(missing)
            self.gap = True
        return together([self._names[key] for key in wanted if key in self._names])

    def family(self, household: str) -> list[Listed]:
        """Who lives in this household."""
        found = self._homes.get(household)
        if found is None:
            self._new_homes.add(household)
            self.gap = True
        return found or []

    def flawed(self, keys: Iterable[str]) -> list[Listed]:
        """Those of them whose number can't be right."""
        return [one for one in self.named(keys) if one.number and not checks(one.number)]

    def sounding(self, keys: Iterable[str]) -> list[Listed]:
        """Whose name sounds like one of these; not asked for by a row that will be tried again anyway."""
        if self.gap:
            return []
        by_sound = self._source.sounds()
        ways = sorted({way for key in keys for way in readings(key)})
        return self.named(name for way in ways for name in by_sound.get(way, ()))


def by_reading(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by how they are most often read."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(reading(name), []).append(name)
    return found


def _answers(asked: set[str], fetch: Fetch) -> dict[str, list[Listed]]:
    """What was asked, which nobody asks any more."""
    answers = fetch(asked) if asked else {}
    found = {one: [_mended(person) for person in answers.get(one, ())] for one in asked}
    asked.clear()
    return found


def _mended(person: Listed) -> Listed:
    if not person.number or WHOLE.fullmatch(person.number):
        return person
    return person._replace(number=read_number(person.number).text)
