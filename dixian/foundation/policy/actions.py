"""Propose, approve, reject, withdraw: four eyes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import in_force
from dixian.foundation.audit import context
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.enums import UNSURE, ProposalState
from dixian.foundation.policy.models import Parameter, Proposal
from dixian.foundation.policy.rules import LONGEST, check_source, kept, same_value
from dixian.foundation.policy.subjects import Subject, subject
from dixian.foundation.policy.topics import ProposalEnded, ProposalWaits


def propose_parameter(*, code: str, text: str, valid_from: date, source: str, post: Post) -> Proposal:
    """Ask for a new value from a day on. Raises Refusal for a bad value, day or missing source."""
    known = Parameter.objects.filter(code=code)
    current = known.filter(in_force(valid_from)).first() or known.filter(valid_to__isnull=True).first()
    if current is None:
        raise Refusal(f"没有参数“{code}”", "从“政策参数”页选一个参数再提请")
    if not text.strip() or len(text) > LONGEST:
        raise Refusal(f"新值须有内容，且不超过 {LONGEST} 个字", "照原值的样子填写")
    text = kept(current.kind, text)
    same = same_value(current.kind, text, current.text)
    if same and current.mark not in UNSURE:
        raise Refusal(f"“{current.title}”那天起本来就是 {current.text}", "不必提请；要改的填不同的值")
    return propose(
        code="parameter",
        label=f"{current.title}：{'确认' if same else f'{current.text} 改'}为 {text}，自 {valid_from} 起",
        arguments={"code": code, "text": text, "valid_from": valid_from.isoformat()},
        source=source,
        post=post,
    )


@transaction.atomic
def propose(*, code: str, label: str, arguments: dict[str, Any], source: str, post: Post) -> Proposal:
    """Submit a change of a declared subject. Raises Refusal without a source, NotAllowed without the right."""
    about = subject(code)
    post.require(about.right_to_propose(arguments))
    check_source(source, paper=about.by_paper)
    about.check(arguments)
    # Holds the rows concerned, so that of two at once the second sees the first.
    base = about.version(arguments)
    _refuse_second(about, arguments)
    made = Proposal.objects.create(
        subject=code,
        label=label[:LONGEST],
        arguments=arguments,
        base_version=base,
        source=source,
        submitter=post.acting_person,
        submitted_at=clock.now(),
    )
    if not about.own_duties:
        publish(ProposalWaits(proposal_id=made.pk, right=about.approve(arguments).value))
    return made


@transaction.atomic
def approve(*, proposal: Proposal, post: Post, reason: str = "") -> None:
    """Apply the change. Raises Refusal for the submitter and who had a hand in it, a decided proposal, a stale base, a bad change."""
    about = subject(proposal.subject)
    post.require(about.approve(proposal.arguments))
    _require_reach(proposal, post)
    if proposal.submitter_id == post.acting_person.pk:
        raise Refusal("提请人不能审批自己的提请", "请另一位有审批权限的同事审批")
    _require_no_hand(about, proposal, post)
    _decide(proposal, ProposalState.APPROVED, post, reason)
    if about.version(proposal.arguments) != proposal.base_version:
        raise Refusal("提请之后原值又改过，不能按旧内容批准", "退回后重新提请")
    about.check(proposal.arguments)
    about.apply(proposal.arguments, proposal.source)
    _announce_end(about, proposal, ProposalState.APPROVED)


@transaction.atomic
def reject(*, proposal: Proposal, post: Post, reason: str) -> None:
    """Send it back with a reason."""
    about = subject(proposal.subject)
    post.require(about.approve(proposal.arguments))
    _require_reach(proposal, post)
    if proposal.submitter_id == post.acting_person.pk:
        raise Refusal("提请人不能审批自己的提请", "不再需要时可以撤回")
    _require_no_hand(about, proposal, post)
    if not reason.strip():
        raise Refusal("退回要写明理由")
    _decide(proposal, ProposalState.REJECTED, post, reason)
    about.dropped(proposal.arguments, rejected=True)
    _announce_end(about, proposal, ProposalState.REJECTED)


def may_decide(*, proposal: Proposal, post: Post) -> bool:
    """Whether the acting person could approve or reject it: another person than the submitter and than who had a hand in
    it, with the right."""
    about, me = subject(proposal.subject), post.acting_person.pk
    able = post.can(about.approve(proposal.arguments)) and about.within(proposal.arguments, post)
    return able and me != proposal.submitter_id and me not in about.hands(proposal.arguments)


def decidable(post: Post) -> list[Proposal]:
    """The proposals that wait for the acting person's word."""
    waiting = Proposal.objects.filter(state=ProposalState.WAITING).order_by("id")
    return [one for one in waiting if may_decide(proposal=one, post=post)]


