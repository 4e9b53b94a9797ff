"""The township's word on an answer: what is closed, what goes on, and with whom."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from dixian.commons.leads.api import Lead, answer_sources, move
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.commons.leads.topics import LeadEnded
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due
from dixian.foundation.worklist.api import discharge
from dixian.registry.households.api import ChangeBatch
from dixian.warning.verification.duties import CONFIRM, open_identify, open_revise
from dixian.warning.verification.enums import Asked
from dixian.warning.verification.leaving import propose_change
from dixian.warning.verification.models import Answer, Review
from dixian.warning.verification.referrals import ask
from dixian.warning.verification.selectors import unseen_sources


@transaction.atomic
def confirm(
    *, lead: Lead, post: Post, covers: Sequence[UUID] = (), register: bool = False, many: bool = False
) -> ChangeBatch | None:
    """Close the lead, or leave it waiting for what its verdict asks for. Every source gets its answer.

    Data that are doubted answer nobody yet: the department is asked first.
    covers: uids of sources that joined after the village answered and are answered by it all the same.
    register: for a household that is gone, also propose the change of the register; returns it.
    many: it was ticked together with others.
    Raises NotAllowed; Refusal for one's own answer, an unconfirmed entry on behalf, a wrong state, or a
    source that joined since and is not covered.
    """
    post.require(Capability.CONFIRM)
    given = to_review(lead, post)
    if given.on_behalf and given.on_behalf.confirmed_by_id is None:
        raise Refusal("这份反馈是代录的，还没有人对照签字原件确认", "请另一位同事先确认代录")
    _go_on(lead, given)
    if given.verdict != Verdict.VERIFY:
        _refuse_uncovered(given, covers)
    keep_review(given, post, confirmed=True, reason="", many=many)
    discharge(kind=CONFIRM.code, subject_uids=[lead.uid], post=post)
    if given.verdict != Verdict.VERIFY:
        answer_sources(lead=lead, verdict=given.verdict, on=clock.today())
        publish(LeadEnded(lead=lead.pk, verdict=given.verdict))
    return propose_change(given, post) if register and given.verdict == Verdict.GONE else None


def to_review(lead: Lead, post: Post) -> Answer:
    """The answer that waits for the township's word. Raises Refusal where there is none, or it is one's own."""
    found = Answer.objects.filter(lead=lead).select_related("on_behalf__for_post", "unit")
    given = found.order_by("-id").first()
    if given is None or lead.state != LeadState.ANSWERED:
        raise Refusal(f"线索现在是“{lead.get_state_display()}”，没有待确认的反馈", "刷新页面看最新情况")
    findings_of = {given.answered_by_id, given.on_behalf.for_post.user_id if given.on_behalf else None}
    if post.acting_person.pk in findings_of:
        raise Refusal("不能确认自己的反馈", "请另一位有确认权限的同事确认")
    return given


def keep_review(given: Answer, post: Post, *, confirmed: bool, reason: str, many: bool = False) -> None:
    """The word itself."""
    Review.objects.create(
        answer=given,
        household_id=given.household_id,
        village_id=given.village_id,
        confirmed=confirmed,
        many=many,
        reason=reason,
        on=clock.today(),
        reviewed_by=post.acting_person,
    )


def _go_on(lead: Lead, given: Answer) -> None:
    """The state after the verdict, and the duty that comes with it."""
    today = clock.today()
    if given.verdict == Verdict.AT_RISK:
        move(leads=[lead], verb="confirm_risk", due_on=due("limit.identify", lead.opened_on))
        open_identify(lead)
    elif given.verdict == Verdict.DIFFICULTY:
        move(leads=[lead], verb="refer", due_on=due("limit.refer", today))
        ask(given, lead, Asked.HELP)
    elif given.verdict == Verdict.VERIFY:
        move(leads=[lead], verb="ask", due_on=due("limit.verify", today))
        ask(given, lead, Asked.DATA)
    else:
        move(leads=[lead], verb="close", closed_on=today, due_on=None)
        if given.verdict == Verdict.NEW_RISK:
            open_revise(lead)


def _refuse_uncovered(given: Answer, covers: Sequence[UUID]) -> None:
    """After the move, which locks the lead: no further source can join unseen."""
    with beyond_scope():
        new = unseen_sources(given).exclude(uid__in=covers).count()
    if new:
        raise Refusal(
            f"村里反馈之后又来了 {new} 条预警，反馈没有核实它们",
            "看过新的预警后勾选一并答复，或退回村里补充核实",
        )
