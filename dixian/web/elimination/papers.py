"""The papers of one household's elimination: what hangs in the village, and the sheet that is signed at each step."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Filling
from dixian.warning.cases import api as cases
from dixian.warning.elimination import api as elimination
from dixian.web.cases.places import committee, place_of
from dixian.web.cases.wordings import sample_of
from dixian.web.elimination.wordings import CONDITION, NOTICE, SHEET
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.papers import paper

FORMS = ("公示", "审批表")


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def elimination_paper(request: Any, uid: UUID) -> HttpResponse:
    """公示 or 审批表 of the latest elimination of a household."""
    case = get_visible(cases.cases(request.post), request, uid)
    form = request.POST.get("form", "")
    if form not in FORMS:
        raise Refusal("没有选择哪一种", "选公示或审批表")
    made = elimination.eliminations_of(case, request.post)
    if not made:
        raise Refusal("这户没有提出风险消除", "提出以后再打印")
    if form == "审批表":
        return paper(request, SHEET, f"{case.household}-风险消除审批表", _sheet(case, made[0]))
    if made[0].posted_on is None:
        raise Refusal("这户的风险消除没有登记公示", "评议通过、登记公示以后再打印")
    return paper(request, NOTICE, f"{case.household}-拟风险消除公示", _notice(case, made[0]))


def _notice(case: cases.Case, one: elimination.Elimination) -> Filling:
    values = {
        "村委会": committee(case.village),
        "户主": case.household.head_name,
        "屯": case.household.group_name,
        "监测对象类别": case.get_monitoring_type_display(),
        "张贴日期": _day(one.posted_on),
        "公示末日": _day(one.until),
    }
    return Filling(values)


def _sheet(case: cases.Case, one: elimination.Elimination) -> Filling:
    met = f"{_day(one.appraised_on)}，到会 {one.present} 人，同意 {one.ayes} 人" if one.appraised_on else ""
    hung = f"{_day(one.posted_on)}至{_day(one.until)}，" if one.posted_on else ""
    values = {
        "村": place_of(case),
        "户主": case.household.head_name,
        "监测对象类别": case.get_monitoring_type_display(),
        "消除方式": one.get_how_display(),
        "理由": one.reason,
        "评议": met,
        "公示": hung + (one.objections or "无异议") if one.closed_on else hung.removesuffix("，"),
        "审核意见": one.opinion,
        "审定": f"{one.number} {_day(one.approved_on)}",
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


def _day(day: Any) -> str:
    return zh_day(day) if day else ""
