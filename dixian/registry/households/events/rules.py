"""Decisions about events, on plain values."""

from datetime import date

from dixian.registry.households.changes.rules import HEAD

# What the spouse of somebody is to the head; of others the register has no word.
SPOUSES = {HEAD: "配偶", "之子": "之儿媳", "之女": "之女婿"}
CHILDREN = {"男": "之子", "女": "之女"}
GRANDCHILDREN = {"男": "之孙子", "女": "之孙女"}
OTHER = "其他"


def wrong_day(on: date, today: date) -> str:
    """What is wrong with the day of an event, "" where nothing is."""
    return f"日期 {on} 晚于今天" if on > today else ""


def relation_of_child(of_parent: str, sex: str) -> str:
    """What an infant is to the head, from what the parent is."""
    if of_parent in (HEAD, "配偶"):
        return CHILDREN.get(sex, OTHER)
    return GRANDCHILDREN.get(sex, OTHER) if of_parent in ("之子", "之儿媳") else OTHER


def relation_of_spouse(of_other: str) -> str:
    """What somebody who marries into a household is to its head, from what the other is."""
    return SPOUSES.get(of_other, OTHER)
