"""The papers of steps and of households, filled from the county's templates, and the sheet for the national system."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import CaseState
from dixian.web.cases.entry import fields_of
from dixian.web.cases.forms import FORMS
from dixian.web.cases.step_papers import filled
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.papers import paper


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def batch_paper(request: Any, uid: UUID) -> HttpResponse:
    """The paper of a step: 评议记录, 公示, 审核报告, 审定名单, 公告. It holds no number of anybody."""
    batch = get_visible(cases.batches(request.post), request, uid)
    lines = cases.lines_of(batch, request.post)
    kind, filling = filled(batch, lines, request.post)
    return paper(request, kind, f"{batch}-{kind.title}", filling)


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def case_paper(request: Any, uid: UUID) -> HttpResponse:
    """A paper of one household, filled with what is known, to be signed."""
    found = get_visible(cases.cases(request.post), request, uid)
    name = request.POST.get("form", "")
    if name not in FORMS:
        raise Refusal("没有选择哪一种", f"选{'、'.join(FORMS)}")
    if name == "不予纳入告知书" and found.state != CaseState.LEFT_OUT:
        raise Refusal("这户没有认定为不纳入", "县里认定不纳入以后再打印告知书")
    kind, fill = FORMS[name]
    return paper(request, kind, f"{found.household}-{name}", fill(found, request.post))


@page(C.SEE_LEADS)
def entry(request: Any, uid: UUID) -> HttpResponse:
    """The sheet for the national system, in its field order, to be copied field by field."""
    found = get_visible(cases.cases(request.post), request, uid)
    values = {"case": found, "fields": fields_of(found, request.post)}
    return render(request, "cases/entry.html", values)
