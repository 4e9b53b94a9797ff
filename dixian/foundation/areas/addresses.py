"""In which township or village of the county somebody lives, by what is written in up to three columns; never a guess.

Places in force today, by their names now and before. Somebody of another county, and an address that names none or
several of our places, is nowhere.
"""

from collections.abc import Iterable

from dixian.foundation.areas.enums import Level
from dixian.foundation.areas.models import Area, AreaFormer
from dixian.foundation.areas.rules import leading, short_township, short_village
from dixian.foundation.areas.selectors import in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.text import tidy

SHORT = {Level.TOWNSHIP: short_township, Level.VILLAGE: short_village}
# Short name -> ids of the places that bear it.
Names = dict[str, set[int]]


class Addresses:
    """The county's places, read once."""

    def __init__(self) -> None:
        levels = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
        rows = Area.objects.filter(in_force(clock.today()), level__in=levels)
        self._codes: dict[str, int] = {}
        self._towns: set[int] = set()
        self._county = ""
        self._townships: Names = {}
        self._villages: Names = {}
        self._within: dict[int, Names] = {}
        named = list(rows.values_list("id", "code", "name", "level", "parent_id"))
        places = {id_: (level, parent) for id_, _, _, level, parent in named}
        for id_, code, name, level, parent in named:
            if level == Level.COUNTY:
                self._county = name
                continue
            self._codes[code] = id_
            if level == Level.TOWNSHIP:
                self._towns.add(id_)
            self._know(id_, name, level, parent)
        formers = AreaFormer.objects.filter(place__in=places).values_list("place_id", "name")
        for id_, name in formers:
            self._know(id_, name, *places[id_])

    def find(self, township: str, village: str, address: str = "") -> int | None:
        """The id of the village, or of the township where no village of it is named; None for nowhere."""
        if (code := tidy(village) or tidy(township)) in self._codes:
            return self._codes[code]
        told = (f"{tidy(township)}/{tidy(village)}".strip("/"), tidy(address))
        return next((found for text in told if (found := self._read(text)) is not None), None)

    def unknown(self, township: str, village: str) -> str:
        """Which of the two names no place of the county: the level, "" where both are known or not given.

        A village is looked for in the township it is named with, and alone where none is named.
        """
        if not tidy(township) and not tidy(village):
            return ""
        found = self.find(township, village)
        if found is None:
            return Level.TOWNSHIP if tidy(township) else Level.VILLAGE
        return Level.VILLAGE if found in self._towns and not self._only_township(township, village) else ""

    def _only_township(self, township: str, village: str) -> bool:
        """Whether nothing but a township is named, in either column or in both."""
        rest = tidy(village)
        return not rest or (rest in self._codes or leading(rest, self._townships, Level.TOWNSHIP) is not None)

    def _read(self, text: str) -> int | None:
        for rest in self._without_county(text):
            if (found := self._township(rest)) is not None or (found := self._village(rest)) is not None:
                return found
        return None

    def _without_county(self, text: str) -> Iterable[str]:
        """The text, and what stands behind the county's name: 绥棱农场 begins like the county and is none of it."""
        yield text
        _, named, rest = text.partition(self._county)
        if self._county and named:
            yield rest.lstrip("/")
        short = self._county[:-1]
        if short and text.startswith(short):
            yield text.removeprefix(short)

    def _township(self, text: str) -> int | None:
        found = leading(text, self._townships, Level.TOWNSHIP)
        if found is None:
            return None
        township = _one(self._townships[found[0]])
        if township is None:
            return None
        villages = self._within.get(township, {})
        inside = leading(found[1], villages, Level.VILLAGE)
        village = _one(villages[inside[0]]) if inside else None
        return village or township

    def _village(self, text: str) -> int | None:
        """A village that is named alone, where only one in the county is called so."""
        found = leading(text, self._villages, Level.VILLAGE)
        return _one(self._villages[found[0]]) if found else None

    def _know(self, id_: int, name: str, level: str, parent: int | None) -> None:
        short = SHORT[Level(level)](tidy(name))
        if level == Level.TOWNSHIP:
            self._townships.setdefault(short, set()).add(id_)
            return
        for names in (self._villages, self._within.setdefault(parent or 0, {})):
            names.setdefault(short, set()).add(id_)


def _one(ids: set[int]) -> int | None:
    return next(iter(ids)) if len(ids) == 1 else None
