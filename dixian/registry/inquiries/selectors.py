"""What a person asks of their own lists."""

import json
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.files.api import content_of
from dixian.foundation.jobs.api import Job, latest_job
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.registry.inquiries.actions import job_key
from dixian.registry.inquiries.models import Inquiry
from dixian.registry.inquiries.rules import DAYS


def inquiries(post: Post) -> QuerySet[Inquiry]:
    """What this person asked with this post. Nobody else's, however far the post reaches."""
    own = Inquiry.objects.visible_to(post).filter(post=post, asked_by=post.acting_person)
    return own.select_related("source", "result", "beginning")


def inquiry(*, uid: UUID, post: Post) -> Inquiry:
    """Raises Inquiry.DoesNotExist where it is somebody else's."""
    return inquiries(post).get(uid=uid)


def tried_before(of: Inquiry) -> bytes:
    """The marks of what the same person asked within the days that count (`anomaly.tried_days`), with whatever post."""
    since = of.asked_on - timedelta(days=int(number(DAYS, of.asked_on)))
    earlier = Inquiry.objects.filter(asked_by=of.asked_by_id, asked_on__gt=since).exclude(pk=of.pk)
    return b"".join(bytes(marks) for marks in earlier.values_list("tried", flat=True).iterator())


def job_of(of: Inquiry) -> Job | None:
    """The background work on it."""
    return latest_job(keys=[job_key(of)])


def has_expired(of: Inquiry) -> bool:
    """Whether its files are gone."""
    return clock.today() > of.expires_on


def beginning_of(of: Inquiry) -> list[list[str]]:
    """The first rows: where each stands, its name, and what stands under `TITLES`; none where they are gone."""
    if of.beginning is None or has_expired(of):
        return []
    lines: list[list[str]] = json.loads(content_of(of.beginning))
    return lines


def result_of(of: Inquiry) -> bytes:
    """The list with what was found. Raises Refusal where there is none, or none any more."""
    if of.result is None:
        raise Refusal(
            f"名单“{of.source.name}”{of.get_state_display()}，没有结果可以下载", "刷新页面看最新情况"
        )
    if has_expired(of):
        raise Refusal(
            f"名单“{of.source.name}”的比对结果保存到 {of.expires_on}，已经删除", "需要时重新上传名单比对"
        )
    return content_of(of.result)
