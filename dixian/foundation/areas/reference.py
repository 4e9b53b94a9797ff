"""The packaged areas, units and groups."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dixian.foundation.areas.actions.areas import OWN_CODE, open_own_unit
from dixian.foundation.areas.enums import OWN_KINDS
from dixian.foundation.areas.models import (
    Area,
    HandledBy,
    Unit,
    UnitAlias,
    UnitGroup,
    UnitGroupAlias,
    UnitGroupMember,
)
from dixian.foundation.audit.packaged import Loaded, load_packaged

FOLDER = Path(__file__).parent / "reference"
SINCE = date(2021, 1, 1)


def load_reference() -> Loaded:
    """Load areas, units, aliases, groups and handlers; local edits stay."""
    loaded = _load_areas() + _load_units()
    units = dict(Unit.objects.values_list("code", "id"))
    aliases = [
        {"unit_id": units[row["code"]], "name": name}
        for row in _rows("units.csv")
        for name in row["aliases"].split("|")
        if name
    ]
    loaded += load_packaged(UnitAlias, aliases, key=["name"])
    groups = [{"code": row["code"], "name": row["name"]} for row in _rows("groups.csv")]
    loaded += load_packaged(UnitGroup, groups, key=["code"])
    ids = dict(UnitGroup.objects.values_list("code", "id"))
    also = [
        {"group_id": ids[row["code"]], "name": name}
        for row in _rows("groups.csv")
        for name in row["aliases"].split("|")
        if name
    ]
    loaded += load_packaged(UnitGroupAlias, also, key=["name"])
    members = [
        {"group_id": ids[row["code"]], "unit_id": units[code], "valid_from": SINCE}
        for row in _rows("groups.csv")
        for code in row["members"].split("|")
        if code
    ]
    loaded += load_packaged(UnitGroupMember, members, key=["group_id", "unit_id"])
    areas = dict(Area.objects.values_list("code", "id"))
    handlers = [
        {
            "area_id": areas[row["area"]],
            "unit_id": units[row["unit"]],
            "source": row["source"],
            "valid_from": SINCE,
        }
        for row in _rows("handled_by.csv")
    ]
    loaded += load_packaged(HandledBy, handlers, key=["area_id"])
    _open_missing_units()
    return loaded


def packaged_villages() -> list[tuple[str, str, str, str]]:
    """(village code, village name, township code, township name) of the packaged county."""
    names = {row["code"]: row["name"] for row in _rows("areas.csv")}
    return [
        (row["code"], row["name"], row["parent"], names[row["parent"]])
        for row in _rows("areas.csv")
        if row["level"] == "village"
    ]


def _open_missing_units() -> None:
    """An area that came without the unit it is itself would have nobody its late duties go up to."""
    own = Unit.objects.filter(kind__in=OWN_KINDS, area__isnull=False).values("area_id")
    lacking = Area.objects.filter(level__in=OWN_CODE, valid_to__isnull=True).exclude(id__in=own)
    for area in lacking.select_related("parent").order_by("path"):
        open_own_unit(area)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf8", newline="") as file:
        yield from csv.DictReader(file)


def _load_areas() -> Loaded:
    loaded = Loaded()
    for level in ("county", "township", "village", "group"):
        ids = dict(Area.objects.values_list("code", "id"))
        paths = dict(Area.objects.values_list("code", "path"))
        rows = [
            {
                "code": row["code"],
                "name": row["name"],
                "level": level,
                "kind": row["kind"],
                "parent_id": ids.get(row["parent"]),
                "is_township_proper": row["is_township_proper"] == "1",
                "path": f"{paths.get(row['parent'], '')}{row['code']}/",
                "valid_from": SINCE,
            }
            for row in _rows("areas.csv")
            if row["level"] == level
        ]
        loaded += load_packaged(Area, rows, key=["code"])
    return loaded


def _load_units() -> Loaded:
    """Parents stand before their children in the file; each depth is loaded in one go."""
    areas = dict(Area.objects.values_list("code", "id"))
    packaged = list(_rows("units.csv"))
    loaded, waiting = Loaded(), packaged
    while waiting:
        ids = dict(Unit.objects.values_list("code", "id"))
        paths = dict(Unit.objects.values_list("code", "path"))
        ready = [row for row in waiting if not row["parent"] or row["parent"] in ids]
        loaded += load_packaged(Unit, [_unit(row, ids, paths, areas) for row in ready], key=["code"])
        waiting = [row for row in waiting if row not in ready]
        if not ready:
            raise ValueError(f"units.csv：找不到上级单位 {waiting[0]['parent']}")
    return loaded


def _unit(
    row: dict[str, str], ids: dict[str, int], paths: dict[str, str], areas: dict[str, int]
) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "short_name": row["short_name"],
        "kind": row["kind"],
        "parent_id": ids.get(row["parent"]),
        "area_id": areas.get(row["area"]),
        "path": f"{paths.get(row['parent'], '')}{row['code']}/",
        "valid_from": SINCE,
    }
