"""Batches of changes to the register: the list, one batch with old and new side by side, and what is done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve, may_decide, reject, withdraw
from dixian.foundation.sheets.api import at_row
from dixian.foundation.worklist.api import duties_of
from dixian.foundation.worklist.enums import DutyState
from dixian.registry.households import api as households
from dixian.registry.households.enums import UNDER_WAY, BatchState, ChangeKind
from dixian.warning.submissions import api as submissions
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.mapping import meant_by, shown_mapping
from dixian.web.shell.menu import REGISTER, SEES_REGISTER
from dixian.web.shell.pages import page, uid_of
from dixian.web.shell.words import free_text

# Where a change may still be ticked, or is being decided on.
BEFORE = (BatchState.PREPARED, BatchState.PROPOSED)


@page(SEES_REGISTER)
def batches(request: Any) -> HttpResponse:
    """What is under way and what was done, newest first; narrowed to what waits."""
    found = households.ChangeBatch.objects.visible_to(request.post).select_related(
        "area", "stored", "proposal__submitter"
    )
    waiting = request.GET.get("waiting", "") == "1"
    if waiting:
        found = found.filter(state=BatchState.PROPOSED)
    shown = page_by_id(found, request.GET.get("after", ""), descending=True)
    values = {
        "rows": shown.rows,
        "next_key": shown.next_key,
        "carried": "waiting=1" if waiting else "",
        "waiting": waiting,
        "may_import": request.post.can(C.IMPORT_REGISTER),
    }
    return render(request, "registry/changes.html", values)


@page(SEES_REGISTER)
def batch(request: Any, uid: UUID) -> HttpResponse:
    """One batch (`batch_page`)."""
    return batch_page(request, uid)


def batch_page(request: Any, uid: UUID) -> HttpResponse:
    """One batch: how many of each kind, each a door to its list; what comes next."""
    found = _asked(request, uid)
    only = request.GET.get("kind", "")
    changes = households.changes_of_kind(found, only, request.post).order_by("position", "id")
    shown = page_by_id(changes.order_by("id"), request.GET.get("after", ""))
    proposal = found.proposal if found.state == BatchState.PROPOSED else None
    decides = proposal is not None and may_decide(proposal=proposal, post=request.post)
    drawn = households.shown_changes(shown.rows)
    owners = households.owners_of_numbers(drawn, request.post) if decides else {}
    values = {
        "batch": found,
        "counts": [
            (kind.value, kind.label, found.counts[kind]) for kind in ChangeKind if found.counts.get(kind)
        ],
        "unread_columns": [text for text, read in found.mapping if not read],
        "unread_sheets": [said for _, said in found.unread],
        "mapping": mapping_of(found, request.post),
        "nothing_done": bool(found.applied_at) and not households.anything_done(found),
        "only": only,
        "title": ChangeKind(only).label if only in ChangeKind.values else "要勾选的" if only else "变更",
        "rows": [
            (one, row and (at_row(row, found.sheets) if found.sheets else row), owners.get(one.change.pk))
            for one in drawn
            for row in (one.change.row,)
        ],
        "next_key": shown.next_key,
        "carried": f"kind={only}",
        "busy": found.state in UNDER_WAY,
        "may_propose": request.post.can(C.PROPOSE_REGISTER),
        "may_tick": found.state == BatchState.PREPARED and request.post.can(C.PROPOSE_REGISTER),
        "mine": proposal is not None and proposal.submitter_id == request.post.acting_person.pk,
        "may_decide": decides,
        "origin": _origin(request, found),
        "returned": _returned(found, request.post),
        "counter": households.alive(found) if found.state == BatchState.APPLIED else None,
    }
    return render(request, "registry/change_batch.html", values)


@page(SEES_REGISTER)
def progress(request: Any, uid: UUID) -> HttpResponse:
    """How far the background work is; asks again by itself, and brings the page anew at the end."""
    found = _asked(request, uid)
    if found.state not in UNDER_WAY:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "registry/change_progress.html", {"batch": found, "job": households.job_of(found)})


@page(REGISTER, methods=("POST",), refused=batch_page)
def act(request: Any, uid: UUID) -> HttpResponse:
    """Tick, propose, decide, give up, take back, try again."""
    found = _asked(request, uid)
    verb = request.POST.get("verb", "")
    reason = free_text(request, "reason", called="依据或意见", longest=200)
    if verb == "tick":
        chosen, shown = (
            {uid_of(text) for text in request.POST.getlist(name)} for name in ("chosen", "shown")
        )
        households.tick(batch=found, chosen=chosen, shown=shown, post=request.post)
    elif verb == "propose":
        households.propose(batch=found, source=reason, post=request.post)
    elif verb == "cancel":
        households.cancel(batch=found, post=request.post)
    elif verb == "retry":
        households.retry(batch=found, post=request.post)
    elif verb == "seen":
        households.seen(batch=found, post=request.post)
    elif verb == "undo":
        return redirect("change-batch", households.undo(batch=found, post=request.post).uid)
    else:
        _decide(request, found, verb, reason)
    messages.success(request, "已办理")
    return redirect("change-batch", uid)


def _origin(request: Any, found: households.ChangeBatch) -> Any:
    """The department's file the changes come from, where the post may see it."""
    if found.source_uid is None or not request.post.can(C.SEE_SUBMISSIONS):
        return None
    files = submissions.Batch.objects.visible_to(request.post).filter(uid=found.source_uid)
    return files.select_related("stored").first()


