"""How the identification of a household at risk ended on paper: recorded by the bureau, counted, shown."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count

from dixian.commons.leads.api import Lead, leads, move
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import discharge
from dixian.warning.verification.duties import IDENTIFY
from dixian.warning.verification.enums import Outcome
from dixian.warning.verification.models import Identification

LONGEST_PAPER = 200


@transaction.atomic
def identify(*, lead: Lead, outcome: Outcome, on: date, paper: str, post: Post) -> Identification:
    """The paper procedure has ended on a day (`on`; a later entry shows as 补录); the lead closes, at risk as it was found.

    Raises NotAllowed; Refusal for a day in the future or before the lead, without a paper, in another state.
    """
    post.require(Capability.RELEASE)
    if not paper.strip() or len(paper) > LONGEST_PAPER:
        raise Refusal(
            f"文号或依据须填写，且不超过 {LONGEST_PAPER} 个字", "写认定文件的文号，或会议纪要的日期"
        )
    if on > clock.today():
        raise Refusal("办结日期不能晚于今天", "纸质程序办结以后再登记")
    if on < lead.opened_on:
        raise Refusal(f"办结日期不能早于线索的发现日期 {lead.opened_on}", "按文件上的日期填写")
    move(leads=[lead], verb="identify", closed_on=on, due_on=None)
    made = Identification.objects.create(
        lead=lead,
        household_id=lead.household_id,
        village_id=lead.village_id,
        outcome=outcome,
        on=on,
        paper=paper.strip(),
        entered_by=post.acting_person,
    )
    discharge(kind=IDENTIFY.code, subject_uids=[lead.uid], post=post, on=on)
    return made


def identifications_of(found: Sequence[Lead], post: Post) -> dict[int, Identification]:
    """Lead id -> how its identification ended, in one query; none where no lead of them may have one."""
    ended = [one.pk for one in found if one.state == LeadState.CLOSED and one.verdict == Verdict.AT_RISK]
    if not ended:
        return {}
    rows = Identification.objects.visible_to(post).filter(lead__in=ended).select_related("entered_by")
    return {one.lead_id: one for one in rows}


def by_outcome(post: Post) -> dict[str, int]:
    """Outcome -> how many leads the post reaches, every outcome named."""
    counted = leads(post).filter(identification__isnull=False).select_related(None).order_by()
    rows = counted.values_list("identification__outcome").annotate(n=Count("id"))
    return {**dict.fromkeys(Outcome.values, 0), **dict(rows)}


def sum_of_identified() -> Sum:
    """Whatever was found at risk and is closed says how; nothing else does."""
    closed = Lead.objects.filter(state=LeadState.CLOSED, verdict=Verdict.AT_RISK)
    return Sum("已办结的有风险线索都有识别结果", closed.count(), Identification.objects.count())
