"""Limits and figures of an item as a person words them: read by the rules that read a paper, so that they count alike."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from dixian.directives.workplans.engine.days import PaperDay, paper_day
from dixian.directives.workplans.engine.limits import limits_of
from dixian.directives.workplans.engine.measures import LOWER, figures_of, ranges_of
from dixian.directives.workplans.engine.paper import Limit
from dixian.directives.workplans.enums import LimitKind
from dixian.directives.workplans.keeping import figure_row, limit_row
from dixian.directives.workplans.models import Item, ItemFigure, ItemLimit, Workplan
from dixian.foundation.kernel.problems import Refusal

LONGEST = 120
# The last day a month can have; more than ten years of days is a slip.
LAST_DAY, MOST = 31, 3660
NEGATIVE = re.compile(r"(?<![0-9０-９%])[-−－负]\s*[0-9０-９]")


@dataclass(frozen=True)
class WordsSaid:
    """What the form says of a limit or a figure of an item: its words, why it is struck ("" where it counts).

    uid: the row it is about; None adds one.
    """

    uid: UUID | None
    words: str
    struck: str = ""


@dataclass(frozen=True)
class Worded:
    """A part of an item that is read from words. read: what stands in words of a paper of that day, and a doubt."""

    noun: str
    model: Any
    read: Callable[[str, PaperDay], tuple[Sequence[Any], str]]
    row: Callable[[Item, Any], Any]
    examples: str


def _limits(words: str, of: PaperDay) -> tuple[Sequence[Any], str]:
    found, doubts = limits_of(words, of)
    return found, doubts[0].why if doubts else next(filter(None, map(_wrong_limit, found)), "")


def _figures(words: str, _of: PaperDay) -> tuple[Sequence[Any], str]:
    negative = any(one.value is not None and one.value < 0 for one in figures_of(words))
    return figures_of(words), "指标不能是负数" if negative or NEGATIVE.search(LOWER.sub("", words)) else ""


def _wrong_limit(one: Limit) -> str:
    """What is wrong with a limit that can be read and can't be kept; "" where nothing is."""
    first, last = one.first_day, one.last_day
    if max(first or 1, last or 1) > LAST_DAY or 0 in (first, last):
        return "没有这一天"
    if first and last and first > last:
        return "起日在止日以后"
    if one.amount is not None and not 0 < one.amount <= MOST:
        return f"期数要在 1 到 {MOST} 之间"
    return ""


LIMITS = Worded("时限", ItemLimit, _limits, limit_row, "每月5日至15日、每季度、10天内、2024年12月31日前")
FIGURES = Worded("指标", ItemFigure, _figures, figure_row, "65%以上、100%、30种、不低于20户")


def day_of_paper(plan: Workplan) -> PaperDay:
    """The year a paper's limits are counted in."""
    return paper_day(plan.title, plan.document_number, plan.issued_on)


def correct_words(item: Item, plan: Workplan, part: Worded, said: Sequence[WordsSaid]) -> None:
    """Put the limits or the figures of an item right; rows not spoken of stay.

    A row that is worded anew is struck with the new words, which are read and added: what the paper was taken to say
    stays readable. Raises Refusal for words in which nothing is read, and for what stands there already.
    """
    there = list(part.model.objects.filter(item=item).order_by("id"))
    # A range is two figures, of which the form shows and sends the first.
    parts = ranges_of(there) if part is FIGURES else [[one] for one in there]
    together = {one.uid: some for some in parts for one in some}
    worded: list[str] = []
    for one in said:
        rows = together.get(one.uid, []) if one.uid else []
        row = rows[0] if rows else None
        words = one.words.strip()
        if row is None:
            worded += [words] if words else []
        elif one.struck:
            _strike(rows, one.struck)
        elif words and words != row.written:
            _strike(rows, f"校对为“{words}”"[:LONGEST])
            worded.append(words)
        elif not words and not row.struck:
            raise Refusal(f"{part.noun}“{row.written}”空着", "不该列的，写明划去的理由")
        elif row.struck:
            _strike(rows, "")
    _add(item, part, worded, day_of_paper(plan))


def tell_days(plan: Workplan) -> None:
    """Limits that name a day without a year get it where the paper's year, put right, tells it now: read anew as worded."""
    of = day_of_paper(plan)
    vague = ItemLimit.objects.filter(item__workplan=plan, struck="", kind=LimitKind.BY, every="", on=None)
    for row in vague.select_related("item"):
        found, doubt = _limits(row.written, of)
        if len(found) == 1 and not doubt and found[0].date:
            _strike([row], f"照文件的日期算出是 {found[0].date}")
            limit_row(row.item, found[0]).save()


def _strike(rows: Sequence[Any], why: str) -> None:
    for row in rows:
        if row.struck != why:
            type(row).objects.filter(pk=row.pk).update(struck=why, version=F("version") + 1)


def _add(item: Item, part: Worded, worded: Sequence[str], of: PaperDay) -> None:
    there = set(part.model.objects.filter(item=item, struck="").values_list("written", flat=True))
    for words in worded:
        rows = [part.row(item, found) for found in _read(part, words, of)]
        twice = next((row.written for row in rows if row.written in there), None)
        if twice is not None:
            raise Refusal(f"{part.noun}“{twice}”在这一项里已经列了", "留一处")
        there |= {row.written for row in rows}
        for row in rows:
            row.by_hand = True
        part.model.objects.bulk_create(rows)


def _read(part: Worded, words: str, of: PaperDay) -> Sequence[Any]:
    found, doubt = part.read(words, of)
    if not found:
        raise Refusal(f"“{words}”里没有读出{part.noun}", f"照这样写：{part.examples}")
    if doubt:
        raise Refusal(f"{part.noun}“{words}”：{doubt}", f"照这样写：{part.examples}")
    return found
