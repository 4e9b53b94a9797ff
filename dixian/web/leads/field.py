"""One lead with its next step: the answer, the entry on behalf, the confirmation."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import Lead, leads
from dixian.commons.leads.enums import FINDINGS, TO_ANSWER, LeadState, Verdict
from dixian.foundation.accounts.api import OnBehalf, enter_on_behalf
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import on_behalf_of, reading, record_read
from dixian.foundation.files.api import JPEG, Kind, SealedUpload, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import ONE_BY_ONE, Method
from dixian.web.leads.choices import chosen_place
from dixian.web.leads.desk import Chosen, after_this
from dixian.web.leads.shown import answerers, shown
from dixian.web.shell.downloads import attachment, picture
from dixian.web.shell.pages import get_visible, page, uid_of
from dixian.web.shell.reasons import ask, duty_in_hand, why
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

# As many as policy can allow, and a few more, so that too many are told in words.
PHOTOS = ("photo",) * 12


@page((C.SEE_LEADS, C.RELEASE))
def lead(request: Any, uid: UUID) -> HttpResponse:
    """One household under question: why, what was found, and the step that is mine."""
    found = get_visible(leads(request.post), request, uid)
    return render(request, "leads/lead.html", shown(found, request.post))


def _photos(request: Any, uid: UUID) -> verification.Looked:
    sent = [one for one in request.FILES.getlist("photo") if isinstance(one, SealedUpload)]
    told = [verification.Sent(one.content, one.name or "未命名", one.content_type or "") for one in sent]
    with reading():
        return verification.look_at(told)


@page((C.ANSWER, C.ENTER_ON_BEHALF), methods=("POST",), files=("sheet", *PHOTOS), prepare=_photos)
def answer(request: Any, uid: UUID) -> HttpResponse:
    """What was found: verdict and reason in one choice, how, when; then the next one.

    With `for_post` it is typed in for somebody in the village, from the signed sheet sent along.
    """
    found = get_visible(leads(request.post), request, uid)
    values = _finding(request)
    as_shown(request, found, f"{values['verdict'].label}，{values['note']}".rstrip("，"))
    if not request.POST.get("for_post"):
        given = verification.answer(lead=found, post=request.post, **values)
        _keep(request, given)
        return _next(request, found, _said(values), TO_ANSWER)
    entry = _entry(request, found)
    with on_behalf_of(entry.for_post_id):
        given = verification.answer(lead=found, post=request.post, on_behalf=entry, **values)
        _keep(request, given)
    return _next(request, found, "已代录，须由另一位同事对照签字原件确认", TO_ANSWER)


def _keep(request: Any, given: verification.Answer) -> None:
    """The photos behind the answer; what is none is told, the answer stands."""
    looked = request.prepared
    verification.keep_photos(given=given, looked=looked, post=request.post)
    if looked.problems:
        messages.warning(request, "；".join(looked.problems) + "。没有收，其余的已收")


@page((C.SEE_LEADS, C.RELEASE))
def photo(request: Any, uid: UUID) -> HttpResponse:
    """A photo behind an answer, as it was made anew; that it was looked at is noted."""
    found = get_visible(verification.photos(request.post), request, uid)
    record_read(what="查看核实照片", subject="核实照片", uids=[str(uid)], reason="查看线索的核实经过")
    return picture(content_of(found.shown), JPEG)


@page(C.CONFIRM_ON_BEHALF, methods=("POST",))
def confirm_entry(request: Any, uid: UUID) -> HttpResponse:
    """What a colleague typed in agrees with the signed sheet."""
    found = get_visible(leads(request.post), request, uid)
    as_shown(request, found, "代录与原件一致")
    verification.confirm_entry(lead=found, post=request.post)
    messages.success(request, "代录已确认，请接着确认核实结果")
    desk = Chosen.sent(request)
    return redirect(desk.address(uid)) if desk else redirect("lead", uid)


@page((C.CONFIRM_ON_BEHALF, C.SEE_EVIDENCE), methods=("GET", "POST"), look_up=True)
def signed_sheet(request: Any, uid: UUID) -> HttpResponse:
    """The signed sheet behind an entry on behalf, which names people: for an open duty or a reason, noted."""
    found = get_visible(leads(request.post), request, uid)
    answers = verification.answers_of(found, request.post)
    entry = next((one.on_behalf for one in answers if one.on_behalf), None)
    if entry is None:
        raise Http404
    told = why(request, duty_in_hand(request.post, subjects=[uid]))
    if told is None:
        return ask(request, what="代录签字原件", name=str(found.household), back=f"/leads/{uid}/")
    told.note(what="代录签字原件", subject="线索", uids=[uid])
    return attachment(content_of(entry.sheet), entry.sheet.name)


@page(C.CONFIRM, methods=("POST",))
def confirm(request: Any, uid: UUID) -> HttpResponse:
    """Confirm an answer; then the next one."""
    found = get_visible(leads(request.post), request, uid)
    as_shown(request, found, "确认")
    covers = [uid_of(text) for text in request.POST.getlist("covers")]
    register = bool(request.POST.get("register"))
    batch = verification.confirm(lead=found, post=request.post, covers=covers, register=register)
    told = found.verdict in (Verdict.NO_RISK, Verdict.AT_RISK)
    said = "已确认，结果已告知来源部门" if told else "已确认"
    if batch:
        said = f"已确认，并提请：{batch.what}，由另一位同事审批"
    return _next(request, found, said, (LeadState.ANSWERED,))


@page(C.CONFIRM, methods=("POST",))
def send_back(request: Any, uid: UUID) -> HttpResponse:
    """Return an answer to the village with a reason."""
    reason = free_text(request, "reason", called="退回原因", longest=200)
    found = get_visible(leads(request.post), request, uid)
    as_shown(request, found, f"退回：{reason}")
    verification.send_back(lead=found, reason=reason, post=request.post)
    return _next(request, found, "已退回村里补充核实", (LeadState.ANSWERED,))


def as_shown(request: Any, lead: Lead, mine: str) -> None:
    """The lead is still as the form showed it. Raises Stale where somebody was faster."""
    theirs = f"{lead.get_state_display()}，{lead.get_verdict_display()}".rstrip("，")
    unchanged(request, lead, both=[("办理", mine, theirs)])


def _finding(request: Any) -> dict[str, Any]:
    verdict, _, reason = request.POST.get("finding", "").partition(":")
    if verdict not in FINDINGS:
        raise Refusal("没有选择核实结论", "选一条结论和理由")
    method = request.POST.get("method", Method.HOME)
    if method not in ONE_BY_ONE:
        raise Refusal("没有选择核实方式", "选“入户”或“电话”")
    return {
        "verdict": Verdict(verdict),
        "reason": reason,
        "method": Method(method),
        "event_on": day_in(request.POST.get("event_on", "")),
        "person_seen": free_text(request, "person_seen", called="见到的人", longest=60),
        "note": free_text(request, "note", called="情况说明", longest=300),
        **chosen_place(request, Verdict(verdict)),
    }


def _said(values: dict[str, Any]) -> str:
    if values["verdict"] == Verdict.TRANSFER:
        return f"已移交给{values['to_village']}，等待对方接收"
    return "已反馈，等待乡镇确认"


def _entry(request: Any, lead: Lead) -> OnBehalf:
    """The entry on behalf with its signed sheet. Raises Refusal where either is missing."""
    wanted = uid_of(request.POST["for_post"])
    for_post = next((post for post in answerers(lead, request.post) if post.uid == wanted), None)
    if for_post is None:
        raise Refusal("没有选择代谁录入", "选这个村的村干部、网格员或驻村队员")
    if not request.FILES.get("sheet"):
        raise Refusal("代录要附签字原件", "拍照或扫描签字表后上传")
    sheet = sent_file(request, purpose="代录签字原件", field="sheet", kind=Kind.SCAN)
    return enter_on_behalf(
        for_post=for_post,
        subject_label=str(lead.household),
        subject_uid=lead.uid,
        sheet=sheet,
        by=request.post,
    )


def day_in(text: str, called: str = "核实日期") -> date:
    try:
        return date.fromisoformat(text) if text else clock.today()
    except ValueError:
        raise Refusal(f"{called}看不懂", "写成 2024-04-03") from None


def _next(request: Any, done: Lead, said: str, states: tuple[LeadState, ...]) -> HttpResponse:
    """The next lead of the same kind of work, or back to 待办; what was done and what comes next have their names.

    What was done at the township's desk leads on there.
    """
    said = f"{done.household.head_name}户{said}"
    if desk := Chosen.sent(request):
        told, address = after_this(request.post, desk)
        messages.success(request, f"{said}。{told}")
        return redirect(address)
    waiting = leads(request.post).filter(state__in=states).order_by("due_on", "id")
    following = waiting.first()
    if following is None:
        messages.success(request, f"{said}。这一类都办完了")
        return redirect("home")
    messages.success(
        request, f"{said}。下面是下一户：{following.household.head_name}户，还有 {waiting.count()} 户"
    )
    return redirect("lead", following.uid)
