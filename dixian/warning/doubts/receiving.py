"""What households and their members are known to receive: by the units' reports, by plans and measures, by facts."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.policy.api import labels, number
from dixian.registry.facts.api import CurrentFact
from dixian.registry.focus.api import months_before
from dixian.registry.households.api import Person
from dixian.warning.cases.api import Case
from dixian.warning.doubts.rules import Ground
from dixian.warning.measures.api import Measure, Plan, Protection
from dixian.warning.measures.enums import MeasureState, PlanState, Standing
from dixian.warning.submissions.api import listed, reported, titles

GETS = (Standing.HAS, Standing.APPLIED)
RELIEF, LEFT, SAFETY_NET = "safetynet.relief", "safetynet.left", "safetynet"


def monitored() -> Any:
    """Households with a plan that holds: of these it is known what they receive."""
    plans = Plan.objects.filter(state=PlanState.ADOPTED, case__in=Case.objects.approved())
    return plans.values("household_id")


class Received:
    """Asked once a night. reported: kind -> the month of its latest report that still counts."""

    def __init__(self, grounds: Iterable[Ground]) -> None:
        asked = [one for one in grounds if one.list == "unreceived"]
        kinds = {code for one in asked for code in (*one.rosters, one.events) if code}
        today = clock.today()
        self.reported = reported(kinds, Month.of(months_before(today, int(number("doubt.roster.months")))))
        self._since = months_before(today, int(number("doubt.months")))
        self._words = labels("protection_word")

    def without(self, people: QuerySet[Person], ground: Ground) -> QuerySet[Person]:
        """Those of the people of whom it can be known, and who do not receive what the ground is about.

        A measure that names no member is that of the one it can be about alone; of several it says of none that they receive.
        """
        has = Protection.objects.filter(person=OuterRef("pk"), kind__in=ground.protection, standing__in=GETS)
        found = people.filter(~Exists(has))
        for code in self._known_rosters(ground):
            found = found.filter(~Exists(listed(code, self.reported[code]).filter(person=OuterRef("pk"))))
        measures = self._by_measure(ground)
        own = measures.filter(person=OuterRef("pk"))
        nobodys = measures.filter(person=None, household=OuterRef("household"))
        others = people.filter(household=OuterRef("household")).exclude(pk=OuterRef("pk"))
        found = found.filter(~Exists(own)).filter(~Exists(nobodys) | Exists(others.order_by()))
        return found if ground.asked_of in self.reported else found.filter(household__in=monitored())

    def receiving(self, ground: Ground, homes: set[int]) -> set[int]:
        """Those of the households that receive what the ground is about, or of which it cannot be known."""
        got: set[int] = set()
        for rows in self._ways(ground):
            got |= homes & set(rows.order_by().values_list("household_id", flat=True).distinct())
        if ground.by_plan and ground.asked_of not in self.reported:
            got |= homes - set(monitored().values_list("household_id", flat=True))
        return got

    def evidence(self, ground: Ground) -> list[tuple[str, QuerySet[Any]]]:
        """(How it is known, rows with their household and member) of what is received indeed, not merely planned or asked for."""
        has = Protection.objects.filter(standing=Standing.HAS, kind__in=ground.protection)
        names = titles(ground.rosters)
        return [
            *(
                (f"{self.reported[code].label}的{names[code]}里有", listed(code, self.reported[code]))
                for code in self._known_rosters(ground)
            ),
            ("部门报送已纳入救助", self._relieved(ground)),
            ("帮扶措施已落实", self._by_measure(ground).filter(state=MeasureState.DELIVERED)),
            ("帮扶计划里登记已享受", has),
            ("已有鉴定或登记", self._facts(ground)),
        ]

    def _facts(self, ground: Ground) -> QuerySet[Any]:
        return CurrentFact.objects.filter(kind__in=ground.lacks).exclude(fact__valid_to__lte=clock.today())

    def _ways(self, ground: Ground) -> list[QuerySet[Any]]:
        protections = Protection.objects.filter(standing__in=GETS, kind__in=ground.protection)
        rosters = [listed(code, self.reported[code]) for code in self._known_rosters(ground)]
        return [self._facts(ground), protections, self._by_measure(ground), self._relieved(ground), *rosters]

    def _known_rosters(self, ground: Ground) -> list[str]:
        return [code for code in ground.rosters if code in self.reported]

    def _relieved(self, ground: Ground) -> QuerySet[Any]:
        """Granted lately, and not ended since."""
        ended = CurrentFact.objects.filter(
            kind=LEFT,
            household=OuterRef("household"),
            fact__code=OuterRef("fact__code"),
            fact__valid_from__gte=OuterRef("fact__valid_from"),
        )
        given = CurrentFact.objects.filter(
            kind=RELIEF, fact__code__in=ground.relief, fact__valid_from__gte=self._since
        )
        return given.filter(~Exists(ended))

    def _by_measure(self, ground: Ground) -> QuerySet[Measure]:
        """Measures of the kinds, and those of 综合保障 that name one of the protections."""
        alive = Measure.objects.filter(case__in=Case.objects.approved()).exclude(state=MeasureState.DROPPED)
        said = [word for code in ground.protection for word in words_of(self._words, code)]
        named = reduce(or_, [Q(kind=SAFETY_NET, what__contains=word) for word in said], Q(pk=None))
        return alive.filter(Q(kind__in=ground.measures) | named)


def words_of(table: Mapping[str, str], code: str) -> list[str]:
    """`低保｜最低生活保障` -> both."""
    return [word for word in table.get(code, "").split("｜") if word]
