"""A list against the register, as far as a post is told of it. Nothing here writes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID

from dixian.foundation.accounts.api import Post, scope_settings, span_of
from dixian.foundation.audit.api import acting, current, reading
from dixian.registry.households.api import Household, Known, households_in_scope
from dixian.registry.inquiries.rules import ELSEWHERE, told
from dixian.registry.matching.api import (
    AMBIGUOUS,
    LINKED,
    REJECTED,
    REPAIRED,
    STRANGER,
    Match,
    Row,
    StoredRegister,
)

# What stands behind the list's own columns.
TITLES = (
    "比对结果", "依据", "户编号", "户主", "户类型", "监测对象类别", "是否消除", "乡镇", "村",
)  # fmt: skip
LABELS = {
    LINKED: "对上",
    REPAIRED: "修正后对上",
    AMBIGUOUS: "拿不准",
    STRANGER: "不在册",
    REJECTED: "退回",
}
NOTHING = ("",) * (len(TITLES) - 2)


@dataclass
class Answers:
    """texts: for each row what stands under TITLES; bins: how many rows ended where; households: uids of those that
    were told of; elsewhere: how many rows were told nothing but that they are in the register;
    tried: marks of the numbers the list gave.
    """

    texts: list[tuple[str, ...]] = field(default_factory=list)
    bins: Counter[str] = field(default_factory=Counter)
    households: dict[UUID, None] = field(default_factory=dict)
    elsewhere: int = 0
    tried: bytes = b""


class Comparer:
    """Answers rows, block by block."""

    def __init__(self, post: Post) -> None:
        self.answers = Answers()
        self._post = post
        self._whole = StoredRegister()
        self._own = None if span_of(post).everything else StoredRegister(within=post)

    def answer(self, rows: Sequence[Row], *, guesses: Sequence[bool]) -> None:
        """Add the answers to these rows, in order."""
        whole = self._whole.match(rows)
        with _as(self._post):
            own = whole if self._own is None else self._own.match(rows)
            houses = self._houses([*whole, *own])
        for one, inner, guess in zip(whole, own, guesses, strict=True):
            reached = self._own is None or self._known(one.person, houses) is not None
            self._add(told(whole=one, own=inner, reached=reached, guess=guess), houses)

    def _houses(self, matches: Sequence[Match]) -> dict[int, Household]:
        """The households of everybody these name, as far as the post reaches them."""
        named = {number for match in matches for number in (match.person, *match.candidates) if number}
        known = filter(None, (self._person(number) for number in named))
        return households_in_scope(sorted({one.household for one in known}), post=self._post)

    def _person(self, number: str) -> Known | None:
        registers = [self._whole, *([self._own] if self._own else [])]
        return next((one for register in registers if (one := register.find(number))), None)

    def _known(self, number: str, houses: dict[int, Household]) -> Known | None:
        """The person of a 人编号, where the post reaches their household."""
        one = self._person(number) if number else None
        return one if one and one.household in houses else None

    def _add(self, match: Match, houses: dict[int, Household]) -> None:
        said = self.answers
        said.bins[match.bin] += 1
        said.elsewhere += match.reason == ELSEWHERE
        person = self._known(match.person, houses)
        maybe = [one for number in match.candidates if (one := self._known(number, houses))]
        for one in (person, *maybe):
            if one:
                said.households[houses[one.household].uid] = None
        reason = match.reason
        if maybe:
            reason += f"；可能是：{'、'.join(_shown(one, houses[one.household]) for one in maybe)}"
        told_of = _household(houses[person.household]) if person else NOTHING
        said.texts.append((LABELS[match.bin], reason, *told_of))


@contextmanager
def _as(post: Post) -> Iterator[None]:
    """What is enclosed reads within the scope of the post, row security included."""
    who = current()
    assert who is not None  # noqa: S101 - a job always acts
    with acting(replace(who, post=post.pk, settings=scope_settings(post))), reading():
        yield


def _household(one: Household) -> tuple[str, ...]:
    township = one.village.parent
    return (
        one.number,
        one.head_name,
        one.get_kind_display(),
        one.get_monitored_display() if one.monitored else "无",
        ("是" if one.risk_eliminated else "否") if one.monitored else "",
        township.name if township else "",
        one.village.name,
    )


def _shown(one: Known, household: Household) -> str:
    township = household.village.parent
    place = f"{township.name if township else ''}{household.village.name}"
    return f"{one.name}（{place}，户编号 {household.number}）"
