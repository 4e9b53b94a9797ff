"""The duties around a proposal of `foundation.policy`: somebody else decides, whoever asked looks at what came back."""

from uuid import UUID

from dixian.foundation.accounts.api import ADMINISTRATORS, Post, RoleRight
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import in_force, unit
from dixian.foundation.jobs.api import on_the_way
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.policy.api import Proposal, subject, with_own_duties
from dixian.foundation.policy.topics import ProposalEnded, ProposalWaits
from dixian.foundation.worklist.actions.duties import cancel, discharge, open_duties
from dixian.foundation.worklist.enums import DutyState
from dixian.foundation.worklist.hands import WITHOUT_PLACE, able_posts
from dixian.foundation.worklist.kinds import DutyKind, declare
from dixian.foundation.worklist.models import Obligation
from dixian.foundation.worklist.plain import Duty

BUREAU = "nyncj"
LIMIT = "limit.approve_policy"
ROOM = "foundation.worklist"
WAITS, ENDED = "worklist.proposal_waits", "worklist.proposal_ended"

APPROVE = declare(DutyKind("policy.approve", "审批提请", ROOM, "proposal", "审批"))
RETURNED = declare(DutyKind("policy.returned", "处理退回的提请", ROOM, "proposal", "查看"))


def after_waiting(topic: ProposalWaits) -> None:
    """Whoever may decide it has it to do, unless it has ended meanwhile."""
    proposal = Proposal.objects.select_for_update().get(pk=topic.proposal_id)
    if proposal.state == "waiting":
        where = place_to_decide(topic.right, proposal.submitter_id)
        about, opened = f"{proposal.submitter.name}提请", clock.day_of(proposal.submitted_at)
        open_duties([_duty(APPROVE, proposal, about, Capability(topic.right), opened_on=opened, **where)])


def after_ending(topic: ProposalEnded) -> None:
    """Nobody has to decide it any more; what was sent back is for whoever asked."""
    proposal = Proposal.objects.select_related("approver").get(pk=topic.proposal_id)
    post = Post.objects.filter(pk=topic.by_post or 0).first()
    if topic.state == "withdrawn":
        why = proposal.reason or "提请人撤回"
        cancel(kind=APPROVE.code, subject_uids=[proposal.uid], reason=why, post=post)
        return
    discharge(kind=APPROVE.code, subject_uids=[proposal.uid], post=post)
    if topic.state == "rejected" and proposal.made_by_post is not None:
        about = f"{proposal.approver.name if proposal.approver else ''}退回：{proposal.reason}"
        right = subject(proposal.subject).right_to_propose(proposal.arguments)
        open_duties([_duty(RETURNED, proposal, about, right, post_id=proposal.made_by_post)])


def decided(*, proposal: Proposal, post: Post) -> None:
    """The duty is gone with the word that was said, and not a moment later: nobody finds it in their list again."""
    discharge(kind=APPROVE.code, subject_uids=[proposal.uid], post=post)


def seen(*, proposal: Proposal, post: Post) -> None:
    """Whoever asked has seen what was sent back. Raises Refusal where nothing was sent back to this post."""
    if not returned_to(proposal, post):
        raise Refusal("这件提请没有退回待看", "刷新页面看最新情况")
    discharge(kind=RETURNED.code, subject_uids=[proposal.uid], post=post)


def returned_to(proposal: Proposal, post: Post) -> bool:
    """Whether it was sent back to this post, which has not said yet that it has seen it."""
    if proposal.state != "rejected":
        return False
    mine = Obligation.objects.filter(kind=RETURNED.code, subject_uid=proposal.uid, post=post)
    return mine.filter(state=DutyState.OPEN).exists()


def place_to_decide(right: str, submitter_id: int) -> dict[str, int]:
    """The unit where somebody else has the right, the bureau before others; the bureau where nobody has.

    Administrators reach no unit's duties, so theirs names the post.
    """
    bureau = unit(BUREAU).pk
    roles = RoleRight.objects.filter(in_force(clock.today()), capability=right).values("role")
    others = able_posts().filter(role__in=roles).exclude(user=submitter_id).exclude(role__in=WITHOUT_PLACE)
    found = list(others.order_by("id").values_list("id", "unit_id", "role"))
    units = [unit_id for _, unit_id, role in found if role not in ADMINISTRATORS]
    if found and not units:
        return {"post_id": found[0][0]}
    return {"unit_id": bureau if bureau in units or not units else units[0]}


def sums() -> list[Sum]:
    """Whatever waits for somebody's word is a duty, and nothing else is; a moment after it was asked or decided."""
    waiting = Proposal.objects.filter(state="waiting").exclude(subject__in=with_own_duties())
    ids = dict(waiting.values_list("id", "uid"))
    due = set(
        Obligation.objects.filter(kind=APPROVE.code, state=DutyState.OPEN).values_list(
            "subject_uid", flat=True
        )
    )
    due |= {ids[topic["proposal_id"]] for topic in on_the_way(WAITS) if topic["proposal_id"] in ids}
    due -= _uids_ended()
    return [Sum(f"待审批的提请都有“{APPROVE.title}”待办，或正在登记", len(ids), len(due))]


def _uids_ended() -> set[UUID]:
    ended = [topic["proposal_id"] for topic in on_the_way(ENDED)]
    return set(Proposal.objects.filter(pk__in=ended).values_list("uid", flat=True))


def _duty(kind: DutyKind, proposal: Proposal, about: str, right: Capability, **where: object) -> Duty:
    return Duty(
        kind=kind.code,
        about=about,
        subject_label=proposal.label,
        subject_uid=proposal.uid,
        capability=right,
        limit_code=LIMIT,
        **where,  # type: ignore[arg-type]
    )
