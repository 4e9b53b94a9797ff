"""Quality checks of cases (facts 3.5)."""

from collections.abc import Callable, Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from dixian.foundation.policy.api import number
from dixian.registry.facts.api import CurrentFact
from dixian.registry.incomes.api import PER_HEAD
from dixian.registry.quality.api import Check, Flaw, told
from dixian.warning.cases.enums import CaseState, EndedHow
from dixian.warning.cases.models import Case, CaseRisk

UNSAFE = ("C级", "D级")
MOST = "quality.income.most"
SOONEST = 6


def of_cases(found: Callable[[], QuerySet[Case]], sentence: str) -> Callable[[], Iterator[Flaw]]:
    """A flaw of each of these cases, mended on the page of the case."""

    def find() -> Iterator[Flaw]:
        rows = found().filter(household__valid_to=None).order_by("id")
        for home, village, uid in rows.values_list("household_id", "village_id", "uid").iterator(5000):
            yield Flaw(home, village, uid, sentence)

    return find


def risk(*codes: str, note: str | None = None) -> Exists:
    """That the case has one of these risks open; note: with this note."""
    risks = CaseRisk.objects.filter(case=OuterRef("pk"), to_on=None)
    risks = risks.filter(risk__in=codes) if codes else risks
    return Exists(risks if note is None else risks.filter(note=note))


def approved() -> QuerySet[Case]:
    """What is monitored."""
    return Case.objects.approved()


def _eliminated() -> QuerySet[Case]:
    again = Case.objects.open().filter(household=OuterRef("household"))
    return Case.objects.filter(~Exists(again), state=CaseState.ELIMINATED)


def _soon() -> QuerySet[Case]:
    months = (
        (F("ended_on__year") - F("approved_on__year")) * 12 + F("ended_on__month") - F("approved_on__month")
    )
    ended = Case.objects.filter(ended_how=EndedHow.HELPED, approved_on__isnull=False)
    return ended.alias(months=months).filter(months__lt=SOONEST)


def _rich() -> QuerySet[Case]:
    facts = CurrentFact.objects.filter(household=OuterRef("household"), kind=PER_HEAD.code)
    return approved().filter(Exists(facts.filter(fact__num__gt=number(MOST))), approved_on__year__gte=2023)


def _case(code: str, title: str, mend: str, found: Callable[[], QuerySet[Case]], sentence: str = "") -> Check:
    return Check(code, title, mend, "case", of_cases(found, sentence or title))


RISKS = "在监测对象页核对风险；风险有变的登记新风险"
CHECKS = (
    _case("1_11_001", "致贫返贫风险为空", "由县农业农村局在监测对象页补填", lambda: approved().filter(~risk())),
    _case("d_opening", "没有识别时间或批复", "由县农业农村局在监测对象页补全期初数据",
          lambda: approved().filter(Q(event_date=None) | Q(approved_on=None) | Q(approval_number=""))),
    _case("2_11_001", "风险为因残，家中没有残疾人", RISKS,
          lambda: approved().filter(risk("disability"), ~told("disability.level"))),
    _case("5_15_015", "风险为因病，家中没有大病慢病", RISKS,
          lambda: approved().filter(risk("illness"), ~told("health.severe"), ~told("health.chronic"),
                                    ~told("health.own_cost"))),
    _case("2_11_004", "风险为其他，没有备注", "在监测对象页补填备注", lambda: approved().filter(risk("other", note=""))),
    _case("2_11_005", "风险为因自然灾害，没有灾害类别", "在监测对象页的备注里补填灾害类别，例如洪涝灾害",
          lambda: approved().filter(risk("disaster", note=""))),
    _case("4_11_006a", "饮水有问题，风险没有因饮水安全", RISKS,
          lambda: approved().filter(told("water.trouble"), ~risk("unsafe_water"))),
    _case("4_11_006b", "住房有问题，风险没有因住房安全", RISKS,
          lambda: approved().filter(told("housing.grade", *UNSAFE), ~risk("unsafe_house"))),
    _case("4_11_006c", "有人疑似失学辍学，风险没有因学", RISKS,
          lambda: approved().filter(told("education.out"), ~risk("schooling"))),
    _case("1_11_006", "风险已消除，住房又有安全问题", "入户核实；属实的回退或按新线索重新识别",
          lambda: _eliminated().filter(told("housing.grade", *UNSAFE))),
    _case("1_11_007", "风险已消除，饮水又有问题", "入户核实；属实的回退或按新线索重新识别",
          lambda: _eliminated().filter(told("water.trouble"))),
    _case("2_11_002", "识别到消除不满6个月", "核对批复和消除日期；消除过早的提出回退", _soon),
    _case("1111_18", "2023年以来识别，人均纯收入过高", "核对收支；属于支出骤增的看类别是不是突发严重困难户", _rich),
)  # fmt: skip
