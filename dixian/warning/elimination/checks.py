"""Quality checks of eliminations (facts 3.5)."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from dixian.foundation.policy.api import number
from dixian.registry.incomes.api import Statement
from dixian.registry.quality.api import Check, Flaw
from dixian.warning.cases.enums import CaseState, EndedHow
from dixian.warning.elimination.criteria import LINE
from dixian.warning.elimination.enums import STANDS
from dixian.warning.elimination.models import Elimination
from dixian.warning.measures.api import Measure
from dixian.warning.measures.enums import MeasureState

WORK = ("employment", "welfare_post")


def _ended() -> QuerySet[Elimination]:
    """Eliminations that stand."""
    ended = Elimination.objects.filter(state__in=STANDS, case__state=CaseState.ELIMINATED)
    return ended.filter(household__valid_to=None).order_by("id")


def _of(found: Callable[[], QuerySet[Elimination]], sentence: str) -> Callable[[], Iterator[Flaw]]:
    def find() -> Iterator[Flaw]:
        for home, village, uid in found().values_list("household_id", "village_id", "case__uid"):
            yield Flaw(home, village, uid, sentence)

    return find


def _helped() -> QuerySet[Elimination]:
    return _ended().filter(how=EndedHow.HELPED)


def _below() -> Iterator[Flaw]:
    """By the line of the day of the approval."""
    lines: dict[date, Decimal] = {}
    for home, village, uid, income, on in _helped().values_list(
        "household_id", "village_id", "case__uid", "income", "approved_on"
    ):
        if on is None or income is None:
            continue
        line = lines.setdefault(on, number(LINE, on))
        if income < line:
            yield Flaw(home, village, uid, f"人均纯收入 {income:,.2f} 元，低于监测范围 {line:,.2f} 元")


def _delivered(*kinds: str) -> Exists:
    found = Measure.objects.filter(case=OuterRef("case"), state=MeasureState.DELIVERED)
    return Exists(found.filter(kind__in=kinds) if kinds else found)


def _without_wage() -> QuerySet[Elimination]:
    told = Statement.objects.filter(
        household=OuterRef("household"), state="confirmed", campaign__last__gte=OuterRef("approved_on")
    )
    return _ended().filter(_delivered(*WORK), Exists(told.filter(wage=0)), ~Exists(told.filter(wage__gt=0)))


def _check(code: str, title: str, mend: str, found: Callable[[], QuerySet[Elimination]]) -> Check:
    return Check(code, title, mend, "elimination", _of(found, title))


CHECKS = (
    _check("1_11_004", "已消除，没有填收入", "核对消除时的收支，有误的提出回退",
           lambda: _ended().filter(income=None)),
    _check("1_11_009", "帮扶消除，没有落实帮扶措施", "补登措施落实；没有帮扶的提出回退",
           lambda: _helped().filter(~_delivered())),
    Check("4_11_010", "帮扶消除时收入低于监测范围", "核对收支；确实低于的提出回退", "elimination", _below),
    _check("4_11_012", "有就业帮扶，消除后没有工资性收入", "核对消除后的收支表", _without_wage),
)  # fmt: skip
