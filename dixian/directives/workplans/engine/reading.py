"""A paper's text and a county's units in, a Paper out. Rules in order; nothing is guessed, what is unclear is marked."""

from collections.abc import Iterator
from datetime import date

from dixian.directives.workplans.engine.assigning import Reader
from dixian.directives.workplans.engine.counting import counted_in
from dixian.directives.workplans.engine.days import PaperDay, paper_day
from dixian.directives.workplans.engine.grid import columns_of
from dixian.directives.workplans.engine.heading import Heading, heading_of
from dixian.directives.workplans.engine.lines import lines_of
from dixian.directives.workplans.engine.markers import Marker, marker_of
from dixian.directives.workplans.engine.outline import Node, Task, tasks_of, tree_of
from dixian.directives.workplans.engine.over import led_from_above, unit_above
from dixian.directives.workplans.engine.paper import Item, Mark, Paper, Passage
from dixian.directives.workplans.engine.paragraphs import paragraphs_of
from dixian.directives.workplans.engine.places import placed, places_of
from dixian.directives.workplans.engine.rest import rest_of
from dixian.directives.workplans.engine.signs import leads_in_words
from dixian.directives.workplans.engine.statements import statements_of, without
from dixian.directives.workplans.engine.tables import read_tables
from dixian.directives.workplans.engine.titles import title_and_text
from dixian.directives.workplans.engine.units import UnitTable
from dixian.directives.workplans.engine.words import FIRST_RULE

TABLE = "表格"
FEWEST_COLUMNS = 3


def read_text(text: str, table: UnitTable) -> Paper:
    """Read a paper. Never raises: a text that is no workplan gives a Paper without items."""
    lines = lines_of(leads_in_words(text))
    heading = heading_of(lines)
    paper = Paper(
        heading.title, heading.issuer, heading.document_number, heading.date, marks=list(heading.marks)
    )
    issued = date.fromisoformat(heading.date) if heading.date else None
    reader = Reader(
        table,
        place="" if table.is_home(heading.issuer or heading.title or "") else heading.place,
        on=issued,
        days=paper_day(heading.title, heading.document_number, issued),
        first_leads=bool(FIRST_RULE.search("".join(lines))),
    )
    paragraphs = paragraphs_of(lines)
    prose = [one for one in paragraphs if "\t" not in one]
    tree = tree_of(prose, table.knows)
    tasks = tasks_of(tree, table.knows)
    if not tasks:
        bare = (one.removeprefix(heading.title or "") for one in paragraphs)
        counted = counted_in([one for one in bare if one], table.knows)
        paragraphs = counted.paragraphs
        prose = [one for one in paragraphs if "\t" not in one]
        tree = tree_of(prose, table.knows, counted.marker_of)
        tasks = tasks_of(tree, table.knows)
    told = [_of_task(task, reader) for task in tasks]
    lines_in = [at for at, one in enumerate(paragraphs) if "\t" in one]
    rows, left = read_tables([paragraphs[at] for at in lines_in], reader)
    if rows and not any(item.lead or item.responsible for item in told):
        told, tasks = [], []
    places = list(places_of(tasks, paragraphs))
    of_rows = [lines_in[at] for at, _ in rows]
    found = [*zip(places, told, strict=True), *((lines_in[at], item) for at, item in rows)]
    paper.items = [item for _, item in sorted(found, key=lambda one: one[0])]
    paper.rest = placed(rest_of(tree, tasks, prose, heading), places, of_rows, paragraphs)
    paper.rest += [
        Passage(sum(place <= lines_in[at] for place in (*places, *of_rows)), text) for at, text in left
    ]
    paper.rest.sort(key=lambda one: one.after)
    paper.marks += _tables_without_lines([one for one in lines if "\t" not in one])
    paper.marks += _marks(paper, heading)
    return paper


def read_item(text: str, table: UnitTable, *, days: PaperDay) -> Item:
    """One task from its words alone, numbered or not; for a paper of the county the table is of. days: the paper's.

    Never raises: words without a unit give an Item that names none, and says so.
    """
    whole = "\n".join(paragraphs_of(lines_of(leads_in_words(text))))
    marker = marker_of(whole)
    reader = Reader(table, on=days.issued, days=days, first_leads=bool(FIRST_RULE.search(whole)))
    return _item(marker, whole[marker.length :].strip() if marker else whole, "", "", reader)


def _of_task(task: Task, reader: Reader) -> Item:
    node = task.node
    over = unit_above(node, reader.table)
    inherited = task.inherited or over
    return _item(node.marker, node.whole(), _section(node, reader.table), inherited, reader, over)


def _item(
    marker: Marker | None, whole: str, section: str, inherited: str, reader: Reader, over: str = ""
) -> Item:
    statements = led_from_above(statements_of(whole, reader.table.knows), over, reader.table.knows)
    title, text = title_and_text(without(whole, statements))
    item = Item(marker.number if marker else None, marker.written if marker else "", section, title, text)
    reader.assign(item, whole, statements, inherited)
    return item


def _section(node: Node, table: UnitTable) -> str:
    """The heading right above, with its marker."""
    above = node.above
    if above is None or above.marker is None:
        return ""
    bare = without(above.heading, statements_of(above.heading, table.knows))
    title, _ = title_and_text(bare)
    return f"{above.marker.written}{title or bare}".strip()


def _marks(paper: Paper, heading: Heading) -> Iterator[Mark]:
    if not paper.items and not any(mark.about == TABLE for mark in paper.marks):
        yield Mark("全文", "没有读到任务：文中没有编号的条目，也没有带“牵头单位”“责任单位”的表格")
    elif paper.items and not any(item.lead or item.responsible for item in paper.items):
        yield Mark("全文", "没有一项任务写明责任单位")
    for name, value in (
        ("标题", heading.title),
        ("发文机关", heading.issuer),
        ("文号", heading.document_number),
        ("成文日期", heading.date),
    ):
        if value is None:
            yield Mark(name, "没有读到，请补填")


def _tables_without_lines(lines: list[str]) -> Iterator[Mark]:
    """The header of a table that came as plain words, as from a PDF: what stands in which column is lost."""
    for line in lines:
        cells = line.split()
        if len(cells) >= FEWEST_COLUMNS and columns_of(cells) and all(columns_of(cells).values()):
            yield Mark(
                TABLE, f"“{line}”像是表头，但分不清各栏，表里的任务没有读；把表格放进 Word 文档（.docx）再读"
            )
