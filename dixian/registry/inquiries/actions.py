"""Ask about a list, and what its background work makes of it."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.files.api import StoredFile
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal, See
from dixian.foundation.policy.api import number
from dixian.registry.inquiries.enums import InquiryState
from dixian.registry.inquiries.models import Inquiry
from dixian.registry.inquiries.states import INQUIRY

LONGEST = 600


def kept_until() -> date:
    """The last day on which a list that comes today, and what was found, is kept."""
    return clock.today() + timedelta(days=int(number("inquiry.days")))


@transaction.atomic
def ask_about(*, stored: StoredFile, reason: str, post: Post) -> Inquiry:
    """Let a job compare a list with the register, for this post and the person acting with it.

    stored: filed to expire (`kept_until`). Raises NotAllowed; Refusal while another list of the person is compared.
    """
    post.require(Capability.SEE_HOUSEHOLDS)
    person = post.acting_person
    busy = (
        Inquiry.objects.filter(asked_by=person, state=InquiryState.WORKING).select_related("source").first()
    )
    if busy:
        raise Refusal(
            f"上一份名单“{busy.source.name}”还在比对",
            "等它比对完再上传下一份",
            See("compared-list", busy.uid, "打开上一份名单"),
        )
    made = Inquiry.objects.create(
        post=post,
        asked_by=person,
        asked_on=clock.today(),
        expires_on=stored.expires_on or kept_until(),
        reason=reason,
        source=stored,
    )
    enqueue("inquiries.compare", key=job_key(made), inquiry_id=made.pk)
    return made


def job_key(of: Inquiry) -> str:
    """The key of the background work on an inquiry."""
    return f"inquiry:{of.uid}"


def step(inquiry_id: int, verb: str, **changes: Any) -> None:
    """Put an inquiry that is under way into its next state; one that has ended stays as it is."""
    before = InquiryState.WORKING
    Inquiry.objects.filter(pk=inquiry_id, state=before).update(
        state=INQUIRY.target(verb, before), version=F("version") + 1, **changes
    )


def not_compared(message: str, inquiry_id: int) -> None:
    """Its background work ended without success."""
    step(inquiry_id, "give_up", message=f"比对没有完成：{message}。没有给出任何结果，请重新上传"[:LONGEST])
