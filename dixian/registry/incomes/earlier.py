"""期初: what households had in the year before the first collecting, from Excel, so that the first year is compared too.

A list has the sums of the national sheet (facts 3.2), or the items of the tree, or of one household some of both; the national
sheet says the same in the row of each member. It starts no clock, tells no facts and is confirmed by nobody here: it is what a later statement is compared with.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import update_rows
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Column, Money, Text, Whole
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import Household
from dixian.registry.incomes import tree
from dixian.registry.incomes.enums import UNDER_WAY, CampaignKind, StatementState
from dixian.registry.incomes.models import Campaign, Statement, VillageList
from dixian.registry.incomes.rules import Income, twelve_months_to, year_ends
from dixian.registry.incomes.telling import BUREAU

PIECE = 500
ITEM = "item_"
SUMS = tuple(one.code for one in tree.tree())
KEPT = ("size", "amounts", *SUMS, "per_head", "version")
COLUMNS: tuple[Column, ...] = (
    Text("number", "户编号", required=True, longest=30),
    Text("head", "户主", ("户主姓名",), longest=60),
    Whole("size", "家庭人口", ("家庭人口数", "人数")),
    *(Money(one.code, one.title, (f"{one.title}（元）", f"家庭{one.title}")) for one in tree.tree()),
    *(Money(f"{ITEM}{code}", title, (f"{title}（元）",)) for code, title in tree.leaves().items()),
)
OF_HOUSEHOLD = tuple(one.code for one in COLUMNS if one.code not in ("number", "head"))
# What rounding may make of a sum beside its items, in yuan.
ROUNDED = Decimal(1)


@dataclass
class Taken:
    """How many households were taken over, and a problem by row number of the others."""

    year: int
    done: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def years() -> tuple[int, int]:
    """The years whose income can be taken over: the last that has ended, and the one before."""
    today = clock.today()
    last = today.year if today > year_ends(today.year) else today.year - 1
    return last, last - 1


@transaction.atomic
def take_over(*, year: int, rows: Sequence[tuple[int, Mapping[str, Any]]], post: Post) -> Taken:
    """rows: (row number, clean values of `COLUMNS`), in yuan. A bad row is named, the others are taken; a later list counts.

    Raises NotAllowed; Refusal for another year, or one that is collected here.
    """
    post.require(Capability.RELEASE)
    if year not in years():
        raise Refusal("年度不对", f"只能导入 {years()[1]} 或 {years()[0]} 年度的收入")
    campaign = _campaign(year)
    taken = Taken(year)
    homes = _homes({row["number"] for _, row in rows})
    known = _known(campaign, homes)
    told: dict[str, Statement] = {}
    for at, row, members in _by_household(rows, taken):
        home = homes.get(row["number"])
        if why := _why_not(row, home):
            taken.problems.append((at, why))
        elif home is not None:
            size = row["size"] or (members if members > 1 else home.size)
            told[row["number"]] = _filled(known.get(home.pk) or _new(campaign, home), row, size)
    taken.problems.sort()
    _write(campaign, list(told.values()))
    taken.done = len(told)
    return taken


def _campaign(year: int) -> Campaign:
    last = year_ends(year)
    made, _ = Campaign.objects.get_or_create(
        kind=CampaignKind.YEAR,
        last=last,
        defaults={"first": twelve_months_to(last), "opened_on": clock.today(), "due_on": last},
    )
    if made.statements.exclude(state=StatementState.IMPORTED).exists():
        raise Refusal(f"{made}正在系统里采集", "不用导入；更早一个年度的可以导入")
    return made


def _homes(numbers: set[str]) -> dict[str, Household]:
    found: dict[str, Household] = {}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), PIECE):
        some = Household.objects.filter(number__in=wanted[start : start + PIECE], valid_to=None)
        found.update({one.number: one for one in some})
    return found


def _known(campaign: Campaign, homes: Mapping[str, Household]) -> dict[int, Statement]:
    ids = [one.pk for one in homes.values()]
    found: dict[int, Statement] = {}
    for start in range(0, len(ids), PIECE):
        some = Statement.objects.filter(campaign=campaign, household__in=ids[start : start + PIECE])
        found.update({one.household_id: one for one in some})
    return found


def _by_household(
    rows: Sequence[tuple[int, Mapping[str, Any]]], taken: Taken
) -> Iterator[tuple[int, Mapping[str, Any], int]]:
    """(row number, row, in how many rows it stands), the household's first; one that says something else is named."""
    first: dict[str, tuple[int, Mapping[str, Any]]] = {}
    members = Counter[str]()
    for at, row in rows:
        number = row["number"]
        _, said = first.setdefault(number, (at, row))
        members[number] += 1
        if any(row.get(code) != said.get(code) for code in OF_HOUSEHOLD):
            taken.problems.append(
                (at, f"户编号 {number} 前面有一行，收支和这一行不一样，以前一行为准。核对后只留对的")
            )
    for number, (at, row) in first.items():
        yield at, row, members[number]


