"""The papers of an identification, filled from the county's templates, and the sheet for the national system.

On what hangs in the village stand no number, phone, account or health, nor the causes 因病 and 因残 (facts 1.4).
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Filling
from dixian.foundation.policy.api import labels
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import CaseState, Outcome, Step
from dixian.web.cases.entry import fields_of
from dixian.web.cases.forms import FORMS
from dixian.web.cases.places import committee
from dixian.web.cases.wordings import (
    ANNOUNCEMENT,
    APPROVAL,
    LISTED,
    MINUTES,
    NOTICE,
    PUBLIC,
    REPORT,
    VOTED,
    sample_of,
)
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.papers import paper


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def batch_paper(request: Any, uid: UUID) -> HttpResponse:
    """The paper of a step: 评议记录, 公示, 审核报告, 审定名单, 公告. It holds no number of anybody."""
    batch = get_visible(cases.batches(request.post), request, uid)
    lines = cases.lines_of(batch, request.post)
    kind, fill = PAPERS[Step(batch.step)]
    return paper(request, kind, f"{batch}-{kind.title}", fill(batch, lines, request.post))


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def case_paper(request: Any, uid: UUID) -> HttpResponse:
    """A paper of one household, filled with what is known, to be signed."""
    found = get_visible(cases.cases(request.post), request, uid)
    name = request.POST.get("form", "")
    if name not in FORMS:
        raise Refusal("没有选择哪一种", f"选{'、'.join(FORMS)}")
    if name == "不予纳入告知书" and found.state != CaseState.LEFT_OUT:
        raise Refusal("这户没有认定为不纳入", "县里认定不纳入以后再打印告知书")
    kind, fill = FORMS[name]
    return paper(request, kind, f"{found.household}-{name}", fill(found, request.post))


@page(C.SEE_LEADS)
def entry(request: Any, uid: UUID) -> HttpResponse:
    """The sheet for the national system, in its field order, to be copied field by field."""
    found = get_visible(cases.cases(request.post), request, uid)
    values = {"case": found, "fields": fields_of(found, request.post)}
    return render(request, "cases/entry.html", values)


def _risks(lines: Sequence[cases.BatchLine], post: Post) -> dict[int, str]:
    """Case id -> what may be said of its risks in public."""
    named = labels("at_risk_reason")
    found = cases.risks_of([one.case for one in lines], post)
    return {
        pk: "、".join(named.get(code, code) for code in cases.shown_in_public(one.risk for one in risks))
        or "其他困难"
        for pk, risks in found.items()
    }


def _public(lines: Sequence[cases.BatchLine], post: Post) -> list[list[str]]:
    risks = _risks(lines, post)
    return [
        [
            str(at),
            one.case.household.group_name,
            one.case.household.head_name,
            str(one.case.household.size),
            one.case.get_monitoring_type_display(),
            risks[one.case_id],
        ]
        for at, one in enumerate(lines, start=1)
    ]


def _passed(lines: Sequence[cases.BatchLine]) -> list[cases.BatchLine]:
    return [one for one in lines if one.outcome == Outcome.PASSED]


def _listed(lines: Sequence[cases.BatchLine]) -> list[list[str]]:
    return [
        [
            str(at),
            one.village.name,
            one.case.household.head_name,
            str(one.case.household.size),
            one.case.get_monitoring_type_display(),
            one.result + (f"：{one.reason}" if one.reason else ""),
        ]
        for at, one in enumerate(lines, start=1)
    ]


def _minutes(batch: cases.CaseBatch, lines: Sequence[cases.BatchLine], post: Post) -> Filling:
    risks = _risks(lines, post)
    rows = [
        [
            str(at),
            one.case.household.head_name,
            one.case.get_monitoring_type_display(),
            risks[one.case_id],
            "" if one.ayes is None else str(one.ayes),
            "" if one.noes is None else str(one.noes),
            one.result + (f"：{one.reason}" if one.reason else ""),
        ]
        for at, one in enumerate(lines, start=1)
    ]
    values = {
        "村委会": committee(batch.area),
        "评议日期": zh_day(batch.on),
        "到会人数": str(batch.present),
        "评议户数": str(len(lines)),
        "会议记录": batch.text,
    }
    return Filling(values, {"户": sample_of(VOTED, *rows)})


def _notice(batch: cases.CaseBatch, lines: Sequence[cases.BatchLine], post: Post) -> Filling:
    shown = _passed(lines) if batch.closed_on is None else list(lines)
    values = {
        "村委会": committee(batch.area),
        "张贴日期": zh_day(batch.on),
        "公示末日": zh_day(batch.until) if batch.until else "",
    }
    return Filling(values, {"户": sample_of(PUBLIC, *_public(shown, post))})


def _report(batch: cases.CaseBatch, lines: Sequence[cases.BatchLine], _post: Post) -> Filling:
    values = {
        "乡镇政府": f"{batch.area.name}人民政府",
        "主送": unit("nyncj").name,
        "上报户数": str(len(lines)),
        "通过户数": str(len(_passed(lines))),
        "审核意见": batch.text,
        "审核日期": zh_day(batch.on),
    }
    return Filling(values, {"户": sample_of(LISTED, *_listed(lines))})


def _approval(batch: cases.CaseBatch, lines: Sequence[cases.BatchLine], _post: Post) -> Filling:
    passed = _passed(lines)
    values = {"文号": batch.number, "通过户数": str(len(passed)), "批复日期": zh_day(batch.on)}
    return Filling(values, {"户": sample_of(LISTED, *_listed(passed))})


def _announcement(batch: cases.CaseBatch, lines: Sequence[cases.BatchLine], post: Post) -> Filling:
    values = {"乡镇政府": f"{batch.area.name}人民政府", "公告日期": zh_day(batch.on)}
    return Filling(values, {"户": sample_of(PUBLIC, *_public(_passed(lines), post))})


PAPERS = {
    Step.APPRAISE: (MINUTES, _minutes),
    Step.NOTICE: (NOTICE, _notice),
    Step.REVIEW: (REPORT, _report),
    Step.APPROVE: (APPROVAL, _approval),
    Step.ANNOUNCE: (ANNOUNCEMENT, _announcement),
}
