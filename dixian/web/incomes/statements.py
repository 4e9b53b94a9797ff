"""One household's 收支表: filled in advance, only what has changed is typed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.incomes import api as incomes
from dixian.registry.incomes.enums import CampaignKind, StatementState
from dixian.web.cases.amounts import amounts_sent
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

S = StatementState
TO_FILL = (S.TO_FILL, S.FILLED)


@page(C.SEE_LEADS)
def show(request: Any, uid: UUID) -> HttpResponse:
    """The statement with last time beside it, and what can be done now."""
    found = get_visible(incomes.statements(request.post), request, uid)
    yearly, post = found.campaign.kind == CampaignKind.YEAR, request.post
    may_fill = post.can(C.ANSWER) and found.state in (TO_FILL if yearly else (S.TO_FILL, S.SIGNED))
    values = {
        "found": found,
        "list": incomes.lists(post).get(campaign=found.campaign_id, village=found.village_id),
        "parts": incomes.parts_of(found),
        "unfolded": found.before is None and found.filled_on is None,
        "income": found.income,
        "asked": _asked(found) if found.filled_on and found.state == S.TO_FILL else [],
        "yearly": yearly,
        "may_fill": may_fill,
        "may_sign": post.can(C.ANSWER) and found.state == S.FILLED,
        "may_confirm": post.can(C.CONFIRM)
        and found.state == S.SIGNED
        and found.filled_by_id != post.acting_person.pk,
        "may_return": post.can(C.CONFIRM) and found.state in (S.SIGNED, S.CONFIRMED),
        "earlier": [
            one
            for one in incomes.statements_of(household=found.household_id, post=post)
            if one.pk != found.pk and one.state == S.CONFIRMED
        ],
        "today": clock.today(),
    }
    return render(request, "incomes/statement.html", values)


@page(C.ANSWER, methods=("POST",))
def fill(request: Any, uid: UUID) -> HttpResponse:
    """The village has gone through it with the household."""
    found = get_visible(incomes.statements(request.post), request, uid)
    size = request.POST.get("size", "").strip()
    if not (size.isascii() and size.isdecimal() and len(size) <= 2 and 0 < int(size) <= incomes.MOST_PEOPLE):
        raise Refusal("家庭人口没有填好", f"填 1 到 {incomes.MOST_PEOPLE} 的整数")
    amounts = amounts_sent(request.POST)
    unchanged(request, found)
    asked = incomes.fill(
        statement=found,
        amounts=amounts,
        size=int(size),
        word=free_text(request, "word", called="变动说明", longest=300),
        post=request.post,
    )
    if asked:
        messages.warning(request, f"金额已保存，还有 {len(asked)} 处要说明：写明原因，至少两个字")
        return redirect("income", uid)
    messages.success(request, f"{found.household}收支已填报，人均纯收入 {found.per_head:,.2f} 元")
    return redirect("income", uid)


def _asked(found: incomes.Statement) -> list[str]:
    return incomes.asked_of(found, found.income, incomes.read(found.amounts))
