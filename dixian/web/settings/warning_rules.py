"""Warning rules: what raises in each kind for each group, tried on the past months, changed by proposals."""

import re
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import clean_form
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Money, Text
from dixian.foundation.policy.api import coming
from dixian.warning.alerts.api import Rule, Trial, propose_rule, rule_history, rules, try_rule
from dixian.warning.alerts.enums import Event, Window
from dixian.web.settings.forms import dated, proposed
from dixian.web.shell.pages import page
from dixian.web.shell.versions import unchanged

FIELDS = (
    Money("amount", "预警线"),
    Money("step", "每递增"),
    Text("values", "预警的值", longest=200),
    Text("field", "判断的列", longest=40),
    Text("window", "时间段", longest=10),
    Text("interval", "再次预警的间隔", longest=10),
    Text("cause", "区分事项的列", longest=40),
    Text("event", "什么情况", longest=10),
)
CLAUSE = Text("clause", "条目", required=True, longest=40)
BETWEEN = re.compile(r"[、，,；;\s]+")
FILLED = (*(field.code for field in FIELDS), CLAUSE.code, "valid_from", "source")
# Columns that say who and where make no rule.
ABOUT = ("name", "id_number", "township", "village", "address", "phone")


@page(C.SEE_POLICY)
def rule_list(request: Any) -> HttpResponse:
    """Every kind with every group; a group without a sheet raises nothing, and says so."""
    return render(
        request, "settings/rules.html", {"rows": rules(), "may_propose": request.post.can(C.PROPOSE_POLICY)}
    )


@page(C.SEE_POLICY, methods=("GET", "POST"), look_up=True)
def rule(request: Any, kind: str, group: str) -> HttpResponse:
    """One sheet through time, and the form to propose the next; POST tries what the form says on the past months."""
    found = _rule(request, kind, group)
    if request.method == "POST":
        trial = try_rule(kind=found.kind, group=found.group, post=request.post, **_condition(request))
        return _shown(request, found, request.POST, trial)
    return _shown(request, found, _of(found), None)


@page(C.PROPOSE_POLICY, methods=("POST",))
def propose(request: Any, kind: str, group: str) -> HttpResponse:
    """Ask for a sheet from a day on."""
    found = _rule(request, kind, group)
    if found.sheet:
        unchanged(request, found.sheet)
    propose_rule(
        kind=found.kind,
        group=found.group,
        **_condition(request),
        **clean_form(request.POST, (CLAUSE,)),
        **dated(request),
    )
    return proposed(request)


def _shown(request: Any, found: Rule, said: Any, trial: Trial | None) -> HttpResponse:
    rows = rule_history(found.kind, found.group, found.event)
    columns = [one for one in found.kind.columns if one["code"] not in ABOUT]
    values = {
        "rule": found,
        "rows": rows,
        "coming": coming("rule", rows),
        "today_value": clock.today().isoformat(),
        "may_propose": request.post.can(C.PROPOSE_POLICY),
        "filled": {name: said.get(name, "") for name in FILLED},
        "trial": trial,
        "columns": [one for one in columns if one["type"] in ("Money", "Choice")],
        "causes": columns,
        "windows": Window.choices,
    }
    return render(request, "settings/rule.html", values)


def _of(found: Rule) -> dict[str, Any]:
    """What the form holds before anybody has filled it in: the sheet as it is."""
    sheet = found.sheet
    if sheet is None:
        return {"window": Window.SINGLE, "interval": "12个月", "event": found.event}
    names = ("event", "field", "window", "interval", "cause", "clause")
    amounts = {"amount": sheet.amount, "step": sheet.step if sheet.amount is not None else None}
    return {
        **{name: getattr(sheet, name) for name in names},
        **{name: "" if value is None else value for name, value in amounts.items()},
        "values": "、".join(sheet.values),
    }


def _condition(request: Any) -> dict[str, Any]:
    """What the form asks for, as `propose_rule` wants it. Raises Refusal."""
    sent = clean_form(request.POST, FIELDS)
    values = [one for one in BETWEEN.split(sent["values"] or "") if one]
    texts = {name: sent[name] or "" for name in ("field", "interval", "cause")}
    return {
        "amount": sent["amount"],
        "step": sent["step"] or Decimal(),
        "values": values,
        "window": sent["window"] if sent["window"] in Window.values else Window.SINGLE,
        "event": sent["event"] if sent["event"] in Event.values else Event.ROW,
        **texts,
    }


def _rule(request: Any, kind: str, group: str) -> Rule:
    """event: whether the form, or the address, speaks of who stands in a roster or of who left it."""
    event = request.POST.get("event") or request.GET.get("event") or Event.ROW
    asked = (kind, event, group)
    found = next((one for one in rules() if (one.kind.code, one.event, one.group) == asked), None)
    if found is None:
        raise Http404
    return found
