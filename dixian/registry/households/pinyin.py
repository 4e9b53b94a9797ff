"""Pinyin of names: initials for search, 张三 -> zs, and the whole for names that sound alike."""

from functools import cache


@cache
def _initial(char: str) -> str:
    # Its tables take half a second to load, and most processes never ask.
    from pypinyin import Style, lazy_pinyin

    found = lazy_pinyin(char, style=Style.FIRST_LETTER, errors="ignore")
    return found[0][:1].lower() if found else ""


def initials(name: str) -> str:
    """The first letter of each character; characters without a reading are left out."""
    return "".join(_initial(char) for char in name)


@cache
def sound(name: str) -> str:
    """How a name is most often read, without tones: 张三 -> zhangsan."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).lower()
