"""The county's units and groups as plain values, for readers that keep no database: installed ones, or the packaged."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dixian.foundation.areas.enums import Level, Tier
from dixian.foundation.areas.models import Area, Unit, UnitGroup
from dixian.foundation.areas.rules import spellings
from dixian.foundation.areas.selectors import group_members

FOLDER = Path(__file__).parent / "reference"
OF_COUNTY = frozenset(kind.value for kind in Tier.COUNTY.kinds)


@dataclass(frozen=True)
class Listed:
    """A unit by its names. spellings: of units of the county, with its prefixes taken away and put before."""

    name: str
    short: str
    aliases: tuple[str, ...]
    spellings: frozenset[str]
    valid_to: date | None = None
    successor: str = ""


@dataclass(frozen=True)
class ListedGroup:
    """A group word with the names of its members."""

    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True)
class Directory:
    """Everybody a paper of the county may name."""

    county: str
    units: tuple[Listed, ...]
    groups: tuple[ListedGroup, ...]


def packaged_directory() -> Directory:
    """From the packaged reference data; no database is asked."""
    county = next(row["name"] for row in _rows("areas.csv") if row["level"] == Level.COUNTY)
    rows = _rows("units.csv")
    names = {row["code"]: row["name"] for row in rows}
    units = tuple(
        listed(
            row["name"], row["short_name"], _split(row["aliases"]), county, of_county=row["kind"] in OF_COUNTY
        )
        for row in rows
    )
    groups = tuple(
        ListedGroup(
            row["name"], _split(row["aliases"]), tuple(names[code] for code in _split(row["members"]))
        )
        for row in _rows("groups.csv")
    )
    return Directory(county, units, groups)


def county_name() -> str:
    """What the county of this installation is called; "" before its areas are loaded."""
    area = Area.objects.filter(level=Level.COUNTY).order_by("id").first()
    return area.name if area else ""


def stored_directory(on: date) -> Directory:
    """From the database; members of groups as of a day."""
    county = county_name()
    units = tuple(
        listed(
            unit.name,
            unit.short_name,
            (
                *(alias.name for alias in unit.aliases.all()),
                *(name for former in unit.formers.all() for name in (former.name, former.short_name) if name),
            ),
            county,
            of_county=unit.kind in OF_COUNTY,
            valid_to=unit.valid_to,
            successor=_heir(unit),
        )
        for unit in Unit.objects.select_related("successor")
        .prefetch_related("aliases", "formers")
        .order_by("id")
    )
    groups = tuple(
        ListedGroup(
            group.name,
            tuple(alias.name for alias in group.aliases.all()),
            tuple(unit.name for unit in group_members(group.code, on=on)),
        )
        for group in UnitGroup.objects.prefetch_related("aliases").order_by("id")
    )
    return Directory(county, units, groups)


def listed(
    name: str,
    short: str,
    aliases: tuple[str, ...],
    county: str,
    *,
    of_county: bool,
    valid_to: date | None = None,
    successor: str = "",
) -> Listed:
    """A unit with the spellings its names allow."""
    written = (name, short, *aliases) if of_county else ()
    spelled = frozenset(one for text in written if text for one in spellings(text, county))
    return Listed(name, short, aliases, spelled, valid_to, successor)


def _heir(unit: Unit) -> str:
    seen = {unit.pk}
    heir = unit.successor
    while heir is not None and heir.successor_id is not None and heir.pk not in seen:
        seen.add(heir.pk)
        heir = heir.successor
    return heir.name if heir else ""


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("|")))
