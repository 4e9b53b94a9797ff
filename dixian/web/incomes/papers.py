"""The 收支确认表 to be signed, of one household or of a village; the signed one back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import record_read
from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Filling
from dixian.registry.incomes import api as incomes
from dixian.registry.incomes.enums import StatementState
from dixian.web.cases.step_wordings import sample_of
from dixian.web.incomes.wordings import CONFIRMATION, HEADER
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.papers import paper

TO_SIGN = (StatementState.FILLED, StatementState.SIGNED, StatementState.CONFIRMED)
MOST = 200


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def income_paper(request: Any, uid: UUID) -> HttpResponse:
    """One household's."""
    found = get_visible(incomes.statements(request.post), request, uid)
    _noted([found])
    return paper(request, CONFIRMATION, f"{found.household}-收支确认表", filling_of(found))


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def village_papers(request: Any, uid: UUID) -> HttpResponse:
    """All of a village that wait for a signature, a page each."""
    found = get_visible(incomes.lists(request.post), request, uid)
    rows = list(
        incomes.of_list(found, request.post).filter(state=StatementState.FILLED).order_by("id")[:MOST]
    )
    if not rows:
        raise Refusal("没有待签字的收支表", "先逐户填报，再打印确认表请户里签字")
    _noted(rows)
    return paper(request, CONFIRMATION, f"{found.village.name}-收支确认表", *map(filling_of, rows))


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def scan(request: Any, uid: UUID) -> HttpResponse:
    """The signed paper; noted."""
    found = get_visible(incomes.statements(request.post), request, uid)
    if found.paper is None:
        raise Http404
    _noted([found], "下载签字的收支确认表")
    return attachment(content_of(found.paper), found.paper.name)


def filling_of(found: incomes.Statement) -> Filling:
    """The statement as the household signs it."""
    rows: list[list[str]] = []
    for part in incomes.parts_of(found):
        before = getattr(found.before, part.code) if found.before else None
        rows.append([part.title, _yuan(part.total), _yuan(before)])
        rows.extend([f"　{line.title}", _yuan(line.now), _yuan(line.before)] for line in part.told)
    income, before_income = found.income, found.before.income if found.before else None
    rows.append(["家庭纯收入", _yuan(income.net), _yuan(before_income.net if before_income else None)])
    rows.append(
        ["家庭人均纯收入", _yuan(income.per_head), _yuan(before_income.per_head if before_income else None)]
    )
    village, campaign = found.village, found.campaign
    values = {
        "村": f"{village.parent.name if village.parent else ''}{village.name}",
        "户主": found.household.head_name,
        "户编号": found.household.number,
        "家庭人口": str(found.size),
        "收支期间": f"{zh_day(campaign.first)}至{zh_day(campaign.last)}",
        "变动说明": found.word,
    }
    return Filling(values, {"收支": sample_of(HEADER, *rows)})


def _noted(found: list[incomes.Statement], what: str = "打印收支确认表") -> None:
    record_read(what=what, subject="户", uids=[str(one.household.uid) for one in found], reason="收入采集")


def _yuan(amount: Any) -> str:
    return "" if amount is None else f"{amount:,.2f}"
