"""Tables in a paper: a row is a task, where the header says which column names the units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
        r"^(?:任务|工作任务|重点工作|工作|事项|工作事项|任务事项|项目|二级任务|主要任务|任务名称|重点任务|指标)$",
    ),
    ("text", r"内容|措施|要求|举措|任务|标准|目标|事项|工作"),
)


# What people write in a cell that stays empty.
NOTHING = {"", "/", "／", "-", "—", "——", "无", "\\"}


@dataclass
class Row:
    """A row by what its columns are; section rows come as headings alone."""

    cells: dict[str, str] = field(default_factory=dict)


def columns_of(cells: Sequence[str]) -> dict[int, str]:
    """Column -> what it holds; empty where these cells are no header that names units."""
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        said = re.sub(rf"[\s{CELL_BREAK}]", "", cell)
        kind = next(
            (name for name, form in COLUMNS if said and len(said) <= 14 and re.search(form, said)), ""
        )
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


def rows_of(lines: Sequence[str], columns: dict[int, str]) -> Iterator[Row]:
    """The rows below a header. A cell left empty in the section's column repeats the one above; rows of one text are sections."""
    section = ""
    for line in lines:
        cells = [cell.replace(CELL_BREAK, "\n").strip() for cell in line.split("\t")]
        filled = list(dict.fromkeys(cell for cell in cells if cell))
        if not filled or columns_of(cells):
            continue
        if len(filled) == 1 and len(columns) > 2:
            section = filled[0]
            continue
        row: dict[str, str] = {}
        for at, kind in columns.items():
            if kind and at < len(cells) and cells[at] not in NOTHING:
                row[kind] = f"{row[kind]}\n{cells[at]}" if kind in row else cells[at]
        section = row.get("section", section)
        yield Row({**row, "section": section})


def _with_a_title(found: dict[int, str]) -> dict[int, str]:
    """Where no column is the title, the section's or the first text's is."""
    kind = "section" if "text" not in found.values() else "text"
    at = next((at for at, name in found.items() if name == kind), None)
    return found if "title" in found.values() or at is None else {**found, at: "title"}
