"""What speaks against somebody coming into the register: a day of birth that doesn't fit, a number somebody has.

Whoever asks is told of nobody beyond their scope, not even that a number is somebody's (decision 0015): such a change is
asked for as any other, and whoever approves it is told as far as they reach.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.foundation.vault.blind import blind
from dixian.registry.households.changes.selectors import ShownChange
from dixian.registry.households.models import Person

BIRTH, APART = "出生", "register.birth.days"


def refuse_birth(birth: Any, why: str, on: date) -> None:
    """Raises Refusal for a birth (`why`) whose day of birth, as ISO text, is too far from the day it happened."""
    if not birth:
        return
    born = date.fromisoformat(str(birth))
    if why == BIRTH and abs((on - born).days) > int(number(APART, on)):
        raise Refusal(
            f"出生日期是 {born}，发生日期是 {on}，不像是这次出生",
            "核对证件号码和发生日期；早就出生、现在才登记的，“怎么来的”选“其他”",
        )


def refuse_known(text: Any, post: Post) -> None:
    """Raises Refusal for a number of somebody whom the post reaches, and names them."""
    if not text:
        return
    found = _owners([blind(str(text), "id")], post)
    if found:
        raise Refusal(
            f"这个证件号码是{_named(found[0])}",
            "是同一个人的，到那一户的页面提请“人员换户”；不是的，核对号码",
        )


def owners_of_numbers(changes: Iterable[ShownChange], post: Post) -> dict[int, str]:
    """Change -> whose the number is that it gives somebody, for whoever decides on it; as far as the post reaches."""
    given = [(one.change, one.id_index) for one in changes if one.id_index]
    owners: dict[bytes, list[Person]] = {}
    for owner in _owners([index for _, index in given], post):
        owners.setdefault(bytes(owner.id_index or b""), []).append(owner)
    return {
        change.pk: f"这个证件号码是{_named(owner)}，批准了也不会登记；是同一个人的，退回，由县里办“人员换户”"
        for change, index in given
        for owner in owners.get(index, [])
        if owner.pk != change.person_id
    }


def _owners(indexes: list[bytes], post: Post) -> list[Person]:
    living = Person.objects.visible_to(post).filter(id_index__in=indexes, valid_to=None)
    return list(living.select_related("household").order_by("id")) if indexes else []


def _named(owner: Person) -> str:
    home = owner.household
    return f"{owner.name}的，在{home.head_name}户（{home.number}）"
