"""修订帮扶计划: a monitored household has a new risk; its plan is revised on paper, and the township records it."""

from datetime import date

from django.db import transaction

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation, discharge
from dixian.warning.verification.duties import REVISE
from dixian.warning.verification.models import Revision

LONGEST_PAPER = 200


@transaction.atomic
def revise(*, lead: Lead, on: date, paper: str, post: Post) -> Revision:
    """The plan was revised on a day (`on`; a later entry shows as 补录), by which paper.

    Raises NotAllowed; Refusal for a day in the future or before the lead, without a paper, where nothing is to be
    revised or it was recorded already.
    """
    post.require(Capability.CONFIRM)
    if not to_revise(lead):
        raise Refusal("这户没有要登记的帮扶计划修订", "刷新页面看最新情况")
    if not paper.strip() or len(paper) > LONGEST_PAPER:
        raise Refusal(f"依据须填写，且不超过 {LONGEST_PAPER} 个字", "写修订后的帮扶计划的日期或文号")
    if on > clock.today():
        raise Refusal("修订日期不能晚于今天", "修订以后再登记")
    if on < lead.opened_on:
        raise Refusal(f"修订日期不能早于线索的发现日期 {lead.opened_on}", "按帮扶计划上的日期填写")
    made = Revision.objects.create(
        lead=lead,
        household_id=lead.household_id,
        village_id=lead.village_id,
        on=on,
        paper=paper.strip(),
        by=post.acting_person,
    )
    discharge(kind=REVISE.code, subject_uids=[lead.uid], post=post, on=on)
    return made


def to_revise(lead: Lead) -> bool:
    """Whether a plan waits to be revised."""
    if lead.state != LeadState.CLOSED or lead.verdict != Verdict.NEW_RISK:
        return False
    return not Revision.objects.filter(lead=lead).exists()


def sum_of_revised() -> Sum:
    """Whatever closed with a new risk says when its plan was revised, or somebody has it in hand."""
    closed = Lead.objects.filter(state=LeadState.CLOSED, verdict=Verdict.NEW_RISK)
    open_ones = Obligation.objects.filter(
        kind=REVISE.code, state="open", subject_uid__in=closed.filter(revision=None).values("uid")
    )
    revised = closed.filter(revision__isnull=False).count()
    return Sum(
        "监测对象有新风险的线索，帮扶计划都已修订或有“修订帮扶计划”待办",
        closed.count(),
        revised + open_ones.count(),
    )
