"""The equations of this room (R1.5)."""

from django.db.models import Exists, OuterRef, Q

from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.registry.facts.api import Fact
from dixian.registry.incomes.duties import COLLECT, CONFIRM
from dixian.registry.incomes.enums import OWED, StatementState
from dixian.registry.incomes.models import Statement, VillageList
from dixian.registry.incomes.telling import PER_HEAD


def sums() -> list[Sum]:
    """What is owed is in a village's hands, what is signed in a township's; what was confirmed is a fact."""
    confirmed = Statement.objects.filter(state=StatementState.CONFIRMED)
    told = Fact.objects.filter(
        kind=PER_HEAD.code, household=OuterRef("household"), source_uid=OuterRef("uid")
    )
    return [
        _in_hands("没有采集完的村都有待办", Q(state__in=OWED), COLLECT.code),
        _in_hands("有待审核收支表的村，乡镇都有待办", Q(state=StatementState.SIGNED), CONFIRM.code),
        Sum("审核过的收支表都记入了事实", confirmed.count(), confirmed.filter(Exists(told)).count()),
    ]


def _in_hands(name: str, waiting: Q, kind: str) -> Sum:
    mine = Statement.objects.filter(waiting, campaign=OuterRef("campaign"), village=OuterRef("village"))
    lists = VillageList.objects.filter(Exists(mine))
    duties = Obligation.objects.filter(state="open", kind=kind)
    return Sum(name, lists.count(), lists.filter(uid__in=duties.values("subject_uid")).count())
