"""The judgement of one linked row, on plain values."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dixian.foundation.kernel.calendar import Month, zh_day
from dixian.foundation.kernel.money import yuan
from dixian.foundation.kernel.problems import Refusal

# A kind's or a group's name may hold brackets of its own; those of the source follow what was met. Cut at 300, they may lack their end.
AT_ITS_LINE = re.compile(r"(预警线 [\d,.]+ 元|预警条件“[^”]*”|(?:列入|离开名册)即预警)（.*$")
INTERVAL = re.compile(r"([1-9]\d{0,2})(天|个月)")
NO_RULE, RAISED, REPEAT, SUPPRESSED = "no_rule", "raised", "repeat", "suppressed"
AT_RISK, NO_RISK = "at_risk", "no_risk"
SETTLED = "同一情形已核实为无风险，未到再次预警的条件"


@dataclass(frozen=True)
class Line:
    """A rule sheet in force: its id, what it asks for, and how it is cited.

    amount: the line, None where values of a choice raise, or being on the list; title: of the column, where it is
    another than the kind's amount; yearly: each year is a matter of its own.
    """

    id: int
    group_label: str
    amount: Decimal | None
    step: Decimal
    clause: str
    source: str
    values: tuple[str, ...] = ()
    title: str = ""
    window: str = "single"
    interval: str = ""
    yearly: bool = True
    left: bool = False

    def where(self) -> str:
        """What was met, in words that end the sentence before its source (`without_source`)."""
        if self.amount is not None:
            return f"达到{self.group_label}预警线 {yuan(self.amount)}"
        if self.values:
            return f"符合{self.group_label}预警条件“{'、'.join(self.values)}”"
        return f"{self.group_label}{'离开名册' if self.left else '列入'}即预警"


@dataclass(frozen=True)
class Earlier:
    """The latest alert of the same person and matter; verdict and ended_on: what its household's lead came to, if it has."""

    level: int
    month: str
    amount: Decimal | None
    verdict: str = ""
    ended_on: date | None = None


@dataclass(frozen=True)
class Judgement:
    """What becomes of a row and why; `level` counts the steps crossed above the line, or how bad a value is."""

    outcome: str
    why: str
    line: Line | None = None
    level: int = 0


def judge(
    *,
    amount: Decimal | None = None,
    value: str = "",
    line: Line | None,
    before: Earlier | None,
    on: date | None = None,
) -> Judgement:
    """Raised when the rule is met (达到即预警) and it is new: never before, worse than before, or long after a verdict.

    amount: over the sheet's window; value: of the column a choice speaks of; on: the day it was reported.
    """
    if line is None:
        return Judgement(NO_RULE, "这类人群没有预警规则")
    level, why = _met(amount, value, line)
    if level is None:
        return Judgement(NO_RULE, why)
    if before is None or level > before.level:
        return Judgement(RAISED, line.where(), line, level)
    if before.ended_on is None or before.verdict == AT_RISK:
        return Judgement(REPEAT, _repeat(line, before), line, level)
    if on is not None and line.interval and on >= later(before.ended_on, line.interval):
        return Judgement(RAISED, f"{line.where()}；核实无风险已过 {line.interval}", line, level)
    return Judgement(SUPPRESSED, SETTLED, line, level)


def later(day: date, interval: str) -> date:
    """`90天` or `6个月` after a day; a month that is too short ends it. Raises Refusal."""
    found = INTERVAL.fullmatch(interval)
    if not found:
        raise Refusal(f"间隔“{interval}”看不懂", "写成“90天”或“6个月”")
    number = int(found[1])
    if found[2] == "天":
        return day + timedelta(days=number)
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), Month(year, month + 1).last)


def true_from(*, day: date | None, month: Month, received_on: date) -> date:
    """The day a figure is true up to; a file can't know what comes after the day it was sent."""
    return min(day or month.last, received_on)


