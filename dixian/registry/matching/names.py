"""Names as people write them, and how two of them can be one person's."""

import re
import unicodedata
from functools import lru_cache
from itertools import product

from dixian.foundation.kernel.text import name_key, tidy
from dixian.registry.matching.lookalikes import are_lookalikes

PLAIN = re.compile(r"[一-龥]+")
LATIN = re.compile(r"[a-zà-ǜ]+")
# 张三(户主), 张三(曾用名:张四)
ASIDE = re.compile(r"[(\[【<](.*?)[)\]】>]?$")
FORMER = re.compile(r"^(?:曾用名|又名|原名|别名)[:：]?")
# 张三(妻), 张三(子李四), 张三(代): what somebody is to them, or that they act for somebody, so that the number beside it
# may be that of either.
KIN = "(?:配偶|[妻夫丈爱媳婿父母爸妈爷奶岳哥兄弟姐妹嫂侄叔伯舅姑姨子女儿孙代]|老伴|公公|婆婆|家属|亲属|亲戚|监护|委托|[长次大小二三外](?:子|女|儿|孙|媳))"
OF_KIN = re.compile(f"[之的他她其]?{KIN}")
# 张三(之子) is no other writing of 张三.
NOT_THEIRS = re.compile(f"[之的他她其]{KIN}")
# What stands around a name and is none of it: 张三、 "张三" 【张三】.
AROUND = "、。,;:'\"“”‘’`-[]【】"
# Longer is no name, and must not cost time.
LONGEST = 40
# What stands where a machine could not write a character.
HOLES = "?*□■○◇_"
MOST_READINGS = 16
SAME, SOUND, LATINISED, SHAPE, HOLE, FORMERLY = (
    "姓名一致",
    "姓名有同音字",
    "姓名中的生僻字写成了拼音",
    "姓名有形近字",
    "姓名中有遮去或打不出的字",
    "曾用名一致",
)


def is_plain(cell: object) -> bool:
    """Whether a name stands in its cell as `key_of` makes it, and nothing beside it."""
    return isinstance(cell, str) and len(cell) <= LONGEST and PLAIN.fullmatch(cell) is not None


def written_key(cell: object) -> str:
    """As `key_of`, of a name somebody wrote: also without the marks around it, which no register has."""
    key = key_of(cell)
    return key.strip(AROUND) or key


def beside_kin(cell: object) -> bool:
    """Whether behind the name stands what somebody is to its bearer: 张三(妻), 张三(代)."""
    if is_plain(cell) or not cell:
        return False
    aside = ASIDE.search(name_key(str(cell)[:LONGEST]))
    return aside is not None and OF_KIN.match(aside[1]) is not None


def key_of(cell: object) -> str:
    """A name for comparing, without what stands in brackets behind it, unless that makes it another's: 张三(之子)."""
    text = str(cell)[:LONGEST] if cell is not None else ""
    if PLAIN.fullmatch(text):
        return text
    key = name_key(text)
    aside = ASIDE.search(key)
    if aside is None or NOT_THEIRS.match(aside[1]):
        return key
    # 王(yao): a character that could not be typed.
    spelled = aside[1] if LATIN.fullmatch(aside[1]) else ""
    return key[: aside.start()] + spelled or key


def others_of(cell: object, former: object) -> tuple[str, ...]:
    """Other names the row gives: behind the name in brackets, and in a column of its own."""
    if not former and is_plain(cell):
        return ()
    found = ASIDE.search(tidy(str(cell)[:LONGEST])) if cell else None
    # In brackets stands as often the name of a parent or of the householder.
    given = [FORMER.sub("", found[1])] if found and FORMER.match(found[1]) else []
    given += re.split(r"[、,，;；/]", tidy(former)) if former else []
    return tuple(key for text in given if len(key := name_key(text)) > 1)


def likeness(written: str, true: str) -> str:
    """How `written` can be this very name, or empty; both as `key_of` makes them."""
    if written == true:
        return SAME
    if len(written) < 2 or len(true) < 2:
        return ""
    if any(char in HOLES for char in written):
        return HOLE if _fits_holes(written, true) else ""
    if not readings(written).isdisjoint(readings(true)):
        return LATINISED if LATIN.search(written) else SOUND
    return SHAPE if _is_shape(written, true) else ""


@lru_cache(maxsize=100_000)
def readings(name: str) -> frozenset[str]:
    """How a name may be spelled without tones; Latin letters in it stand for themselves."""
    ways = [_syllables(char) for char in name]
    found = {"".join(way) for way, _ in zip(product(*ways), range(MOST_READINGS), strict=False)}
    return frozenset(found)


@lru_cache(maxsize=30_000)
def _syllables(char: str) -> tuple[str, ...]:
    # Its tables take half a second to load, and most processes never ask.
    from pypinyin import Style, pinyin

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="default")
    return tuple(dict.fromkeys(map(_bare, found[0]))) if found else (_bare(char),)


def _bare(text: str) -> str:
    """Without tones: yáo -> yao."""
    parts = unicodedata.normalize("NFD", text.lower().replace("ü", "v"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def reading(name: str) -> str:
    """How a name is most often spelled."""
    return "".join(_syllables(char)[0] for char in name)


def _fits_holes(written: str, true: str) -> bool:
    """Same length, and at least one character stands for itself."""
    if len(written) != len(true) or all(char in HOLES for char in written):
        return False
    return all(a in HOLES or a == b for a, b in zip(written, true, strict=True))


def _is_shape(written: str, true: str) -> bool:
    """One character, and only one, was taken for another that looks or sounds like it."""
    if len(written) != len(true):
        return False
    differing = [(a, b) for a, b in zip(written, true, strict=True) if a != b]
    return len(differing) == 1 and are_lookalikes(*differing[0])
