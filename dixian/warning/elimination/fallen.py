"""What held when the end of a risk was proposed has to hold still when township and county pass it (R1.7)."""

from collections import defaultdict
from collections.abc import Sequence

from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import numbers
from dixian.warning.elimination.criteria import LEAST, LINE, known_of
from dixian.warning.elimination.enums import OF_RISK, Criterion
from dixian.warning.elimination.models import Condition, Elimination
from dixian.warning.elimination.rules import Typed


def fallen_of(ones: Sequence[Elimination]) -> dict[int, list[str]]:
    """Elimination id -> each condition that held at the proposal and does not today, with its evidence; set-based.

    What was explained then stays explained. Income that was typed is judged again only once some was collected.
    """
    by_risk = [one for one in ones if one.how in OF_RISK]
    if not by_risk:
        return {}
    known, (line, least) = known_of([one.case for one in by_risk]), numbers(LINE, LEAST)
    case_of = {one.pk: one.case_id for one in by_risk}
    found: dict[int, list[str]] = defaultdict(list)
    held = Condition.objects.filter(elimination__in=case_of, holds=True).order_by("id")
    for pk, criterion in held.values_list("elimination_id", "criterion"):
        now = known[case_of[pk]]
        if criterion == Criterion.INCOME and now.income is None:
            continue
        said = now.judged_by(line, int(least), Typed(None))[Criterion(criterion)]
        if not said.holds:
            found[pk].append(f"{Criterion(criterion).label}：{said.evidence}")
    return dict(found)


def refuse_fallen(ones: Sequence[Elimination]) -> None:
    """Raises Refusal naming the first household that meets a condition no longer."""
    fallen = fallen_of(ones)
    for one in ones:
        if one.pk in fallen:
            raise Refusal(
                f"{one}提出消除以后有变化，不能通过：{'；'.join(fallen[one.pk])}",
                "先核实处理；要再看看的选“暂不标注”或者退回，可以认定的由村里撤回，写明为什么重新提出",
            )
