"""The rectification plan as an official paper."""

from collections import Counter
from collections.abc import Sequence

from dixian.commons.rectification.models import Problem
from dixian.commons.rectification.states import PROBLEM
from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.papers.api import Paper

HEADER = ("序号", "存在问题", "来源", "整改措施", "责任单位", "责任人", "类型", "时限", "状态")
OPEN = "（待填）"


def plan_paper(rows: Sequence[Problem], post: Post) -> Paper:
    """整改方案 for the problems that are seen: how many of what kind, then each with measure, unit, person and limit."""
    kinds = Counter(one.get_mode_display() for one in rows)
    sources = Counter(one.get_source_display() for one in rows)
    county = post.unit.name if len({one.unit_id for one in rows}) == 1 else unit("nyncj").name
    return Paper(
        issuer=county,
        title="巩固拓展脱贫攻坚成果问题整改方案",
        paragraphs=[
            f"针对{_told(sources)}，共 {len(rows)} 个问题，逐项明确责任单位、责任人、整改措施和时限，制定本方案。",
            f"一、分类推进。{_told(kinds)}。立行立改的立即整改到位；限期整改的按期销号；长期坚持的建立长效机制。",
            "二、验收销号。责任单位整改后报送佐证，由责任单位以外的单位验收，合格的销号；销号后满 3 个月、6 个月各复查一次，反弹的重新整改。",
            "三、举一反三。对共性问题，各乡镇同步开展自查，一并纳入台账管理。",
        ],
        header=HEADER,
        rows=[
            [
                str(at),
                one.problem,
                one.get_source_display(),
                one.measure or OPEN,
                _units(one),
                one.person or OPEN,
                one.get_mode_display(),
                str(one.due_on or ""),
                PROBLEM.labels[one.state],
            ]
            for at, one in enumerate(rows, start=1)
        ],
        signed=county,
        day=zh_day(clock.today()),
    )


def _units(one: Problem) -> str:
    """The unit that answers, with who leads and who helps."""
    beside = [f"{role}：{names}" for role, names in (("牵头", one.lead), ("配合", one.others)) if names]
    return f"{one.unit}（{'；'.join(beside)}）" if beside else str(one.unit)


def _told(counts: Counter[str]) -> str:
    return "、".join(f"{label} {count} 个" for label, count in counts.most_common()) or "没有问题"
