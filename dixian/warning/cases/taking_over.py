"""期初: who is monitored in the register (which comes from the national system) and has no case gets one.

No clock starts backwards: such a case is monitored, or its risk eliminated, as the export says. What the
register does not know (risks, approval) stands on the list to be completed. The same import ticks "entered".
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import items
from dixian.registry.households.api import Household
from dixian.warning.cases.collecting import keep_risks
from dixian.warning.cases.duties import ENTER, done
from dixian.warning.cases.enums import APPROVED, CaseState, EndedHow
from dixian.warning.cases.models import Case
from dixian.warning.cases.turns import keep_turns

PIECE = 500


def take_over() -> int:
    """Give every monitored household of the register its case. Returns how many were made. Idempotent."""
    known = Case.objects.filter(household=OuterRef("pk"))
    standing = known.exclude(state__in=(CaseState.LEFT_OUT, CaseState.GONE))
    without = Household.objects.filter(~Exists(standing), valid_to=None).exclude(monitored="")
    homes = list(without.select_related("village").order_by("id"))
    for start in range(0, len(homes), PIECE):
        keep_turns(Case.objects.bulk_create([_case(home) for home in homes[start : start + PIECE]]))
    return len(homes)


def tick_entered() -> int:
    """Cases the national data contain now are entered; their duty is done. Returns how many."""
    waiting = Case.objects.filter(state__in=APPROVED, entered_on=None, lead__isnull=False)
    there = list(
        waiting.filter(
            household__monitored=F("monitoring_type"),
            household__risk_eliminated=False,
            household__ahead=False,
        )
    )
    for start in range(0, len(there), PIECE):
        some = there[start : start + PIECE]
        Case.objects.filter(pk__in=[one.pk for one in some]).update(
            entered_on=clock.today(), version=F("version") + 1
        )
        done(ENTER, some)
    return len(there)


def differing() -> Q:
    """What makes a case differ from the national data: another type there, or ended on one side only."""
    open_here = Q(state__in=APPROVED)
    return (
        open_here & ~Q(household__monitored="") & ~Q(household__monitored=F("monitoring_type"))
        | open_here & ~Q(household__monitored="") & Q(household__risk_eliminated=True)
        | Q(state=CaseState.ELIMINATED, household__ahead=True)
        | Q(state=CaseState.ELIMINATED, household__risk_eliminated=False) & ~Q(household__monitored="")
    )


def incomplete() -> Q:
    """What makes a case of the opening balance incomplete: no risk, no approval, no month of identification."""
    return Q(lead=None) & (Q(risks=None) | Q(approved_on=None) | Q(approval_number="") | Q(event_date=None))


def missing_of(case: Case, risks: Sequence[object]) -> list[str]:
    """The same of one case, in words."""
    if case.lead_id is not None:
        return []
    told = {"风险": risks, "识别时间": case.event_date, "批复日期": case.approved_on}
    return [name for name, value in {**told, "批复文号": case.approval_number}.items() if not value]


def _case(home: Household) -> Case:
    ended = home.risk_eliminated
    return Case(
        household=home,
        village=home.village,
        township_id=home.village.parent_id or home.village_id,
        monitoring_type=home.monitored,
        state=CaseState.ELIMINATED if ended else CaseState.MONITORED,
        event_date=_first(home.monitored_month),
        opened_on=clock.today(),
        entered_on=clock.today(),
        ended_on=(_last(home.eliminated_month) or clock.today()) if ended else None,
        ended_how=EndedHow.HELPED if ended else "",
    )


def _first(month: str) -> date | None:
    return Month.parse(month).first if month else None


def _last(month: str) -> date | None:
    return Month.parse(month).last if month else None


@transaction.atomic
def complete(
    *,
    case: Case,
    risks: Sequence[str],
    event_date: date,
    approved_on: date,
    approval_number: str,
    post: Post,
) -> None:
    """What the national data did not say of a household that was monitored before; starts no clock.

    Raises NotAllowed; Refusal for another case, an unknown risk, a day in the future, no number.
    """
    post.require(Capability.IMPORT_REGISTER)
    if case.lead_id is not None:
        raise Refusal("这户是在系统里识别的，没有要补全的", "在识别环节上办理")
    if not risks or not set(risks) <= {one.code for one in items("at_risk_reason")}:
        raise Refusal("没有选择风险", "按全国系统里的风险填写，至少一项")
    if not approval_number.strip():
        raise Refusal("没有写批复文号", "按原来的批复填写")
    if not event_date <= approved_on <= clock.today():
        raise Refusal("日期不对", "识别日期不晚于批复日期，都不晚于今天")
    keep_risks(case, risks, event_date)
    Case.objects.filter(pk=case.pk).update(
        event_date=event_date,
        approved_on=approved_on,
        approval_number=approval_number.strip()[:80],
        version=F("version") + 1,
    )
    keep_turns([Case.objects.get(pk=case.pk)])
