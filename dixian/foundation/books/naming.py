"""Whom a form or a workbook names: units, villages and rows of the ledger above; each name is asked once."""

from collections.abc import Iterable, Mapping
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area, find_unit, in_force, label_of, unit_of_area
from dixian.foundation.areas.enums import Level, Tier
from dixian.foundation.books.book import Book, book
from dixian.foundation.books.columns import PlaceName, RowName, UnitName, UnitNames, columns_of
from dixian.foundation.books.several import others_known, parted
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import tidy

# Column and name -> what is meant; None where nothing is, or several.
Named = Mapping[tuple[str, str], Any]
# What stands behind the name of whoever is meant, where there are several.
PLACED = ("village", "unit")
UNKNOWN: dict[type[Column], tuple[str, str]] = {
    UnitName: ("不是本县单位", "写单位全称或简称"),
    PlaceName: ("不是本县的村，或者同名的有几个", "写村名，同名的前面加乡镇，如 绥棱镇东方红村"),
    RowName: ("台账里没有，或者有几个", "照台账里的名称写，同名的后面加村或单位，如 王强（富民村）"),
}


def named(of: Book, rows: Iterable[Mapping[str, Any]], post: Post) -> Named:
    """What each name that stands there means."""
    told = list(rows)
    found: dict[tuple[str, str], Any] = {}
    for column in columns_of(of):
        if isinstance(column, UnitNames):
            beside = {name for row in told for name in parted(row.get(column.code) or "")}
            found |= {(column.code, name): one for name, one in others_known(sorted(beside)).items()}
        if type(column) not in UNKNOWN:
            continue
        names = sorted({row[column.code] for row in told if row.get(column.code)})
        if isinstance(column, RowName):
            found |= {(column.code, name): one for name, one in _rows_called(of, names, post).items()}
        else:
            known = places_by_name() if names and isinstance(column, PlaceName) else {}
            found |= {
                (column.code, name): _only(list(known.get(tidy(name), ())))
                if isinstance(column, PlaceName)
                else find_unit(name)
                for name in names
            }
    return found


def place_label(area: Area) -> str:
    """What a village or township is written as here: the township's name goes before that of a village."""
    return f"{area.parent.name}{area.name}" if area.parent and area.level == Level.VILLAGE else area.name


def require_near(row: Any, memo: dict[Any, Any]) -> None:
    """Raises Refusal where a township's row names a village of another township."""
    above = row.village.parent
    if above is None or row.unit.kind not in Tier.TOWNSHIP.kinds:
        return
    if above.pk not in memo:
        memo[above.pk] = unit_of_area(above)
    if memo[above.pk] != row.unit:
        raise Refusal(
            f"{place_label(row.village)}不归{row.unit}管", f"单位改成{memo[above.pk] or above}，或者改写村名"
        )


def village_called(name: str) -> str:
    """A village without its committee: 富民村委会 is 富民村."""
    return name.removesuffix("民委员会").removesuffix("委会")


def row_label(row: Any) -> str:
    """A row of the ledger above as an export names it, with the village or unit behind it that says which it is."""
    place = next((getattr(row, one) for one in _placed(type(row))), None)
    return f"{row}（{place}）" if place else str(row)


def place_labels() -> list[str]:
    """The villages and townships to choose from, in order."""
    return [place_label(one) for one in _standing()]


def _standing() -> Any:
    levels = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
    return (
        Area.objects.filter(in_force(clock.today()), level__in=levels)
        .select_related("parent")
        .order_by("path")
    )


def places_by_name() -> dict[str, set[Area]]:
    """Each way to write a village or township, tidied: its name, short, with its township's, its code."""
    found: dict[str, set[Area]] = {}
    for one in _standing():
        short = village_called(one.name)
        above = one.parent.name if one.parent and one.level == Level.VILLAGE else ""
        names = {f"{before}{name}" for before in ("", above) for name in (one.name, short)}
        for text in {one.code, label_of(one), *names, *(f"{name}（{one.code}）" for name in names)}:
            found.setdefault(tidy(text), set()).add(one)
    return found


def _rows_called(of: Book, names: list[str], post: Post) -> dict[str, Any]:
    """Compared tidied, which no query does: the rows above are few, and asked for once."""
    above = book(of.parent)
    placed = _placed(above.model)
    reached = above.model.objects.visible_to(post).select_related(*placed) if names else ()
    known: dict[str, set[Any]] = {}
    for row in reached:
        places = {str(getattr(row, one)) for one in placed}
        behind = [f"({one})" for place in places for one in (place, village_called(place))]
        for bare in {str(getattr(row, above.called)), str(row)}:
            for text in (bare, *(f"{bare}{one}" for one in behind)):
                known.setdefault(tidy(text), set()).add(row)
    return {name: _only(list(known.get(tidy(name), ()))) for name in names}


def _placed(model: Any) -> list[str]:
    """The columns of a row above that say which of several it is, the village first."""
    there = {field.name for field in model._meta.concrete_fields}
    return [one for one in PLACED if one in there]


def _only(rows: list[Any]) -> Any:
    return rows[0] if len(rows) == 1 else None
