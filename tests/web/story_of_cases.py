"""The story of a household at risk: gathered, appraised, posted, objected to, reviewed, approved; and of one left out."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.sheets.api import write_table
from dixian.registry.households.api import Household
from dixian.warning.cases.api import OPENING_COLUMNS
from dixian.warning.cases.models import BatchLine, Case, CaseBatch, ComparisonRequest, Objection
from dixian.web.cases.comparing import BACK
from tests.support.register import XLSX
from tests.web.conftest import SYSTEM
from tests.web.story_steps import Form, Step, file_of, newest, one

DOCX = "wordprocessingml"


def day(ago: int) -> str:
    return str(clock.today() - timedelta(days=ago))


def cases_story(county: Any) -> Iterator[Step]:
    """The steps; the household was found three weeks ago, so that a notice can have hung its days."""
    case = one(Case, lead=county.lead)
    with acting(SYSTEM), writing():
        since = clock.today() - timedelta(days=21)
        Case.objects.filter(pk=case.pk).update(event_date=since, opened_on=since)
    at = f"/cases/{case.uid}/"
    signed = {"signer": "张三", "on": day(20), "paper": file_of(b"\xff\xd8\xff signed", "授权书.jpg")}
    yield Step("authorise-case", "cadre", f"{at}authorise/", signed, page=at, says="承诺授权书已收进来")
    why = {"reason": "核对签字"}
    yield Step("signed-authorisation", "clerk", f"{at}authorisation/", why, 200, says="octet-stream")
    yield from _compared(county, case)
    free = {"reason": "其余单位当月已比对", "on": day(19)}
    yield Step("waive-comparison", "bureau", f"{at}waive/", free, page=at, says="免于比对")
    helped = {"on": day(19), "what": "临时救助 2000 元"}
    yield Step("help-first", "clerk", f"{at}help-first/", helped, page=at, says="已登记先行帮扶")
    yield Step("check-home", "cadre", f"{at}check/", _checked(), page=at, says="入户核查已登记")
    note = {"risk": "disaster", "note": "洪涝灾害"}
    yield Step("note-risk", "cadre", f"{at}risk/", note, page=at, says="风险的备注已登记")
    yield Step("submit-case", "cadre", f"{at}submit/", page=at, says="已提交评议")
    yield from _together(county, case)
    paper = {"form": "审批表"}
    yield Step("case-paper", "clerk", f"{at}paper/", paper, 200, at, says=DOCX)
    yield from _left_out(county)


def _checked() -> Form:
    return {
        "monitoring_type": "unstable", "risk": ["illness", "schooling", "disaster"], "need": "支出大", "size": "3",
        "checkers": "村干部", "on": day(18), "a-labour": "9000", "a-medical": "12000", "house": "1",
    }  # fmt: skip


def _compared(county: Any, case: Case) -> Iterator[Step]:
    chosen = {"chosen": str(case.uid)}
    page = "/comparisons/"
    yield Step("ask-comparison", "bureau", "/comparisons/ask/", chosen, page=page, says="已发起比对")
    asked = newest(ComparisonRequest)
    at, number = f"/comparisons/{asked.uid}/", one(Household, pk=case.household_id).number
    why = {"reason": "发单位比对"}
    yield Step("comparison-workbook", "bureau", f"{at}workbook/", why, 200, at, says=XLSX)
    rows = [(number, "张三", "有一辆农用车")]
    back = {"file": file_of(write_table(title="信息比对", columns=BACK, rows=rows), "结果.xlsx")}
    yield Step("answer-comparison", "bureau", f"{at}answer/", back, page=at, says="张三：有一辆农用车")
    with acting(SYSTEM), writing():
        case.comparisons.filter(answered_on=None).update(answered_on=clock.today())


def _together(county: Any, case: Case) -> Iterator[Step]:
    """From the meeting to the announcement."""
    uid, village = str(case.uid), county.village.code
    said = {"area": village, "case": uid, f"outcome.{uid}": "passed"}
    met = {
        **said, "on": day(17), "present": "23", "text": "书记主持", f"ayes.{uid}": "20", f"noes.{uid}": "3",
        "scan": file_of(b"\xff\xd8\xff signed", "评议.jpg"),
    }  # fmt: skip
    desk = "/case-steps/appraise/"
    yield Step("case-step", "cadre", desk, met, page=f"{desk}?area={village}", says="通过 1 户")
    at = f"/case-batches/{newest(CaseBatch).uid}/"
    yield Step("case-batch-scan", "clerk", f"{at}scan/", {"reason": "核对签字"}, 200, says="octet-stream")
    desk = "/case-steps/notice/"
    yield Step("case-step", "cadre", desk, {**said, "on": day(16)}, page=desk, says="列入公示 1 户")
    notice = newest(CaseBatch)
    with acting(SYSTEM), writing():
        CaseBatch.objects.filter(pk=notice.pk).update(until=clock.today() - timedelta(days=11))
    at = f"/case-batches/{notice.uid}/"
    yield Step("case-batch-paper", "cadre", f"{at}paper/", {}, 200, at, says=DOCX)
    against = {"line": str(one(BatchLine, batch=notice).uid), "on": day(14), "text": "家里有车"}
    yield Step("object-to-case", "cadre", f"{at}object/", against, page=at, says="已登记对")
    found = {"objection": str(newest(Objection).uid), "upheld": "no", "word": "是农用车"}
    yield Step("settle-objection", "cadre", f"{at}settle/", found, page=at, says="已登记调查结果")
    ended = {"unobjected": "no", "on": day(9)}
    yield Step("end-notice", "cadre", f"{at}end/", ended, page=at, says="公示结果已登记")
    said["area"] = county.township.code
    desk = "/case-steps/review/"
    reviewed = {**said, "on": day(8), "text": "抽查属实"}
    yield Step("case-step", "clerk", desk, reviewed, page=desk, says="通过 1 户")
    desk = "/case-steps/approve/"
    approved = {**said, "on": day(7), "number": "棱农工发〔2026〕12号", "area": county.township.parent.code}
    yield Step("case-step", "reviewer", desk, approved, page=desk, says="通过 1 户")
    desk = "/case-steps/announce/"
    yield Step("case-step", "clerk", desk, {**said, "on": day(6)}, page=desk, says="通过 1 户")


def _left_out(county: Any) -> Iterator[Step]:
    at = f"/cases/{county.case.uid}/"
    known = {
        "risk": ["illness"], "event_date": day(90), "approved_on": day(80), "approval_number": "旧文〔2023〕3号",
    }  # fmt: skip
    sheet = write_table(
        title="期初", columns=OPENING_COLUMNS, rows=[[county.case.household.number, "", "因病"]]
    )
    told = {"file": file_of(sheet)}
    yield Step("case-opening", "bureau", "/cases/opening/", told, 200, "/cases/opening/", says="已补全")
    yield Step("complete-case", "bureau", f"{at}complete/", known, page=at, says="已补全")
    with acting(SYSTEM), writing():
        Case.objects.filter(pk=county.case.pk).update(state="collecting", opened_on=clock.today())
    why = {"reason": "有赡养能力"}
    yield Step("decline-case", "cadre", f"{at}decline/", why, page=at, says="已提出不纳入")
    out = {"how": "left_out", "on": day(0), "reason": "子女有赡养能力", "verb": "out"}
    yield Step("leave-out-case", "bureau_head", f"{at}leave-out/", out, page=at, says="已认定不纳入")
