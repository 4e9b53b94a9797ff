"""A file of a department, from upload to rows."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.foundation.accounts.api import span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BY_REGISTER, BY_RULES, BatchState, Bin, Mode
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.reasons import Why, ask, duty_in_hand, why
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.words import free_text
from dixian.web.submissions.asked import batch_asked, kind_asked
from dixian.web.submissions.columns import BATCH_ROWS
from dixian.web.submissions.mapping import mapping_of
from dixian.web.submissions.month import may_sign, month_asked
from dixian.web.submissions.rosters import departure_values, roster_values
from dixian.web.submissions.rows import CONTRADICTING, OF_THE_DESK, narrowed

FAILED = (BatchState.UNSTAGED, BatchState.UNLINKED)
# Read, and looked at before it counts: by the clerk, by the head.
SEEN_FIRST = (BatchState.PREVIEWED, BatchState.SIGNING)
BINS = [bin_ for bin_ in Bin if bin_ != Bin.WAITING]


@page(C.SUBMIT, methods=("POST",), files=("file",))
def upload(request: Any, uid: UUID) -> HttpResponse:
    """File the workbook and let a job read it."""
    kind = kind_asked(uid)
    stored = sent_file(request, purpose="报送")
    made = submissions.receive(
        kind=kind, month=month_asked(request.POST.get("month", "")), stored=stored, post=request.post
    )
    return redirect("batch", made.uid)


@page(C.SUBMIT, methods=("POST",))
def nil_return(request: Any, uid: UUID) -> HttpResponse:
    """零报告 with one click."""
    shown = month_asked(request.POST.get("month", ""))
    said = submissions.nil_return(kind=kind_asked(uid), month=shown, post=request.post)
    waits = "" if said.submitted_on else "，等本单位负责人签发"
    messages.success(request, f"已报{shown.label}零报告{waits}")
    return redirect(f"/submissions/?month={shown.code}")


@page(C.SEE_SUBMISSIONS)
def template(request: Any, uid: UUID) -> HttpResponse:
    """The kind's template."""
    kind = kind_asked(uid)
    return workbook(submissions.template_file(kind), f"{kind.name}模板.xlsx")


@page(C.SEE_SUBMISSIONS, methods=("GET", "POST"), look_up=True)
def batch(request: Any, uid: UUID) -> HttpResponse:
    """One file: its counts by bin, what became of its rows, problems, what to do next.

    POST is the workbook of the rows that are seen.
    """
    found = batch_asked(request, uid)
    rows = submissions.Row.objects.visible_to(request.post).filter(batch=found)
    counted = submissions.tally(rows)
    counts, outcomes = counted.bins, counted.outcomes
    only = request.GET.get("bin", "")
    outcome = request.GET.get("outcome", "")
    seen = narrowed(rows, only, outcome).select_related("batch", "area")
    look = Look.of(request, BATCH_ROWS, reverse("batch", args=[uid]), bin=only, outcome=outcome)
    if request.method == "POST":
        return export(request, look, seen)
    kind = found.submission.kind
    told = _told(found) if found.state in SEEN_FIRST else {}
    may_commit = request.post.can(C.SUBMIT) and found.unit_id in span_of(request.post).units
    values = {
        "batch": found,
        "kind": kind,
        **roster_values(found, request.post, mine=may_commit),
        **departure_values(found, request.post),
        "month": Month.parse(found.submission.month),
        "counts": [(bin_.value, bin_.label, counts[bin_]) for bin_ in BINS]
        + [(CONTRADICTING, "互相矛盾", count) for count in [told.get("contradicting", 0)] if count],
        "clean": sum(counts.values()) - counts[Bin.REJECTED],
        "rejected": counts[Bin.REJECTED],
        **told,
        "outcomes": [
            (one.value, one.label, outcomes[one.value]) for one in (BY_REGISTER if kind.change else BY_RULES)
        ],
        "look": look.page(seen, request.GET.get("after", "")),
        "only": outcome or (Bin.STRANGER.value if only == OF_THE_DESK else only),
        "amounts": _amounts(found) if found.state in SEEN_FIRST else None,
        "mapping": mapping_of(found, request.post),
        "busy": submissions.is_busy(found, counted),
        "failed": found.state in FAILED or (found.state == BatchState.COMMITTED and bool(found.message)),
        "may_mend": found.state == BatchState.COMMITTED and submissions.waits_for_mending(found),
        "may_commit": may_commit,
        "by_month": []
        if kind.mode == Mode.INCREMENT
        else submissions.of_several_months(name for name, *_ in found.sheets),
        "signs": found.state == BatchState.SIGNING
        and may_sign(request.post, found.unit_id, found.confirmed_by_id),
    }
    return render(request, "submissions/batch.html", values)


@page(C.SEE_SUBMISSIONS)
def progress(request: Any, uid: UUID) -> HttpResponse:
    """How far the background work on a file is; asks again by itself, and brings the page anew at the end."""
    found = batch_asked(request, uid)
    if not submissions.is_busy(found):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    after = "正在与户档案对照" if found.submission.kind.change else "正在对照预警规则"
    values = {"again": request.path, "job": submissions.job_of(found), "after": after}
    return render(request, "shell/progress.html", values)


