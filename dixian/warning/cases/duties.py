"""The duties of a case: one open for the step it waits in, besides the county's clock, which runs on the lead."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import due
from dixian.foundation.worklist.api import Duty, DutyKind, cancel, declare, discharge, open_duties
from dixian.warning.cases.enums import CaseState
from dixian.warning.cases.models import Case, CaseBatch, ComparisonRequest

BUREAU = "nyncj"
ROOM = "warning.cases"

COLLECT = declare(DutyKind("cases.collect", "核查监测对象", ROOM, "case", "核查"))
APPRAISE = declare(DutyKind("cases.appraise", "民主评议", ROOM, "case", "评议"))
POST = declare(DutyKind("cases.post", "村内公示", ROOM, "case", "公示"))
END_NOTICE = declare(DutyKind("cases.end_notice", "登记公示结果", ROOM, "case-batch", "登记"))
REVIEW = declare(DutyKind("cases.review", "审核监测对象", ROOM, "case", "审核"))
APPROVE = declare(DutyKind("cases.approve", "审定监测对象", ROOM, "case", "审定"))
DECLINE = declare(DutyKind("cases.decline", "认定不纳入", ROOM, "case", "认定"))
ANNOUNCE = declare(DutyKind("cases.announce", "公告监测对象", ROOM, "case", "公告"))
COMPARE = declare(DutyKind("cases.compare", "收回信息比对结果", ROOM, "comparison", "收回"))
ASK = declare(DutyKind("cases.ask", "发起信息比对", ROOM, "case", "发起"))
PAPERS = declare(DutyKind("cases.papers", "先行帮扶补办手续", ROOM, "case", "补办"))
ENTER = declare(DutyKind("cases.enter", "录入全国系统", ROOM, "case", "看录入单"))

VILLAGE, TOWNSHIP, COUNTY = "village_id", "township_id", ""
# State -> its duty, the limit, who has it. A notice that hangs is one duty for all that stand on it.
DUTY_IN = {
    CaseState.COLLECTING: (COLLECT, "limit.case.collect", Capability.ANSWER, VILLAGE),
    CaseState.APPRAISING: (APPRAISE, "limit.case.appraise", Capability.ANSWER, VILLAGE),
    CaseState.POSTING: (POST, "limit.case.post", Capability.ANSWER, VILLAGE),
    CaseState.REVIEWING: (REVIEW, "limit.case.review", Capability.CONFIRM, TOWNSHIP),
    CaseState.APPROVING: (APPROVE, "limit.case.approve", Capability.DECIDE_CASES, COUNTY),
    CaseState.DECLINING: (DECLINE, "limit.case.approve", Capability.DECIDE_CASES, COUNTY),
    CaseState.ANNOUNCING: (ANNOUNCE, "limit.case.announce", Capability.CONFIRM, TOWNSHIP),
}
FIRST = "线索核实有风险：签承诺授权、入户核查、信息比对，然后提交评议"


def open_step(cases: Sequence[Case], state: CaseState, about: str) -> None:
    """The duty of the state these cases have come to."""
    if state in DUTY_IN:
        kind, limit, right, place = DUTY_IN[state]
        open_duties([_duty(one, kind, right, limit, about, place) for one in cases])


def end_step(cases: Sequence[Case], states: set[str], post: Any, on: date | None = None) -> None:
    """The duties of the states these cases leave."""
    uids = [one.uid for one in cases]
    for state in sorted(states & {one.value for one in DUTY_IN}):
        discharge(kind=DUTY_IN[CaseState(state)][0].code, subject_uids=uids, post=post, on=on)


def open_for(case: Case, kind: DutyKind, about: str, *, since: date | None = None) -> None:
    """A duty beside the step: the comparison to be asked for, the papers of help given first, the national system."""
    right, limit, place = {
        ASK: (Capability.RELEASE, "limit.case.ask", COUNTY),
        PAPERS: (Capability.CONFIRM, "limit.case.papers", TOWNSHIP),
        ENTER: (Capability.CONFIRM, "limit.case.enter", TOWNSHIP),
    }[kind]
    open_duties([_duty(case, kind, right, limit, about, place, since)])


def done(kind: DutyKind, cases: Sequence[Case], post: Any = None) -> None:
    """Such a duty is done."""
    discharge(kind=kind.code, subject_uids=[one.uid for one in cases], post=post)


def call_off(cases: Sequence[Case], why: str, post: Any = None) -> None:
    """What is left beside the step of cases that have ended need not be done any more."""
    for kind in (ASK, PAPERS, ENTER):
        cancel(kind=kind.code, subject_uids=[one.uid for one in cases], reason=why, post=post)


def open_notice(batch: CaseBatch, count: int) -> None:
    """The village has to say how the notice ended, after its last full day."""
    open_duties(
        [
            Duty(
                kind=END_NOTICE.code,
                about=f"{count} 户{batch.get_proceeding_display()}公示到 {batch.until}，期满后登记有无异议",
                subject_label=str(batch),
                subject_uid=batch.uid,
                area_id=batch.area_id,
                capability=Capability.ANSWER,
                opened_on=batch.until,
                limit_code="limit.case.end_notice",
            )
        ]
    )


def open_compare(request: ComparisonRequest, count: int) -> None:
    """The bureau has to get the unit's word back."""
    open_duties(
        [
            Duty(
                kind=COMPARE.code,
                about=f"请{request.unit.short_name}比对 {count} 户，收回后导入结果",
                subject_label=f"{request.unit.short_name} {request.asked_on}",
                subject_uid=request.uid,
                unit_id=unit(BUREAU).pk,
                capability=Capability.RELEASE,
                due_on=request.due_on,
                limit_code="limit.case.compare",
            )
        ]
    )


def _duty(
    case: Case,
    kind: DutyKind,
    right: Capability,
    limit: str,
    about: str,
    place: str,
    since: date | None = None,
) -> Duty:
    start = since or clock.today()
    holder: dict[str, Any] = {"area_id": getattr(case, place)} if place else {"unit_id": unit(BUREAU).pk}
    return Duty(
        kind=kind.code,
        about=about,
        subject_label=str(case.household),
        subject_uid=case.uid,
        household_id=case.household_id,
        capability=right,
        opened_on=start,
        due_on=due(limit, start),
        limit_code=limit,
        **holder,
    )
