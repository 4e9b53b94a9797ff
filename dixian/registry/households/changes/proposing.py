"""Propose, decide, cancel, tick, undo, try again: what people do with a batch of changes.

Four eyes are those of `foundation.policy`: this room says what its proposals are about.
"""

from typing import Any
from uuid import UUID

from django.db import transaction

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.jobs.api import enqueue, publish
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import Subject, approved_by, declare
from dixian.foundation.policy.api import propose as submit
from dixian.foundation.worklist.api import discharge
from dixian.registry.households.changes.duties import (
    RETURNED,
    decided,
    open_approval,
    open_returned,
    taken_back,
)
from dixian.registry.households.changes.rules import ORDER
from dixian.registry.households.changes.steps import step
from dixian.registry.households.enums import BatchState, ChangeKind, Outcome, Source
from dixian.registry.households.models import Change, ChangeBatch
from dixian.registry.households.topics import ChangesEnded

SUBJECT = "register"
SHORTEST = 2
# The reason may name people, and proposals are seen by everybody who approves something.
BESIDE = "依据写在这批变更里"
# From so many changes on a batch is applied beside, so that small ones don't wait for it.
MANY = 500


@transaction.atomic
def propose(*, batch: ChangeBatch, source: str, post: Post) -> None:
    """Ask for the changes. Raises NotAllowed; Refusal without a reason, and where nothing would be changed."""
    post.require(Capability.PROPOSE_REGISTER)
    if not Change.objects.filter(batch=batch, outcome=Outcome.WAITING).exists():
        raise Refusal("这批变更里没有要办理的", "勾选要改的，或者取消这一批")
    if len(source.strip()) < SHORTEST:
        raise Refusal("没有写明依据", "写明凭什么改，如“户口簿”“村里的证明”“省里导出的名单”")
    put_forward(batch=batch, reason=source.strip(), post=post)


def put_forward(*, batch: ChangeBatch, reason: str, post: Post) -> None:
    """A prepared batch becomes a proposal, in the open transaction.

    Raises NotAllowed where the post may not propose it: changes of the register by hand, or those of a roster.
    """
    step(batch, "propose", reason=reason[:200], message="", samples=None)
    arguments = {"batch": str(batch.uid), "area": batch.area_id, "lines": lines_of(batch)}
    arguments["roster"] = batch.source == Source.ROSTER and not post.can(Capability.PROPOSE_REGISTER)
    made = submit(code=SUBJECT, label=f"户档案：{batch.what}", arguments=arguments, source=BESIDE, post=post)
    ChangeBatch.objects.filter(pk=batch.pk).update(proposal=made)
    batch.proposal = made
    open_approval(batch, post)


@transaction.atomic
def cancel(*, batch: ChangeBatch, post: Post) -> None:
    """Give a batch up before it is proposed; its original stays filed."""
    post.require(Capability.PROPOSE_REGISTER)
    step(batch, "cancel", samples=None)
    publish(ChangesEnded(batch_id=batch.pk, state=batch.state))


@transaction.atomic
def tick(*, batch: ChangeBatch, chosen: set[UUID], shown: set[UUID], post: Post) -> None:
    """Of the held changes that were shown those chosen are to be written, the others not. Raises Refusal."""
    post.require(Capability.PROPOSE_REGISTER)
    if batch.state != BatchState.PREPARED:
        raise Refusal("提请之后不能再改勾选", "撤回提请后再改")
    mine = Change.objects.filter(batch=batch, uid__in=shown).exclude(held=[])
    changed = []
    for one in mine:
        one.ticked = one.uid in chosen
        waits = one.ticked or not set(one.held) >= set(one.fields)
        one.outcome = Outcome.WAITING if waits else Outcome.SKIPPED
        changed.append(one)
    Change.objects.bulk_update(changed, ["ticked", "outcome"])


