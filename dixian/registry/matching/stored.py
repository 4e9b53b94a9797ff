"""The register in the database as a source of answers. Numbers are found by blind index; only those of namesakes are opened."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.vault.blind import blind
from dixian.registry.households.api import (
    Known,
    household_numbers,
    known_names,
    persons_by_household,
    persons_by_id_index,
    persons_by_name_key,
)
from dixian.registry.matching.asking import by_reading, match_asking
from dixian.registry.matching.bins import Match
from dixian.registry.matching.names import key_of
from dixian.registry.matching.register import Listed
from dixian.registry.matching.rows import Row


class StoredRegister:
    """The register as it is now; one for a job, or for a page. Keeps ids and names, and no number.

    within: only the persons this post reaches, as if there were no others.
    """

    def __init__(self, within: Post | None = None) -> None:
        self._within = within
        self._known: dict[str, Known] = {}
        self._homes: dict[str, int] = {}
        self._numbered = False

    def match(self, rows: Sequence[Row]) -> list[Match]:
        """One result for each row, in order; `known` speaks of these rows from then on."""
        self._known.clear()
        self._homes.clear()
        # Households are told apart by id; their numbers are fetched only where a list names some.
        self._numbered = any(row.household for row in rows)
        return match_asking(rows, self)

    def known(self, number: str) -> Known:
        """The person of a 人编号 that a match named."""
        return self._known[number]

    def find(self, number: str) -> Known | None:
        """The same, None where no question led to this person."""
        return self._known.get(number)

    def of_numbers(self, numbers: Collection[str]) -> dict[str, list[Listed]]:
        """By blind index: it agrees where the number does, so nothing is opened."""
        indexes = {blind(number, "id"): number for number in numbers}
        found = persons_by_id_index(indexes, within=self._within)
        houses = self._houses(one for persons in found.values() for one in persons)
        return {
            indexes[index]: [self._listed(one, indexes[index], houses) for one in persons]
            for index, persons in found.items()
        }

    def of_names(self, keys: Collection[str]) -> dict[str, list[Listed]]:
        """By the name for comparing, with those whose name carries something in brackets."""
        spelled = {key: [key, *self._bracketed.get(key, ())] for key in keys}
        persons: dict[str, list[Known]] = {}
        ways_of_all = {way for ways in spelled.values() for way in ways}
        found = persons_by_name_key(ways_of_all, within=self._within)
        houses = self._houses(found)
        for one in found:
            persons.setdefault(one.name_key, []).append(one)
        return {
            key: [
                self._listed(one, one.open_number(), houses) for way in ways for one in persons.get(way, ())
            ]
            for key, ways in spelled.items()
        }

    def of_households(self, households: Collection[str]) -> dict[str, list[Listed]]:
        """By the households of those who were found before."""
        ids = {self._homes[home]: home for home in households}
        lives: dict[str, list[Listed]] = {}
        for one in persons_by_household(ids, within=self._within):
            home = ids[one.household]
            houses = {one.household: home}
            lives.setdefault(home, []).append(self._listed(one, one.open_number(), houses))
        return lives

    def sounds(self) -> dict[str, list[str]]:
        """Read once, when a row first asks who sounds alike."""
        return self._sounds

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        return by_reading(dict.fromkeys(key_of(name) for name in known_names(within=self._within)))

    @cached_property
    def _bracketed(self) -> dict[str, list[str]]:
        """Name -> the ways it stands in the register with something in brackets behind it."""
        found: dict[str, list[str]] = {}
        for name in known_names(holding="([【<", within=self._within):
            if (key := key_of(name)) != name:
                found.setdefault(key, []).append(name)
        return found

    @cached_property
    def _places(self) -> dict[int, tuple[str, str]]:
        """Village -> the names of its township and its own."""
        rows = Area.objects.filter(parent__isnull=False).values_list("id", "parent__name", "name")
        return {id_: (township, village) for id_, township, village in rows}

    def _houses(self, persons: Iterable[Known]) -> dict[int, str]:
        return household_numbers(one.household for one in persons) if self._numbered else {}

    def _listed(self, one: Known, number: str, houses: dict[int, str]) -> Listed:
        self._known[one.number] = one
        township, village = self._places.get(one.village, ("", ""))
        house = houses.get(one.household) or str(one.household)
        self._homes[house] = one.household
        return Listed(one.number, house, one.name, number, township, village)
