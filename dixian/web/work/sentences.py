"""Four sentences for a leader, worded from figures: what is missing, what is slow, what gets worse, what to decide.

Each is true with nothing in it, and each figure is a door to the list it counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass(frozen=True)
class Part:
    """Some words, and the list a figure in them opens."""

    text: str
    door: str = ""


@dataclass(frozen=True)
class Sentence:
    """A question, whether all is well, and the answer in parts."""

    question: str
    well: bool
    parts: list[Part]

    @property
    def text(self) -> str:
        """The answer as it reads."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Most:
    """A place with a count of something, and how much it was the month before where that matters."""

    name: str
    code: str
    count: int
    before: int = 0

    @property
    def growth(self) -> int:
        """By how much it is more than before."""
        return self.count - self.before


@dataclass(frozen=True)
class Compared:
    """A count of this month so far, of the same days of the month before; whether it has grown anywhere, and where most."""

    now: int
    before: int
    grown: bool = False
    worst: Most | None = None


@dataclass(frozen=True)
class Missing:
    """What the sums know: rows not settled, months not reported, duties in nobody's hands, leads without a duty; with
    nothing of these the rows that all have a result.
    """

    unsettled: int = 0
    # (month's label, month's code, how many)
    unreported: Sequence[tuple[str, str, int]] = ()
    unheld: int = 0
    without_duty: int = 0
    rows: int = 0

    @property
    def anything(self) -> bool:
        """Whether anything is missing."""
        return bool(self.unsettled or self.unreported or self.unheld or self.without_duty)


@dataclass(frozen=True)
class Deciding:
    """What waits for this post's word."""

    proposals: int = 0
    escalated: int = 0
    duties: int = 0


@dataclass
class _Clauses:
    parts: list[Part] = field(default_factory=list)

    def add(self, *parts: Part) -> None:
        if self.parts:
            self.parts.append(Part("，"))
        self.parts += parts

    def ended(self, begin: str = "") -> list[Part]:
        first = [Part(begin)] if begin else []
        return [*first, *self.parts, Part("。")]


def missing(told: Missing) -> Sentence:
    """有没有漏的."""
    said = _Clauses()
    if told.unsettled:
        said.add(Part(f"{told.unsettled} 行", "/brief/rows/"), Part("报来的数据还没有办结"))
    for label, code, count in told.unreported:
        door = f"/submissions/?{urlencode({'month': code, 'state': 'missing'})}"
        said.add(Part(f"{label}的数据到期没有报的 "), Part(f"{count} 项", door))
    if told.unheld:
        said.add(Part(f"{told.unheld} 件", "/brief/unheld/"), Part("待办没有人承办"))
    if told.without_duty:
        said.add(Part(f"{told.without_duty} 条", "/brief/without-duty/"), Part("线索没有待办"))
    if said.parts:
        return Sentence("有没有漏的", False, said.ended("有漏的："))
    rows = f"报来的 {told.rows} 行都有结果" if told.rows else "还没有报来的数据"
    return Sentence("有没有漏的", True, [Part(f"没有漏的：{rows}，到期该报的没有缺，要办的事都有人承办。")])


def slow(duties: int, leads: int, most_duties: Most | None, most_leads: Most | None) -> Sentence:
    """有没有拖的."""
    said = _Clauses()
    if duties:
        said.add(Part("超期的待办有 "), Part(f"{duties} 件", "/duties/late/"))
        if most_duties:
            door = f"/duties/late/?{urlencode({'place': most_duties.code})}"
            said.add(Part(f"最多的是{most_duties.name} "), Part(f"{most_duties.count} 件", door))
    if leads:
        said.add(Part("超期的线索有 "), Part(f"{leads} 条", "/leads/?late=1"))
        if most_leads:
            door = f"/leads/?{urlencode({'township': most_leads.code, 'late': '1'})}"
            said.add(Part(f"最多的是{most_leads.name} "), Part(f"{most_leads.count} 条", door))
    if said.parts:
        return Sentence("有没有拖的", False, said.ended("有拖的："))
    return Sentence("有没有拖的", True, [Part("没有拖的：现在没有超期的待办和线索。")])


def worse(risks: Compared, late: Compared, *, now: str, before: str) -> Sentence:
    """哪里在变坏, a sentence a topic. now, before: codes of the two months."""
    told = [
        (risks, _topic(risks, "at-risk", "确认有返贫致贫风险的", "户", (now, before))),
        (late, _topic(late, "slipped", "没有按期办结的", "件", (now, before))),
    ]
    said = [part for compared, parts in told if compared.now or compared.before for part in parts]
    if not said:
        none = "没有变坏的：本月和上月同期都没有确认有风险的户，这几天到期的事都按期办结；以前超期没有办的见“有没有拖的”。"
        return Sentence("哪里在变坏", True, [Part(none)])
    well = not (risks.grown or late.grown)
    return Sentence("哪里在变坏", well, [Part("没有变坏的："), *said] if well else said)


def _topic(compared: Compared, kind: str, what: str, unit: str, months: tuple[str, str]) -> list[Part]:
    counts = [(compared.now, compared.before, "", f"{what}本月 ")]
    if worst := compared.worst:
        counts.append((worst.count, worst.before, worst.code, f"；{worst.name}增加最多，本月 "))
    said = []
    for now, before, place, begin in counts:
        said += [Part(begin), _counted(kind, months[0], now, unit, place)]
        said += [Part("，上月同期 "), _counted(kind, months[1], before, unit, place)]
    return [*said, Part("。")]


def deciding(told: Deciding) -> Sentence:
    """要我定什么."""
    said = _Clauses()
    if told.proposals:
        said.add(Part(f"{told.proposals} 件", "/settings/proposals/?mine=1"), Part("提请等您审批"))
    if told.escalated:
        said.add(Part(f"{told.escalated} 件", "/brief/escalated/"), Part("超期的事报到您这里"))
    if told.duties:
        said.add(Part(f"{told.duties} 件", "/"), Part("待办在您手上"))
    if said.parts:
        return Sentence("要我定什么", False, said.ended())
    return Sentence(
        "要我定什么", True, [Part("没有要您定的：没有等您审批的提请，也没有报到您这里的超期事项。")]
    )


def _counted(kind: str, month: str, count: int, unit: str, place: str = "") -> Part:
    chosen = {"month": month, "place": place} if place else {"month": month}
    return Part(f"{count} {unit}", f"/brief/{kind}/?{urlencode(chosen)}")
