"""What a case says of its household in the tables superiors ask for."""

from collections.abc import Collection

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.policy.api import labels
from dixian.registry.households.api import Telling
from dixian.warning.cases.enums import APPROVED, CaseState
from dixian.warning.cases.models import CaseRisk


def risks(households: Collection[int], post: Post) -> dict[int, str]:
    """Household -> the risks of its approved case that are not gone, else those it was monitored for, the first first."""
    states = [*(one.value for one in APPROVED), CaseState.ELIMINATED.value]
    found = CaseRisk.objects.visible_to(post).filter(household__in=households, case__state__in=states)
    named, told = labels("at_risk_reason"), dict[int, dict[bool, list[str]]]()
    for one in found.order_by("case_id", "from_on", "id"):
        told.setdefault(one.household_id, {}).setdefault(one.to_on is None, []).append(
            named.get(one.risk, one.risk)
        )
    return {home: "、".join(dict.fromkeys(some.get(True) or some[False])) for home, some in told.items()}


RISKS = Telling(
    "case.risks",
    "致贫返贫风险",
    (
        "致贫返贫风险",
        "返贫致贫风险",
        "返贫风险",
        "致贫风险",
        "主要风险",
        "风险类型",
        "风险类别",
        "风险点",
        "主要致贫返贫风险",
        "主要返贫致贫风险",
        "主要返贫风险",
        "致贫返贫主要风险",
        "返贫致贫主要风险",
        "致贫返贫风险类型",
        "返贫致贫风险类型",
    ),
    Capability.SEE_LEADS,
    risks,
)
