"""Tables of households or persons: each township's list, what it changed, all of them together again."""

from collections.abc import Mapping, Sequence
from typing import Any

from dixian.directives.blanks.engine.filling import filled
from dixian.directives.blanks.engine.headers import OF_PERSONS
from dixian.directives.blanks.engine.layout import Layout
from dixian.directives.blanks.engine.spreading import bared, spread
from dixian.directives.blanks.known import Subject, known_of
from dixian.directives.blanks.listed import everyone, require_sees, subjects_of
from dixian.directives.blanks.models import Blank, BlankPart
from dixian.directives.blanks.reading import ROLL, content_of_blank, read_apart
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Unit
from dixian.foundation.books.api import book, register_many
from dixian.foundation.figures.api import units_of_areas
from dixian.foundation.files.api import StoredFile, content_of, store
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import tidy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHOSE = {
    "register.at_risk": "风险未消除的监测对象",
    "register.monitored": "全部监测对象",
    "register.relieved": "脱贫户",
    "register.households": "全部农户",
}
REMEDY = "用下载的那一份填写，另存为 .xlsx 再上传"
# Where a row stood in the superior's table, None for one nobody listed; column -> value.
Line = tuple[int | None, dict[int, Any]]


def send_roll(row: Blank, layout: Layout, post: Post) -> None:
    """Each township's list, prefilled from the register and the cases. Raises NotAllowed; Refusal where there is nobody."""
    units: dict[int, list[Line]] = {}
    unplaced = []
    lines, doubtful = _lines(row, layout, post)
    for unit, line in lines:
        if unit is None:
            unplaced.append(line[0])
        else:
            units.setdefault(unit, []).append(line)
    if not units:
        raise Refusal("没有可以分发的户", "核对户编号、户主和村，或者换一个“列哪些户”")
    content, bare = bared(content_of_blank(row), layout)
    parts = [
        _part(
            row,
            unit,
            at,
            units[unit.pk],
            spread(content, layout=bare, rows=[line for _, line in units[unit.pk]]),
        )
        for at, unit in enumerate(Unit.objects.filter(pk__in=units).order_by("code"), start=1)
    ]
    row.layout = {**row.layout, "unplaced": unplaced, "doubtful": doubtful}
    row.version += 1
    row.save(update_fields=["layout", "version"])
    register_many(book=book("blank-parts"), rows=parts, post=post, text=f"分发：{row}")


def _part(row: Blank, unit: Unit, at: int, lines: Sequence[Line], content: bytes) -> BlankPart:
    sent = store([content], name=f"{row.title}-{unit}.xlsx", content_type=XLSX, purpose="临时报表名单")
    roll = {"rows": len(lines), "lines": [line for line, _ in lines]}
    return BlankPart(
        blank=row,
        unit=unit,
        name=str(unit),
        line=at,
        state="waiting",
        due_on=row.due_on,
        roll=roll,
        sent=sent,
    )


def _lines(row: Blank, layout: Layout, post: Post) -> tuple[list[tuple[int | None, Line]], list[int]]:
    """Each row with the township it is for, None where nobody knows whose it is; the lines that may be several people's."""
    meant = set(row.meant.values())
    require_sees(meant, post)
    townships = units_of_areas()
    if not layout.rows:
        found = everyone(row.whose or next(iter(WHOSE)), layout, meant, post)
        return [
            (townships.get(one.household.village_id), (None, _known(row, layout, one))) for one in found
        ], []
    rows = source_rows(row)
    whose, doubtful = subjects_of(rows, layout, meant, post)
    told: list[tuple[int | None, Line]] = []
    for one in rows:
        who, values = whose.get(one["line"]), {at: told for at, told in one["values"].items() if tidy(told)}
        unit = townships.get(who.household.village_id) if who else None
        told.append((unit, (one["line"], {**(_known(row, layout, who) if who else {}), **values})))
    return told, sorted(doubtful)


def _known(row: Blank, layout: Layout, who: Subject) -> dict[int, Any]:
    own = {layout.beside[what]: code for what, code in _naming(layout).items() if what in layout.beside}
    asked = {**{int(column): code for column, code in row.meant.items() if code}, **own}
    return {column: told for column, code in asked.items() if (told := known_of(code, who)) != ""}


def _naming(layout: Layout) -> dict[str, str]:
    """What the columns say by which a row is found."""
    if layout.kind == OF_PERSONS:
        return {"number": "person.number", "name": "person.name"}
    return {"number": "household.number", "head": "household.head"}


