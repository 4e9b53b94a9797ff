"""The duty of the step an elimination waits in, the reversal's, the look-back's."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.worklist.api import Duty, DutyKind, cancel, declare, discharge, open_duties
from dixian.warning.cases.api import Case
from dixian.warning.elimination.enums import OF_RISK, EliminationState
from dixian.warning.elimination.models import Elimination

BUREAU = "nyncj"
ROOM = "warning.elimination"
PAGE = "elimination"

APPRAISE = declare(DutyKind("elimination.appraise", "评议风险消除", ROOM, PAGE, "评议"))
POST = declare(DutyKind("elimination.post", "公示风险消除", ROOM, PAGE, "公示"))
END_NOTICE = declare(DutyKind("elimination.end_notice", "登记风险消除公示结果", ROOM, PAGE, "登记"))
REVIEW = declare(DutyKind("elimination.review", "审核风险消除", ROOM, PAGE, "审核"))
APPROVE = declare(DutyKind("elimination.approve", "审定风险消除", ROOM, PAGE, "审定"))
REVERSE = declare(DutyKind("elimination.reverse", "审定风险消除回退", ROOM, PAGE, "审定"))
LOOK_BACK = declare(DutyKind("elimination.look_back", "风险消除户回头看", ROOM, PAGE, "登记"))

VILLAGE, TOWNSHIP, COUNTY = "village_id", "township_id", ""
IN_STATE = {
    EliminationState.PROPOSED: (APPRAISE, "limit.case.appraise", Capability.ANSWER, VILLAGE),
    EliminationState.APPRAISED: (POST, "limit.case.post", Capability.ANSWER, VILLAGE),
    EliminationState.POSTED: (END_NOTICE, "limit.case.end_notice", Capability.ANSWER, VILLAGE),
    EliminationState.NOTICED: (REVIEW, "limit.case.review", Capability.CONFIRM, TOWNSHIP),
    EliminationState.REVIEWED: (APPROVE, "limit.case.approve", Capability.DECIDE_CASES, COUNTY),
}


def follow_state(ones: Sequence[Elimination], before: str, post: Any, about: str) -> None:
    """The duty of the state they left is done, that of the state each has come to is open."""
    end_step(ones, before, post)
    made = []
    for one in ones:
        step = IN_STATE.get(EliminationState(one.state))
        if one.state == EliminationState.PROPOSED and one.how not in OF_RISK:
            step = IN_STATE[EliminationState.NOTICED]
        if step:
            kind, limit, right, place = step
            made.append(_duty(one.case, kind, limit, right, place, about, one.until))
    open_duties(made)


def end_step(ones: Sequence[Elimination], before: str, post: Any) -> None:
    """What was to be done in a state has been."""
    kinds = {APPRAISE, REVIEW} if before == EliminationState.PROPOSED else set()
    if before in IN_STATE:
        kinds.add(IN_STATE[EliminationState(before)][0])
    for kind in kinds:
        discharge(kind=kind.code, subject_uids=[one.case.uid for one in ones], post=post)


def call_off(one: Elimination, why: str, post: Any) -> None:
    """It was taken back."""
    for kind, *_ in IN_STATE.values():
        cancel(kind=kind.code, subject_uids=[one.case.uid], reason=why, post=post)


def open_reversal(case: Case, reason: str) -> None:
    """The county has to decide."""
    open_duties([_duty(case, REVERSE, "limit.case.approve", Capability.DECIDE_CASES, COUNTY, reason)])


def open_look_backs(cases: Sequence[Case], first: date, last: date) -> None:
    """The village has to look at each of them within the half-year."""
    about = "风险已消除，每半年回头看一次，登记是否稳定"
    open_duties(
        [
            Duty(
                kind=LOOK_BACK.code,
                about=about,
                subject_label=str(one.household),
                subject_uid=one.uid,
                household_id=one.household_id,
                area_id=one.village_id,
                capability=Capability.ANSWER,
                opened_on=first,
                due_on=last,
                limit_code="limit.look_back",
            )
            for one in cases
        ]
    )


def _duty(
    case: Case,
    kind: DutyKind,
    limit: str,
    right: Capability,
    place: str,
    about: str,
    since: date | None = None,
) -> Duty:
    holder: dict[str, Any] = {"area_id": getattr(case, place)} if place else {"unit_id": unit(BUREAU).pk}
    return Duty(
        kind=kind.code,
        about=about[:300],
        subject_label=str(case.household),
        subject_uid=case.uid,
        household_id=case.household_id,
        capability=right,
        opened_on=since if kind == END_NOTICE else None,
        limit_code=limit,
        **holder,
    )
