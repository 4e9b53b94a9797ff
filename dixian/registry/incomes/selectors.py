"""Reads of the campaigns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.registry.incomes import tree
from dixian.registry.incomes.enums import OWED, StatementState
from dixian.registry.incomes.models import Campaign, Statement, VillageList

NO_STATES: Mapping[str, int] = dict.fromkeys(StatementState.values, 0)


@dataclass(frozen=True)
class Village:
    """How far a village is: its list, and how many statements stand in each state."""

    list: VillageList
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All that are collected."""
        return sum(self.counts.values()) - self.counts[StatementState.CALLED_OFF]

    @property
    def owed(self) -> int:
        """What the village still has to do."""
        return sum(self.counts[one] for one in OWED)

    @property
    def signed(self) -> int:
        """What waits for the township."""
        return self.counts[StatementState.SIGNED]

    @property
    def confirmed(self) -> int:
        """What counts."""
        return self.counts[StatementState.CONFIRMED]

    @property
    def imported(self) -> int:
        """What was taken over from before, and nobody confirmed here."""
        return self.counts[StatementState.IMPORTED]


@dataclass(frozen=True)
class Line:
    """One item of a statement: code, title, now, and the last time (None where there was none)."""

    code: str
    title: str
    now: Decimal
    before: Decimal | None


@dataclass(frozen=True)
class Part:
    """A branch of a statement with its sum, the items that have an amount, and the others."""

    code: str
    title: str
    total: Decimal
    told: Sequence[Line]
    rest: Sequence[Line]


def campaigns() -> list[Campaign]:
    """The campaigns, the latest first."""
    return list(Campaign.objects.order_by("-last", "kind"))


def villages_of(campaign: Campaign, post: Post) -> list[Village]:
    """The villages within the post's reach, each with how far it is."""
    rows = Statement.objects.visible_to(post).filter(campaign=campaign)
    counted: dict[int, dict[str, int]] = {}
    for village, state, count in rows.values_list("village_id", "state").annotate(n=Count("id")).order_by():
        counted.setdefault(village, dict(NO_STATES))[state] = count
    lists = VillageList.objects.visible_to(post).filter(campaign=campaign)
    found = lists.select_related("village__parent").order_by("village__code")
    return [Village(one, counted.get(one.village_id, NO_STATES)) for one in found]


def lists(post: Post) -> QuerySet[VillageList]:
    """The villages' lists the post reaches."""
    return VillageList.objects.visible_to(post).select_related("campaign", "village__parent")


def statements(post: Post) -> QuerySet[Statement]:
    """The statements the post reaches, with what a page shows."""
    found = Statement.objects.visible_to(post)
    return found.select_related(
        "campaign", "household", "village__parent", "before__campaign", "filled_by", "confirmed_by", "paper"
    )


def of_list(found: VillageList, post: Post) -> QuerySet[Statement]:
    """The statements of a village's list."""
    return statements(post).filter(campaign=found.campaign_id, village=found.village_id)


def parts_of(statement: Statement) -> list[Part]:
    """The statement branch by branch, as the form asks for it."""
    before = tree.read(statement.before.amounts) if statement.before else None
    return parts(tree.read(statement.amounts), before)


def parts(now: Mapping[str, Decimal], before: Mapping[str, Decimal] | None) -> list[Part]:
    """Amounts by item, branch by branch: what has an amount first, all else apart. before: the last time, None for none."""
    return [_part(branch, now, before) for branch in tree.tree()]


def items_of(kept: Any, told: Mapping[str, Decimal] | None = None) -> dict[str, Decimal]:
    """What a statement, or whatever keeps amounts and sums as it does, says item by item; a sum that came without items
    stands in the one it begins in.

    told: items known otherwise, which count instead, also of a sum that came without any.
    """
    sums = {branch.code: getattr(kept, branch.code) for branch in tree.tree()}
    return tree.itemised({**tree.read(kept.amounts), **(told or {})}, sums)


def _part(branch: tree.Branch, now: Mapping[str, Decimal], before: Mapping[str, Decimal] | None) -> Part:
    lines = [
        Line(
            code,
            title,
            now.get(code, Decimal(0)),
            None if before is None else before.get(code, Decimal(0)),
        )
        for code, title in branch.leaves.items()
    ]
    told = [one for one in lines if one.now or one.before]
    total = tree.sums_of(now)[branch.code]
    return Part(branch.code, branch.title, total, told, [one for one in lines if one not in told])


def statements_of(*, household: int, post: Post) -> list[Statement]:
    """What was collected of one household, the latest first."""
    return list(statements(post).filter(household_id=household).order_by("-campaign__last", "-id"))
