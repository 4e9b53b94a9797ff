"""Areas in and out of Excel."""

from typing import Any

from dixian.foundation.areas import sight
from dixian.foundation.areas.actions.areas import change_area, end_area, open_area
from dixian.foundation.areas.actions.handling import confirm_handler, correct_handler
from dixian.foundation.areas.actions.places import correct_beginning
from dixian.foundation.areas.enums import Level
from dixian.foundation.areas.formats.applying import (
    Applied,
    Row,
    Rows,
    Took,
    absent,
    apply_rows,
    area_named,
    changes_of,
    parents_first,
    unit_named,
)
from dixian.foundation.areas.formats.columns import AREA_COLUMNS, NO, YES
from dixian.foundation.areas.guarded import ends_into_another, guarded_fields, handled_otherwise
from dixian.foundation.areas.models import Area, HandledBy
from dixian.foundation.areas.naming import label_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import write_table

LEVELS = {label: value for value, label in Level.choices}
PROPER = {YES: True, NO: False, None: None}
IMPORTED = "区划表导入"


def apply_areas(*, rows: Rows, preview: bool) -> Applied:
    """rows: (row number, clean values of AREA_COLUMNS). With `preview`, nothing is written."""
    ordered = parents_first(rows)
    applied = apply_rows(ordered, _take, finish=_finish, preview=preview)
    applied.absent = absent(Area, ordered)
    return applied


def export_areas() -> bytes:
    """All areas as a workbook of AREA_COLUMNS."""
    handlers = {
        one.area_id: one
        for one in HandledBy.objects.filter(valid_to__isnull=True, confirmed=True).select_related("unit")
    }
    areas = Area.objects.select_related("parent", "successor").order_by("path")
    return write_table(
        title="区划", columns=AREA_COLUMNS, rows=(_out(area, handlers.get(area.pk)) for area in areas)
    )


def _out(area: Area, handled: HandledBy | None) -> list[object]:
    return [
        area.code,
        area.name,
        area.get_level_display(),
        area.kind,
        area.parent.code if area.parent else "",
        (YES if area.is_township_proper else NO) if area.level == Level.TOWNSHIP else "",
        area.valid_from,
        area.valid_to,
        area.successor.code if area.successor else "",
        "",
        area.ended_source,
        handled.unit.code if handled else "",
        handled.valid_from if handled else "",
        handled.source if handled else "",
    ]


def _take(row: Row) -> Took:
    level = LEVELS[row["level"]]
    # What a county lies in is not of the county.
    above = row["parent"] if level != Level.COUNTY else None
    parent = area_named(above, of=row["name"]) if above else None
    found = Area.objects.select_related("parent").filter(code=row["code"]).first()
    if found is None:
        open_area(
            code=row["code"],
            name=row["name"],
            level=level,
            parent=parent,
            kind=row["kind"] or "",
            proper=PROPER[row["proper"]],
            since=row["valid_from"],
        )
        return Took(new=True)
    if found.level != level:
        raise Refusal(
            f"“{row['name']}”已登记为{found.get_level_display()}，级别不能改", "另设一个区划，把原来的并入"
        )
    what = label_of(found)
    titles = []
    if row["valid_from"] and row["valid_from"] != found.valid_from:
        correct_beginning(found, valid_from=row["valid_from"])
        titles.append("起始日期")
    values = {
        "since": row["since"] or clock.today(),
        "source": row["source"] or IMPORTED,
        "name": row["name"],
        "kind": row["kind"] or found.kind,
        "parent": parent or found.parent,
        "is_township_proper": PROPER[row["proper"]],
    }
    told = sight.of_area(found, values) if guarded_fields(found, values) else []
    changed = change_area(area=found, **values)
    return Took(what, titles=[*titles, *changes_of(found, changed)], told=told)


def _finish(row: Row) -> Took:
    area = Area.objects.select_related("successor").get(code=row["code"])
    told, titles = [], []
    if row["handler"] and (handled := _handle(area, row)) is not None:
        titles.append("代管")
        told += handled
    if row["valid_to"]:
        successor = area_named(row["successor"], of=row["name"]) if row["successor"] else None
        if (area.valid_to, area.successor) != (row["valid_to"], successor):
            values = {"on": row["valid_to"], "successor": successor, "source": row["source"] or IMPORTED}
            told += sight.of_ended_area(area, values) if ends_into_another(area, successor) else []
            end_area(area=area, **values)
            titles.append("终止日期")
    return Took(titles=titles, told=told)


def _handle(area: Area, row: Row) -> list[str] | None:
    """The handler a row names: what it means, in sentences; None where it is no news. Raises Refusal."""
    unit = unit_named(row["handler"], of=row["name"])
    current = HandledBy.objects.filter(area=area, valid_to__isnull=True).select_related("unit").first()
    source = row["handled_source"] or (current.source if current and current.unit == unit else "")
    if current is None or current.unit != unit:
        since = row["handled_since"] or row["since"] or clock.today()
        named: dict[str, Any] = {"unit": unit, "since": since, "source": source}
        told = sight.of_handling(area, named)
        confirm_handler(area=area, **named)
        return told
    since = row["handled_since"] or current.valid_from
    if (current.valid_from, current.source, current.confirmed) == (since, source, True):
        return None
    corrected: dict[str, Any] = {"unit": unit, "valid_from": since, "valid_to": None, "source": source}
    told = sight.of_correction(current, corrected) if handled_otherwise(current, corrected) else []
    correct_handler(handled=current, **corrected)
    return told
