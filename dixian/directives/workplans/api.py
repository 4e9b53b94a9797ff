"""The door of workplans."""

from dixian.directives.workplans.engine.comparing import Change, Comparison, compare
from dixian.directives.workplans.engine.paper import Figure, Item, Limit, Mark, Named, Paper, Part
from dixian.directives.workplans.engine.reading import read_text
from dixian.directives.workplans.engine.units import KnownGroup, KnownUnit, UnitTable
from dixian.directives.workplans.known import packaged_units, stored_units, units_of_file
from dixian.directives.workplans.opening import NotAPaper, open_paper

__all__ = [
    "Change",
    "Comparison",
    "Figure",
    "Item",
    "KnownGroup",
    "KnownUnit",
    "Limit",
    "Mark",
    "Named",
    "NotAPaper",
    "Paper",
    "Part",
    "UnitTable",
    "compare",
    "open_paper",
    "packaged_units",
    "read",
    "read_text",
    "stored_units",
    "units_of_file",
]


def read(content: bytes, *, name: str, units: UnitTable) -> Paper:
    """Read a paper's file into tasks with their units, measures, figures and limits (R0).

    What is unclear is a Mark on its item or on the paper. Raises NotAPaper where the file holds no text.
    """
    opened = open_paper(content, name=name)
    paper = read_text(opened.text, units)
    if opened.empty_pages:
        pages = "、".join(map(str, opened.empty_pages))
        paper.marks.append(Mark(f"第 {pages} 页", "没有文字，可能是扫描的图片，没有读"))
    return paper
