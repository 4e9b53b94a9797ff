"""The door of workplans."""

from dixian.directives.workplans.actions import leave_aside, receive
from dixian.directives.workplans.adding import MissedSaid, add_item
from dixian.directives.workplans.adopting import propose_adoption, waiting_proposals, what_is_missing
from dixian.directives.workplans.beside import beside, others_of
from dixian.directives.workplans.correcting import ItemSaid, correct_head, correct_item, first_ones_lead
from dixian.directives.workplans.decisions import Decided, adopt_decisions
from dixian.directives.workplans.engine.comparing import Change, Comparison, compare
from dixian.directives.workplans.engine.measures import ranges_of
from dixian.directives.workplans.engine.paper import Figure, Item, Limit, Mark, Named, Paper, Part
from dixian.directives.workplans.engine.reading import read_text
from dixian.directives.workplans.engine.units import KnownGroup, KnownUnit, UnitTable
from dixian.directives.workplans.known import packaged_units, stored_units, units_of_file
from dixian.directives.workplans.models import Item as PlanItem
from dixian.directives.workplans.models import ItemLimit, ItemUnit, Workplan
from dixian.directives.workplans.opening import NotAPaper, Opened, open_paper
from dixian.directives.workplans.paging import Sheet, sheets_of
from dixian.directives.workplans.parts import UnitSaid
from dixian.directives.workplans.selectors import (
    correctors_of,
    grouped,
    items_of,
    job_of,
    live_figures,
    live_items,
    live_limits,
    live_units,
    marks_of,
    passages_of,
    sums,
    workplans,
)
from dixian.directives.workplans.stopping import propose_stopping, waiting_to_stop
from dixian.directives.workplans.wording import WordsSaid

__all__ = [
    "Change",
    "Comparison",
    "Decided",
    "Figure",
    "Item",
    "ItemLimit",
    "ItemSaid",
    "ItemUnit",
    "KnownGroup",
    "KnownUnit",
    "Limit",
    "Mark",
    "MissedSaid",
    "Named",
    "NotAPaper",
    "Opened",
    "Paper",
    "Part",
    "PlanItem",
    "Sheet",
    "UnitSaid",
    "UnitTable",
    "WordsSaid",
    "Workplan",
    "add_item",
    "adopt_decisions",
    "beside",
    "compare",
    "correct_head",
    "correct_item",
    "correctors_of",
    "first_ones_lead",
    "grouped",
    "items_of",
    "job_of",
    "leave_aside",
    "live_figures",
    "live_items",
    "live_limits",
    "live_units",
    "marks_of",
    "open_paper",
    "others_of",
    "packaged_units",
    "passages_of",
    "propose_adoption",
    "propose_stopping",
    "ranges_of",
    "read",
    "read_opened",
    "read_text",
    "receive",
    "sheets_of",
    "stored_units",
    "sums",
    "units_of_file",
    "waiting_proposals",
    "waiting_to_stop",
    "what_is_missing",
    "workplans",
]


def read(content: bytes, *, name: str, units: UnitTable) -> Paper:
    """Read a paper's file into tasks with their units, measures, figures and limits (R0).

    What is unclear is a Mark on its item or on the paper. Raises NotAPaper where the file holds no text.
    """
    return read_opened(open_paper(content, name=name), units)


def read_opened(opened: Opened, units: UnitTable) -> Paper:
    """The same of a file that is open."""
    paper = read_text(opened.text, units)
    if opened.empty_pages:
        pages = "、".join(map(str, opened.empty_pages))
        paper.marks.append(Mark(f"第 {pages} 页", "没有文字，可能是扫描的图片，没有读"))
    paper.marks += [Mark(one, "在文档里划去了或者隐藏了，没有读，请核对") for one in opened.left_out]
    return paper
