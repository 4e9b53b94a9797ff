"""The duties of the loop, one open per lead at a time."""

from collections.abc import Sequence

from dixian.commons.leads.api import Lead
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.worklist.api import Duty, DutyKind, declare, open_duties

BUREAU = "nyncj"
ROOM = "warning.verification"

RELEASE = declare(DutyKind("verification.release", "推送线索", ROOM, "lead", "推送"))
ANSWER = declare(DutyKind("verification.answer", "核实线索", ROOM, "lead", "核实"))
CONFIRM = declare(DutyKind("verification.confirm", "确认核实结果", ROOM, "lead", "确认"))
RESULT = declare(DutyKind("verification.result", "查看核实结果", ROOM, "results", "查看"))
IN_THE_LOOP = {"waiting": RELEASE, "released": ANSWER, "returned": ANSWER, "answered": CONFIRM}


def open_release(leads: Sequence[Lead], reasons: dict[int, str]) -> None:
    """The bureau has to push them; the clock runs from the day the trouble was reported."""
    bureau = unit(BUREAU).pk
    open_duties(
        [
            _duty(
                lead, RELEASE, Capability.RELEASE, "limit.release", reasons.get(lead.pk, ""), unit_id=bureau
            )
            for lead in leads
        ]
    )


def open_answer(leads: Sequence[Lead], reasons: dict[int, str]) -> None:
    """The village has to look."""
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
            )
            for lead in leads
        ]
    )


def open_confirm(lead: Lead, reason: str) -> None:
    """The township has to confirm or return."""
    open_duties([_duty(lead, CONFIRM, Capability.CONFIRM, "limit.confirm", reason, area_id=lead.township_id)])


def open_result(*, unit_id: int, label: str, group_uid: object) -> None:
    """The department that pushed has a result to look at; one duty per batch."""
    open_duties(
        [
            Duty(
                kind=RESULT.code,
                about="有新的核实结果",
                subject_label=label,
                subject_uid=group_uid,  # type: ignore[arg-type]
                unit_id=unit_id,
                capability=Capability.SEE_SUBMISSIONS,
                limit_code="limit.result",
            )
        ]
    )


def _duty(lead: Lead, kind: DutyKind, capability: Capability, limit: str, about: str, **holder: int) -> Duty:
    return Duty(
        kind=kind.code,
        about=about,
        subject_label=str(lead.household),
        subject_uid=lead.uid,
        capability=capability,
        limit_code=limit,
        **holder,  # type: ignore[arg-type]
    )
