"""Whom a form or a workbook names: units, villages and rows of the ledger above; each name is asked once."""

from collections.abc import Iterable, Mapping
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import find_area, find_unit
from dixian.foundation.books.book import Book, book
from dixian.foundation.books.columns import PlaceName, RowName, UnitName, columns_of
from dixian.foundation.kernel.columns import Column

# Column and name -> what is meant; None where nothing is, or several.
Named = Mapping[tuple[str, str], Any]
UNKNOWN: dict[type[Column], tuple[str, str]] = {
    UnitName: ("不是本县单位", "写单位全称或简称"),
    PlaceName: ("不是本县的村，或者同名的有几个", "写村名，同名的加代码，如 东方红村（231226100201）"),
    RowName: ("台账里没有，或者有几个", "照台账里的名称写"),
}


def named(of: Book, rows: Iterable[Mapping[str, Any]], post: Post) -> Named:
    """What each name that stands there means."""
    told = list(rows)
    found: dict[tuple[str, str], Any] = {}
    for column in columns_of(of):
        if type(column) not in UNKNOWN:
            continue
        names = sorted({row[column.code] for row in told if row.get(column.code)})
        if isinstance(column, RowName):
            found |= {(column.code, name): one for name, one in _rows_called(of, names, post).items()}
        else:
            ask = find_unit if isinstance(column, UnitName) else find_area
            found |= {(column.code, name): ask(name) for name in names}
    return found


def _rows_called(of: Book, names: list[str], post: Post) -> dict[str, Any]:
    above = book(of.parent)
    reached = above.model.objects.visible_to(post).select_related("unit")
    rows = list(reached.filter(**{f"{above.called}__in": names}))
    return {name: _only([row for row in rows if getattr(row, above.called) == name]) for name in names}


def _only(rows: list[Any]) -> Any:
    return rows[0] if len(rows) == 1 else None
