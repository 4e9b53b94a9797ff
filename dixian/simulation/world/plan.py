"""Composes workplans from seeds together with their truth: the styles, slips and page breaks of real ones."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dixian.simulation.world.plan_styles import STYLES, Names, Told
from dixian.simulation.world.plan_words import SECTIONS, TITLES

NUMERALS = "零一二三四五六七八九十"
BREAKS = ("\n\n", "\n\n— {} —\n\n", "\n{}\n", "\n\n- {} -\n\n", "\n\f\n", "\n")
HALF = str.maketrans("，；：（）", ",;:()")


@dataclass
class Composed:
    """The text of a paper, and its truth."""

    text: str
    number: str
    date: str
    tasks: list[Told] = field(default_factory=list)


def compose(
    seed: int, *, county: str, units: Mapping[str, Sequence[str]], groups: Mapping[str, Sequence[str]]
) -> Composed:
    """A paper of `county`. units: official name -> ways to write it; groups: word -> official names of its members."""
    chance = random.Random(seed)
    year, number = chance.randint(2021, 2027), chance.randint(1, 60)
    day = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    names = Names(chance, units, groups)
    style = chance.choice(STYLES)
    left, right = chance.choice(("〔〕", "[]", "（）", "【】"))
    lines = [
        f"中共{county}委农村工作领导小组文件",
        f"{county[0]}农组发{left}{year}{right}{number}号",
        f"{county}{year}年巩固脱贫成果重点任务分工方案" if chance.random() < 0.8 else str(year),
        "各乡镇、县直各有关单位：",
        "现将全年重点任务分工印发给你们，请认真抓好落实。",
        f"中共{county}委农村工作领导小组",
        _day(chance, day),
    ]
    paper = Composed("", f"{county[0]}农组发〔{year}〕{number}号", day)
    lines += _body(chance, names, style, paper)
    paper.text = _worn(chance, lines)
    return paper


def _body(chance: random.Random, names: Names, style: Callable[..., Told], paper: Composed) -> list[str]:
    lines, titles = [], chance.sample(TITLES, chance.randint(4, 12))
    deep = chance.random() < 0.7
    if deep and chance.random() < 0.6:
        lines += ["一、总体要求", "坚持守底线、增动力、促振兴，全面落实各项帮扶政策，不断提升工作质效。"]
    marker = chance.choice(("{}.", "{}．", "{}、", "{}. ") if deep else ("（{n}）", "{n}、", "第{n}条 "))
    section = len(lines) // 2
    for at, title in enumerate(titles, start=1):
        if deep and (at == 1 or chance.random() < 0.25) and section < len(SECTIONS):
            section += 1
            lines.append(f"{_numeral(section)}、{SECTIONS[section - 1]}")
        written: list[str] = []
        paper.tasks.append(style(chance, names, at, title, written, first=at == 1))
        lines += [marker.format(at, n=_numeral(at)) + written[0], *written[1:]]
    return lines


def _worn(chance: random.Random, lines: list[str]) -> str:
    """The text as it comes out of conversions: punctuation mixed, sentences cut by page breaks."""
    mixed, wide = chance.random() < 0.5, chance.randint(26, 38) if chance.random() < 0.25 else 0
    breaks = not wide and chance.random() < 0.8
    worn, page = [], 0
    for line in lines:
        if mixed and chance.random() < 0.4:
            line = line.translate(HALF)
        if breaks and len(line) > 60 and chance.random() < 0.4:
            at = chance.randint(30, len(line) - 4)
            page += 1
            line = line[:at] + chance.choice(BREAKS).format(page) + line[at:]
        worn.append(line)
    if wide:
        return _printed(chance, "\n".join(worn).split("\n"), wide)
    return chance.choice(("\n", "\n", "\n\n")).join(worn) + "\n"


def _printed(chance: random.Random, lines: list[str], wide: int) -> str:
    """Lines cut at the edge of a page and pages numbered, as text taken out of a printed paper is."""
    cut = [line[at : at + wide] for line in lines if line for at in range(0, len(line), wide)]
    high = chance.randint(18, 30)
    pages = [cut[at : at + high] for at in range(0, len(cut), high)]
    return "\f".join("\n".join([*page, f"— {number} —"]) for number, page in enumerate(pages, start=1))


def _day(chance: random.Random, day: str) -> str:
    year, month, date = day.split("-")
    if chance.random() < 0.8:
        return f"{year}年{int(month)}月{int(date)}日"
    digits = "〇一二三四五六七八九"
    return f"{''.join(digits[int(digit)] for digit in year)}年{_numeral(int(month))}月{_numeral(int(date))}日"


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens]}十"
    return head + (NUMERALS[ones] if ones else "")
