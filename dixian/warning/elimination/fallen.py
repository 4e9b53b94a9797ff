"""What held when the end of a risk was proposed has to hold still when township and county pass it (R1.7)."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import numbers
from dixian.warning.elimination.criteria import LEAST, LINE, Known, known_of
from dixian.warning.elimination.enums import OF_RISK, Criterion
from dixian.warning.elimination.models import Condition, Elimination
from dixian.warning.elimination.rules import Typed


def fallen_of(ones: Sequence[Elimination]) -> dict[int, list[str]]:
    """Elimination id -> each condition that speaks against it since the proposal, with its evidence; set-based.

    One that held then has to hold today. One that was explained stays explained, but for trouble that was entered after
    the explanation. Income that was typed is judged again only once some was collected.
    """
    by_risk = [one for one in ones if one.how in OF_RISK]
    if not by_risk:
        return {}
    known, (line, least) = known_of([one.case for one in by_risk]), numbers(LINE, LEAST)
    case_of = {one.pk: one.case_id for one in by_risk}
    found: dict[int, list[str]] = defaultdict(list)
    told = Condition.objects.filter(elimination__in=case_of).order_by("id")
    for one in told.only("elimination_id", "criterion", "holds", "made_at"):
        said = _against(one, known[case_of[one.elimination_id]], line, int(least))
        if said:
            found[one.elimination_id].append(f"{one.get_criterion_display()}：{said}")
    return dict(found)


def _against(one: Condition, now: Known, line: Decimal, least: int) -> str:
    criterion = Criterion(one.criterion)
    if not one.holds:
        newer = now.newer(criterion, one.made_at, line)
        return f"说明以后又有情况：{'；'.join(newer)}" if newer else ""
    if criterion == Criterion.INCOME and now.income is None:
        return ""
    judged = now.judged_by(line, least, Typed(None))[criterion]
    return "" if judged.holds else judged.evidence


def refuse_fallen(ones: Sequence[Elimination]) -> None:
    """Raises Refusal naming the first household that meets a condition no longer."""
    fallen = fallen_of(ones)
    for one in ones:
        if one.pk in fallen:
            raise Refusal(
                f"{one}提出消除以后有变化，不能通过：{'；'.join(fallen[one.pk])}",
                "先核实处理；要再看看的选“暂不标注”或者退回，可以认定的由村里撤回，写明为什么重新提出",
            )
