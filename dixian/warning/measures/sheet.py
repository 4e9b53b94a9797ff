"""A unit's measures as a workbook: out with what it owes, back with the days of what it has done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.columns import Day, Money, Text
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import name_key
from dixian.foundation.policy.api import labels
from dixian.warning.measures.delivering import deliver
from dixian.warning.measures.enums import MeasureState
from dixian.warning.measures.models import Measure
from dixian.warning.measures.selectors import unit_measures

DELIVERY_COLUMNS = (
    Text("uid", "措施编号", ("编号",), required=True, longest=36),
    Text("head", "户主", ("户主姓名",), longest=60),
    Day("on", "落实日期", ("完成日期",), example="2024-04-03"),
    Money("amount", "落实金额", ("金额", "金额（元）"), example="1200.00"),
    Text("told", "落实情况", ("说明", "备注"), longest=200),
)
SHEET_COLUMNS = (
    *DELIVERY_COLUMNS[:2],
    Text("village", "村"),
    Text("kind", "类别"),
    Text("what", "帮扶内容"),
    Day("until", "落实期限"),
    *DELIVERY_COLUMNS[2:],
)
PIECE = 500


@dataclass
class Delivered:
    """What comes of a list: how many are delivered, how many rows have no day yet, and a problem by row number of the others."""

    done: int = 0
    left: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def rows_of(post: Post) -> Iterator[Sequence[object]]:
    """By SHEET_COLUMNS, what the unit still owes; amounts as they were planned."""
    kinds = labels("measure_kind")
    owed = unit_measures(post).filter(unit_id=post.unit_id, state=MeasureState.DUE)
    for one in owed.order_by("until_on", "id"):
        whose = (str(one.uid), one.household.head_name, one.household.village.name)
        yield (*whose, kinds.get(one.kind, one.kind), one.what, one.until_on, None, one.amount, None)


@transaction.atomic
def deliver_many(*, rows: Sequence[tuple[int, Mapping[str, Any]]], post: Post) -> Delivered:
    """rows: (row number, clean values of DELIVERY_COLUMNS). A bad row is named, the others are taken; without a day it waits."""
    result = Delivered()
    known = _known([row["uid"] for _, row in rows], post)
    first: dict[str, int] = {}
    for number, row in rows:
        if row["on"] is None and not row["told"]:
            result.left += 1
            continue
        measure = known.get(row["uid"])
        why = _why_not(row, measure, first.setdefault(row["uid"], number), number)
        if measure is not None and not why:
            why = _refused(measure, row, post)
        if why:
            result.problems.append((number, why))
        else:
            result.done += 1
    return result


def _why_not(row: Mapping[str, Any], measure: Measure | None, first: int, number: int) -> str:
    if measure is None:
        return f"没有“措施编号”（{row['uid']}）这项措施。用下载的清单填写，不改编号"
    if first != number:
        return f"“措施编号”（{row['uid']}）在第 {first} 行已经有了，以那一行为准。核对后只留一行"
    head = measure.household.head_name
    if row.get("head") and name_key(row["head"]) != name_key(head):
        return f"“户主”（{row['head']}）不对，这个编号是{head}户的“{measure}”。核对这一行的编号和户主，不要只排一列"
    if row["on"] is None:
        return "“落实日期”没有填。已经落实的补填日期，还没有落实的把“落实情况”也空着"
    if measure.state == MeasureState.DELIVERED:
        return f"{head}户的“{measure}”已经登记 {measure.delivered_on} 落实，没有改动。不用再传这一行"
    return ""


def _refused(measure: Measure, row: Mapping[str, Any], post: Post) -> str:
    try:
        deliver(measure=measure, on=row["on"], told=row["told"] or "", amount=row["amount"], post=post)
    except Refusal as refused:
        return f"{refused.message}。{refused.remedy}".rstrip("。")
    return ""


def _known(uids: Sequence[str], post: Post) -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    valid = [one for one in dict.fromkeys(uids) if len(one) == 36 and one.count("-") == 4]
    for start in range(0, len(valid), PIECE):
        rows = Measure.objects.visible_to(post).filter(uid__in=valid[start : start + PIECE])
        found.update({str(one.uid): one for one in rows.select_related("unit", "household")})
    return found
