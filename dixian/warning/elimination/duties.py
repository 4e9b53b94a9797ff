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
REVIEW = declare(DutyKind("elimination.review", "审核风险消除", ROOM, PAGE, "审核"))
APPROVE = declare(DutyKind("elimination.approve", "审定风险消除", ROOM, PAGE, "审定"))
ANNOUNCE = declare(DutyKind("elimination.announce", "公告风险消除", ROOM, PAGE, "公告"))
ENTER = declare(
    DutyKind("elimination.enter", "在全国系统标注风险消除", ROOM, "elimination-entry", "看录入单")
)
CORRECT = declare(
    DutyKind("elimination.correct", "在全国系统取消风险消除标注", ROOM, "elimination-entry", "看录入单")
)
REVERSE = declare(DutyKind("elimination.reverse", "审定风险消除回退", ROOM, PAGE, "审定"))
LOOK_BACK = declare(DutyKind("elimination.look_back", "风险消除户回头看", ROOM, PAGE, "登记"))

ENTER_WHY = "风险消除已审定，按录入单在全国系统标注；下次导入的全国系统数据里标注了即自动办结"
CORRECT_WHY = "风险消除已回退，全国系统还标注着已消除，改为未消除；下次导入的全国系统数据里改了即自动办结"
VILLAGE, TOWNSHIP, COUNTY = "village_id", "township_id", ""
# State -> its duty, the limit, who has it. A notice that hangs is one duty for all that stand on it (`cases`).
IN_STATE = {
    EliminationState.PROPOSED: (APPRAISE, "limit.case.appraise", Capability.ANSWER, VILLAGE),
    EliminationState.APPRAISED: (POST, "limit.case.post", Capability.ANSWER, VILLAGE),
    EliminationState.NOTICED: (REVIEW, "limit.case.review", Capability.CONFIRM, TOWNSHIP),
    EliminationState.REVIEWED: (APPROVE, "limit.case.approve", Capability.DECIDE_CASES, COUNTY),
    EliminationState.ANNOUNCING: (
        ANNOUNCE, "limit.elimination.announce", Capability.CONFIRM, TOWNSHIP,
    ),
}  # fmt: skip
BESIDE = {
    ENTER: ("limit.elimination.enter", Capability.CONFIRM, TOWNSHIP),
    CORRECT: ("limit.elimination.correct", Capability.CONFIRM, TOWNSHIP),
    REVERSE: ("limit.case.approve", Capability.DECIDE_CASES, COUNTY),
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
            made.append(_duty(one.case, kind, limit, right, place, about))
    open_duties(made)


def end_step(ones: Sequence[Elimination], before: str, post: Any) -> None:
    """What was to be done in a state has been."""
    kinds = {APPRAISE, REVIEW} if before == EliminationState.PROPOSED else set()
    if before in IN_STATE:
        kinds.add(IN_STATE[EliminationState(before)][0])
    for kind in kinds:
        discharge(kind=kind.code, subject_uids=[one.case.uid for one in ones], post=post)


def call_off(ones: Sequence[Elimination], why: str, post: Any = None) -> None:
    """They were taken back."""
    for kind in (*(kind for kind, *_ in IN_STATE.values()), ENTER):
        cancel(kind=kind.code, subject_uids=[one.case.uid for one in ones], reason=why, post=post)


def entered(ones: Sequence[Elimination]) -> None:
    """The national data say so."""
    discharge(kind=ENTER.code, subject_uids=[one.case.uid for one in ones])


def open_for(cases: Sequence[Case], kind: DutyKind, about: str) -> None:
    """A duty beside the step: the national system, a reversal to be decided."""
    limit, right, place = BESIDE[kind]
    open_duties([_duty(one, kind, limit, right, place, about) for one in cases])


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
) -> Duty:
    holder: dict[str, Any] = {"area_id": getattr(case, place)} if place else {"unit_id": unit(BUREAU).pk}
    return Duty(
        kind=kind.code,
        about=about[:300],
        subject_label=str(case.household),
        subject_uid=case.uid,
        household_id=case.household_id,
        capability=right,
        limit_code=limit,
        **holder,
    )
