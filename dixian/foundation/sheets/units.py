"""Amounts that a sheet gives in 万元: by the header of their column, or by 单位：万元 somewhere above it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dixian.foundation.kernel.columns import Column, Money
from dixian.foundation.kernel.money import TEN_THOUSAND
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.table import Reading

WAN, YUAN = "万元", "元"
# 单位：万元, 单位(人、万元), 金额单位:人民币万元, 医疗费用(万元)
SAID = re.compile(r"单位[:：(（]?[^:：]{0,8}万元|[(（]万元[)）]")


def in_their_unit(part: Reading, columns: Sequence[Column]) -> list[Column]:
    """The columns as this sheet writes them: an amount in 万元 is taken ten thousand times.

    What a header says comes before what stands above all of them.
    """
    return [
        replace(one, times=TEN_THOUSAND) if isinstance(one, Money) and _in_wan(part, one) else one
        for one in columns
    ]


def remarks(reading: Reading, columns: Sequence[Column]) -> str:
    """What people should know of the file before they go on: what it hides, and amounts in 万元; "" for nothing."""
    return "；".join(filter(None, (reading.about_hidden, _about_units(reading, columns))))


def _about_units(reading: Reading, columns: Sequence[Column]) -> str:
    found = {
        one.title: one
        for part in reading.each
        for one in in_their_unit(part, columns)
        if isinstance(one, Money) and one.times != 1
    }
    named = "、".join(f"“{title}”" for title in found)
    return f"{named}在文件里以万元为单位，已乘一万换算成元" if found else ""


def _in_wan(part: Reading, column: Money) -> bool:
    at = part.mapping.get(column.code, -1)
    if at < 0:
        return False
    own = tidy(part.header[at])
    if YUAN in own:
        return WAN in own
    above = [cell for line in part.around if line.number < part.header_row for cell in line.cells if cell]
    return any(SAID.search(tidy(cell)) for cell in (*above, *part.above[at : at + 1]))
