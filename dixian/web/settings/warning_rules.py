"""Warning rules: what line each group has in each kind, changed by proposals."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import clean_form
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Money, Text
from dixian.foundation.policy.api import coming
from dixian.registry.households.enums import Group
from dixian.warning.alerts.api import Rule, propose_rule, rule_history, rules
from dixian.web.settings.forms import dated, proposed
from dixian.web.shell.pages import page
from dixian.web.shell.versions import unchanged

FIELDS = (
    Money("amount", "预警线", required=True),
    Money("step", "每递增", required=True),
    Text("clause", "条目", required=True, longest=40),
)


@page(C.SEE_POLICY)
def rule_list(request: Any) -> HttpResponse:
    """Every kind with every group; a group without a line raises nothing, and says so."""
    return render(
        request, "settings/rules.html", {"rows": rules(), "may_propose": request.post.can(C.PROPOSE_POLICY)}
    )


@page(C.SEE_POLICY)
def rule(request: Any, kind: str, group: str) -> HttpResponse:
    """One line through time, and the form to propose the next."""
    found = _rule(kind, group)
    rows = rule_history(found.kind, found.group)
    values = {
        "rule": found,
        "rows": rows,
        "coming": coming("rule", rows),
        "today": clock.today(),
        "may_propose": request.post.can(C.PROPOSE_POLICY),
    }
    return render(request, "settings/rule.html", values)


@page(C.PROPOSE_POLICY, methods=("POST",))
def propose(request: Any, kind: str, group: str) -> HttpResponse:
    """Ask for a line from a day on."""
    found = _rule(kind, group)
    if found.sheet:
        unchanged(request, found.sheet)
    propose_rule(
        kind=found.kind,
        group=found.group,
        **clean_form(request.POST, FIELDS),
        **dated(request),
    )
    return proposed(request)


def _rule(kind: str, group: str) -> Rule:
    if group not in Group.values:
        raise Http404
    found = next((one for one in rules() if (one.kind.code, one.group) == (kind, group)), None)
    if found is None:
        raise Http404
    return found
