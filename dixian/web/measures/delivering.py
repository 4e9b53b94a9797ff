"""帮扶措施 of a unit: what it has to deliver, one by one and from Excel."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import record_read
from dixian.foundation.files.api import Kind, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import labels
from dixian.foundation.sheets.api import write_table
from dixian.warning.measures import api as measures
from dixian.warning.measures.enums import MeasureState
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.measures.columns import MEASURES
from dixian.web.measures.plans import amount_of
from dixian.web.shell.downloads import attachment, workbook
from dixian.web.shell.pages import day_of, get_visible, page
from dixian.web.shell.uploads import read_rows, sent_file
from dixian.web.shell.words import free_text

DELIVERS = (C.REPLY, C.CONFIRM)
LATE = "late"
STATES = [
    (MeasureState.DUE.value, "待落实"),
    (LATE, "超期"),
    (MeasureState.DELIVERED.value, "已落实"),
    (MeasureState.DROPPED.value, "不再落实"),
]


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def unit_measures(request: Any) -> HttpResponse:
    """What is to be delivered within what the post reaches. POST is the workbook, which comes back filled in."""
    state, mine = request.GET.get("state", ""), request.GET.get("mine", "") == "1"
    within = measures.unit_measures(request.post)
    if mine:
        within = within.filter(unit_id=request.post.unit_id)
    found = within
    if state == LATE:
        found = within.filter(state=MeasureState.DUE, until_on__lt=clock.today())
    elif state in MeasureState.values:
        found = within.filter(state=state)
    look = Look.of(request, MEASURES, state=state, mine="1" if mine else "")
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "state": state,
        "states": STATES,
        "mine": mine,
        "may_deliver": any(request.post.can(one) for one in DELIVERS),
    }
    return render(request, "measures/measures.html", values)


@page(C.SEE_LEADS)
def measure(request: Any, uid: UUID) -> HttpResponse:
    """One measure, and the form of the unit that owes it."""
    found = get_visible(measures.unit_measures(request.post), request, uid)
    values = {
        "found": found,
        "kind": labels("measure_kind").get(found.kind, found.kind),
        "may_deliver": found.state == MeasureState.DUE
        and request.post.unit_id == found.unit_id
        and request.post.can(measures.right_to_deliver(found)),
        "may_see_evidence": found.evidence_id is not None and _sees_evidence(request.post, found),
        "late": found.is_late(clock.today()),
        "today": clock.today(),
    }
    return render(request, "measures/measure.html", values)


@page(DELIVERS, methods=("POST",), files=("evidence",))
def deliver(request: Any, uid: UUID) -> HttpResponse:
    """It has been delivered."""
    found = get_visible(measures.unit_measures(request.post), request, uid)
    measures.require_own(found, request.post)
    on, has_file = day_of(request, "on"), bool(request.FILES.get("evidence"))
    measures.deliver(
        measure=found,
        on=on,
        told=free_text(request, "told", called="落实情况", longest=200),
        amount=amount_of(request.POST.get("amount", "")),
        evidence=sent_file(request, purpose="帮扶措施佐证", field="evidence", kind=Kind.EVIDENCE)
        if has_file
        else None,
        post=request.post,
    )
    messages.success(request, f"已登记{found.household}“{found}”落实")
    return redirect("measure", uid)


@page(DELIVERS, methods=("POST",), look_up=True)
def measures_sheet(request: Any) -> HttpResponse:
    """What the unit still owes, to be filled in and sent back; noted."""
    owed = measures.unit_measures(request.post).filter(unit_id=request.post.unit_id, state=MeasureState.DUE)
    uids = sorted({str(uid) for uid in owed.values_list("household__uid", flat=True)})
    if not uids:
        raise Refusal("本单位没有待落实的措施", "帮扶计划审定后，交给本单位的措施列在这里")
    record_read(what="下载待落实措施清单", subject="户", uids=uids, reason="登记帮扶措施落实")
    content = write_table(
        title="待落实措施", columns=measures.SHEET_COLUMNS, rows=list(measures.owed_rows(request.post))
    )
    return workbook(content, f"{request.post.unit.short_name}-待落实措施-{clock.today()}.xlsx")


@page(
    DELIVERS,
    methods=("POST",),
    files=("file",),
    prepare=lambda request: read_rows(request, measures.DELIVERY_COLUMNS),
)
def deliver_many(request: Any) -> HttpResponse:
    """The unit's own list comes back with days and amounts; each row that is right counts, the others are named."""
    sent = request.prepared
    result = measures.deliver_many(rows=sent.rows, post=request.post)
    values = {
        "done": result.done,
        "left": result.left,
        "wrong": sent.rejected + len(result.problems),
        "problems": sent.and_named(result.problems),
    }
    return render(request, "measures/delivered.html", values)


@page((*DELIVERS, C.SEE_EVIDENCE), methods=("POST",), look_up=True)
def evidence(request: Any, uid: UUID) -> HttpResponse:
    """The file behind a delivery; noted."""
    found = get_visible(measures.unit_measures(request.post).select_related("evidence"), request, uid)
    if found.evidence is None or not _sees_evidence(request.post, found):
        raise Http404
    record_read(
        what="下载帮扶措施佐证", subject="户", uids=[str(found.household.uid)], reason="查看帮扶措施落实情况"
    )
    return attachment(content_of(found.evidence), found.evidence.name)


def _sees_evidence(post: Any, found: measures.Measure) -> bool:
    """Whoever delivered it, its township, and who looks into such things."""
    return any(post.can(one) for one in (C.CONFIRM, C.SEE_EVIDENCE)) or post.unit_id == found.unit_id
