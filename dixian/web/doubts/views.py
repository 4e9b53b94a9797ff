"""应纳未纳 and 应享未享: the lists, and the second look at one doubt."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.doubts import api as doubts
from dixian.warning.doubts.enums import DoubtList, DoubtState, Word
from dixian.web.lists.columns import Column, Listing
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.lists.whose import whose
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.templatetags.dixian import day, state_tag
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

WHAT = {
    DoubtList.UNLISTED: "收入在监测范围以内、住危房、自付费用大或新增重度残疾，却没有纳入监测的户（原来核实无风险的也在内），换一个人再看一次。",
    DoubtList.UNRECEIVED: "按政策口径该享受、部门名册和措施里都没有享受记录的户，按负责单位列出，每条已转为线索核实，由负责单位答复；线索无风险不等于已经享受，没有答复的一直列着；名册里有了、措施落实了的自动转为“已经享受”，情况不再存在的自动核销，都写明怎样结束。",
}

STATES = {
    DoubtList.UNLISTED: (DoubtState.OPEN, DoubtState.SETTLED, DoubtState.RAISED, DoubtState.GONE),
    DoubtList.UNRECEIVED: (DoubtState.RAISED, DoubtState.ANSWERED, DoubtState.RECEIVED, DoubtState.GONE),
}

DOUBTS = Listing(
    "doubts",
    "疑点",
    newest_first=True,
    uids_of=lambda one: one.household.uid,
    columns=(
        *whose("doubt"),
        Column("title", "疑点", doubts.title_of),
        Column("sentence", "依据", lambda one: one.sentence),
        Column("unit", "负责单位", lambda one: one.unit.short_name, sort="unit__code"),
        Column("found", "列入日期", lambda one: day(one.found_on), sort="found_on"),
        Column(
            "state",
            "状态",
            lambda one: one.get_state_display(),
            lambda one: state_tag(one.state, one.get_state_display()),
        ),
        Column("lead", "线索", lambda one: one.lead.get_state_display() if one.lead else ""),
        Column(
            "verdict", "线索结论", lambda one: one.lead.get_verdict_display() if one.lead else "", extra=True
        ),
        Column("word", "部门答复、怎样结束", lambda one: one.ended or one.get_word_display()),
        Column("said", "复核、答复情况", lambda one: one.said, extra=True),
        Column("gone", "结束日期", lambda one: day(one.gone_on), sort="gone_on", extra=True),
    ),
)


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def doubt_list(request: Any) -> HttpResponse:
    """One of the two lists, of one unit, in one state; POST is the workbook."""
    which, state, unit = (request.GET.get(name, "") for name in ("list", "state", "unit"))
    which = which if which in DoubtList.values else DoubtList.UNLISTED
    if state in DoubtState.values:
        within = doubts.in_state(request.post, which, DoubtState(state))
    else:
        within = doubts.standing(request.post, which)
    units = doubts.by_unit(within) if which == DoubtList.UNRECEIVED else []
    found = within.filter(unit__code=unit) if unit in {code for code, _, _ in units} else within
    look = Look.of(request, DOUBTS, list=which, state=state, unit=unit)
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "which": which,
        "lists": DoubtList.choices,
        "state": state,
        "states": [(one.value, one.label) for one in STATES[DoubtList(which)]],
        "unit": unit,
        "units": units,
        "what": WHAT[DoubtList(which)],
    }
    return render(request, "doubts/list.html", values)


@page(C.SEE_LEADS)
def doubt(request: Any, uid: UUID) -> HttpResponse:
    """One doubt, and the form of who looks again."""
    found = get_visible(doubts.doubts(request.post), request, uid)
    waits = found.state == DoubtState.OPEN and request.post.can(C.CONFIRM)
    own = found.first_by_id == request.post.acting_person.pk
    values = {
        "found": found,
        "title": doubts.title_of(found),
        "may_look": waits and not own,
        "own": waits and own,
        "may_answer": found.state == DoubtState.RAISED
        and found.list == DoubtList.UNRECEIVED
        and doubts.answers(found, request.post),
        "words": Word.choices,
    }
    return render(request, "doubts/doubt.html", values)


@page(C.CONFIRM, methods=("POST",))
def look(request: Any, uid: UUID) -> HttpResponse:
    """The second look."""
    found = get_visible(doubts.doubts(request.post), request, uid)
    unchanged(request, found)
    risk = request.POST.get("risk", "")
    if risk not in ("1", "0"):
        raise Refusal("没有选有没有风险", "选一项")
    said = free_text(request, "said", called="复核情况", longest=200)
    doubts.look_again(doubt=found, risk=risk == "1", said=said, post=request.post)
    messages.success(request, "已转为线索，按线索核实" if risk == "1" else "复核无风险，情况再变时重新列出")
    return redirect("doubt", uid)


@page(C.REPLY, methods=("POST",))
def answer(request: Any, uid: UUID) -> HttpResponse:
    """The unit's word on help that does not seem to be received."""
    found = get_visible(doubts.doubts(request.post), request, uid)
    unchanged(request, found)
    word = request.POST.get("word", "")
    if word not in Word.values:
        raise Refusal("没有选答复", "选已享受、已申请或者不符合条件")
    said = free_text(request, "said", called="情况", longest=200)
    doubts.answer(doubt=found, word=Word(word), said=said, post=request.post)
    messages.success(request, "已答复；情况还在的，过了规定的月数再列出")
    return redirect("doubt", uid)
