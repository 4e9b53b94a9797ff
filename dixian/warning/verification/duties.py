"""The duties of the loop, one open per lead at a time."""

from collections.abc import Sequence
from typing import Any

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.worklist.api import Duty, DutyKind, declare, open_duties
from dixian.warning.verification.assigning import ANSWERING, assigned
from dixian.warning.verification.models import PushSheet, Question, Sample

BUREAU = "nyncj"
ROOM = "warning.verification"

RELEASE = declare(DutyKind("verification.release", "推送线索", ROOM, "lead", "推送"))
ANSWER = declare(DutyKind(ANSWERING, "核实线索", ROOM, "lead", "核实"))
CONFIRM = declare(DutyKind("verification.confirm", "确认核实结果", ROOM, "lead", "确认"))
IDENTIFY = declare(DutyKind("verification.identify", "识别监测对象", ROOM, "lead", "看进度"))
TAKE = declare(DutyKind("verification.take", "接收移交的线索", ROOM, "lead", "接收"))
REFER = declare(DutyKind("verification.refer", "办理转办的困难", ROOM, "lead", "答复"))
VERIFY = declare(DutyKind("verification.verify", "核对预警数据", ROOM, "lead", "核对"))
REVISE = declare(DutyKind("verification.revise", "修订帮扶计划", ROOM, "lead", "登记"))
SAMPLE = declare(DutyKind("verification.sample", "抽查线索", ROOM, "sample", "抽查"))
RECEIVE = declare(DutyKind("verification.receive", "签收推送单", ROOM, "push-sheet", "签收"))
QUESTION = declare(DutyKind("verification.question", "答复部门的疑问", ROOM, "question", "答复"))
RESULT = declare(DutyKind("verification.result", "查看核实结果", ROOM, "results", "查看"))
DUTY_IN = {
    LeadState.WAITING: RELEASE,
    LeadState.RELEASED: ANSWER,
    LeadState.RETURNED: ANSWER,
    LeadState.ANSWERED: CONFIRM,
    LeadState.OFFERED: TAKE,
    LeadState.VERIFYING: VERIFY,
    LeadState.REFERRED: REFER,
    LeadState.AT_RISK: IDENTIFY,
}
TO_REVISE = "已在监测，又有新风险；帮扶计划按纸质程序修订，修订后在这里登记"
PASSED_ON = "已确认有返贫致贫风险，转入监测对象识别；县级审定后自动办结"


def open_release(leads: Sequence[Lead], reasons: dict[int, str]) -> None:
    """The bureau has to push them; the clock runs from the day the trouble was reported."""
    bureau = unit(BUREAU).pk
    open_duties(
        [
            _duty(
                lead,
                RELEASE,
                Capability.RELEASE,
                "limit.release",
                reasons.get(lead.pk, ""),
                unit_id=bureau,
                household_id=lead.household_id,
                opened_on=lead.opened_on,
            )
            for lead in leads
        ]
    )


def open_answer(leads: Sequence[Lead], reasons: dict[int, str]) -> None:
    """The village has to look: whoever is responsible for the household, else whoever holds the village's duties."""
    with beyond_scope():
        named = assigned(leads)
    open_duties(
        [
            _duty(
                lead,
                ANSWER,
                Capability.ANSWER,
                "limit.answer",
                reasons.get(lead.pk, ""),
                area_id=lead.village_id,
                household_id=lead.household_id,
                post_id=named.get(lead.pk),
            )
            for lead in leads
        ]
    )


def open_confirm(lead: Lead, reason: str) -> None:
    """The township has to confirm or return."""
    holder = {"area_id": lead.township_id, "household_id": lead.household_id}
    open_duties([_duty(lead, CONFIRM, Capability.CONFIRM, "limit.confirm", reason, **holder)])


def open_identify(lead: Lead) -> None:
    """The county has to decide about its case; the clock runs from the first report."""
    bureau = unit(BUREAU).pk
    holder = {"unit_id": bureau, "household_id": lead.household_id, "opened_on": lead.opened_on}
    open_duties([_duty(lead, IDENTIFY, Capability.RELEASE, "limit.identify", PASSED_ON, **holder)])


def open_take(lead: Lead, village_id: int, reason: str) -> None:
    """The other village has to take or refuse it; where nobody is appointed there, its township."""
    open_duties([_duty(lead, TAKE, Capability.ANSWER, "limit.take", reason, area_id=village_id)])


def open_referral(lead: Lead, unit_id: int, kind: DutyKind, limit: str, text: str) -> None:
    """The unit has to say what became of the difficulty, or whether its data are right."""
    holder = {"unit_id": unit_id, "household_id": lead.household_id}
    open_duties([_duty(lead, kind, Capability.REPLY, limit, text, **holder)])


def open_revise(lead: Lead) -> None:
    """The township has the assistance plan revised on paper until the software does."""
    holder = {"area_id": lead.township_id, "household_id": lead.household_id}
    open_duties([_duty(lead, REVISE, Capability.CONFIRM, "limit.revise", TO_REVISE, **holder)])


def open_samples(drawn: Sequence[Sample], month: str) -> None:
    """The bureau has to look at each that was drawn."""
    bureau = unit(BUREAU).pk
    open_duties(
        [
            Duty(
                kind=SAMPLE.code,
                about=f"{month}办结的“无风险”抽中，看核实是否属实",
                subject_label=str(one.lead.household),
                subject_uid=one.uid,
                unit_id=bureau,
                household_id=one.household_id,
                capability=Capability.RELEASE,
                limit_code="limit.sample",
            )
            for one in drawn
        ]
    )


def open_receive(sheets: Sequence[PushSheet]) -> None:
    """The township has to receive each sheet; the village's clock runs without waiting for it."""
    open_duties(
        [
            Duty(
                kind=RECEIVE.code,
                about=f"{sheet.lead_count} 条线索已推送到村，签收后督促各村按期反馈",
                subject_label=str(sheet),
                subject_uid=sheet.uid,
                area_id=sheet.township_id,
                capability=Capability.CONFIRM,
                limit_code="limit.receipt",
            )
            for sheet in sheets
        ]
    )


def open_question(question: Question, lead: Lead) -> None:
    """The township that confirmed, or the bureau, has to answer what the department doubts."""
    holder: dict[str, Any] = {"area_id": lead.township_id, "capability": Capability.CONFIRM}
    if question.bureau:
        holder = {"unit_id": unit(BUREAU).pk, "capability": Capability.RELEASE}
    open_duties(
        [
            Duty(
                kind=QUESTION.code,
                about=f"{question.unit.short_name}：{question.text}",
                subject_label=str(lead.household),
                subject_uid=question.uid,
                household_id=lead.household_id,
                limit_code="limit.question",
                **holder,
            )
        ]
    )


def open_result(*, unit_id: int, label: str, group_uid: object, about: str = "有新的核实结果") -> None:
    """The department that pushed has a result to look at; one duty per batch."""
    open_duties(
        [
            Duty(
                kind=RESULT.code,
                about=about,
                subject_label=label,
                subject_uid=group_uid,  # type: ignore[arg-type]
                unit_id=unit_id,
                capability=Capability.SEE_SUBMISSIONS,
                limit_code="limit.result",
            )
        ]
    )


def _duty(lead: Lead, kind: DutyKind, capability: Capability, limit: str, about: str, **holder: Any) -> Duty:
    return Duty(
        kind=kind.code,
        about=about,
        subject_label=str(lead.household),
        subject_uid=lead.uid,
        capability=capability,
        limit_code=limit,
        **holder,
    )
