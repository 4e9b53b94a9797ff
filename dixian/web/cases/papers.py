"""The papers of an identification as Word files, and the sheet for the national system.

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
from dixian.foundation.papers.api import Paper, word_file
from dixian.foundation.policy.api import labels
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import CaseState, Outcome, Step
from dixian.web.cases.entry import fields_of
from dixian.web.cases.forms import approval_form, authorisation_form, refusal_form
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import get_visible, page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PUBLIC = ("序号", "屯", "户主", "家庭人口", "拟纳入类别", "主要风险")
VOTED = ("序号", "户主", "拟纳入类别", "主要风险", "同意", "不同意", "评议结果")
LISTED = ("序号", "村", "户主", "家庭人口", "监测对象类别", "结果")
FORMS = {"授权书": authorisation_form, "审批表": approval_form, "不予纳入告知书": refusal_form}


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def batch_paper(request: Any, uid: UUID) -> HttpResponse:
    """The paper of a step: 评议记录, 公示, 审核报告, 审定名单, 公告. It holds no number of anybody."""
    batch = get_visible(cases.batches(request.post), request, uid)
    lines = cases.lines_of(batch, request.post)
    paper = PAPERS[Step(batch.step)](batch, lines, request.post)
    return attachment(word_file(paper), f"{batch}-{paper.title}.docx", content_type=DOCX)


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def case_paper(request: Any, uid: UUID) -> HttpResponse:
    """A paper of one household, filled with what is known, to be signed."""
    found = get_visible(cases.cases(request.post), request, uid)
    name = request.POST.get("form", "")
    if name not in FORMS:
        raise Refusal("没有选择哪一种", "选授权书、审批表或告知书")
    if name == "不予纳入告知书" and found.state != CaseState.LEFT_OUT:
        raise Refusal("这户没有认定为不纳入", "县里认定不纳入以后再打印告知书")
    paper = FORMS[name](found, request.post)
    return attachment(word_file(paper), f"{found.household}-{name}.docx", content_type=DOCX)


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
            one.get_outcome_display() + (f"：{one.reason}" if one.reason else ""),
        ]
        for at, one in enumerate(lines, start=1)
    ]


def _minutes(batch: cases.CaseBatch, lines: Sequence[cases.BatchLine], post: Post) -> Paper:
    risks = _risks(lines, post)
    rows = [
        [
            str(at),
            one.case.household.head_name,
            one.case.get_monitoring_type_display(),
            risks[one.case_id],
            "" if one.ayes is None else str(one.ayes),
            "" if one.noes is None else str(one.noes),
            one.get_outcome_display() + (f"：{one.reason}" if one.reason else ""),
        ]
        for at, one in enumerate(lines, start=1)
    ]
    return Paper(
        issuer=_committee(batch),
        title="监测对象民主评议会议记录",
        paragraphs=[
            f"时间：{zh_day(batch.on)}　到会：{batch.present} 人　评议：{len(lines)} 户",
            f"会议记录：{batch.text}",
        ],
        header=VOTED,
        rows=rows,
        places=["主持人：　　　　　　", "记录人：　　　　　　", "村民代表签字：　　　　　　　　　　　　"],
        signed=_committee(batch),
        day=zh_day(batch.on),
    )


def _notice(batch: cases.CaseBatch, lines: Sequence[cases.BatchLine], post: Post) -> Paper:
    shown = _passed(lines) if batch.closed_on is None else list(lines)
    return Paper(
        issuer=_committee(batch),
        title="拟纳入监测对象公示",
        paragraphs=[
            "经农户申请或排查发现、入户核查、信息比对和村民代表会议评议，拟将下列农户纳入防止返贫监测对象，现予公示。",
            f"公示自 {zh_day(batch.on)} 张贴，到 {zh_day(batch.until) if batch.until else ''}止（张贴当天不算）。"
            "对公示有异议的，请在公示期内向村民委员会或乡镇反映，也可拨打 12317。",
        ],
        header=PUBLIC,
        rows=_public(shown, post),
        signed=_committee(batch),
        day=zh_day(batch.on),
    )


def _report(batch: cases.CaseBatch, lines: Sequence[cases.BatchLine], _post: Post) -> Paper:
    return Paper(
        issuer=f"{batch.area.name}人民政府",
        title="关于拟纳入监测对象的审核报告",
        to=unit("nyncj").name,
        paragraphs=[
            f"各村上报拟纳入监测对象 {len(lines)} 户，审核通过 {len(_passed(lines))} 户。",
            f"审核意见：{batch.text}",
        ],
        header=LISTED,
        rows=_listed(lines),
        places=["（盖章）　　　　"],
        signed=f"{batch.area.name}人民政府",
        day=zh_day(batch.on),
    )


def _approval(batch: cases.CaseBatch, lines: Sequence[cases.BatchLine], _post: Post) -> Paper:
    passed = _passed(lines)
    return Paper(
        issuer="中共绥棱县委农村工作领导小组",
        number=batch.number,
        title="关于纳入防止返贫监测对象的批复",
        to="各有关乡镇",
        paragraphs=[
            f"经审定，同意将下列 {len(passed)} 户纳入防止返贫监测对象。请自批复之日起 10 天内制定帮扶计划，一户一策，落实到人。"
        ],
        header=LISTED,
        rows=_listed(passed),
        signed="中共绥棱县委农村工作领导小组",
        day=zh_day(batch.on),
    )


def _announcement(batch: cases.CaseBatch, lines: Sequence[cases.BatchLine], post: Post) -> Paper:
    return Paper(
        issuer=f"{batch.area.name}人民政府",
        title="监测对象公告",
        paragraphs=["经村民评议、公示、乡镇审核、县级审定，下列农户纳入防止返贫监测对象，现予公告。"],
        header=PUBLIC,
        rows=_public(_passed(lines), post),
        signed=f"{batch.area.name}人民政府",
        day=zh_day(batch.on),
    )


def _committee(batch: cases.CaseBatch) -> str:
    """The village's committee, by which the statistics bureau's list often calls the village itself."""
    parent, name = batch.area.parent, batch.area.name.removesuffix("村委会").removesuffix("村")
    return f"{parent.name if parent else ''}{name}村民委员会"


PAPERS = {
    Step.APPRAISE: _minutes,
    Step.NOTICE: _notice,
    Step.REVIEW: _report,
    Step.APPROVE: _approval,
    Step.ANNOUNCE: _announcement,
}
