"""Hand-over, delegation and entry on behalf."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.accounts.models import Delegation, HandOver, OnBehalf, Post, User
from dixian.foundation.accounts.topics import PostHandedOver
from dixian.foundation.files.api import StoredFile
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


@transaction.atomic
def hand_over(*, from_post: Post, to_post: Post, on: date, by: Post) -> HandOver:
    """`from_post` ends on `on`; its open work goes to `to_post`, which must be at the same unit.

    Raises Refusal where the units differ or it is the same post.
    """
    by.require(Capability.MANAGE_ACCOUNTS)
    if from_post.pk == to_post.pk or from_post.unit_id != to_post.unit_id:
        raise Refusal("交接只能在同一单位的两个岗位之间进行", "先给接手的人设岗")
    made = HandOver.objects.create(from_post=from_post, to_post=to_post, on=on)
    Post.objects.filter(pk=from_post.pk).update(valid_to=on, version=from_post.version + 1)
    publish(PostHandedOver(from_post=from_post.pk, to_post=to_post.pk))
    return made


def delegate(
    *, post: Post, delegate: User, valid_from: date, valid_to: date, reason: str, by: Post
) -> Delegation:
    """From-to, `delegate` acts with `post`. The post's owner or the system administrator says so.

    Raises Refusal where the days are out of order or somebody delegates to themselves.
    """
    if by.pk != post.pk:
        by.require(Capability.MANAGE_ACCOUNTS)
    if valid_to <= valid_from:
        raise Refusal("授权的终止日期应晚于起始日期")
    if delegate.pk == post.user_id:
        raise Refusal("不能授权给本人")
    return Delegation.objects.create(
        post=post, delegate=delegate, valid_from=valid_from, valid_to=valid_to, reason=reason
    )


def end_delegation(*, delegation: Delegation, by: Post) -> None:
    """From today on the delegate no longer acts; one that hasn't begun is taken back.

    Raises NotAllowed for somebody else's post.
    """
    if by.pk != delegation.post_id:
        by.require(Capability.MANAGE_ACCOUNTS)
    today = clock.today()
    if delegation.valid_from >= today:
        delegation.delete()
        return
    Delegation.objects.filter(pk=delegation.pk).update(valid_to=today, version=F("version") + 1)


def enter_on_behalf(
    *, for_post: Post, subject_label: str, subject_uid: UUID, sheet: StoredFile, by: Post
) -> OnBehalf:
    """Note that `by` typed something in for `for_post` from a signed sheet; somebody else confirms it."""
    by.require(Capability.ENTER_ON_BEHALF)
    return OnBehalf.objects.create(
        for_post=for_post,
        area=for_post.area,
        unit=for_post.unit,
        subject_label=subject_label,
        subject_uid=subject_uid,
        sheet=sheet,
        entered_by=by.user,
    )


def confirm_on_behalf(*, entry: OnBehalf, by: Post) -> None:
    """Somebody other than the entrant has compared it with the sheet. Raises Refusal for the entrant."""
    by.require(Capability.CONFIRM_ON_BEHALF)
    if entry.entered_by_id == by.user_id:
        raise Refusal("代录须由另一个人确认", "请同事对照签字原件后确认")
    changed = OnBehalf.objects.filter(pk=entry.pk, confirmed_by__isnull=True).update(
        confirmed_by=by.user, confirmed_at=clock.now(), version=entry.version + 1
    )
    if not changed:
        raise Refusal("这条代录已经确认过")
