"""Data kinds: packaged as TOML, kept as records, turned into column objects."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dixian.foundation.areas.api import Unit, in_force
from dixian.foundation.audit.packaged import Loaded, load_packaged
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import KINDS, Column, Text, Whole
from dixian.foundation.sheets.api import ORIGIN, ORIGIN_SHEET
from dixian.registry.facts.api import FactKind
from dixian.warning.submissions.models import DataKind, HeaderChoice

FILE = Path(__file__).parent / "reference" / "kinds.toml"
DEPARTMENTS = FILE.with_name("departments.toml")
ID, NAME = "id_number", "name"
# In a file that mends rejected rows: the number the row had in the file it was rejected from.
ORIGINAL = Whole("original_row", ORIGIN)
# And the sheet, where several were read.
ORIGINAL_SHEET = Text("original_sheet", ORIGIN_SHEET)


def load_reference() -> Loaded:
    """The packaged kinds; local edits stay."""
    units = dict(Unit.objects.values_list("code", "id"))
    packaged = [kind for path in (FILE, DEPARTMENTS) for kind in packaged_kinds(path)]
    rows = [{**_fields(kind), "unit_id": units[kind["unit"]]} for kind in packaged]
    return load_packaged(DataKind, rows, key=["code"])


def packaged_kinds(path: Path) -> list[dict[str, Any]]:
    """The kinds of a file, each with its columns in full; a column that is only named stands under `common`."""
    with path.open("rb") as file:
        found = tomllib.load(file)
    common = {code: {"code": code, **described} for code, described in found.get("common", {}).items()}
    return [
        {**kind, "column": [common[one] if isinstance(one, str) else one for one in kind["column"]]}
        for kind in found["kind"]
    ]


def columns_of(kind: DataKind) -> Sequence[Column]:
    """The column objects of a kind, in order."""
    return [_column(dict(described)) for described in kind.columns]


def chosen_headers(kind: DataKind, unit_id: int) -> dict[str, str]:
    """Header -> column code, as the unit's people said it; "" for what is not read."""
    chosen = HeaderChoice.objects.filter(kind=kind, unit_id=unit_id)
    return dict(chosen.values_list("header", "column"))


def fact_kinds() -> list[FactKind]:
    """The kinds of facts that data kinds post, as `registry.facts` wants them."""
    facts = DataKind.objects.exclude(fact={}).order_by("code").values_list("fact", "unit__code")
    return [
        FactKind(
            code=fact["code"],
            title=fact["title"],
            value=fact.get("value", "num"),
            owner=owner,
            sensitive=fact.get("sensitive", True),
            unit=fact.get("unit", ""),
        )
        for fact, owner in facts
    ]


def kinds_of(unit_ids: Sequence[int]) -> list[DataKind]:
    """The kinds in force that these units push, by code."""
    found = DataKind.objects.filter(in_force(clock.today()), unit_id__in=unit_ids)
    return list(found.select_related("unit").order_by("code"))


def _column(described: dict[str, Any]) -> Column:
    kind = KINDS[described.pop("type")]
    for listed in ("aliases", "instead", "options"):
        if listed in described:
            described[listed] = tuple(described[listed])
    return kind(**described)


def _fields(kind: dict[str, Any]) -> dict[str, Any]:
    taken = {name: kind[name] for name in ("code", "name", "mode", "valid_from")}
    taken |= {name: kind.get(name, "") for name in ("amount_column", "day_column", "source_label")}
    taken["urgent"] = kind.get("urgent", False)
    return {**taken, "columns": kind["column"], **{name: kind.get(name, {}) for name in ("fact", "change")}}
