"""Hand-over and delegation: the work goes on while people come and go."""

from datetime import date

from django.db import transaction
from django.db.models import F, Q

from dixian.foundation.accounts.actions.posts import close, cut_short
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.accounts.models import Delegation, HandOver, Post, Reach, User
from dixian.foundation.accounts.selectors import (
    belongs,
    colleagues_of,
    guarded_roles,
    important_roles,
    successors_of,
)
from dixian.foundation.accounts.topics import PostHandedOver
from dixian.foundation.audit.api import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


@transaction.atomic
def hand_over(*, from_post: Post, to_post: Post, on: date, by: Post) -> HandOver:
    """`from_post` ends on `on`; that day its open work and its households go to `to_post`.

    A post that has ended already gives on what was left with it. Raises NotAllowed; Refusal where the
    units differ, where `to_post` isn't in force on the day, and where the post may not end.
    """
    by.require(Capability.MANAGE_ACCOUNTS)
    if from_post.unit_id != to_post.unit_id or from_post.pk == to_post.pk:
        raise Refusal("交接只能在同一单位的两个岗位之间进行", "先给接手的人设岗")
    if not successors_of(from_post).filter(pk=to_post.pk).exists() or not to_post.is_in_force(on):
        raise Refusal(f"{to_post.user.name}在 {on} 不能接手{from_post}", "换一个在岗的同事，或改交接日期")
    if from_post.valid_to is None or from_post.valid_to > on:
        close(from_post, on, by)
    made = HandOver.objects.create(from_post=from_post, to_post=to_post, on=on)
    if on <= clock.today():
        carry_over(made)
    return made


@transaction.atomic
def carry_over(hand_over: HandOver) -> None:
    """Households move to the successor; what is open elsewhere follows by the topic. Harmless when repeated."""
    left = Reach.objects.filter(post=hand_over.from_post_id)
    known = Reach.objects.filter(post=hand_over.to_post_id).values("household_id")
    # The system administrator hands on what they don't reach themselves.
    with beyond_scope():
        left.exclude(household_id__in=known).update(post=hand_over.to_post_id, version=F("version") + 1)
        left.delete()
    publish(PostHandedOver(from_post=hand_over.from_post_id, to_post=hand_over.to_post_id))
    HandOver.objects.filter(pk=hand_over.pk).update(moved=True, version=F("version") + 1)


@transaction.atomic
def carry_over_due() -> None:
    """Carry out the hand-overs whose day has come."""
    for one in HandOver.objects.filter(moved=False, on__lte=clock.today()).order_by("id"):
        carry_over(one)


def delegate(
    *,
    post: Post,
    delegate: User,
    valid_from: date,
    valid_to: date,
    reason: str,
    by: Post | None,
    latest: date | None = None,
) -> Delegation:
    """From-to, `delegate` acts with `post`. The post's owner says so, or the system administrator for somebody
    who can't any more.

    by: the acting post; None where two persons have agreed. latest: the last day it may end on. Raises NotAllowed;
    Refusal for a guarded post of somebody else, and as `check_delegation`.
    """
    if by is not None:
        _require_owner_or_administrator(post, by)
    check_delegation(
        post=post, delegate=delegate, valid_from=valid_from, valid_to=valid_to, latest=latest,
        own=by is not None and by.pk == post.pk,
    )  # fmt: skip
    return Delegation.objects.create(
        post=post, delegate=delegate, valid_from=valid_from, valid_to=valid_to, reason=reason
    )


def check_delegation(
    *,
    post: Post,
    delegate: User,
    valid_from: date,
    valid_to: date,
    latest: date | None = None,
    own: bool = False,
) -> None:
    """Raises Refusal where the days are out of order, too long or overlap with another of the same person, for who
    isn't a colleague, and for an important post that isn't one's `own`: nobody else lends it."""
    if not own and post.role in important_roles():
        raise Refusal(
            f"{post.get_role_display()}是重要岗位，代办须由本人授权", "本人不能办理时，提请再任命一人"
        )
    if valid_to <= valid_from:
        raise Refusal("授权的终止日期应晚于起始日期")
    if latest is not None and valid_to > latest:
        raise Refusal(
            f"代办最长到 {latest} 为止", "改早终止日期；长期不在岗的，请系统管理员结束岗位、移交接手的人"
        )
    if delegate.pk == post.user_id:
        raise Refusal("不能授权给本人")
    if not post.is_in_force(valid_from):
        raise Refusal(f"{post}在 {valid_from} 不在用", "改起始日期")
    colleague = colleagues_of(post).filter(pk=delegate.pk).exists()
    if not colleague or not belongs(delegate, post.unit, valid_from):
        raise Refusal(
            f"{delegate.name}不能代办{post}", f"选{post.unit.short_name}或其下属单位的同事，管理员除外"
        )
    _refuse_overlap(post, delegate, valid_from, valid_to)


def _refuse_overlap(post: Post, delegate: User, valid_from: date, valid_to: date) -> None:
    same = Delegation.objects.filter(post=post, delegate=delegate)
    other = same.filter(valid_from__lt=valid_to, valid_to__gt=valid_from).first()
    if other is not None:
        raise Refusal(
            f"{delegate.name}已在 {other.valid_from} 至 {other.valid_to} 代办{post}",
            "日期要改的，先收回那一次再授权",
        )


def _require_owner_or_administrator(post: Post, by: Post) -> None:
    if by.pk != post.pk:
        by.require(Capability.MANAGE_ACCOUNTS)
        if post.role in guarded_roles() - important_roles():
            raise Refusal(f"{post}看得到农户，一个人不能借出去", "在人员页写明原因提请")
        return
    by.require(Capability.DELEGATE)
    if by.acting_person.pk != post.user_id:
        raise Refusal("代办人不能把岗位再授权给别人", "请岗位本人或系统管理员授权")


def end_delegation(*, delegation: Delegation, by: Post) -> None:
    """From today on the delegate no longer acts; one that hasn't begun is taken back.

    Whose post it is says so, the delegate of their own, or the system administrator. Raises NotAllowed for
    somebody else's post, Refusal for somebody else's delegation of a borrowed one.
    """
    if by.pk != delegation.post_id:
        by.require(Capability.MANAGE_ACCOUNTS)
    elif by.acting_person.pk not in (by.user_id, delegation.delegate_id):
        raise Refusal("代办人不能收回给别人的代办", "请岗位本人或系统管理员收回")
    cut_short(Q(pk=delegation.pk), clock.today())
