"""Whose number a row gives, where its name is another's. Nothing is read here.

A number with one wrong digit, or copied from the line above, is somebody else's; a row found by it would give them
this row's name, and its household. A 人编号 is the national system's own word and is not doubted.
"""

from dixian.foundation.kernel.text import name_key
from dixian.registry.households.importing.known import Around, KnownHousehold, KnownPerson
from dixian.registry.households.importing.rows import Line
from dixian.registry.households.pinyin import sound

RENAMED = "证件号码在户档案里是{name}的，姓名完全不同；是同一个人改了姓名的，勾选后才改"
CHECK = "核对证件号码；是同一个人改了姓名的，先在那一户的页面更正姓名"


def named_otherwise(line: Line, one: KnownPerson | None) -> bool:
    """Whether a row was put on this person by number alone and calls them by another name, not one that sounds alike."""
    if one is None or not line.name or line.values.get("person_number") == one.number:
        return False
    return name_key(line.name) != one.name_key and sound(name_key(line.name)) != sound(one.name_key)


def anothers(line: Line, one: KnownPerson | None, known: KnownHousehold | None, around: Around) -> str:
    """Why a row that calls somebody otherwise can't be about them, "" where it may be. known: the household of the row."""
    if one is None or not named_otherwise(line, one):
        return ""
    home = around.homes_by_id[one.household]
    if known is None or known.id != home.id:
        return f"{line.at}：证件号码在户档案里是{one.name}（{home.head_name}户）的，姓名不同。{CHECK}"
    key = name_key(line.name)
    if any(other.name_key == key for other in around.living.get(home.id, ()) if other is not one):
        return f"{line.at}：证件号码在户档案里是同户{one.name}的，姓名是同户另一人的。核对证件号码"
    return ""


def renamed(line: Line, one: KnownPerson) -> bool:
    """Whether nothing of the given name is left, so that a person has to say it is the same one."""
    return named_otherwise(line, one) and not set(name_key(line.name)[1:]) & set(one.name_key[1:])