@transaction.atomic
def undo(*, batch: ChangeBatch, post: Post) -> ChangeBatch:
    """A batch that takes an applied one back, prepared by a job. Raises NotAllowed, Refusal."""
    post.require(Capability.PROPOSE_REGISTER)
    if batch.state != BatchState.APPLIED:
        raise Refusal("只有已登记的变更能撤销", "还没有登记的可以取消或退回")
    if alive(batch):
        raise Refusal("这批变更已经有一批撤销", "打开那一批接着办理")
    made = ChangeBatch.objects.create(
        source=Source.UNDO, what=f"撤销“{batch.what}”"[:80], area_id=batch.area_id, undoes=batch
    )
    enqueue("households.prepare_undo", key=f"undo:{made.uid}:{made.version}", batch_id=made.pk)
    return made


@transaction.atomic
def seen(*, batch: ChangeBatch, post: Post) -> None:
    """Whoever asked has seen what was sent back. Raises NotAllowed; Refusal where nothing was."""
    post.require(Capability.PROPOSE_REGISTER)
    if not discharge(kind=RETURNED.code, subject_uids=[batch.uid], post=post):
        raise Refusal("这批变更没有退回待看", "刷新页面看最新情况")


def alive(batch: ChangeBatch) -> ChangeBatch | None:
    """The batch that takes this one back, or is about to."""
    over = (BatchState.REFUSED, BatchState.REJECTED, BatchState.CANCELLED)
    return batch.undone_by.exclude(state__in=over).first()


@transaction.atomic
def retry(*, batch: ChangeBatch, post: Post) -> None:
    """Go on where a job did not come to its end. Raises NotAllowed, Refusal."""
    post.require(Capability.PROPOSE_REGISTER)
    if batch.state == BatchState.UNAPPLIED:
        step(batch, "apply_again", message="")
        _apply(batch)
        return
    step(batch, "prepare_again", message="")
    job = "households.prepare_undo" if batch.source == Source.UNDO else "households.prepare_import"
    enqueue(job, key=f"again:{batch.uid}:{batch.version}", batch_id=batch.pk)


def lines_of(batch: ChangeBatch) -> list[str]:
    """How many of which kind, for whoever approves; nothing personal."""
    counts = batch.counts
    lines = [f"{ChangeKind(kind).label} {counts[kind]}" for kind in ORDER[:-1] if counts.get(kind)]
    skipped = Change.objects.filter(batch=batch, outcome=Outcome.SKIPPED).exclude(kind=ChangeKind.REJECTED)
    left_out = skipped.count()
    return [*lines, *([f"其中没有勾选、不办理的 {left_out}"] if left_out else [])]


def _right(arguments: dict[str, Any]) -> Capability:
    """Who may report a roster may propose what follows from it, and nothing else."""
    return Capability.SUBMIT if arguments.get("roster") else Capability.PROPOSE_REGISTER


def _batch(arguments: dict[str, Any]) -> ChangeBatch:
    return ChangeBatch.objects.get(uid=UUID(arguments["batch"]))


def _version(arguments: dict[str, Any]) -> str:
    batch = _batch(arguments)
    return f"{batch.state}.{batch.version}"


def _within(arguments: dict[str, Any], post: Post) -> bool:
    span = span_of(post)
    return span.everything or arguments["area"] in span.areas


def _approved(arguments: dict[str, Any], _source: str) -> None:
    batch = _batch(arguments)
    step(batch, "approve", done=0)
    decided(batch)
    _apply(batch)


def _apply(batch: ChangeBatch) -> None:
    size = sum(batch.counts.get(kind, 0) for kind in ORDER[:-1])
    job = "households.apply_many" if size >= MANY else "households.apply"
    enqueue(job, key=f"apply:{batch.uid}:{batch.version}", batch_id=batch.pk)


def _dropped(arguments: dict[str, Any], *, rejected: bool) -> None:
    batch = _batch(arguments)
    step(batch, "reject" if rejected else "take_back")
    if not rejected:
        taken_back(batch)
    else:
        decided(batch)
        open_returned(batch)
        publish(ChangesEnded(batch_id=batch.pk, state=batch.state))


declare(
    Subject(
        SUBJECT,
        "修改户档案",
        Capability.PROPOSE_REGISTER,
        approved_by(Capability.APPROVE_REGISTER),
        _version,
        _approved,
        lines=lambda arguments: arguments["lines"],
        by_paper=False,
        within=_within,
        dropped=_dropped,
        propose_as=_right,
        own_duties=True,
        holds="正在后台办理，办完可在原页面看到",
    )
)
