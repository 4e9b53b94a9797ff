"""What speaks against somebody coming into the register: a day of birth that doesn't fit, a number somebody has."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.api import beyond_scope
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.foundation.vault.blind import blind
from dixian.registry.households.models import Person
from dixian.registry.households.selectors import persons_by_id_index

BIRTH, APART = "出生", "register.birth.days"


def refuse_unlikely(*, values: Mapping[str, Any], why: str, on: date, post: Post) -> None:
    """Raises Refusal for a birth on another day than that of the number, and for a number that somebody has already.

    Who has it is named where the post reaches them.
    """
    _refuse_birth(values.get("birth"), why, on)
    if values.get("id_number"):
        _refuse_known(str(values["id_number"]), post)


def _refuse_birth(birth: Any, why: str, on: date) -> None:
    if not birth:
        return
    born = date.fromisoformat(str(birth))
    if why == BIRTH and abs((on - born).days) > int(number(APART, on)):
        raise Refusal(
            f"出生日期是 {born}，发生日期是 {on}，不像是这次出生",
            "核对证件号码和发生日期；早就出生、现在才登记的，“怎么来的”选“其他”",
        )


def _refuse_known(text: str, post: Post) -> None:
    index = blind(text, "id")
    with beyond_scope():
        known = persons_by_id_index([index]).get(index, [])
    if not known:
        return
    persons = Person.objects.visible_to(post).filter(pk__in=[one.person for one in known])
    found = persons.select_related("household").first()
    if found is not None:
        home = found.household
        raise Refusal(
            f"这个证件号码是{found.name}的，在{home.head_name}户（{home.number}）",
            "是同一个人的，到那一户的页面提请“人员换户”；不是的，核对号码",
        )
    raise Refusal(
        "这个证件号码在户档案里已有人，不在您的范围", "核对号码；是同一个人的，请县农业农村局办理跨乡镇换户"
    )
