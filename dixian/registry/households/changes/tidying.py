"""What a household repeats of its members: how many they are, who is head, whether it still is one."""

from collections.abc import Collection
from datetime import date

from dixian.registry.households.bulk import update_rows
from dixian.registry.households.changes.rules import head_of
from dixian.registry.households.models import Household, Person
from dixian.registry.households.sealing import Tables

COLUMNS = ("id", "size", "head_name", "valid_to")


def tidy_households(ids: Collection[int], day: date) -> None:
    """Bring these households to what their members say. Versions stay: nobody has edited the household."""
    members: dict[int, list[tuple[str, str]]] = {}
    living = Person.objects.filter(household_id__in=ids, valid_to=None).order_by("id")
    for home, relation, name in living.values_list("household_id", "relation", "name"):
        members.setdefault(home, []).append((relation, name))
    differ = []
    for id_, size, head, ended in Household.objects.filter(pk__in=ids).values_list(*COLUMNS):
        own = members.get(id_, [])
        now = (len(own), head_of(own) or head, None if own else ended or day)
        if now != (size, head, ended):
            differ.append((id_, *now))
    update_rows(Tables.HOUSEHOLD, COLUMNS, differ)
