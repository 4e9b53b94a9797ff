"""Composes workplans from seeds together with their truth: the styles, slips and page breaks of real ones."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dixian.simulation.world.plan_words import SECTIONS, SENTENCES, TITLES, UNKNOWN

NUMERALS = "零一二三四五六七八九十"
BRACKETS = ("〔〕", "（）", "()", "【】", "[]")
BREAKS = ("\n\n", "\n\n— {} —\n\n", "\n{}\n", "\n\n- {} -\n\n", "\n\f\n", "\n")
HALF = str.maketrans("，；：（）", ",;:()")
Who = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Told:
    """One task as it was meant: names as written, each with the official names it stands for (none: unknown)."""

    number: int
    title: str
    lead: Who
    responsible: Who
    limits: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


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
    names = _Names(chance, units, groups)
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


def _body(chance: random.Random, names: "_Names", style: Callable[..., Told], paper: Composed) -> list[str]:
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


class _Names:
    """Draws names that no two of one task share."""

    def __init__(
        self, chance: random.Random, units: Mapping[str, Sequence[str]], groups: Mapping[str, Sequence[str]]
    ) -> None:
        self.chance, self.units, self.groups = chance, units, groups

    def some(self, least: int, most: int, *, unknown: float = 0.06, group: float = 0.5) -> Who:
        """Units, now and then one nobody knows, and often a group behind them."""
        meant = self.chance.sample(list(self.units), self.chance.randint(least, most))
        drawn = [
            (self.chance.choice(UNKNOWN), ())
            if self.chance.random() < unknown
            else (self.chance.choice(self.units[one]), (one,))
            for one in meant
        ]
        if self.chance.random() < group:
            word = self.chance.choice(list(self.groups))
            drawn.append((word, tuple(self.groups[word])))
        return tuple(dict(drawn).items())

    def apart(self, first: Who, second: Who) -> Who:
        """The second without what the first holds."""
        taken = {unit for _, meant in first for unit in meant} | {written for written, _ in first}
        return tuple(one for one in second if one[0] not in taken and not taken & set(one[1])) or ()


def _listed(chance: random.Random, who: Who) -> str:
    """With commas, semicolons or 和 before the last, as papers do."""
    words = [written for written, _ in who]
    if len(words) < 2:
        return "".join(words)
    last = chance.choice(("、", "、", "、", "，", ", ", "和", "及"))
    # A joint of words is safe only behind a name that ends as names do.
    if last in "和及" and words[-2][-1] not in "局委办部会联":
        last = "、"
    return "、".join(words[:-1]) + last + words[-1]


def _sentences(chance: random.Random) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    chosen = chance.sample(SENTENCES, chance.randint(1, 4))
    return (
        "。".join(text for text, _, _ in chosen) + "。",
        tuple(limit for _, limits, _ in chosen for limit in limits),
        tuple(figure for _, _, figures in chosen for figure in figures),
    )


def _two(names: _Names) -> tuple[Who, Who]:
    lead = names.some(1, 2, group=0, unknown=0.03)
    return lead, names.apart(lead, names.some(1, 7))


def _labelled(
    chance: random.Random, names: _Names, number: int, title: str, written: list[str], *, first: bool
) -> Told:
    """〔牵头单位：A；责任单位：B、C，各乡镇〕, with residue of conversions now and then."""
    del first
    lead, rest = _two(names)
    text, limits, figures = _sentences(chance)
    left, right = chance.choice(BRACKETS)
    bold = "**" if chance.random() < 0.3 else ""
    of_lead, of_rest = chance.choice(
        (
            ("牵头单位", "责任单位"),
            ("牵头部门", "配合单位"),
            ("牵头单位", "责任部门"),
            ("主办单位", "协办单位"),
        )
    )
    behind = (
        f"{chance.choice(('；', ';', '，', '； ', '。'))}{bold}{of_rest}：{bold}{_listed(chance, rest)}"
        if rest
        else ""
    )
    bracket = f"{left}{bold}{of_lead}：{bold}{_listed(chance, lead)}{behind}{right}"
    written.append(f"{title}。{text}{bracket}")
    return Told(number, title, lead, rest, limits, figures)


def _on_lines(
    chance: random.Random, names: _Names, number: int, title: str, written: list[str], *, first: bool
) -> Told:
    """Labels on lines of their own below the text."""
    del first
    lead, rest = _two(names)
    text, limits, figures = _sentences(chance)
    written += [title, text, f"牵头单位：{_listed(chance, lead)}"]
    if rest:
        written.append(f"{chance.choice(('责任单位', '配合单位'))}：{_listed(chance, rest)}")
    return Told(number, title, lead, rest, limits, figures)


def _by_verbs(
    chance: random.Random, names: _Names, number: int, title: str, written: list[str], *, first: bool
) -> Told:
    """（A牵头，B、C按职责分工负责）."""
    del first
    lead, rest = _two(names)
    text, limits, figures = _sentences(chance)
    behind = ""
    if rest:
        verb = chance.choice(("配合", "按职责分工负责", "参与", "等按职责分工负责", "负责"))
        behind = f"{chance.choice('，、；')}{_listed(chance, rest)}{verb}"
    written.append(
        f"{title}。{text}（{_listed(chance, lead)}{chance.choice(('牵头', '牵头负责', '负责牵头'))}{behind}）"
    )
    return Told(number, title, lead, rest, limits, figures)


def _first_leads(
    chance: random.Random, names: _Names, number: int, title: str, written: list[str], *, first: bool
) -> Told:
    """（A、B、C负责。列第一位者为牵头单位，下同）."""
    lead = names.some(1, 1, group=0, unknown=0.03)
    rest = names.apart(lead, names.some(1, 6))
    text, limits, figures = _sentences(chance)
    rule = (
        chance.choice(("。列第一位者为牵头单位，下同", "，排在第一位的部门为牵头部门，下同")) if first else ""
    )
    verb = chance.choice(("负责", "按职责分工负责", "等负责"))
    written.append(f"{title}。{text}（{_listed(chance, (*lead, *rest))}{verb}{rule}）")
    return Told(number, title, lead, rest, limits, figures)


def _two_brackets(
    chance: random.Random, names: _Names, number: int, title: str, written: list[str], *, first: bool
) -> Told:
    """A bracket for each sentence."""
    del first
    lead, rest = _two(names)
    again = names.apart((*lead, *rest), names.some(1, 1, group=0))
    (one, limits, figures), (other, more, further) = _sentences(chance), _sentences(chance)
    written.append(
        f"{title}。{one}（{_listed(chance, lead)}牵头{f'，{_listed(chance, rest)}配合' if rest else ''}）"
    )
    if again:
        written[0] += f"{other}（{_listed(chance, again)}牵头）"
        limits, figures = (*limits, *more), (*figures, *further)
    return Told(number, title, (*lead, *again), rest, limits, figures)


def _behind_names(
    chance: random.Random, names: _Names, number: int, title: str, written: list[str], *, first: bool
) -> Told:
    """责任单位：A（牵头）、B、C."""
    del first
    lead = names.some(1, 1, group=0, unknown=0)
    rest = names.apart(lead, names.some(1, 5))
    text, limits, figures = _sentences(chance)
    behind = f"、{_listed(chance, rest)}" if rest else ""
    written.append(f"{title}。{text}（责任单位：{_listed(chance, lead)}（牵头）{behind}）")
    return Told(number, title, lead, rest, limits, figures)


STYLES = (_labelled, _labelled, _on_lines, _by_verbs, _first_leads, _two_brackets, _behind_names)


def _worn(chance: random.Random, lines: list[str]) -> str:
    """The text as it comes out of conversions: punctuation mixed, sentences cut by page breaks."""
    mixed, breaks = chance.random() < 0.5, chance.random() < 0.6
    worn, page = [], 0
    for line in lines:
        if mixed and chance.random() < 0.4:
            line = line.translate(HALF)
        if breaks and len(line) > 60 and chance.random() < 0.4:
            at = chance.randint(30, len(line) - 4)
            page += 1
            line = line[:at] + chance.choice(BREAKS).format(page) + line[at:]
        worn.append(line)
    return chance.choice(("\n", "\n", "\n\n")).join(worn) + "\n"


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
