"""Quality checks of plans and measures (facts 3.5)."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import years_from
from dixian.foundation.policy.api import number
from dixian.registry.facts.api import CurrentFact
from dixian.registry.incomes.api import Statement
from dixian.registry.quality.api import Check, told
from dixian.warning.cases.api import Case, of_cases, risk
from dixian.warning.measures.enums import MeasureState, Standing
from dixian.warning.measures.models import Measure, MemberPlan, Protection
from dixian.warning.measures.rules import ABLE, WEAK

DAYS = "quality.help.days"
CASE = OuterRef("pk")
# Ages at which the national checkers doubt a welfare post, and between which they expect work.
YOUNG, GROWN, RETIRED, OLD = 16, 18, 60, 70


def measure(*kinds: str, state: str = "") -> Exists:
    """That the case has a measure (of one of these kinds, in a state) that was not dropped."""
    found = Measure.objects.filter(case=CASE).exclude(state=MeasureState.DROPPED)
    found = found.filter(kind__in=kinds) if kinds else found
    return Exists(found.filter(state=state) if state else found)


def _labour(*classes: str) -> Exists:
    """That a member has one of these classes; of whoever any plan tells something."""
    found = MemberPlan.objects.filter(plan__case=CASE)
    return Exists(found.filter(labour__in=classes) if classes else found)


def _has(kind: str) -> Exists:
    return Exists(Protection.objects.filter(plan__case=CASE, kind=kind, standing=Standing.HAS))


def _approved() -> QuerySet[Case]:
    return Case.objects.approved()


def _unhelped() -> QuerySet[Case]:
    since = clock.today() - timedelta(days=int(number(DAYS)))
    return _approved().filter(~measure(state=MeasureState.DELIVERED), approved_on__lte=since)


def _only_relief() -> QuerySet[Case]:
    others = Measure.objects.filter(case=CASE).exclude(state=MeasureState.DROPPED).exclude(kind="safetynet")
    return _approved().filter(_labour(*ABLE), measure("safetynet"), ~Exists(others))


def _nobody_able() -> QuerySet[Case]:
    return _approved().filter(_labour(), ~_labour(*ABLE, *WEAK))


def _years_ago(count: int) -> date:
    return years_from(clock.today(), -count)


def _at_a_post(**born: date) -> QuerySet[Case]:
    """With a welfare post for a member born so."""
    ages = {f"person__birth__{how}": day for how, day in born.items()}
    posts = Measure.objects.filter(case=CASE, kind="welfare_post", **ages)
    return _approved().filter(Exists(posts.exclude(state=MeasureState.DROPPED)))


def _destitute_worker() -> QuerySet[Case]:
    """Of working age and able to work, and yet kept as destitute."""
    able = MemberPlan.objects.filter(
        plan=OuterRef("plan"), person=OuterRef("person"), labour__in=ABLE,
        person__birth__lte=_years_ago(GROWN), person__birth__gt=_years_ago(RETIRED),
    )  # fmt: skip
    kept = Protection.objects.filter(plan__case=CASE, kind="destitute", standing=Standing.HAS)
    return _approved().filter(Exists(kept.filter(Exists(able))))


def _untold(protection: str, kind: str) -> QuerySet[Case]:
    """Those said to have it, whom the department's roster does not name; nobody while there is no roster."""
    if not CurrentFact.objects.filter(kind=kind).exists():
        return Case.objects.none()
    return _approved().filter(_has(protection), ~told(kind))


def _without_business() -> QuerySet[Case]:
    newest = Statement.objects.filter(household=OuterRef("household"), state="confirmed")
    business = Subquery(newest.order_by("-campaign__last", "-id").values("business")[:1])
    return _approved().alias(business=business).filter(measure("industry"), business=0)


def _plan(code: str, title: str, mend: str, found: Callable[[], QuerySet[Case]]) -> Check:
    return Check(code, title, mend, "plan", of_cases(found, title))


REVISE = "在帮扶计划页开始修订，补上措施"
CHECKS = (
    _plan("1_11_010", "识别一个月以上没有落实帮扶措施", "催办落实单位，落实后登记", _unhelped),
    _plan("5_11_032", "有劳动能力，只有综合保障措施", REVISE, _only_relief),
    _plan("5_18_006", "因饮水安全，没有饮水保障措施", REVISE,
          lambda: _approved().filter(risk("unsafe_water"), ~measure("water"))),
    _plan("d_house", "因住房安全，没有住房保障措施", REVISE,
          lambda: _approved().filter(risk("unsafe_house"), ~measure("housing", "relocation"))),
    _plan("2_11_006", "因务工就业不稳，全家没有劳动力", "核对成员劳动能力和风险",
          lambda: _nobody_able().filter(risk("unsteady_work"))),
    _plan("5_15_006", "没有劳动力，却有公益岗或就业帮扶", "核对成员劳动能力和措施",
          lambda: _nobody_able().filter(measure("welfare_post", "employment"))),
    _plan("4_11_015", "登记享受低保，民政名册没有", "核对低保证；没有享受的改成已申请或不符合",
          lambda: _untold("minimum_living", "safetynet.dibao")),
    _plan("5_16_004", "登记特困供养，民政名册没有", "核对特困供养证；没有享受的改成已申请或不符合",
          lambda: _untold("destitute", "safetynet.destitute")),
    _plan("5_15_019", "特困供养人员18至60周岁，登记为有劳动能力", "核对劳动能力和特困供养", _destitute_worker),
    _plan("5_12_004", "不满16周岁，有公益性岗位", "核对享受公益性岗位的人", lambda: _at_a_post(gt=_years_ago(YOUNG))),
    _plan("5_12_005", "70周岁以上，有公益性岗位", "核对享受公益性岗位的人，年龄超过的改用别的措施",
          lambda: _at_a_post(lte=_years_ago(OLD))),
    _plan("4_11_016", "登记享受残疾补贴，残联名册没有", "核对残疾人证",
          lambda: _untold("disability", "disability.level")),
    _plan("5_11_013", "有产业帮扶，没有生产经营性收入", "核对收支表和产业措施", _without_business),
)  # fmt: skip
