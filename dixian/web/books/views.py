"""A ledger's list with its counts, a row with its timeline, what is registered, corrected and done with it."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import record_read
from dixian.foundation.books import api as books
from dixian.foundation.files.api import Kind, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.web.books.asked import (
    book_asked,
    chosen,
    fields,
    place_names,
    row_above,
    row_asked,
    template_of,
    unit_names,
    values_sent,
)
from dixian.web.books.columns import listing_of
from dixian.web.books.shown import below_of, choices_of, facts_of, ways_on
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import day_of, get_visible, page
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text


@page()
def book_list(request: Any) -> HttpResponse:
    """The ledgers the post may open."""
    mine = [
        one for one in books.books() if not one.read or any(request.post.can(right) for right in one.read)
    ]
    return render(request, "books/books.html", {"books": mine})


@page(methods=("GET", "POST"), look_up=True)
def book(request: Any, code: str) -> HttpResponse:
    """The rows the post reaches, narrowed; each count opens the list it counts. POST is the workbook, with all columns."""
    of = book_asked(request, code)
    asked = chosen(request, of)
    everything = books.rows_of(of, request.post)
    found = books.narrowed(of, everything, asked)
    look = Look.of(request, listing_of(of), **asked)
    if request.method == "POST":
        return export(request, replace(look, columns=list(look.listing.columns)), found)
    values = {
        "book": of,
        "look": look.page(found, request.GET.get("after", "")),
        "figures": books.figures(of, everything),
        "narrowed": urlencode({name: value for name, value in asked.items() if value}),
        "choices": choices_of(of, asked),
        "asked": asked,
        "above": row_above(request, of),
        # By a workbook rows are registered, corrected, or taken through the step it is loaded for.
        "may_load": request.post.can(of.write) and (of.registers or of.loads or of.corrects != ()),
        "once": [one for one in books.columns_of(of) if one.code in of.once],
        "may_begin": of.registers and request.post.can(of.write),
        "reads_only": of.registers and not request.post.can(of.write),
        "may_add": request.post.can(C.PROPOSE_POLICY),
        "papers": [one for one in of.papers if not one.of_one],
    }
    return render(request, template_of(of, "list"), values)


@page(methods=("GET", "POST"))
def new(request: Any, code: str) -> HttpResponse:
    """The form of a new row, with what its address says filled in; POST registers it."""
    of = book_asked(request, code)
    request.post.require(of.write)
    if not of.registers:
        raise Refusal(f"{of.noun}不用一件一件登记", of.why)
    columns = books.typed_columns(of)
    if request.method == "POST":
        values, own = values_sent(request, of, columns)
        made = books.register(book=of, values=values, extra=own, post=request.post)
        messages.success(request, f"已登记：{made}")
        return redirect("book-row", code, made.uid)
    above = row_above(request, of)
    shown = fields([one for one in columns if not (above and one.code == of.of)], said=request.GET)
    values = {
        "book": of,
        "fields": shown,
        "above": above,
        "units": unit_names(),
        "places": place_names(shown),
    }
    return render(request, template_of(of, "form"), values)


@page()
def row(request: Any, code: str, uid: UUID) -> HttpResponse:
    """One row: what it says, what can be done with it now, what was done when and by whom."""
    of = book_asked(request, code)
    found = row_asked(request, of, uid)
    steps = books.steps_of(of, found)
    acts = ways_on(of, found, steps, request.post)
    corrects = (
        of.may_correct(found.state) and request.post.can(of.write) and books.may_keep(of, found, request.post)
    )
    kept = fields(books.typed_columns(of), found) if corrects else []
    values = {
        "book": of,
        "found": found,
        "label": of.states.labels[found.state],
        "labels": {one.verb: one.label for one in of.states.steps},
        "facts": facts_of(of, found),
        "acts": acts,
        "deeds": [one for one in of.deeds if request.post.can(one.capability) and one.when(found)],
        "fields": kept,
        "units": unit_names() if acts else [],
        "places": place_names(kept),
        "steps": steps,
        "opens": _opens(of, request),
        "late": found.due_on is not None and found.state not in of.ends,
        "papers": [one for one in of.papers if one.of_one and one.when(found)],
        "below": below_of(of, found, request.post),
        "above": getattr(found, of.of) if of.of else None,
        "today": clock.today(),
        **of.beside(found, request.post),
    }
    return render(request, template_of(of, "row"), values)


@page(methods=("POST",))
def correct(request: Any, code: str, uid: UUID) -> HttpResponse:
    """Other values in a row's columns."""
    of = book_asked(request, code)
    request.post.require(of.write)
    found = row_asked(request, of, uid)
    unchanged(request, found)
    values, own = values_sent(request, of, books.typed_columns(of))
    books.correct(book=of, row=found, values=values, extra=own, post=request.post)
    messages.success(request, "已保存")
    return redirect("book-row", code, uid)


@page(methods=("POST",), files=("evidence",))
def act(request: Any, code: str, uid: UUID) -> HttpResponse:
    """A step with a row, or a deed."""
    of = book_asked(request, code)
    found, verb = row_asked(request, of, uid), request.POST.get("verb", "")
    deed, asked = of.deed(verb), of.act(verb)
    if deed is not None:
        request.post.require(deed.capability)
        if not deed.when(found):
            raise Refusal(f"现在不能“{deed.label}”", "刷新页面看最新情况")
        messages.success(request, deed.run(found, request.post))
        return redirect("book-row", code, uid)
    if asked is None:
        raise Refusal("没有选择怎么办理", "点页面上要办的那一项")
    values, _ = values_sent(request, of, books.columns_asked(of, asked))
    filed = asked.evidence and request.FILES.get("evidence")
    books.act(
        book=of,
        row=found,
        verb=verb,
        post=request.post,
        on=day_of(request, "did_on"),
        text=free_text(request, "said", called=asked.says or "说明", longest=500),
        values=values,
        evidence=sent_file(request, purpose=f"{of.title}佐证"[:40], field="evidence", kind=Kind.EVIDENCE)
        if filed
        else None,
    )
    messages.success(request, f"已办理：{of.states.step(verb).label}")
    return redirect("book-row", code, uid)


def _opens(of: books.Book, request: Any) -> bool:
    """Whether the post opens the files behind a ledger's steps."""
    return not of.opens or any(request.post.can(right) for right in of.opens)


@page((C.KEEP_BOOKS, C.SEE_EVIDENCE), methods=("POST",), look_up=True)
def evidence(request: Any, code: str, uid: UUID) -> HttpResponse:
    """The file behind a step; noted."""
    of = book_asked(request, code)
    step = get_visible(of.step.objects.select_related("evidence"), request, uid)
    if step.evidence is None or not _opens(of, request):
        raise Http404
    record_read(what=f"下载{of.title}佐证", subject=of.title, uids=[str(uid)], reason=f"查看{of.title}")
    return attachment(content_of(step.evidence), step.evidence.name)
