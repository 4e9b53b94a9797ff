"""Reminders: one digest for each person and day, in the system and through the channels they chose."""

from collections.abc import Sequence
from datetime import date

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import in_force
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.worklist.actions.notices import notify
from dixian.foundation.worklist.channels import email, webhook
from dixian.foundation.worklist.enums import Channel, DeliveryState
from dixian.foundation.worklist.models import Contact, Delivery, Digest, Escalation
from dixian.foundation.worklist.rules import Waiting, digest_text, merged
from dixian.foundation.worklist.selectors import waiting_by_kind, warn_days

TITLE = "今日待办"


def remindable(day: date) -> list[tuple[int, list[int]]]:
    """(user id, ids of the posts in force on `day`) of every active person, by user id."""
    posts = Post.objects.filter(in_force(day), user__is_active=True).order_by("user_id", "id")
    people: dict[int, list[int]] = {}
    for user_id, post_id in posts.values_list("user_id", "id"):
        people.setdefault(user_id, []).append(post_id)
    return list(people.items())


def send_digests(*, people: Sequence[tuple[int, list[int]]], day: date) -> int:
    """Make the digests of `day` for these people, with a notice and the deliveries. Returns how many.

    Whoever has nothing waiting gets none; whoever has one for the day gets no second.
    """
    had = set(
        Digest.objects.filter(day=day, user_id__in=[one for one, _ in people]).values_list(
            "user_id", flat=True
        )
    )
    post_ids = [post_id for _, ids in people for post_id in ids]
    posts = {post.id: post for post in Post.objects.select_related("unit", "area").filter(id__in=post_ids)}
    made = []
    for user_id, ids in people:
        if user_id not in had and (digest := _digest(user_id, [posts[one] for one in ids], day)):
            made.append(digest)
            notify(post_ids=ids[:1], key=f"digest:{user_id}:{day}", title=TITLE, text=digest.text, link="/")
    Digest.objects.bulk_create(made)
    _deliver(made)
    return len(made)


def _digest(user_id: int, posts: Sequence[Post], day: date) -> Digest | None:
    waiting = merged([one for post in posts for one in waiting_by_kind(post)])
    heads = [post.unit_id for post in posts if post.role.endswith("_head")]
    escalated = Escalation.objects.filter(on_day=day, unit_id__in=heads).count() if heads else 0
    if not waiting and not escalated:
        return None
    return Digest(
        user_id=user_id,
        day=day,
        waiting=_sum(waiting, "count"),
        late=_sum(waiting, "late"),
        soon=_sum(waiting, "soon"),
        text=digest_text(waiting, warn_days=warn_days(day), escalated=escalated),
    )


def _sum(waiting: Sequence[Waiting], name: str) -> int:
    return sum(getattr(one, name) for one in waiting)


def _deliver(digests: Sequence[Digest]) -> None:
    by_user = {digest.user_id: digest for digest in digests}
    sent = []
    for contact in Contact.objects.filter(user_id__in=list(by_user)):
        digest = by_user[contact.user_id]
        sent += [
            Delivery(
                user_id=digest.user_id,
                channel=channel,
                key=f"digest:{digest.uid}:{channel}",
                title=TITLE,
                text=digest.text,
                state=DeliveryState.WAITING,
            )
            for channel in _channels(contact)
        ]
    Delivery.objects.bulk_create(sent)
    for delivery in sent:
        enqueue("worklist.deliver", key=f"deliver:{delivery.uid}", delivery_id=delivery.id)


def _channels(contact: Contact) -> list[Channel]:
    wanted = []
    if contact.by_email and contact.email and email.configured():
        wanted.append(Channel.EMAIL)
    if contact.by_webhook and webhook.configured():
        wanted.append(Channel.WEBHOOK)
    return wanted
