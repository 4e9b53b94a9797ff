"""What a household was on a day, by the days of its papers and not by what it is now (facts 1.9: 雨露计划 asks 开学之日)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dixian.warning.cases.enums import CaseState
from dixian.warning.cases.models import Case


@dataclass(frozen=True)
class Standing:
    """The case that counted on the day, a word for it, and the papers behind it in a sentence."""

    case: Case
    word: str
    sentence: str


def standing_on(cases: Sequence[Case], day: date) -> Standing | None:
    """Of a household's cases, what it was on a day; None where it was none (yet). A reversed elimination never was."""
    begun = [one for one in cases if _begins(one) <= day]
    if not begun:
        return None
    case = max(begun, key=lambda one: (_begins(one), one.pk))
    kind = case.get_monitoring_type_display()
    if case.ended_on and case.ended_on <= day:
        how = f"（{case.get_ended_how_display()}）" if case.state == CaseState.ELIMINATED else ""
        return Standing(case, case.get_state_display(), f"{case.ended_on} {case.get_state_display()}{how}")
    if case.approved_on and case.approved_on <= day:
        said = f"{kind}，{case.approved_on} 批复纳入 {case.approval_number}".rstrip()
        return Standing(case, CaseState.MONITORED.label, said)
    if case.lead_id is None:
        return Standing(case, CaseState.MONITORED.label, f"{kind}，期初已是监测对象，没有登记批复日期")
    return Standing(case, "正在识别", f"{case.opened_on} 转入识别，县里还没有审定")


def _begins(case: Case) -> date:
    """The first day the case tells of: of one that was there before the program, of its papers."""
    return case.opened_on if case.lead_id else case.approved_on or case.event_date or case.opened_on
