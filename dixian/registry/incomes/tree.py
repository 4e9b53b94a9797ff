"""The items of a statement, as packaged."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from dixian.foundation.kernel.money import CENT, LARGEST
from dixian.foundation.kernel.problems import Refusal

FILE = Path(__file__).parent / "reference" / "tree.toml"


@dataclass(frozen=True)
class Branch:
    """One sum of a statement: code, title, its items (code -> title), and the item a sum without items begins in."""

    code: str
    title: str
    leaves: Mapping[str, str]
    rest: str


@cache
def tree() -> tuple[Branch, ...]:
    """The branches in the order of the form."""
    with FILE.open("rb") as file:
        return tuple(
            Branch(one["code"], one["title"], one["leaves"], one["rest"])
            for one in tomllib.load(file)["branch"]
        )


@cache
def leaves() -> Mapping[str, str]:
    """Every item: code -> title."""
    return {code: title for branch in tree() for code, title in branch.leaves.items()}


def sums_of(amounts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Branch -> the sum of its items, in yuan."""
    return {
        branch.code: sum((amounts.get(code, Decimal(0)) for code in branch.leaves), Decimal(0))
        for branch in tree()
    }


def sums_told(amounts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The same of what somebody tells.

    Raises Refusal for an item that is none, or below zero, for more than a ledger holds.
    """
    if not set(amounts) <= leaves().keys():
        raise Refusal("收支里没有这一项", "刷新页面后再填")
    below = next((code for code, amount in amounts.items() if amount < 0), None)
    if below:
        raise Refusal(
            f"“{leaves()[below]}”填了 {amounts[below]:,.2f} 元，不能是负数",
            "收入和支出分开填，经营亏损的把成本填在生产经营性支出里",
        )
    if sum(map(abs, amounts.values())) > LARGEST:
        raise Refusal("收支合计超出可登记的范围", "核对单位是否为元，有没有把别的号码填进金额")
    return sums_of(amounts)


def itemised(amounts: Mapping[str, Decimal], sums: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The items, with a sum that came without them in the item it begins in; no sum is lost."""
    bare = {one.rest: sums[one.code] for one in tree() if not one.leaves.keys() & amounts.keys()}
    return {**amounts, **bare}


def stored(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    """Amounts as a statement keeps them: nothing where there is none."""
    return {code: str(amount.quantize(CENT)) for code, amount in amounts.items() if amount}


def read(kept: Mapping[str, str]) -> dict[str, Decimal]:
    """The same read back; an item that is no longer in the tree is left out."""
    return {code: Decimal(text) for code, text in kept.items() if code in leaves()}
