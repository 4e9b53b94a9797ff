"""What a page shows of one case: how far it is, what was gathered, income beside the line, and the step that is mine."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import items, labels, number, parameter
from dixian.registry.households.enums import Monitored
from dixian.registry.incomes.api import Part
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import HOW, IDENTIFYING, WAITS_FOR, CaseState, Step
from dixian.warning.verification import api as verification
from dixian.web.cases.amounts import PROBLEMS, parts_told
from dixian.web.cases.known import NOTHING_KNOWN, KnownIncome, against, in_advance, known_income

WAY = (
    CaseState.COLLECTING,
    CaseState.APPRAISING,
    CaseState.POSTING,
    CaseState.POSTED,
    CaseState.REVIEWING,
    CaseState.APPROVING,
    CaseState.ANNOUNCING,
    CaseState.MONITORED,
)


@dataclass(frozen=True)
class Reckoned:
    """A home check with its income, by item where it has them, beside the line of that day."""

    check: cases.HomeCheck
    parts: list[Part]
    income: cases.Income
    line: Any
    line_source: str
    months: tuple[date, date]
    prompts: list[str]
    against: list[str]
    problems: list[str]


def shown(case: cases.Case, post: Post) -> dict[str, Any]:
    """All of it, and what the forms need that `post` may send."""
    gathered = cases.gathered(case, post)
    named = labels("at_risk_reason")
    risks = cases.risks_of([case], post)[case.pk]
    collecting, waiting = case.state == CaseState.COLLECTING, case.state in IDENTIFYING
    may_collect = collecting and post.can(C.ANSWER)
    income = known_income(case, post) if may_collect or gathered["checks"] else NOTHING_KNOWN
    step = next((one for one, state in WAITS_FOR.items() if state == case.state), None)
    return {
        "case": case,
        "household": case.household,
        "way": [(one.label, _done(case, one)) for one in WAY],
        "risks": [named.get(one.risk, one.risk) + (f"（{one.note}）" if one.note else "") for one in risks],
        "noted": [
            (one.risk, named.get(one.risk, one.risk), one.note, cases.NOTED[one.risk])
            for one in risks
            if one.risk in cases.NOTED and (post.can(C.ANSWER) or post.can(C.CONFIRM))
        ],
        "risk_codes": [one.risk for one in risks],
        **gathered,
        "reckoned": [_reckoned(one, income) for one in gathered["checks"]],
        "lines": list(told_of(cases.steps_of(case, post)))[::-1],
        "missing": cases.missing_of(case) if collecting else [],
        "to_complete": cases.missing_at_opening(case, risks),
        "today": clock.today(),
        "warn": int(number("warn.days")),
        "waiting": waiting,
        "may_collect": may_collect,
        "may_waive": collecting and post.can(C.RELEASE) and not gathered["waivers"],
        "may_help": waiting and case.helped_on is None and post.can(C.CONFIRM),
        "may_decline": _may_decline(case, post),
        "may_leave_out": case.state == CaseState.DECLINING and post.can(C.DECIDE_CASES),
        "may_complete": case.lead_id is None and post.can(C.IMPORT_REGISTER),
        "may_enter": case.state in (CaseState.ANNOUNCING, CaseState.MONITORED),
        "step": step.value if step and post.can(cases.RIGHT[step]) else "",
        "step_label": step.label if step else "",
        "step_area": _area_of(step, case),
        "types": [(one, Monitored(one).label) for one in cases.types_for(case.household.kind)],
        "ends": [(one.value, one.label) for one in HOW[CaseState.LEFT_OUT]],
        "all_risks": items("at_risk_reason", case.event_date) if collecting else items("at_risk_reason"),
        "advance": in_advance(income, *gathered["checks"][:1]) if may_collect else None,
        **(told_on(case, clock.today()) if may_collect else {}),
        "problems": PROBLEMS,
        "answers": verification.answers_of(case.lead, post) if case.lead else [],
    }


def told_on(case: cases.Case, day: date) -> dict[str, Any]:
    """Of which twelve months a check on a day tells, and the line valid then; no line for a day it can't be of."""
    if not cases.first_day(case) <= day <= clock.today():
        return {"months": None, "first_day": cases.first_day(case)}
    return {
        "months": cases.twelve_months_before(day),
        "line": parameter("line.income", day),
        "checked_on": day,
    }


def _done(case: cases.Case, state: CaseState) -> str:
    """Whether the case is past, at, or before a state of the way."""
    if case.state in (CaseState.ELIMINATED, CaseState.GONE):
        return "done"
    if case.state not in WAY:
        return ""
    here, there = WAY.index(CaseState(case.state)), WAY.index(state)
    return "now" if here == there else "done" if there < here else ""


def _reckoned(check: cases.HomeCheck, known: KnownIncome) -> Reckoned:
    income = cases.income_of(check)
    months = cases.twelve_months_before(check.on)
    line = parameter("line.income", check.on)
    told = cases.prompts(
        monitoring_type=check.monitoring_type,
        reference=income.reference,
        line=number("line.income", check.on),
    )
    problems = [label for name, label in PROBLEMS if getattr(check, name)]
    return Reckoned(
        check,
        parts_told(check),
        income,
        line.text,
        line.source,
        months,
        told,
        against(check, known),
        problems,
    )


def told_of(
    lines: list[cases.BatchLine], procedure: cases.Procedure = cases.IDENTIFICATION
) -> Iterator[tuple[cases.BatchLine, str, list[cases.Objection]]]:
    """Each step with what was said."""
    for one in lines:
        against = "" if one.noes is None else f"、不同意 {one.noes} 票"
        votes = f"，同意 {one.ayes} 票{against}" if one.ayes is not None else ""
        reason = f"：{one.reason}" if one.reason else ""
        yield (
            one,
            f"{one.get_step_display()}：{procedure.result(one)}{votes}{reason}",
            list(one.objections.all()),
        )


def _may_decline(case: cases.Case, post: Post) -> bool:
    if case.state == CaseState.REVIEWING:
        return post.can(C.CONFIRM)
    return case.state in (CaseState.COLLECTING, CaseState.APPRAISING, CaseState.POSTING) and post.can(
        C.ANSWER
    )


def _area_of(step: Step | None, case: cases.Case) -> str:
    if step in (Step.APPRAISE, Step.NOTICE):
        return str(case.village.code)
    return str(case.township.code) if step in (Step.REVIEW, Step.ANNOUNCE) else ""
