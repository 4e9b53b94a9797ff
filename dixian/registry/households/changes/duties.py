"""The duties around a proposed batch: somebody else decides, and whoever asked looks at what came back."""

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.audit import context
from dixian.foundation.worklist.api import (
    Duty,
    DutyKind,
    Obligation,
    cancel,
    declare,
    discharge,
    holders,
    open_duties,
)
from dixian.registry.households.models import ChangeBatch

BUREAU = "nyncj"
LIMIT = "limit.approve_register"
ROOM = "registry.households"

APPROVE = declare(DutyKind("register.approve", "审批户档案变更", ROOM, "change-batch", "审批"))
RETURNED = declare(DutyKind("register.returned", "处理退回的户档案变更", ROOM, "change-batch", "查看"))


def open_approval(batch: ChangeBatch, post: Post) -> None:
    """Whoever may approve it where it lies; where that is nobody but who asks, the bureau."""
    there = Obligation(area=batch.area, capability=Capability.APPROVE_REGISTER)
    others = [one for one in holders([there])[there.id] if one.user_id != post.acting_person.pk]
    where = {"area_id": batch.area_id} if others else {"unit_id": unit(BUREAU).pk}
    about = f"{post.acting_person.name}提请，{batch.area.name}"
    open_duties([_duty(APPROVE, batch, about, Capability.APPROVE_REGISTER, **where)])


def decided(batch: ChangeBatch) -> None:
    """Somebody has decided."""
    discharge(kind=APPROVE.code, subject_uids=[batch.uid], post=_acting())


def taken_back(batch: ChangeBatch) -> None:
    """Whoever asked has taken it back."""
    cancel(kind=APPROVE.code, subject_uids=[batch.uid], reason="提请人撤回", post=_acting())


def open_returned(batch: ChangeBatch) -> None:
    """Whoever asked comes to know that it was sent back, and why."""
    proposal = batch.proposal
    if proposal is None or proposal.made_by_post is None:
        return
    by = proposal.approver.name if proposal.approver else ""
    about = f"{by}退回：{proposal.reason}"
    where = {"post_id": proposal.made_by_post}
    open_duties([_duty(RETURNED, batch, about, Capability.PROPOSE_REGISTER, **where)])


def _duty(kind: DutyKind, batch: ChangeBatch, about: str, right: Capability, **where: int) -> Duty:
    return Duty(
        kind=kind.code,
        about=about,
        subject_label=batch.what,
        subject_uid=batch.uid,
        capability=right,
        limit_code=LIMIT,
        **where,  # type: ignore[arg-type]
    )


def _acting() -> Post | None:
    return Post.objects.filter(pk=context.author_post() or 0).first()
