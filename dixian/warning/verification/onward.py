"""Reads of what went beyond the village: transfers, referrals, revised plans; and their sums."""

from collections.abc import Sequence

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.sums import Sum
from dixian.warning.verification.enums import Asked
from dixian.warning.verification.models import Referral, Revision, Transfer


def transfers_of(leads: Sequence[Lead], post: Post) -> list[Transfer]:
    """The transfers of these leads with the word on each, oldest first."""
    found = Transfer.objects.visible_to(post).filter(answer__lead__in=[one.pk for one in leads])
    return list(found.select_related("village__parent", "left__parent", "taking__by").order_by("id"))


def referrals_of(leads: Sequence[Lead], post: Post) -> list[Referral]:
    """What units were asked about these leads, with their replies, oldest first."""
    found = Referral.objects.visible_to(post).filter(lead__in=[one.pk for one in leads])
    return list(found.select_related("unit", "reply__by").order_by("id"))


def revisions_of(leads: Sequence[Lead], post: Post) -> list[Revision]:
    """The revised plans of these leads."""
    found = Revision.objects.visible_to(post).filter(lead__in=[one.pk for one in leads])
    return list(found.select_related("by"))


def sums_of_onward() -> list[Sum]:
    """Who is asked has answered, or the lead waits for exactly that."""
    asked = Referral.objects.all()
    waiting = {Asked.HELP: LeadState.REFERRED, Asked.DATA: LeadState.VERIFYING}
    open_ones = sum(
        Lead.objects.filter(state=state, referrals__kind=kind, referrals__reply=None).distinct().count()
        for kind, state in waiting.items()
    )
    offered = Lead.objects.filter(
        state=LeadState.OFFERED, answers__in=Transfer.objects.filter(taking=None).values("answer")
    )
    return [
        Sum(
            "交给部门的事项 = 已答复 + 等候答复",
            asked.count(),
            asked.filter(reply__isnull=False).count() + open_ones,
        ),
        Sum(
            "移交的线索 = 对方已答复 + 待接收",
            Transfer.objects.count(),
            Transfer.objects.filter(taking__isnull=False).count() + offered.distinct().count(),
        ),
    ]
