"""The push desk and the list of leads."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import (
    AGES,
    age_code,
    aged,
    by_state,
    by_township,
    leads,
    of_units,
    sentences_of,
    warned_by,
)
from dixian.commons.leads.enums import LeadState
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, Unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.policy.api import labels, limit, number
from dixian.warning.alerts.api import alerted_of
from dixian.warning.cases.api import decided
from dixian.warning.cases.enums import Decision
from dixian.warning.submissions.api import DataKind
from dixian.warning.verification import api as verification
from dixian.warning.verification.api import Figure, found_for, with_figure
from dixian.web.leads.columns import LEADS
from dixian.web.leads.steps import STEPS
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.keyset import page_by_due
from dixian.web.shell.pages import chosen_uids, page

SMALL_NUMBER = re.compile(r"[0-9]{1,3}")


@page(C.RELEASE)
def push_desk(request: Any) -> HttpResponse:
    """Leads that wait to be pushed, with why; select many, push."""
    waiting = leads(request.post).filter(state=LeadState.WAITING)
    township = request.GET.get("township", "")
    if township:
        waiting = waiting.filter(township__code=township)
    shown = page_by_due(waiting, request.GET.get("after", ""), size=100)
    reasons = sentences_of(shown.rows, request.post)
    townships = [(one.code, one.name, one.states["waiting"]) for one in by_township(request.post)]
    values = {
        "rows": [(lead, reasons.get(lead.pk, "")) for lead in shown.rows],
        "next_key": shown.next_key,
        "carried": f"township={township}",
        "township": township,
        "townships": townships,
        "everywhere": sum(count for _, _, count in townships),
        "total": sum(count for code, _, count in townships if township in ("", code)),
        "warn": int(number("warn.days")),
    }
    return render(request, "leads/push_desk.html", values)


@page(C.RELEASE, methods=("POST",))
def release(request: Any) -> HttpResponse:
    """Push what was ticked; one numbered sheet per township."""
    sheets = verification.release(lead_uids=chosen_uids(request), post=request.post)
    said = "、".join(f"{sheet}（{sheet.lead_count} 条）" for sheet in sheets)
    messages.success(request, f"已推送：{said}。村里须在{limit('limit.answer').words}内反馈")
    return redirect("push-desk")


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def lead_list(request: Any) -> HttpResponse:
    """All leads the post reaches, by place or source, state, lateness; each count is a door to here.

    POST is the workbook of what is seen.
    """
    state, late = request.GET.get("state", ""), request.GET.get("late", "")
    where = _where(request)
    within = _within(request.post, where)
    found = within.filter(state=state) if state in LeadState.values else within
    if late:
        found = found.overdue(clock.today())
    look = Look.of(request, LEADS, state=state, late=late, **where)
    if request.method == "POST":
        return export(request, look, found)
    counts = by_state(request.post, within)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "state": state,
        "late": late,
        "late_count": within.overdue(clock.today()).count(),
        "all": sum(counts.values()),
        "where": urlencode(where),
        "narrowed": _narrowed(where),
        "states": [(one.value, one.label, counts[one.value]) for one in STEPS],
    }
    return render(request, "leads/list.html", values)


def _where(request: Any) -> dict[str, str]:
    """What the list is narrowed to beside state and lateness; kept by every chip."""
    chosen = {
        "township": request.GET.get("township", ""),
        "unit": request.GET.get("unit", ""),
        "units": request.GET.get("units", ""),
        "outcome": request.GET.get("outcome", ""),
        "opened": _month(request.GET.get("opened", "")),
        "age": request.GET.get("age", ""),
        "kind": request.GET.get("kind", ""),
        "reason": request.GET.get("reason", ""),
        "from": _day(request.GET.get("from", "")),
        "to": _day(request.GET.get("to", "")),
        "figure": request.GET.get("figure", ""),
        "month": _month(request.GET.get("month", "")),
    }
    if chosen["figure"] not in Figure.values or not chosen["month"]:
        chosen["figure"] = chosen["month"] = ""
    if chosen["age"] not in {age_code(*one) for one in AGES}:
        chosen["age"] = ""
    if not SMALL_NUMBER.fullmatch(chosen["units"]):
        chosen["units"] = ""
    if chosen["outcome"] not in Decision.values:
        chosen["outcome"] = ""
    return {name: value for name, value in chosen.items() if value}


def _within(post: Post, where: dict[str, str]) -> Any:
    found = leads(post)
    if "township" in where:
        found = found.filter(township__code=where["township"])
    if "unit" in where:
        found = warned_by(found, where["unit"], post)
    if "kind" in where:
        found = alerted_of(found, where["kind"], post)
    if "reason" in where:
        found = found_for(found, where["reason"])
    if "units" in where:
        found = of_units(found, int(where["units"]), post)
    if "outcome" in where:
        found = found.filter(decided(Decision(where["outcome"])))
    return _by_time(found, where)


def _by_time(found: Any, where: dict[str, str]) -> Any:
    if "opened" in where:
        month = Month.parse(where["opened"])
        found = found.filter(opened_on__gte=month.first, opened_on__lte=month.last)
    if "from" in where:
        found = found.filter(opened_on__gte=where["from"])
    if "to" in where:
        found = found.filter(opened_on__lte=where["to"])
    if "age" in where:
        found = aged(found, where["age"])
    if "figure" in where:
        found = with_figure(found, Figure(where["figure"]), Month.parse(where["month"]))
    return found


def _month(text: str) -> str:
    try:
        return Month.parse(text).code if text else ""
    except CellProblem:
        return ""


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return ""


def _narrowed(where: dict[str, str]) -> list[str]:
    """The same in words."""
    words: list[str] = []
    if "township" in where:
        words += map(str, Area.objects.filter(code=where["township"]))
    if "unit" in where:
        words += [f"{unit}预警的" for unit in Unit.objects.filter(code=where["unit"])]
    if "kind" in where:
        words += [f"“{kind.name}”预警的" for kind in DataKind.objects.filter(code=where["kind"])]
    if "reason" in where:
        words.append(f"核实有风险（{labels('at_risk_reason').get(where['reason'], where['reason'])}）的")
    if "units" in where:
        units = int(where["units"])
        words.append(f"由 {units} 个部门预警的" if units else "来源不在您的查看范围")
    if "outcome" in where:
        words.append(f"识别结果为{Decision(where['outcome']).label}的")
    if "opened" in where:
        words.append(f"{Month.parse(where['opened']).label}发现的")
    if "from" in where or "to" in where:
        words.append(f"{where.get('from', '')} 至 {where.get('to', '今天')} 发现的".strip())
    if "age" in where:
        words.append(f"发现 {where['age']} 天的".replace("- 天", " 天以上"))
    if "figure" in where:
        words.append(
            f"{Month.parse(where['month']).label}{Figure(where['figure']).label.removeprefix('其中')}的"
        )
    return words
