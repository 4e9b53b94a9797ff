"""Two headers of a superior's list that mean one column of ours, as 责任单位 and 牵头单位: the second fills what the first leaves
empty, and is kept in a column of its own where the ledger has one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.text import header_key, tidy
from dixian.foundation.sheets.api import RawRow, Reading


def second_columns(table: Reading, columns: Sequence[Column]) -> dict[str, int]:
    """Column code -> where a header stands that would name it if no better one did."""
    read = set(table.mapping.values())
    headers = {header_key(title): at for at, title in enumerate(table.header) if title and at not in read}
    found = {}
    for one in columns:
        places = [headers[key] for key in map(header_key, one.instead) if key in headers]
        if one.code in table.mapping and places:
            found[one.code] = places[0]
    return found


def filled_beside(table: Reading, columns: Sequence[Column], kept: Mapping[str, str]) -> Reading:
    """The table with empty cells filled from the second header; as it is where there is none. kept: column -> that of its second."""
    found = second_columns(table, columns)
    second = {table.mapping[code]: at for code, at in found.items()}
    if not second:
        return table
    mapping = {**{kept[code]: at for code, at in found.items() if code in kept}, **table.mapping}
    return replace(table, mapping=mapping, rows=[_filled(row, second) for row in table.rows])


def _filled(row: RawRow, second: Mapping[int, int]) -> RawRow:
    gaps = {to: row.at(at) for to, at in second.items() if not tidy(row.at(to)) and tidy(row.at(at))}
    if not gaps:
        return row
    cells = [row.at(at) for at in range(max(len(row.cells), *(to + 1 for to in gaps)))]
    for to, told in gaps.items():
        cells[to] = told
    return row._replace(cells=tuple(cells))