@transaction.atomic
def withdraw(*, proposal: Proposal, post: Post) -> None:
    """The submitter takes it back."""
    if proposal.submitter_id != post.acting_person.pk:
        raise Refusal("只有提请人可以撤回")
    changed = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.WAITING).update(
        state=ProposalState.WITHDRAWN, decided_at=clock.now(), version=proposal.version + 1
    )
    if not changed:
        raise Refusal("这件提请已经办结")
    about = subject(proposal.subject)
    about.dropped(proposal.arguments, rejected=False)
    _announce_end(about, proposal, ProposalState.WITHDRAWN)


def call_off(proposals: Iterable[Proposal], *, why: str) -> None:
    """What these waiting proposals are about is no more: they end as withdrawn, with the reason.

    For the room whose subject it is, in the transaction in which it ends; it is not told of it again. One that was
    decided meanwhile stays as it was decided: Refusal.
    """
    for one in proposals:
        changed = Proposal.objects.filter(pk=one.pk, state=ProposalState.WAITING).update(
            state=ProposalState.WITHDRAWN,
            decided_at=clock.now(),
            reason=why[:LONGEST],
            version=one.version + 1,
        )
        if not changed:
            raise Refusal("有一件提请已经办结", "刷新页面看最新情况")
        _announce_end(subject(one.subject), one, ProposalState.WITHDRAWN)


def _announce_end(about: Subject, proposal: Proposal, state: ProposalState) -> None:
    if not about.own_duties:
        publish(ProposalEnded(proposal_id=proposal.pk, state=state.value, by_post=context.author_post()))


def _refuse_second(about: Subject, arguments: dict[str, Any]) -> None:
    """While one waits nobody asks for another about the same. Raises Refusal that names it."""
    wanted = set(about.named(arguments))
    if not wanted:
        return
    waiting = Proposal.objects.filter(subject=about.code, state=ProposalState.WAITING)
    for one in waiting.select_related("submitter"):
        if wanted & set(about.named(one.arguments)):
            day = clock.day_of(one.submitted_at)
            raise Refusal(
                f"已有一件等着审批的提请：“{one.label}”（{one.submitter.name} {day} 提请）",
                "等它办结；要换内容的，请提请人在“提请审批”里撤回那一件再提请",
            )


def _require_no_hand(about: Subject, proposal: Proposal, post: Post) -> None:
    if post.acting_person.pk in about.hands(proposal.arguments):
        raise Refusal(f"您{about.hand_in}，不能由您审批", "请没有参与、有审批权限的另一位同事审批")


def _require_reach(proposal: Proposal, post: Post) -> None:
    if not subject(proposal.subject).within(proposal.arguments, post):
        raise Refusal("这件提请不在您的岗位范围内", "由管这个地方的岗位审批")


def _decide(proposal: Proposal, state: ProposalState, post: Post, reason: str) -> None:
    if len(reason) > LONGEST:
        raise Refusal(f"审批意见超过 {LONGEST} 个字", "写得短一些")
    changed = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.WAITING).update(
        state=state,
        approver=post.acting_person,
        decided_at=clock.now(),
        reason=reason,
        version=proposal.version + 1,
    )
    if not changed:
        raise Refusal("这件提请已经办结", "刷新页面看最新情况")
