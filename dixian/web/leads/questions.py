"""疑问: the department asks about an answer it does not agree with; whoever gave the word answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import LeadSource
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases import api as cases
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Settled
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.words import free_text


@page(C.SUBMIT, methods=("GET", "POST"))
def ask(request: Any, uid: UUID) -> HttpResponse:
    """One warning with its answer, and what the department has to ask about it."""
    sources = LeadSource.objects.select_related("household", "lead", "unit", "village")
    found = get_visible(sources, request, uid)
    if request.method == "POST":
        text = free_text(request, "text", called="疑问", longest=300)
        verification.ask_question(source=found, text=text, post=request.post)
        messages.success(request, "已提出疑问，答复后列入您单位的待办")
        return redirect("results", found.group_uid)
    return render(request, "leads/ask_question.html", {"source": found})


@page((C.SEE_LEADS, C.RELEASE))
def question(request: Any, uid: UUID) -> HttpResponse:
    """What was asked, and how it ended; or the forms of whoever answers."""
    found = get_visible(_questions(), request, uid)
    reply = getattr(found, "reply", None)
    answers = reply is None and verification.answers_for(found, request.post)
    values = {
        "question": found,
        "source": found.source,
        "reply": reply,
        "may_answer": answers,
        "may_reopen": answers and cases.may_look_again(found),
    }
    return render(request, "leads/question.html", values)


@page((C.CONFIRM, C.RELEASE), methods=("POST",))
def answer(request: Any, uid: UUID) -> HttpResponse:
    """The answer stands, or the household is looked at again."""
    found = get_visible(_questions(), request, uid)
    word = request.POST.get("word", "")
    if word not in Settled.values:
        raise Refusal("没有选择结果", "选“维持原结论”或“重新核实”")
    text = free_text(request, "text", called="答复", longest=300)
    if word == Settled.REOPENED:
        cases.look_again(question=found, text=text, post=request.post)
    else:
        verification.answer_question(question=found, word=Settled(word), text=text, post=request.post)
    messages.success(request, f"已答复{found.unit.short_name}：{Settled(word).label}")
    return redirect("question", uid)


def _questions() -> Any:
    return verification.Question.objects.select_related(
        "source", "lead__township", "household", "village", "unit", "by", "reply__by"
    )
