"""What fills the paper of a step, in whatever proceeding; a template takes of it what it has placeholders for.

On what hangs in the village stand no number, phone, account or health, nor the causes 因病 and 因残 (facts 1.4).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.papers.api import Filling, PaperKind
from dixian.foundation.policy.api import labels
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import Outcome, Proceeding, Step
from dixian.web.cases.places import committee
from dixian.web.cases.wordings import WORDED

LIST = "户"
Lines = Sequence[cases.BatchLine]


@dataclass(frozen=True)
class StepPapers:
    """A proceeding's papers by step, and what its lists say of a household besides who it is."""

    kinds: Mapping[Step, PaperKind]
    about: Callable[[Lines, Post], Mapping[int, str]]


def filled(batch: cases.CaseBatch, lines: Lines, post: Post) -> tuple[PaperKind, Filling]:
    """The paper of a step with everything its template may ask for."""
    of = PAPERS[Proceeding(batch.proceeding)]
    kind, shown = of.kinds[Step(batch.step)], _shown(batch, lines)
    rows, values = _rows(batch, shown, of.about(shown, post)), _values(batch, lines)
    names = kind.lists[LIST][0]
    return kind, Filling(
        {name: values[name] for name in kind.values},
        {LIST: [{name: row[name] for name in names} for row in rows]},
    )


def _values(batch: cases.CaseBatch, lines: Lines) -> dict[str, str]:
    place, on, passed = batch.area, zh_day(batch.on), [one for one in lines if one.outcome == Outcome.PASSED]
    return {
        "村委会": committee(place),
        "乡镇政府": f"{place.name}人民政府",
        "主送": unit("nyncj").name,
        "评议日期": on,
        "张贴日期": on,
        "审核日期": on,
        "批复日期": on,
        "公告日期": on,
        "公示末日": zh_day(batch.until) if batch.until else "",
        "到会人数": str(batch.present or ""),
        "评议户数": str(len(lines)),
        "上报户数": str(len(lines)),
        "通过户数": str(len(passed)),
        "会议记录": batch.text,
        "审核意见": batch.text,
        "文号": batch.number,
    }


def _rows(batch: cases.CaseBatch, shown: Lines, about: Mapping[int, str]) -> list[dict[str, str]]:
    procedure = cases.procedure_of(batch.proceeding)
    rows = []
    for at, one in enumerate(shown, start=1):
        home, said = (
            one.case.household,
            procedure.result(one) + (f"：{one.reason}" if one.reason else ""),
        )
        kind = one.case.get_monitoring_type_display()
        rows.append(
            {
                "序号": str(at),
                "村": one.village.name,
                "屯": home.group_name,
                "户主": home.head_name,
                "家庭人口": str(home.size),
                **dict.fromkeys(("监测对象类别", "拟纳入类别"), kind),
                **dict.fromkeys(("主要风险", "消除方式"), about[one.pk]),
                "同意": "" if one.ayes is None else str(one.ayes),
                "不同意": "" if one.noes is None else str(one.noes),
                **dict.fromkeys(("评议结果", "结果"), said),
            }
        )
    return rows


def _shown(batch: cases.CaseBatch, lines: Lines) -> Lines:
    """A meeting and a review tell of all; a notice of who hung on it; an approval and an announcement of who passed."""
    if batch.step in (Step.APPRAISE, Step.REVIEW):
        return lines
    objected = {one.pk for one in lines if any(said.upheld for said in one.objections.all())}
    return [one for one in lines if one.outcome == Outcome.PASSED or one.pk in objected]


def _risks(lines: Lines, post: Post) -> dict[int, str]:
    """What may be said of its risks in public."""
    named = labels("at_risk_reason")
    found = cases.risks_of([one.case for one in lines], post)
    public = {
        pk: "、".join(named.get(code, code) for code in cases.shown_in_public(one.risk for one in risks))
        for pk, risks in found.items()
    }
    return {one.pk: public[one.case_id] or "其他困难" for one in lines}


PAPERS = {
    Proceeding.IDENTIFICATION: StepPapers(
        WORDED,
        _risks,
    )
}


def declare(proceeding: Proceeding, papers: StepPapers) -> None:
    """A proceeding says how the papers of its steps are worded."""
    PAPERS[proceeding] = papers
