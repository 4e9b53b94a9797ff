"""The paper of one household's elimination: the sheet that is signed at each step."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Filling
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import Outcome, Step
from dixian.warning.elimination import api as elimination
from dixian.web.cases.places import place_of
from dixian.web.cases.step_wordings import sample_of
from dixian.web.elimination.wordings import CONDITION, SHEET
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.papers import paper


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def elimination_paper(request: Any, uid: UUID) -> HttpResponse:
    """审批表 of the latest elimination of a household."""
    case = get_visible(cases.cases(request.post), request, uid)
    made = elimination.eliminations_of(case, request.post)
    if not made:
        raise Refusal("这户没有提出风险消除", "提出以后再打印")
    passed: dict[str, Any] = {
        one.step: one
        for one in cases.steps_of(case, request.post, made[0].uid)
        if one.outcome == Outcome.PASSED
    }
    return paper(request, SHEET, f"{case.household}-风险消除审批表", _sheet(case, made[0], passed))


def _sheet(case: cases.Case, one: elimination.Elimination, passed: dict[str, Any]) -> Filling:
    """passed: step -> the line of this round; what belongs to an earlier round has no day any more."""
    values = {
        "村": place_of(case),
        "户主": case.household.head_name,
        "监测对象类别": case.get_monitoring_type_display(),
        "消除方式": one.get_how_display(),
        "理由": one.reason,
        "评议": _met(passed.get(Step.APPRAISE)) if one.appraised_on else "",
        "公示": _hung(one, passed.get(Step.NOTICE)) if one.posted_on else "",
        "审核意见": (getattr(passed.get(Step.REVIEW), "text", None) or "同意") if one.reviewed_on else "",
        "审定": f"{one.number} {_day(one.approved_on)}",
        "公告": _day(one.announced_on),
    }
    rows = [
        (
            said.get_criterion_display(),
            "达到" if said.holds else "没有达到",
            said.evidence + (f"；{said.word}" if said.word else ""),
        )
        for said in one.conditions.all()
    ]
    return Filling(values, {"四个条件": sample_of(CONDITION, *rows)})


def _met(line: Any) -> str:
    if line is None:
        return ""
    noes = "" if line.noes is None else f"、不同意 {line.noes} 票"
    return f"{_day(line.on)}，到会 {line.present} 人，同意 {line.ayes} 票{noes}"


def _hung(one: elimination.Elimination, line: Any) -> str:
    days = f"{_day(one.posted_on)}至{_day(one.until)}"
    if one.closed_on is None:
        return days
    told = (
        "；".join(f"异议：{said.text}，不成立：{said.word}" for said in line.objections.all()) if line else ""
    )
    return f"{days}，{told or '无异议'}"


def _day(day: Any) -> str:
    return zh_day(day) if day else ""