def until(*, day: date | None, month: Month) -> str:
    """Up to when a figure is true, in words: the row's own month or day, the submission's month where it says none."""
    own = Month.of(day) if day else month
    return own.label if day is None or day == own.last else zh_day(day)


def sentence(
    *,
    name: str,
    month_label: str,
    kind_name: str,
    line: Line,
    amount: Decimal | None = None,
    value: str = "",
    summed: bool = True,
) -> str:
    """Why, in one Chinese sentence: who, which figure or value, which line, which rule. summed: a sum of the year so far."""
    if amount is not None and line.amount is not None:
        what = SAID["year" if summed else line.window](month_label, f"{kind_name}{line.title}")
        said = f"{what} {yuan(amount)}"
    elif line.values:
        said = f"{month_label}{kind_name}“{line.title}”为{value}"
    else:
        said = f"列入{month_label}“{kind_name}”名单"
    return f"{name}{said}，{line.where()}（{line.clause}，{line.source}）"


def left_sentence(*, name: str, before: str, month_label: str, kind_name: str, line: Line) -> str:
    """The same of somebody who left a roster. before: the month of the roster they stood in."""
    said = f"{name}在{before}的“{kind_name}”上，{month_label}不在了"
    return f"{said}，{line.where()}（{line.clause}，{line.source}）"


SAID: dict[str, Callable[[str, str], str]] = {
    "single": lambda month, kind: f"{month}{kind}",
    "month": lambda month, kind: f"{month[: month.index('月') + 1]}{kind}当月合计",
    "year": lambda month, kind: f"截至{month}{kind}累计",
    "months12": lambda month, kind: f"截至{month}近12个月{kind}合计",
}

# What the figure of a row that stays under its line is, by the window of the sheet.
FIGURE = {"single": "", "month": "当月合计 ", "year": "本年累计 ", "months12": "近12个月合计 "}


def without_rule(*, group_label: str, kind_name: str) -> Judgement:
    """What becomes of a row whose group no rule sheet of its kind speaks of."""
    return Judgement(NO_RULE, f"{group_label}没有“{kind_name}”的预警规则")


def without_source(told: str) -> str:
    """The sentence of an alert for a list: up to its line; the rule and its paper stand on the lead's own page."""
    return AT_ITS_LINE.sub(r"\1", told)


def _met(amount: Decimal | None, value: str, line: Line) -> tuple[int | None, str]:
    """How bad it is, None where the rule is not met, and then why not."""
    if line.amount is not None:
        line_said = f"{line.group_label}预警线 {yuan(line.amount)}（{line.clause}，{line.source}）"
        if amount is None:
            return None, f"这一行没有金额，不能对照{line_said}"
        if amount < line.amount:
            return None, f"{FIGURE[line.window]}{yuan(amount)}，未达到{line_said}"
        return int((amount - line.amount) // line.step) if line.step else 0, ""
    if not line.values:
        return 0, ""
    if value not in line.values:
        said = f"“{line.title}”为{value}" if value else f"没有填“{line.title}”"
        asked = f"{line.group_label}预警条件“{'、'.join(line.values)}”"
        return None, f"{said}，不符合{asked}（{line.clause}，{line.source}）"
    return line.values.index(value), ""


def _repeat(line: Line, before: Earlier) -> str:
    said = Month.parse(before.month).label
    if line.amount is None or before.amount is None:
        return f"{said}已预警{_worse(line, before)}"
    said = f"{said}已按 {yuan(before.amount)} 预警"
    if not line.step:
        return f"{said}，{'本年不再重复' if line.yearly else '同一事项不再重复'}"
    return f"{said}，达到 {yuan(line.amount + line.step * (before.level + 1))} 再次预警"


def _worse(line: Line, before: Earlier) -> str:
    worse = line.values[before.level + 1 :]
    return f"，“{line.title}”变为{'、'.join(worse)}时再次预警" if worse else ""