def _why_not(row: Mapping[str, Any], home: Household | None) -> str:
    if home is None:
        return f"户档案里没有户编号 {row['number']}，或者已注销。先核对户档案"
    if row["size"] is not None and row["size"] < 1:
        return "家庭人口至少 1 人"
    amounts = _items(row)
    for branch in tree.tree():
        told = [amounts[code] for code in branch.leaves if code in amounts]
        stated = row.get(branch.code)
        if told and stated is not None and abs(sum(told, Decimal(0)) - stated) > ROUNDED:
            return f"{branch.title}填的是 {stated:,.2f} 元，明细加起来是 {sum(told, Decimal(0)):,.2f} 元。改成一致"
    if not amounts and all(row.get(code) is None for code in SUMS):
        return "收支各栏都是空的。填五项合计或者明细；确实没有收入的填 0"
    return ""


def _items(row: Mapping[str, Any]) -> dict[str, Decimal]:
    """The items of the tree the row tells of."""
    told = {code: row.get(f"{ITEM}{code}") for code in tree.leaves()}
    return {code: amount for code, amount in told.items() if amount is not None}


def _new(campaign: Campaign, home: Household) -> Statement:
    return Statement(
        campaign=campaign,
        household=home,
        village_id=home.village_id,
        owner_id=unit(BUREAU).pk,
        state=StatementState.IMPORTED,
    )


def _filled(one: Statement, row: Mapping[str, Any], size: int) -> Statement:
    """Of each sum its items where there are any, else what is said of it."""
    amounts = _items(row)
    added = tree.sums_of(amounts)
    itemised = {branch.code for branch in tree.tree() if branch.leaves.keys() & amounts.keys()}
    sums = {code: added[code] if code in itemised else row.get(code) or Decimal(0) for code in SUMS}
    one.size, one.amounts = size, tree.stored(amounts)
    for code, amount in sums.items():
        setattr(one, code, amount)
    one.per_head = Income(size=size, **sums).per_head
    return one


def _write(campaign: Campaign, told: Sequence[Statement]) -> None:
    villages = sorted({one.village_id for one in told})
    VillageList.objects.bulk_create(
        [VillageList(campaign=campaign, village_id=one) for one in villages], ignore_conflicts=True
    )
    old = [one for one in told if one.pk]
    for one in old:
        one.version += 1
    update_rows(old, list(KEPT))
    Statement.objects.bulk_create([one for one in told if not one.pk], batch_size=PIECE)
    for start in range(0, len(told), PIECE):
        _stand_before(campaign.last, told[start : start + PIECE])


def _stand_before(last: date, told: Sequence[Statement]) -> None:
    """What is being collected of the year after is compared with it, where nothing is yet."""
    by_home = dict(
        Statement.objects.filter(
            campaign__last=last,
            campaign__kind=CampaignKind.YEAR,
            household__in=[one.household_id for one in told],
        ).values_list("household_id", "id")
    )
    changed = list(_compared(last, by_home))
    update_rows(changed, ["before", "version"])


def _compared(last: date, by_home: Mapping[int, int]) -> Iterator[Statement]:
    found = Statement.objects.filter(
        household__in=by_home, state__in=UNDER_WAY, before=None, campaign__kind=CampaignKind.YEAR,
        campaign__last__gt=last,
    )  # fmt: skip
    for one in found.order_by("id"):
        one.before_id, one.version = by_home[one.household_id], one.version + 1
        yield one
