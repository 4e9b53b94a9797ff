"""Leads found to be at risk for one reason, whoever reported them: where they gather by township (R2.2).

Departments' data kinds, visits and declarations have no cause in common; what the village found when it looked is said in one list.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, QuerySet, Subquery

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.areas.api import Area
from dixian.foundation.figures.api import Standout
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.policy.api import labels, numbers
from dixian.warning.alerts.api import LEAST, TIMES, Cluster, gathered, people_of_townships
from dixian.warning.verification.models import Answer

AT_RISK = (Verdict.AT_RISK, Verdict.NEW_RISK)


def found_for(found: QuerySet[Lead], reason: str = "") -> Any:
    """Those of the leads whose latest answer, unless it was sent back, says at risk; for this reason, where one is given. `why`: which."""
    last = Answer.objects.filter(lead=OuterRef("pk")).order_by("-id")[:1]
    answers = Answer.objects.filter(Q(review=None) | Q(review__confirmed=True), verdict__in=AT_RISK)
    stands = answers.filter(pk=OuterRef("last"))
    risky = found.annotate(last=Subquery(last.values("pk"))).annotate(why=Subquery(stands.values("reason")))
    return risky.filter(why=reason) if reason else risky.exclude(why=None)


def find(first: date, last: date) -> Sequence[Standout]:
    """Leads of these days found at risk for one reason, where a township stands out; in a fixed number of queries."""
    opened = Lead.objects.filter(opened_on__range=(first, last)).order_by()
    counted = Counter[tuple[int, Any]](found_for(opened).values_list("township", "why"))
    if not counted:
        return []
    least, times = numbers(LEAST, TIMES)
    clusters = gathered(counted, people_of_townships(), least=least, times=times)
    towns, named = Area.objects.in_bulk({one.township for one in clusters}), labels("at_risk_reason")
    return [_told(one, towns[one.township], named[one.kind], first, last) for one in clusters]


def _told(one: Cluster, town: Area, reason: str, first: date, last: date) -> Standout:
    asked = urlencode({"township": town.code, "reason": one.kind, "from": first, "to": last})
    return Standout(
        code=f"cluster:{town.code}:risk.{one.kind}",
        title=f"{town.name}：核实有风险（{reason}）集中",
        sentence=(
            f"{zh_day(first)}至{zh_day(last)}发现的线索（部门预警、走访、自主申报等），核实{reason}有返贫致贫风险的，"
            f"{one.told_of(town)}"
        ),
        door=f"/leads/?{asked}",
    )
