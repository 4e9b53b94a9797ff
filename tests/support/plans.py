"""Composed papers read back and counted against their truth."""

from dataclasses import dataclass, field

from dixian.directives.workplans.api import Item, Named, Paper, UnitTable, read_text
from dixian.simulation.world.plan import Composed, compose
from dixian.simulation.world.plan_styles import Told, Who


@dataclass
class Count:
    """Named units: how many there are, how many are right, what was invented, what is wrong and not marked."""

    named: int = 0
    right: int = 0
    invented: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)


def composed(seed: int, table: UnitTable) -> Composed:
    """A paper of the table's county, its units written by any of their names."""
    own = [unit for unit in table.units if unit.short != unit.name and unit.short and unit.valid_to is None]
    # Below the county's own units stand schools, clinics and works, which no plan names.
    own = [unit for unit in own if unit.spellings]
    units = {unit.name: (unit.short, unit.short, unit.short, unit.name) for unit in own}
    groups = {
        group.name: group.members for group in table.groups if group.members and "行业" not in group.name
    }
    return compose(seed, county=table.county, units=units, groups=groups)


def counted(seed: int, table: UnitTable) -> tuple[Count, Paper, Composed]:
    """Compose, read, count."""
    paper = composed(seed, table)
    read = read_text(paper.text, table)
    count = Count()
    items = {item.number: item for item in read.items}
    for told in paper.tasks:
        _count(count, told, items.get(told.number))
    return count, read, paper


def _count(count: Count, told: Told, item: Item | None) -> None:
    marked = {mark.about for mark in item.marks} if item else set()
    for who, found in (
        (told.lead, item.lead if item else []),
        (told.responsible, item.responsible if item else []),
    ):
        seen = _by_written(found)
        for written, meant in who:
            count.named += 1
            if seen.get(written) == set(meant):
                count.right += 1
            elif written not in marked:
                count.silent.append(f"{told.number} {written}")
            if not meant and written not in marked:
                count.silent.append(f"{told.number} {written} is not marked")
        count.invented += [
            f"{told.number} {one.written} -> {one.unit}"
            for one in found
            if one.unit and one.unit not in _meant(who)
        ]


def _by_written(found: list[Named]) -> dict[str, set[str]]:
    seen: dict[str, set[str]] = {}
    for one in found:
        seen.setdefault(one.written, set()).update({one.unit} if one.unit else set())
    return seen


def _meant(who: Who) -> set[str]:
    return {unit for _, meant in who for unit in meant}
