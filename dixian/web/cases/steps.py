"""One case: what is gathered before the village meets, what is said of it alone, what the opening balance lacks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.files.api import Kind, content_of
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import EndedHow
from dixian.web.cases.amounts import amounts_sent, problems_sent
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import day_of, get_visible, page
from dixian.web.shell.reasons import ask, duty_in_hand, why
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

MOST_PEOPLE = 30


@page(C.ANSWER, methods=("POST",), files=("paper",))
def authorise(request: Any, uid: UUID) -> HttpResponse:
    """The signed 承诺授权书."""
    found = _case(request, uid)
    cases.authorise(
        case=found,
        signer=free_text(request, "signer", called="签字人", longest=60),
        paper=sent_file(request, purpose="承诺授权书", field="paper", kind=Kind.SCAN),
        on=day_of(request, "on"),
        post=request.post,
    )
    return _back(request, found, "承诺授权书已收进来，县农业农村局可以发起信息比对")


@page(C.ANSWER, methods=("POST",))
def check_home(request: Any, uid: UUID) -> HttpResponse:
    """入户核查, with the income of the twelve months before."""
    found = _case(request, uid)
    size = request.POST.get("size", "")
    if not (size.isascii() and size.isdecimal() and 0 < int(size) <= MOST_PEOPLE):
        raise Refusal("家庭人口没有填好", f"填 1 到 {MOST_PEOPLE} 的整数")
    cases.check_home(
        case=found,
        on=day_of(request, "on"),
        checkers=free_text(request, "checkers", called="核查人", longest=60),
        monitoring_type=request.POST.get("monitoring_type", ""),
        need=free_text(request, "need", called="突出困难", longest=300),
        risks=request.POST.getlist("risk"),
        amounts=amounts_sent(request.POST),
        size=int(size),
        problems=problems_sent(request.POST),
        post=request.post,
    )
    return _back(request, found, "入户核查已登记")


@page(C.RELEASE, methods=("POST",))
def waive(request: Any, uid: UUID) -> HttpResponse:
    """No comparison is needed, and why."""
    found = _case(request, uid)
    reason = free_text(request, "reason", called="理由", longest=200)
    cases.waive(case=found, reason=reason, on=day_of(request, "on"), post=request.post)
    return _back(request, found, "已登记免于比对")


@page(C.ANSWER, methods=("POST",))
def submit(request: Any, uid: UUID) -> HttpResponse:
    """All is gathered; to the village's meeting."""
    found = _case(request, uid)
    cases.submit(case=found, post=request.post)
    return _back(request, found, "已提交评议，和其他户一起开会评议")


@page(C.CONFIRM, methods=("POST",))
def help_first(request: Any, uid: UUID) -> HttpResponse:
    """先行帮扶、后补程序."""
    found = _case(request, uid)
    what = free_text(request, "what", called="先行帮扶内容", longest=200)
    cases.help_first(case=found, on=day_of(request, "on"), what=what, post=request.post)
    return _back(request, found, "已登记先行帮扶，补办手续的期限列在待办里")


@page((C.ANSWER, C.CONFIRM), methods=("POST",))
def decline(request: Any, uid: UUID) -> HttpResponse:
    """It need not be included: said with a reason, for the county to decide."""
    found = _case(request, uid)
    reason = free_text(request, "reason", called="不纳入的理由", longest=300)
    cases.decline(case=found, reason=reason, post=request.post)
    return _back(request, found, "已提出不纳入，由县里认定")


@page(C.DECIDE_CASES, methods=("POST",))
def leave_out(request: Any, uid: UUID) -> HttpResponse:
    """The county's word on a household that was proposed not to be included."""
    found = _case(request, uid)
    reason = free_text(request, "reason", called="理由", longest=300)
    if request.POST.get("verb", "") == "back":
        cases.send_back(case=found, reason=reason, post=request.post)
        return _back(request, found, "已退回补充核查")
    how = request.POST.get("how", "")
    if how not in EndedHow.values:
        raise Refusal("没有选择怎样结束", "从列表里选")
    on = day_of(request, "on")
    cases.leave_out(case=found, reason=reason, on=on, how=EndedHow(how), post=request.post)
    return _back(request, found, "已认定不纳入；请打印不予纳入告知书送到户里，情况变化可以再申请")


@page((C.ANSWER, C.CONFIRM), methods=("POST",))
def note_risk(request: Any, uid: UUID) -> HttpResponse:
    """The kind of disaster, or what 其他 is."""
    found = _case(request, uid)
    note = free_text(request, "note", called="备注", longest=cases.LONGEST_NOTE)
    cases.note_risk(case=found, risk=request.POST.get("risk", ""), note=note, post=request.post)
    return _back(request, found, "风险的备注已登记")


@page(C.IMPORT_REGISTER, methods=("POST",))
def complete(request: Any, uid: UUID) -> HttpResponse:
    """What the opening balance lacks."""
    found = _case(request, uid)
    cases.complete(
        case=found,
        risks=request.POST.getlist("risk"),
        event_date=day_of(request, "event_date"),
        approved_on=day_of(request, "approved_on"),
        approval_number=free_text(request, "approval_number", called="批复文号", longest=80),
        post=request.post,
    )
    return _back(request, found, "已补全")


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def signed_authorisation(request: Any, uid: UUID) -> HttpResponse:
    """The signed 承诺授权书, which names people: for an open duty or a reason, noted."""
    found = get_visible(cases.cases(request.post), request, uid)
    papers = cases.gathered(found, request.post)["authorisations"]
    if not papers:
        raise Http404
    told = why(request, duty_in_hand(request.post, subjects=[uid]))
    if told is None:
        return ask(request, what="承诺授权书", name=str(found.household), back=f"/cases/{uid}/")
    told.note(what="承诺授权书", subject="监测对象", uids=[uid])
    return attachment(content_of(papers[0].paper), papers[0].paper.name)


def _case(request: Any, uid: UUID) -> cases.Case:
    """The case of the form, as it was shown. Raises Stale where somebody was faster."""
    found: cases.Case = get_visible(cases.cases(request.post), request, uid)
    unchanged(request, found, both=[("状态", "", found.get_state_display())])
    return found


def _back(request: Any, case: cases.Case, said: str) -> HttpResponse:
    messages.success(request, f"{case.household}{said}")
    return redirect("case", case.uid)
