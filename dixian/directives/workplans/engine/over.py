"""Headings that are units: what stands below 二、县残联 or 县农业农村局牵头的任务 is theirs to do."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dixian.directives.workplans.engine.clauses import clauses_of
from dixian.directives.workplans.engine.outline import Node
from dixian.directives.workplans.engine.statements import Known, Statement
from dixian.directives.workplans.engine.units import UnitTable
from dixian.directives.workplans.engine.words import LEAD, MAIN, looks_like_unit

LEADS, DOES = "牵头单位：", "责任单位："
# 由县农业农村局牵头负责的重点任务
WORK_OF = re.compile(
    r"由?(?P<who>[^，。；：]{2,60}?)(?P<lead>牵头)?(?P<does>负责|落实|办理|推进|组织实施)?的?(?:重点|主要)?(?:任务|事项|工作|工作任务)"
)
OF_COUNTY = re.compile(r"[省市县区镇乡]|团县委|国网")


def unit_above(node: Node, table: UnitTable) -> str:
    """The unit a heading above is, as a statement; "" where none is."""
    above = node.above
    while above is not None and above.marker is not None:
        if said := _said(above, table):
            return said
        above = above.above
    return ""


def led_from_above(statements: list[Statement], over: str, known: Known) -> list[Statement]:
    """Where a heading says who leads, and what stands below it only who does it or helps, both hold."""
    if not over or len(statements) != 1:
        return statements
    said = clauses_of(statements[0].words, known)
    if said.of(LEAD) or (not over.startswith(LEADS) and said.of(MAIN)) or not said.said:
        return statements
    return [replace(statements[0], words=f"{over}；{statements[0].words}")]


def _said(node: Node, table: UnitTable) -> str:
    bare = node.heading.strip("：: ")
    if _is_unit(bare, table):
        return f"{DOES}{bare}"
    work = WORK_OF.fullmatch(bare)
    if work and (work["lead"] or work["does"]) and _all_units(re.split("[、，,]", work["who"]), table):
        return f"{LEADS if work['lead'] else DOES}{work['who']}"
    # A unit the table lacks, in a row of headings that are units.
    beside = node.above.children if node.above else []
    unknown = OF_COUNTY.match(bare) and looks_like_unit(bare)
    if unknown and any(_is_unit(one.heading.strip("：: "), table) for one in beside):
        return f"{DOES}{bare}"
    return ""


def _is_unit(words: str, table: UnitTable) -> bool:
    return table.knows(words) or (looks_like_unit(words) and bool(table.resolve(words).units))


def _all_units(names: Sequence[str], table: UnitTable) -> bool:
    return all(table.knows(name) for name in names)
