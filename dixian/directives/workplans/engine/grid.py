"""Tables in a paper: a row is a task, where the header says which column names the units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dixian.directives.workplans.engine.lines import CELL_BREAK

COLUMNS = (
    ("number", r"^(?:序号|编号|序|项次|No\.?)$"),
    ("lead", r"牵头(?:单位|部门|责任单位)|主办单位|主责(?:单位|部门)|第一责任单位"),
    ("help", r"配合|协办|协助|参与|协同"),
    ("people", r"领导|责任人|联系人|负责人|牵头人"),
    ("limit", r"时限|时间|期限|进度"),
    ("main", r"责任|承办|落实单位|实施单位|负责单位|负责部门|分工"),
    (
        "section",
        r"^(?:类别|分类|板块|领域|大项|一级任务|任务类别|项目类别|工作类别|重点任务|目标任务|任务名称)$",
    ),
    (
        "title",
        r"^(?:任务|工作任务|重点工作|工作|事项|工作事项|任务事项|项目|二级任务|主要任务|任务名称|重点任务|指标"
        r"|(?:反馈|存在|具体|主要|发现|突出|整改)?(?:的)?问题(?:描述|内容|表述|表现)?)$",
    ),
    ("text", r"内容|措施|要求|举措|任务|标准|目标|事项|工作"),
)


OTHER_HEADS = re.compile(r"备注|说明|类型|来源|依据|联系方式|电话$")
# What people write in a cell that stays empty.
NOTHING = {"", "/", "／", "-", "—", "——", "无", "\\"}
# Begins a row that sums the others up.
SUMS = {"合计", "总计", "小计", "共计"}


@dataclass(frozen=True)
class Row:
    """A row by what its columns are. at: its line; headers: column -> what stands over it; written: each column's cell."""

    at: int
    cells: dict[str, str]
    columns: dict[int, str]
    headers: dict[int, str]
    written: dict[int, str]


@dataclass(frozen=True)
class Unread:
    """Words of a table that are no row and no row's section."""

    at: int
    text: str


def columns_of(cells: Sequence[str]) -> dict[int, str]:
    """Column -> what it holds; empty where these cells are no header that names units."""
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        kind = _kind(cell)
        if kind in found.values() and kind in ("section", "title"):
            kind = "title" if kind == "section" and "title" not in found.values() else "text"
        found[at] = kind
    kinds = set(found.values())
    if not kinds & {"lead", "main", "help"} or not kinds & {"title", "text", "section"}:
        return {}
    return _with_a_title(found)


def settled(columns: dict[int, str], lines: Sequence[str]) -> dict[int, str]:
    """Whether the column that may be a section's is one: where each row has its own, it is the title."""
    at = next((at for at, kind in columns.items() if kind == "section"), None)
    rows = [cells for line in lines if len(set(filter(None, cells := line.split("\t")))) > 1]
    told = [cells[at] for cells in rows if at is not None and len(cells) > at]
    if at is None or not all(told) or len(set(told)) < len(told):
        return columns
    return {one: "text" if kind == "title" else kind for one, kind in columns.items()} | {at: "title"}


def read_grid(lines: Sequence[str]) -> Iterator[Row | Unread]:
    """The rows of all tables in order. A cell left empty in the section's column repeats the one above; rows of one text
    are sections; what stands over no row, or under no header, is unread."""
    table: _Table | None = None
    at = 0
    while at < len(lines):
        if found := _header_at(lines, at):
            yield from table.unused() if table else ()
            headers, columns, height = found
            table = _Table(headers, settled(columns, _below(lines, at + height)))
            at += height
            continue
        cells = _cells(lines[at])
        if table is None:
            yield from [Unread(at, " ".join(filter(None, cells)))] if any(cells) else []
        else:
            yield from table.read(at, cells)
        at += 1
    yield from table.unused() if table else ()


@dataclass
class _Table:
    """A table that is being read: what stands over its columns, and the section its rows are in."""

    headers: dict[int, str]
    columns: dict[int, str]
    section: str = ""
    waiting: Unread | None = None

    def read(self, at: int, cells: Sequence[str]) -> Iterator[Row | Unread]:
        filled = list(dict.fromkeys(cell for cell in cells if cell))
        if not filled:
            return
        if len(filled) == 1 and len(self.columns) > 2:
            yield from self.unused()
            self.section, self.waiting = filled[0], Unread(at, filled[0])
            return
        self.waiting = None
        if re.sub(r"\s", "", filled[0]) in SUMS:
            yield Unread(at, " ".join(filled))
            return
        row: dict[str, str] = {}
        for column, kind in self.columns.items():
            if kind and column < len(cells) and cells[column] not in NOTHING:
                row[kind] = f"{row[kind]}\n{cells[column]}" if kind in row else cells[column]
        self.section = row.get("section", self.section)
        written = {column: cell for column, cell in enumerate(cells) if cell not in NOTHING}
        yield Row(at, {**row, "section": self.section}, self.columns, self.headers, written)

    def unused(self) -> Iterator[Unread]:
        """A section no row came to stand in."""
        if self.waiting is not None:
            yield self.waiting
        self.waiting = None


def _cells(line: str) -> list[str]:
    return [cell.replace(CELL_BREAK, "\n").strip() for cell in line.split("\t")]


def _header_at(lines: Sequence[str], at: int) -> tuple[dict[int, str], dict[int, str], int] | None:
    """(what stands over each column, what it holds, of how many lines): 责任分工 over 牵头单位 and 责任单位 is of two."""
    over = lines[at].split("\t")
    under = lines[at + 1].split("\t") if at + 1 < len(lines) else []
    both = [below or above for above, below in zip(over, under, strict=False)]
    merged = len(over) == len(under) and any(
        cell in ("", above) for cell, above in zip(under, over, strict=True)
    )
    if merged and any(under) and all(_heads(cell) for cell in filter(None, under)):
        columns = columns_of(both)
        if columns:
            return dict(enumerate(both)), columns, 2
    columns = columns_of(over)
    return (dict(enumerate(over)), columns, 1) if columns else None


def _heads(cell: str) -> bool:
    """Whether a cell may stand over a column."""
    return bool(_kind(cell)) or bool(OTHER_HEADS.match(cell))


def _below(lines: Sequence[str], start: int) -> list[str]:
    """The lines of the same table."""
    return list(takewhile(lambda line: not columns_of(line.split("\t")), lines[start:]))


def _kind(cell: str) -> str:
    said = re.sub(rf"[\s{CELL_BREAK}]", "", cell)
    return next((name for name, form in COLUMNS if said and len(said) <= 14 and re.search(form, said)), "")


def _with_a_title(found: dict[int, str]) -> dict[int, str]:
    """Where no column is the title, the section's or the first text's is."""
    kind = "section" if "text" not in found.values() else "text"
    at = next((at for at, name in found.items() if name == kind), None)
    return found if "title" in found.values() or at is None else {**found, at: "title"}
