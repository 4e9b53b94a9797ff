"""A village's statements by Excel: for those who work from paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import record_read
from dixian.foundation.sheets.api import write_table
from dixian.registry.incomes import api as incomes
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.uploads import SentRows, read_rows


@page(C.ANSWER, methods=("POST",), look_up=True)
def sheet(request: Any, uid: UUID) -> HttpResponse:
    """What is still to be filled in, with what is known; noted."""
    found = get_visible(incomes.lists(request.post), request, uid)
    rows = list(incomes.rows_of(found, request.post))
    record_read(what="下载收支表", subject="村收入采集名单", uids=[str(uid)], reason="收入采集")
    content = write_table(title="收支表", columns=incomes.columns(), rows=rows)
    return workbook(content, f"{found.village.name}-收支表.xlsx")


def _sent(request: Any, uid: UUID) -> SentRows:
    """The rows of the workbook, of a village the post reaches."""
    get_visible(incomes.lists(request.post), request, uid)
    return read_rows(request, incomes.columns())


@page(
    C.ANSWER,
    methods=("POST",),
    files=("file",),
    prepare=_sent,
)
def fill_many(request: Any, uid: UUID) -> HttpResponse:
    """The village's own workbook comes back; each row that is right counts, the others are named."""
    found = get_visible(incomes.lists(request.post), request, uid)
    sent = request.prepared
    result = incomes.fill_many(found=found, rows=sent.rows, post=request.post)
    values = {
        "found": found,
        "done": result.done,
        "problems": sent.and_named(result.problems),
        "wrong": sent.rejected + len(result.problems),
        "asked": [f"{sent.at(number)} {said}" for number, said in result.asked],
    }
    return render(request, "incomes/filled.html", values)