def source_rows(row: Blank) -> list[dict[str, Any]]:
    """Who stands in the superior's table: line, column -> value."""
    given = {"layout": row.layout, "content": content_of_blank(row)}
    rows: list[dict[str, Any]] = read_apart(ROLL, given, REMEDY)["rows"]
    return rows


def doubts_of(row: Blank, layout: Layout, post: Post) -> dict[str, list[int]]:
    """Which lines of the superior's table name nobody, and which of them may be several people's, before it is filled or sent out.

    Empty for a table that lists nobody, and for a post that sees no households.
    """
    if not layout.rows or not post.can(Capability.SEE_HOUSEHOLDS):
        return {}
    rows = source_rows(row)
    whose, doubtful = subjects_of(rows, layout, (), post)
    unplaced = [one["line"] for one in rows if one["line"] not in whose]
    return {"unplaced": unplaced, "doubtful": sorted(doubtful)}


def filled_roll(row: Blank, layout: Layout, post: Post) -> bytes:
    """The superior's table with what is known in the cells that are empty, before it is sent out; who isn't found stays as it came."""
    content, lines = content_of_blank(row), [line for _, line in _lines(row, layout, post)[0]]
    if not layout.rows:
        return spread(content, layout=layout, rows=[values for _, values in lines], total=True)
    rows = {line: ("", values) for line, values in lines if line is not None}
    return filled(content, sheet=layout.sheet, place=layout.place, rows=rows, total=None, only_gaps=True)


def take_back(part: BlankPart, returned: StoredFile | None) -> None:
    """What a township sent back beside what it was sent. Raises Refusal for no file, another table, and one nobody has filled in."""
    if returned is None:
        raise Refusal("没有传回填好的表", "下载本单位的一份，在上面填，再传回来")
    found = _compared(part, content_of(returned))
    if not found["rows"]:
        raise Refusal("传回的表里一行也没有", "在下载的那一份上填，再传回来；确实一户也没有的告诉县里")
    layout = part.blank.layout
    asked = [column for column, code in part.blank.meant.items() if not code and column in layout["columns"]]
    touched = found["filled"] or found["missing"] or found["added"] or found["changed"]
    if asked and not touched and not _complete(part, found):
        raise Refusal("一格也没有填", "填上要填的栏目再报；确实没有的填 0 或“无”")
    counts = {what: len(found[what]) for what in ("missing", "added", "changed")}
    part.roll, part.back = {**part.roll, **counts, "back": len(found["rows"])}, returned


def _complete(part: BlankPart, found: Mapping[str, Any]) -> bool:
    """Whether the superior had filled in all there is to fill in."""
    return all(tidy(values[int(column)]) for _, values in found["rows"] for column in part.blank.meant)


def differences(part: BlankPart) -> dict[str, Any]:
    """Who is missing, added, and what was changed, by name; for whoever sees the households."""
    return _compared(part, content_of(part.back)) if part.back else {}


def _compared(part: BlankPart, back: bytes | None) -> dict[str, Any]:
    return _all_compared(part.blank, [(part, back)])[0]


def _all_compared(blank: Blank, parts: Sequence[tuple[BlankPart, bytes | None]]) -> list[dict[str, Any]]:
    given = [(content_of(part.sent), back) for part, back in parts if part.sent]
    found: list[dict[str, Any]] = read_apart(ROLL, {"layout": blank.layout, "parts": given}, REMEDY)["parts"]
    return found


def whole_roll(blank: Blank, layout: Layout) -> bytes:
    """The superior's table with what every township sent back, what it was sent where it hasn't; in the superior's order, the added last;
    who is in no township known stays as it came."""
    parts = list(BlankPart.objects.filter(blank=blank).select_related("sent", "back").order_by("line"))
    both = [(one, content_of(one.back) if one.back else None) for one in parts]
    last = max(layout.rows, default=0) + 1
    lines: list[tuple[int, dict[int, Any]]] = []
    for part, found in zip(parts, _all_compared(blank, both), strict=True):
        stood = part.roll["lines"]
        for at, values in found["rows"]:
            line = stood[at] if at is not None else None
            lines.append((line if line is not None else last, values))
    unplaced = set(blank.layout.get("unplaced", ()))
    if unplaced:
        lines += [(one["line"], one["values"]) for one in source_rows(blank) if one["line"] in unplaced]
    rows = [values for _, values in sorted(lines, key=lambda one: one[0])]
    return spread(content_of_blank(blank), layout=layout, rows=rows, total=True)
