"""Checks of the register itself (facts 3.5), set-based."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from dixian.registry.households.api import Household, Person
from dixian.registry.quality.check import Check, Flaw, told

HEAD, SPOUSE = "户主", "配偶"


def _people(found: Callable[[], QuerySet[Person]], what: str) -> Callable[[], Iterator[Flaw]]:
    """One flaw a household: the first person's name, and how many there are."""

    def find() -> Iterator[Flaw]:
        rows: Any = (
            found()
            .filter(valid_to=None, household__valid_to=None)
            .values_list("household_id", "village_id", "household__uid")
            .annotate(n=Count("id"), name=Min("name"))
            .order_by()
        )
        for home, village, uid, count, name in rows.iterator(5000):
            yield Flaw(home, village, uid, f"{name}{f'等 {count} 人' if count > 1 else ''}{what}")

    return find


def _homes(found: Callable[[], QuerySet[Household]], sentence: str) -> Callable[[], Iterator[Flaw]]:
    def find() -> Iterator[Flaw]:
        rows = found().filter(valid_to=None).values_list("id", "village_id", "uid")
        for home, village, uid in rows.iterator(5000):
            yield Flaw(home, village, uid, sentence)

    return find


def _unwatched(fact: str, sentence: str) -> Callable[[], Iterator[Flaw]]:
    """Out of poverty, in trouble by this fact, and not monitored."""

    def found() -> QuerySet[Household]:
        return Household.objects.filter(told(fact, home="pk"), kind="poverty_relieved", monitored="")

    return _homes(found, sentence)


def _same_sex() -> QuerySet[Person]:
    heads = Person.objects.filter(
        household=OuterRef("household"), relation=HEAD, valid_to=None, sex=OuterRef("sex")
    )
    return Person.objects.filter(Exists(heads), relation=SPOUSE).exclude(sex="")


def _headless() -> QuerySet[Household]:
    heads = Person.objects.filter(household=OuterRef("pk"), relation=HEAD, valid_to=None)
    return Household.objects.filter(~Exists(heads))


def _other_size() -> QuerySet[Household]:
    alive = Count("persons", filter=Q(persons__valid_to=None))
    return Household.objects.alias(n=alive).exclude(n=F("size"))


CHECKS = (
    Check(
        "1_12_002",
        "没有证件号码",
        "在户档案里更正证件号码；确实没有的由乡镇认定",
        "household",
        _people(lambda: Person.objects.filter(id_number=None, certificate_number=None), "没有登记证件号码"),
    ),
    Check(
        "2_11_003",
        "户主与配偶性别相同",
        "核对性别和与户主关系，在户档案里更正",
        "household",
        _people(_same_sex, "登记为配偶，性别与户主相同"),
    ),
    Check(
        "d_birth",
        "没有出生日期",
        "在户档案里更正证件号码或出生日期",
        "household",
        _people(lambda: Person.objects.filter(birth=None), "没有出生日期"),
    ),
    Check("d_head", "没有户主", "在户档案里更正与户主关系", "household", _homes(_headless, "在册的人里没有户主")),
    Check("d_size", "人口数不符", "核对在册的人，增减后提请更正", "household",
          _homes(_other_size, "登记的人口数与在册的人数不同")),
    Check(
        "1_11_002",
        "监测对象没有识别时间",
        "在全国系统补填，由县农业农村局重新导入",
        "household",
        _homes(lambda: Household.objects.exclude(monitored="").filter(monitored_month=""), "没有识别监测时间"),
        elsewhere=True,
    ),
    Check("1_02_002", "脱贫户饮水有问题，没有纳入监测", "入户核实饮水情况，有风险的报线索", "household",
          _unwatched("water.trouble", "部门报来饮水问题，没有纳入监测")),
    Check("1_02_003", "脱贫户有人未参保，没有纳入监测", "入户核实参保情况，督促参保；有风险的报线索", "household",
          _unwatched("health.uninsured", "医保部门报来有人未参保或断保，没有纳入监测")),
)  # fmt: skip