@page(C.IMPORT_REGISTER, methods=("POST",), refused=batch_page)
def read_as(request: Any, uid: UUID) -> HttpResponse:
    """Compare the file anew with the columns as the form says, or of its sheets one alone."""
    found = _asked(request, uid)
    if sheet := request.POST.get("sheet", ""):
        made = households.read_register_sheet(batch=found, sheet=sheet, post=request.post)
        messages.success(request, f"正在重新对照，只读“{sheet}”")
        return redirect("change-batch", made.uid)
    meant = meant_by(request, found.mapping, households.IMPORT_COLUMNS)
    made = households.read_register_as(batch=found, meant=meant, post=request.post)
    messages.success(request, "已按您选的栏目重新对照；以后的文件用同样的表头，就这样读")
    return redirect("change-batch", made.uid)


def mapping_of(found: households.ChangeBatch, post: Any) -> dict[str, Any]:
    """What the page shows of the mapping of its file."""
    return shown_mapping(
        found,
        households.IMPORT_COLUMNS,
        address=reverse("read-register-as", args=[found.uid]),
        may_correct=found.state in households.CORRECTABLE and post.can(C.IMPORT_REGISTER),
        whose="本单位以后导入的文件",
    )


def _decide(request: Any, found: households.ChangeBatch, verb: str, reason: str) -> None:
    """What is decided about its proposal. Raises Refusal where none waits, or no verb was sent."""
    if found.proposal is None or found.state != BatchState.PROPOSED:
        raise Refusal("这批变更没有等着审批的提请", "刷新页面看最新情况")
    if verb == "approve":
        approve(proposal=found.proposal, post=request.post, reason=reason)
    elif verb == "reject":
        reject(proposal=found.proposal, post=request.post, reason=reason)
    elif verb == "withdraw":
        withdraw(proposal=found.proposal, post=request.post)
    else:
        raise Refusal("没有选择怎么办理")


def _returned(found: households.ChangeBatch, post: Any) -> bool:
    """Whether it was sent back to this post, which has not said yet that it has seen it."""
    if found.state != BatchState.REJECTED:
        return False
    return duties_of(subject_uids=[found.uid], post=post).filter(state=DutyState.OPEN, post=post).exists()


def _asked(request: Any, uid: UUID) -> households.ChangeBatch:
    try:
        return households.change_batch(uid=uid, post=request.post)
    except households.ChangeBatch.DoesNotExist:
        raise Http404 from None
