"""数据质检: what the checks have found, one click to where it is mended, a waiver with a reason and its way back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.registry.quality import api as quality
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.templatetags.dixian import day
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

# What a check's door says where the register is to be changed.
REGISTER = "household"
WAIVER, TAKEN_BACK = "不用改的理由", "撤回认定的理由"


def _title(one: quality.KeptFlaw) -> str:
    check = quality.checks().get(one.code)
    return check.title if check else one.code


def _own_door(one: quality.KeptFlaw) -> str:
    """The page of its own that mends it; "" where the register is to be changed, and where no page of ours mends it."""
    check = quality.checks().get(one.code)
    own = check is not None and not check.elsewhere and check.door != REGISTER
    return reverse(check.door, args=[one.subject_uid]) if check and own else ""


def _in_register(one: quality.KeptFlaw) -> bool:
    """Whether a change of the register mends it."""
    check = quality.checks().get(one.code)
    return check is not None and not check.elsewhere and check.door == REGISTER


def door_of(one: quality.KeptFlaw, post: Any) -> str:
    """The page on which the post mends it; "" where only the township can propose a change of the register."""
    if not _in_register(one):
        return _own_door(one)
    return reverse("change-household", args=[one.household.uid]) if post.can(C.PROPOSE_REGISTER) else ""


def _mend(one: quality.KeptFlaw) -> Any:
    door = _own_door(one)
    return link(door or reverse("finding", args=[one.uid]), "去改正" if door else "怎样改")


FINDINGS = Listing(
    "findings",
    "数据质检",
    uids_of=lambda one: one.household.uid,
    columns=(
        Column(
            "household",
            "户主",
            lambda one: one.household.head_name,
            lambda one: link(reverse("finding", args=[one.uid]), one.household.head_name),
            kept=True,
        ),
        Column("township", "乡镇", lambda one: one.village.parent.name, sort="village__parent__code"),
        Column("village", "村", lambda one: one.village.name, sort="village__code"),
        Column("title", "问题", _title),
        Column("sentence", "情况", lambda one: one.sentence),
        Column("code", "规则", lambda one: one.code, sort="code", extra=True),
        Column("found", "发现日期", lambda one: day(one.found_on), sort="found_on"),
        Column("waiver", WAIVER, lambda one: one.waiver, extra=True),
        Column("mend", "改正", lambda one: "", _mend, act=True),
    ),
)


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def finding_list(request: Any) -> HttpResponse:
    """What is to be mended, or was waived; POST is the workbook."""
    code, waived = request.GET.get("code", ""), request.GET.get("waived", "") == "1"
    within = quality.findings(request.post)
    found = within.exclude(waiver="") if waived else within.filter(waiver="")
    if code in quality.checks():
        found = found.filter(code=code)
    look = Look.of(request, FINDINGS, code=code, waived="1" if waived else "")
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "code": code,
        "waived": waived,
        "checks": quality.by_check(within),
        "last": quality.last_run(),
        "above": not quality.is_village(request.post),
        "may_run": request.post.can(C.ANSWER) or request.post.can(C.RELEASE),
    }
    return render(request, "quality/list.html", values)


@page(C.SEE_LEADS)
def finding(request: Any, uid: UUID) -> HttpResponse:
    """One finding, how it is mended, and the township's form for what is right all the same."""
    found = get_visible(quality.findings(request.post), request, uid)
    check, door = quality.checks().get(found.code), door_of(found, request.post)
    by_township = not (door or found.waiver) and _in_register(found)
    above_from = quality.seen_above_from(found) if by_township else None
    values = {
        "found": found,
        "title": _title(found),
        "mend": check.mend if check else "",
        "door": door,
        "by_township": by_township,
        "above_from": above_from,
        "seen_above": above_from is not None and above_from <= clock.today(),
        "may_waive": request.post.can(C.CONFIRM) and not found.waiver,
        "may_take_back": request.post.can(C.CONFIRM) and bool(found.waiver),
    }
    return render(request, "quality/finding.html", values)


@page((C.ANSWER, C.RELEASE), methods=("POST",))
def run(request: Any) -> HttpResponse:
    """All checks run now, in the background."""
    quality.run_now(post=request.post)
    messages.success(request, "正在重新质检，过一会儿刷新")
    return redirect("findings")


@page(C.CONFIRM, methods=("POST",))
def waive(request: Any, uid: UUID) -> HttpResponse:
    """The township's reason why nothing is to be mended."""
    found = get_visible(quality.findings(request.post), request, uid)
    reason = free_text(request, "reason", called=WAIVER, longest=200)
    unchanged(request, found, both=[(WAIVER, reason, found.waiver)])
    quality.waive(finding=found, reason=reason, post=request.post)
    messages.success(request, "已认定不用改；情况有变时重新列出")
    return redirect("findings")


@page(C.CONFIRM, methods=("POST",))
def take_back(request: Any, uid: UUID) -> HttpResponse:
    """The township's waiver was wrong; the finding is listed again."""
    found = get_visible(quality.findings(request.post), request, uid)
    reason = free_text(request, "reason", called=TAKEN_BACK, longest=200)
    unchanged(request, found, both=[(TAKEN_BACK, reason, found.taken_back)])
    quality.take_back(finding=found, reason=reason, post=request.post)
    messages.success(request, "已撤回认定，重新列入要改正的")
    return redirect("finding", uid)
