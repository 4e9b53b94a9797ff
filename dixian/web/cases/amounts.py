"""What a home check says besides words: income by the tree of the yearly statement, and which guarantees are broken."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from dixian.foundation.kernel import money
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.registry.incomes import api as incomes
from dixian.warning.cases.api import HomeCheck

PROBLEMS = (
    ("house", "住房出现安全问题"),
    ("school", "义务教育阶段失学辍学"),
    ("medical", "有成员未参加基本医疗保险"),
    ("water", "饮水出现安全问题"),
)


def amounts_sent(posted: Any) -> dict[str, Decimal]:
    """The amounts of the form by item; an empty field is nothing. Raises Refusal that names the item."""
    found = {}
    for code, title in incomes.leaves().items():
        text = posted.get(f"a-{code}", "").strip()
        try:
            found[code] = money.parse(text) if text else Decimal(0)
        except CellProblem as problem:
            raise Refusal(f"“{title}”{problem}", "填数字，单位元") from None
    return found


def problems_sent(posted: Any) -> dict[str, bool]:
    """Which problems were ticked."""
    return {name: bool(posted.get(name)) for name, _ in PROBLEMS}


def parts_told(check: HomeCheck) -> list[incomes.Part]:
    """Its sums, each with the items that were told; one of the time before items were asked for has its sums alone."""
    found = incomes.parts(incomes.read(check.amounts), None)
    return [replace(one, total=getattr(check, one.code)) for one in found]


def in_words(check: HomeCheck) -> Iterator[tuple[str, Decimal, str]]:
    """Title of each sum, the sum, and its items in a sentence."""
    for part in parts_told(check):
        yield part.title, part.total, "、".join(f"{line.title} {line.now:,.2f}" for line in part.told)


def to_write(advance: list[incomes.Part]) -> dict[str, str]:
    """Title of each sum -> its items, with what is known, else with room for the hand."""
    return {
        part.title: "、".join(
            f"{line.title} {f'{line.now:,.2f}' if line.now else '______'}"
            for line in (*part.told, *part.rest)
        )
        for part in advance
    }
