"""The sheet of an elimination for the national system: its 风险消除后 block, field by field in its order (facts 3.2)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.registry.incomes.api import Statement, statements_of
from dixian.registry.incomes.enums import StatementState
from dixian.warning.cases.api import Case, cases
from dixian.warning.cases.enums import CaseState, EndedHow
from dixian.warning.elimination import api as elimination
from dixian.warning.elimination.enums import STANDS, Criterion
from dixian.web.shell.pages import get_visible, page

EMPTY = ""
AFTER = "风险消除后"
# In the order of the block; each a kind of fact that says the guarantee is broken.
GUARANTEES = (
    ("education.out", "是否义务教育阶段适龄儿童少年失学辍学"),
    ("housing.grade", "是否住房损毁"),
    ("health.uninsured", "是否有家庭成员未参加城乡居民（职工）基本医疗保险"),
    ("water.trouble", "是否饮水设施损毁"),
)
SUMS = (
    ("wage", "工资性收入"),
    ("property_income", "财产性收入"),
    ("transfer", "转移性收入"),
    ("business", "生产经营性收入"),
    ("cost", "生产经营性支出"),
)
SPENT = (("claims", "理赔收入"), ("own_payment", "合规自付支出"))


@page(C.SEE_LEADS)
def entry(request: Any, uid: UUID) -> HttpResponse:
    """What is typed into the national system once the county has approved the end of the risk."""
    case = get_visible(cases(request.post), request, uid)
    ended = case.state == CaseState.ELIMINATED
    values = {
        "case": case,
        "ended": ended,
        "marked": not ended and case.household.ahead and elimination.to_correct(case),
        "fields": fields_of(case, request.post),
    }
    return render(request, "elimination/entry.html", values)


def fields_of(case: Case, post: Post) -> list[tuple[str, str]]:
    """Field name -> value; what is not known is empty, as the national system has it."""
    home, ended = case.household, case.state == CaseState.ELIMINATED
    head = [
        ("户编号", home.number),
        ("户主姓名", home.head_name),
        ("风险是否已消除", "是" if ended else "否"),
        ("风险消除方式", EndedHow(case.ended_how).label if ended and case.ended_how else EMPTY),
        ("消除监测时间", case.ended_on.strftime("%Y%m") if ended and case.ended_on else EMPTY),
    ]
    made = elimination.eliminations_of(case, post)
    one = next((one for one in made if one.state in STANDS), None)
    if not ended or one is None:
        return head
    last = _statement(case, one, post)
    typed = str(one.income) if one.income is not None else EMPTY
    return [
        *head,
        *_guarantees(case, one),
        *_amounts(last, SUMS),
        (f"{AFTER}家庭纯收入", str(last.income.net) if last else EMPTY),
        (f"{AFTER}家庭人均纯收入", str(last.per_head) if last else typed),
        *_amounts(last, SPENT),
    ]


def _guarantees(case: Case, one: elimination.Elimination) -> list[tuple[str, str]]:
    """Nothing was broken where the condition held; else what is broken now."""
    held = any(said.criterion == Criterion.GUARANTEES and said.holds for said in one.conditions.all())
    broken = set() if held else elimination.known_of([case])[case.pk].troubles
    return [(f"{AFTER}{title}", "是" if kind in broken else "否") for kind, title in GUARANTEES]


def _statement(case: Case, one: elimination.Elimination, post: Post) -> Statement | None:
    """The last confirmed before the approval; None where the income was typed."""
    if one.typed or one.approved_on is None:
        return None
    found = statements_of(household=case.household_id, post=post)
    known = (s for s in found if s.state == StatementState.CONFIRMED and s.campaign.last <= one.approved_on)
    return next(known, None)


def _amounts(last: Statement | None, wanted: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(f"{AFTER}{title}", str(getattr(last, name)) if last else EMPTY) for name, title in wanted]
