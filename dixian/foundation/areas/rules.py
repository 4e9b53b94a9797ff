"""What follows from a name as people write it; plain Python."""

import re
from collections.abc import Container

SHORTEST_CORE = 2
LONGEST_NAME = 30
TOWNSHIP_KINDS = ("民族乡", "街道", "镇", "乡", "林场", "农场", "良种场", "种畜场", "林业局")
PROPER_KINDS = frozenset({"镇", "乡", "民族乡"})
COMMITTEES = ("民委员会", "民委会", "委会")
# 县委农村工作领导小组(有关)成员单位(分工负责), 各有关…: words that don't tell one group from another.
DUTY_WORDS = re.compile(r"(?:按照?职责)?(?:分工)?负责$|按照?职责分工$")
BRACKETS = re.compile(r"[()]")
# What follows the name of a village or township where people write it out.
OF_VILLAGES = r"(?:村民委员会|居民委员会|村委会|社区居委会|居委会|社区|村)"
OF_TOWNSHIPS = r"(?:(?:街道办事处|街道|镇|乡)(?:人民政府)?|人民政府)"
ENDINGS = {"village": re.compile(f"{OF_VILLAGES}$"), "township": re.compile(f"{OF_TOWNSHIPS}$")}
# A place in a text: a blank or nothing follows its short name, or such an ending.
FOLLOWS = {"village": re.compile(f"{OF_VILLAGES}|/|$"), "township": re.compile(f"{OF_TOWNSHIPS}|/|$")}
FILLERS = re.compile(r"有关|相关|各|等$")


def spellings(text: str, county: str) -> set[str]:
    """Every way the same county-level name may be written: the county's and its party committee's
    prefixes taken away and put before. `text` is tidied; `county` is 绥棱县.
    """
    prefixes = _prefixes(county)
    cores = {text} | {text.removeprefix(prefix) for prefix in prefixes}
    long_enough = [core for core in cores if len(core) >= SHORTEST_CORE]
    return {prefix + core for core in long_enough for prefix in ("", *prefixes)} if long_enough else set()


def _prefixes(county: str) -> tuple[str, ...]:
    level, name = county[-1:], county[:-1]
    if not name:
        return ()
    committees = tuple(f"{whose}{level}委" for whose in (f"中共{name}", name, ""))
    return (*committees, f"中共{county}", county, name, level)


def group_key(text: str) -> str:
    """What a group's name comes down to, for comparing: 各派驻单位 and 派驻单位 are the same."""
    return FILLERS.sub("", DUTY_WORDS.sub("", BRACKETS.sub("", text)))


def kind_of_name(name: str, level: str) -> str:
    """The kind an area's name tells: 镇, 乡, 街道, 村, 社区 ...; 其他 where it tells none."""
    if level in ("county", "group"):
        return {"county": "县", "group": "屯"}[level]
    if level == "township":
        bare = name.removesuffix("办事处")
        return next((kind for kind in TOWNSHIP_KINDS if bare.endswith(kind)), "其他")
    bare = short_of(name)
    if bare.endswith(("社区", "居")) or name.endswith("居委会"):
        return "社区"
    return "村" if bare.endswith(("村", "嘎查")) else "作业区"


def is_proper(level: str, kind: str) -> bool:
    """Whether an area of this kind is one of the 各乡镇 unless somebody says otherwise."""
    return level == "township" and kind in PROPER_KINDS


def short_of(name: str) -> str:
    """东方红村委会 -> 东方红村, 车站社区居民委员会 -> 车站社区; other names stay."""
    for ending in COMMITTEES:
        if name.endswith(f"村{ending}"):
            return name.removesuffix(ending)
    for ending in ("居民委员会", "居委会"):
        if name.endswith(f"社区{ending}"):
            return name.removesuffix(ending)
    return name


def end_of_chain(start: int, follows: dict[int, int]) -> int:
    """Where following `follows` from `start` comes to an end; a circle ends where it began anew."""
    seen = {start}
    while start in follows and follows[start] not in seen:
        start = follows[start]
        seen.add(start)
    return start


def short_village(name: str) -> str:
    """What is left of a village's name without its ending; `name` is tidied."""
    return ENDINGS["village"].sub("", name)


def short_township(name: str) -> str:
    """What is left of a township's name without its ending; `name` is tidied."""
    return ENDINGS["township"].sub("", name)


def leading(text: str, names: Container[str], level: str) -> tuple[str, str] | None:
    """The longest of these short names of a level that a text begins with, and the rest of the text behind it.

    None where none does: a name that goes on with other words is another name.
    """
    for end in range(min(len(text), LONGEST_NAME), 0, -1):
        if text[:end] in names:
            ending = FOLLOWS[level].match(text, end)
            if ending is not None:
                return text[:end], text[ending.end() :].lstrip("/")
    return None