@page(C.SUBMIT, methods=("POST",))
def commit(request: Any, uid: UUID) -> HttpResponse:
    """The preview is right."""
    word = free_text(request, "word", called="异常情况的说明", longest=200)
    found = batch_asked(request, uid)
    submissions.commit(batch=found, post=request.post, word=word)
    waits = found.state == BatchState.SIGNING
    done = "等本单位负责人签发" if waits else "正在与户档案比对；可以离开本页"
    messages.success(request, f"已提交，{done}")
    return redirect("batch", uid)


@page(C.SUBMIT, methods=("POST",))
def withdraw(request: Any, uid: UUID) -> HttpResponse:
    """Take it back before it was committed; a roster before anybody has decided about what it changes."""
    found = batch_asked(request, uid)
    submissions.withdraw(batch=found, post=request.post)
    messages.success(request, "已撤回，可以重新上传")
    return redirect(f"/submissions/?month={found.submission.month}")


@page(C.SUBMIT, methods=("POST",))
def withdraw_nil(request: Any, uid: UUID) -> HttpResponse:
    """A 零报告 was a mistake; the month is to be reported after all."""
    shown = month_asked(request.POST.get("month", ""))
    submissions.withdraw_nil(
        kind=kind_asked(uid),
        month=shown,
        post=request.post,
        reason=free_text(request, "reason", called="撤回理由", longest=200),
    )
    messages.success(request, f"{shown.label}零报告已撤回，请上传文件")
    return redirect(f"/submissions/?month={shown.code}")


@page(C.SUBMIT, methods=("POST",))
def retry(request: Any, uid: UUID) -> HttpResponse:
    """Try again what did not come to its end."""
    submissions.retry(batch=batch_asked(request, uid), post=request.post)
    messages.success(request, "正在重试，可以离开本页")
    return redirect("batch", uid)


@page(C.SUBMIT, methods=("POST",), files=("file",))
def mend(request: Any, uid: UUID) -> HttpResponse:
    """File the mended rejected rows of a committed file (补报)."""
    found = batch_asked(request, uid)
    made = submissions.mend(batch=found, stored=sent_file(request, purpose="报送"), post=request.post)
    return redirect("batch", made.uid)


@page(C.EXPORT, methods=("GET", "POST"), look_up=True)
def rejected(request: Any, uid: UUID) -> HttpResponse:
    """The rejected rows as a workbook; it holds full numbers: for an open duty or a reason, which is noted."""
    found = batch_asked(request, uid)
    told: Why | None = Why("提交前核对退回行")
    # Before the commit it is the unit's own work in hand, whether or not the window has opened.
    if found.state not in SEEN_FIRST:
        told = why(request, duty_in_hand(request.post, subjects=[uid, found.submission.uid]))
    if told is None:
        return ask(request, what="退回行", name=found.stored.name, back=f"/batches/{uid}/")
    told.note(what="退回行工作簿", subject="批次", uids=[uid])
    return workbook(submissions.rejected_file(found), f"退回行-{found.submission.month}.xlsx")


@page((C.EXPORT, C.SEE_EVIDENCE), methods=("GET", "POST"), look_up=True)
def original(request: Any, uid: UUID) -> HttpResponse:
    """The original, unaltered (R2.4): for an open duty or a reason, which is noted."""
    found = batch_asked(request, uid)
    told = why(request, duty_in_hand(request.post, subjects=[uid]))
    if told is None:
        return ask(request, what="报送原件", name=found.stored.name, back=f"/batches/{uid}/")
    told.note(what="报送原件", subject="批次", uids=[uid])
    return workbook(content_of(found.stored), found.stored.name)


def _amounts(of: Any) -> tuple[str, Any] | None:
    """The title of the column with the amounts, and what the rows that can be submitted add up to."""
    kind = of.submission.kind
    title = next((one.title for one in submissions.columns_of(kind) if one.code == kind.amount_column), None)
    rows = submissions.Row.objects.filter(batch=of).exclude(bin=Bin.REJECTED)
    return (title, rows.aggregate(whole=Sum("amount"))["whole"]) if title else None


def _told(of: Any) -> dict[str, int]:
    """Rows that are not rejected though number or name can't be right as it stands, and how many are mended already;
    strangers who say they live in the county; rows that contradict each other.
    """
    wrong = Q(flawed=True) & ~Q(bin=Bin.REJECTED)
    counted = submissions.Row.objects.filter(batch=of).aggregate(
        wrong=Count("id", filter=wrong),
        mended=Count("id", filter=wrong & Q(bin=Bin.REPAIRED)),
        in_county=Count("id", filter=Q(bin=Bin.STRANGER, area__isnull=False)),
        contradicting=Count("id", filter=Q(contradicts=True)),
    )
    return {
        "flawed": counted["wrong"],
        "repaired_flawed": counted["mended"],
        "in_county": counted["in_county"],
        "contradicting": counted["contradicting"],
    }


@page(C.SEE_SUBMISSIONS)
def of_duty(request: Any, uid: UUID) -> HttpResponse:
    """The month a duty speaks of."""
    found = get_visible(submissions.Submission.objects, request, uid)
    return redirect(f"/submissions/?month={found.month}")
