"""Who heads a household after its head, and what the others are to the new one. Decisions on plain values."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dixian.registry.households.changes.rules import HEAD

SPOUSE = "配偶"
CHILDREN = ("之子", "之女")
PARENTS = ("之父", "之母")
SIBLING = "之兄弟姐妹"
ADULT = 18
# Before a relation that is still said of the head who was: true, and a question to whoever knows the family.
OF_FORMER = "与原户主："
LONGEST = 20
MALE = "男"
BELOW = ("之子", "之女", "之儿媳", "之女婿", "之孙子", "之孙女", "之外孙子", "之外孙女")
# A new head who was the spouse: those below both are what they were, the two sides of parents change places.
TO_HUSBAND = {"之父": "之岳父", "之母": "之岳母", "之公公": "之父", "之婆婆": "之母"}
TO_WIFE = {"之父": "之公公", "之母": "之婆婆", "之岳父": "之父", "之岳母": "之母"}


class Member(NamedTuple):
    """Somebody of a household; version: of their record."""

    id: int
    name: str
    relation: str
    sex: str
    birth: date | None
    version: int = 0


def successor(members: Iterable[Member], today: date) -> Member:
    """Who is proposed as head of those who are left: the spouse, else the eldest adult, else the eldest.

    A custom of household registration, which the proposer overrules by choosing somebody else.
    """
    return min(members, key=lambda one: (one.relation != SPOUSE, not _adult(one, today), _born(one), one.id))


def following(relation: str, *, sex: str, head: Member, former_sex: str) -> str:
    """What somebody who was `relation` to the former head is to the new one; "" where that does not certainly follow.

    head: with the relation to the former head. Steps count as the register counts them: a stepchild is 之子 or 之女.
    """
    if relation == HEAD:
        return _of_former_head(head, former_sex)
    if head.relation == HEAD:
        return relation
    if head.relation == SPOUSE:
        turned = TO_HUSBAND if head.sex == MALE else TO_WIFE
        return relation if relation in BELOW else turned.get(relation, "")
    if head.relation in CHILDREN:
        return _to_child(relation, sex, former_sex)
    if head.relation in PARENTS:
        return _to_parent(relation, sex, former_sex)
    return ""


def of_former(relation: str) -> str:
    """The relation as one to the head who was; said once."""
    return relation if relation.startswith(OF_FORMER) else f"{OF_FORMER}{relation}"[:LONGEST]


def _of_former_head(head: Member, sex: str) -> str:
    """What the former head is to the new one."""
    if head.relation in (SPOUSE, SIBLING):
        return head.relation
    if head.relation in CHILDREN:
        return _by_sex(sex, PARENTS)
    return _by_sex(sex, CHILDREN) if head.relation in PARENTS else ""


def _to_child(relation: str, sex: str, former_sex: str) -> str:
    if relation == SPOUSE:
        return _by_sex(sex, PARENTS)
    if relation in CHILDREN:
        return SIBLING
    grand = {"之父": "之祖父", "之母": "之祖母"} if former_sex == MALE else {}
    return grand.get(relation, "")


def _to_parent(relation: str, sex: str, former_sex: str) -> str:
    if relation == SPOUSE:
        return _by_sex(sex, ("之女婿", "之儿媳"))
    below = {MALE: {"之子": "之孙子", "之女": "之孙女"}, "女": {"之子": "之外孙子", "之女": "之外孙女"}}
    return below.get(former_sex, {}).get(relation, "")


def _by_sex(sex: str, words: tuple[str, str]) -> str:
    """Of (man's, woman's) word; "" where the register doesn't say."""
    return {MALE: words[0], "女": words[1]}.get(sex, "")


def _born(one: Member) -> date:
    return one.birth or date.max


def _adult(one: Member, today: date) -> bool:
    return one.birth is not None and (
        today.year - one.birth.year - ((today.month, today.day) < (one.birth.month, one.birth.day)) >= ADULT
    )
