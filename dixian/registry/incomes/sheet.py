"""A village's list as a workbook: out with what is known, back with what has changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.columns import Column, Money, Text, Whole
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import name_key
from dixian.registry.incomes import tree
from dixian.registry.incomes.enums import OWED
from dixian.registry.incomes.filling import fill
from dixian.registry.incomes.models import Statement, VillageList
from dixian.registry.incomes.selectors import of_list


@dataclass
class Filled:
    """What comes of a workbook: how many go on, how many still want a word, and a problem by row number of the others."""

    done: int = 0
    asked: list[tuple[int, str]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


@cache
def columns() -> tuple[Column, ...]:
    """The columns: whose it is, how many people, each item, the explanation."""
    items = [Money(code, title) for code, title in tree.leaves().items()]
    return (
        Text("uid", "收支表编号", required=True, longest=36),
        Text("head", "户主", longest=60),
        Whole("size", "家庭人口", required=True),
        *items,
        Text("word", "变动说明", longest=300),
    )


def rows_of(found: VillageList, post: Post) -> Iterator[Sequence[object]]:
    """What is still to be filled in, with the amounts that are known."""
    for one in of_list(found, post).filter(state__in=OWED).order_by("id"):
        amounts = tree.read(one.amounts)
        known = [amounts.get(code) for code in tree.leaves()]
        yield (str(one.uid), one.household.head_name, one.size, *known, one.word)


@transaction.atomic
def fill_many(*, found: VillageList, rows: Sequence[tuple[int, Mapping[str, Any]]], post: Post) -> Filled:
    """rows: (row number, clean values of `columns`). A bad row is named, the others are taken.

    Raises NotAllowed.
    """
    result = Filled()
    known: dict[str, Statement] = {str(one.uid): one for one in of_list(found, post)}
    first: dict[str, int] = {}
    for number, row in rows:
        one, before = known.get(row["uid"]), first.setdefault(row["uid"], number)
        if one is None or (why := _why_not(row, one, before, number)):
            none = f"没有“收支表编号”（{row['uid']}）这张表。用下载的表填写，不改编号"
            result.problems.append((number, none if one is None else why))
            continue
        amounts = {code: row[code] or Decimal(0) for code in tree.leaves()}
        try:
            asked = fill(statement=one, amounts=amounts, size=row["size"], word=row["word"] or "", post=post)
        except Refusal as refused:
            result.problems.append((number, f"{refused.message}。{refused.remedy}"))
            continue
        if asked:
            result.asked.append((number, f"{one.household}：{'；'.join(asked)}"))
        else:
            result.done += 1
    return result


def _why_not(row: Mapping[str, Any], one: Statement, first: int, number: int) -> str:
    if first != number:
        return f"“收支表编号”（{row['uid']}）在第 {first} 行已经有了，以那一行为准。核对后只留一行"
    head = one.household.head_name
    if row.get("head") and name_key(row["head"]) != name_key(head):
        return f"“户主”（{row['head']}）不对，这个编号是{head}户的。核对这一行的编号和户主，不要只排一列"
    return ""
