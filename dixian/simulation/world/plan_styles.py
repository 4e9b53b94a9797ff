"""The ways in which a composed task names its units: brackets, labels, verbs."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dixian.simulation.world.plan_words import SENTENCES, UNKNOWN

BRACKETS = ("〔〕", "（）", "()", "【】", "[]")
LABELS = (
    ("牵头单位", "责任单位"),
    ("牵头部门", "配合单位"),
    ("牵头单位", "责任部门"),
    ("主办单位", "协办单位"),
)
# Behind such a name, 和 joins two of them without doubt.
SURE_ENDS = "局委办部会联"
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


class Names:
    """Draws names that no two of one task share."""

    def __init__(
        self, chance: random.Random, units: Mapping[str, Sequence[str]], groups: Mapping[str, Sequence[str]]
    ) -> None:
        self.chance, self.units, self.groups = chance, units, groups

    def some(self, least: int, most: int, *, unknown: float = 0.06, group: float = 0.5) -> Who:
        """Units, now and then one nobody knows, and often a group behind them."""
        meant = self.chance.sample(list(self.units), self.chance.randint(least, most))
        drawn: list[tuple[str, tuple[str, ...]]] = [
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
    if last in "和及" and words[-2][-1] not in SURE_ENDS:
        last = "、"
    return "、".join(words[:-1]) + last + words[-1]


def _sentences(chance: random.Random) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    chosen = chance.sample(SENTENCES, chance.randint(1, 4))
    return (
        "。".join(text for text, _, _ in chosen) + "。",
        tuple(limit for _, limits, _ in chosen for limit in limits),
        tuple(figure for _, _, figures in chosen for figure in figures),
    )


def _two(names: Names) -> tuple[Who, Who]:
    lead = names.some(1, 2, group=0, unknown=0.03)
    return lead, names.apart(lead, names.some(1, 7))


def _labelled(
    chance: random.Random, names: Names, number: int, title: str, written: list[str], *, first: bool
) -> Told:
    """〔牵头单位：A；责任单位：B、C，各乡镇〕, with residue of conversions now and then."""
    del first
    lead, rest = _two(names)
    text, limits, figures = _sentences(chance)
    bracket = chance.choice(BRACKETS)
    bold = "**" if chance.random() < 0.3 else ""
    of_lead, of_rest = chance.choice(LABELS)
    behind = (
        f"{chance.choice(('；', ';', '，', '； ', '。'))}{bold}{of_rest}：{bold}{_listed(chance, rest)}"
        if rest
        else ""
    )
    said = f"{bracket[0]}{bold}{of_lead}：{bold}{_listed(chance, lead)}{behind}{bracket[1]}"
    written.append(f"{title}。{text}{said}")
    return Told(number, title, lead, rest, limits, figures)


def _on_lines(
    chance: random.Random, names: Names, number: int, title: str, written: list[str], *, first: bool
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
    chance: random.Random, names: Names, number: int, title: str, written: list[str], *, first: bool
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
    chance: random.Random, names: Names, number: int, title: str, written: list[str], *, first: bool
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
    chance: random.Random, names: Names, number: int, title: str, written: list[str], *, first: bool
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
    chance: random.Random, names: Names, number: int, title: str, written: list[str], *, first: bool
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
