"""What no form of ours sends, and a forged or hasty one may: words of no list, days nobody can mean."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import items
from dixian.registry.households.changes.drafts import Draft
from dixian.registry.households.changes.rules import HOUSEHOLD_FIELDS, PERSON_FIELDS
from dixian.registry.households.enums import EndCause, HouseholdKind, Monitored
from dixian.registry.households.models import Person

TITLES = PERSON_FIELDS | HOUSEHOLD_FIELDS
CHOICES = {"kind": HouseholdKind, "monitored": Monitored, "end_cause": EndCause}
# Their codes are all different, so that one question answers for both.
TABLES = {"certificate": "certificate_kind", "residence": "residence_status"}
SEXES = ("男", "女")
# Nobody who lives was born before the one, nobody enters today what happened before the other.
OLDEST, EARLIEST = date(1850, 1, 1), date(1949, 10, 1)


def refuse_impossible(drafts: Iterable[Draft]) -> None:
    """Raises Refusal that names the field: a word of no list, a day before anybody in question was born or to come."""
    for draft in drafts:
        _refuse_words(draft.after)
        _refuse_days(draft)


def _refuse_words(after: dict[str, Any]) -> None:
    known = {name: set(choices.values) for name, choices in CHOICES.items()} | {"sex": set(SEXES)}
    for name, table in TABLES.items():
        if after.get(name):
            known[name] = {one.code for one in items(table)}
    for name, words in known.items():
        if after.get(name) and after[name] not in words:
            raise Refusal(f"“{TITLES[name]}”里没有这一项", "刷新页面，从列表里选")


def _refuse_days(draft: Draft) -> None:
    today, born = clock.today(), _day(draft.after.get("birth"))
    if born and not OLDEST <= born <= today:
        raise Refusal(f"出生日期不会是 {born}", "核对后改正")
    known = Person.objects.filter(pk=draft.person or 0).values_list("birth", flat=True).first()
    for day in filter(None, (_day(draft.on), _day(draft.after.get("valid_to")))):
        if day > today:
            raise Refusal("日期不能晚于今天", "发生之后再登记")
        if day < EARLIEST or day < (born or known or EARLIEST):
            raise Refusal(f"日期 {day} 太早了，不早于出生日期", "核对哪一天发生的")


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
