"""Reminders: one digest for each person and day, in the system and through the channels that are on."""

from collections.abc import Mapping, Sequence
from datetime import date

from dixian.foundation.accounts.api import Post
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.worklist.actions.notices import notify
from dixian.foundation.worklist.actions.reminders import are_said, to_be_said
from dixian.foundation.worklist.channels.choice import channels_of
from dixian.foundation.worklist.enums import DeliveryState
from dixian.foundation.worklist.models import Contact, Delivery, Digest
from dixian.foundation.worklist.people import acting_people
from dixian.foundation.worklist.rules import Waiting, digest_text
from dixian.foundation.worklist.selectors import waiting_by_kind, warn_days

TITLE = "今日待办"


def remindable(day: date) -> list[tuple[int, list[int]]]:
    """(user id, ids of the posts they act with on `day`) of every active person, delegates too, by user id."""
    return list(acting_people(day).items())


def send_digests(*, people: Sequence[tuple[int, list[int]]], day: date, escalated: Mapping[int, int]) -> int:
    """Make the digests of `day` for these people, reminders among them, with a notice and the deliveries. Returns how many.

    escalated: post id -> how many late duties came before it today. Whoever has nothing waiting gets
    none; whoever has one for the day gets no second.
    """
    had = set(
        Digest.objects.filter(day=day, user_id__in=[one for one, _ in people]).values_list(
            "user_id", flat=True
        )
    )
    post_ids = [post_id for _, ids in people for post_id in ids]
    said = to_be_said([one for one, _ in people if one not in had])
    posts = {post.id: post for post in Post.objects.select_related("unit", "area").filter(id__in=post_ids)}
    made = []
    for user_id, ids in people:
        late = sum(escalated.get(one, 0) for one in ids)
        if user_id in had:
            continue
        digest = _digest(user_id, [posts[one] for one in ids], day, late, said.get(user_id, ()))
        if digest:
            made.append(digest)
            notify(people={user_id: None}, key=f"digest:{day}", title=TITLE, text=digest.text, link="/")
    Digest.objects.bulk_create(made)
    are_said([digest.user_id for digest in made], day)
    _deliver(made)
    return len(made)


def _digest(
    user_id: int, posts: Sequence[Post], day: date, escalated: int, said: Sequence[str]
) -> Digest | None:
    waiting = waiting_by_kind(*posts)
    if not waiting and not escalated and not said:
        return None
    return Digest(
        user_id=user_id,
        day=day,
        waiting=_sum(waiting, "count"),
        late=_sum(waiting, "late"),
        soon=_sum(waiting, "soon"),
        text=digest_text(waiting, warn_days=warn_days(day), escalated=escalated, said=said),
    )


def _sum(waiting: Sequence[Waiting], name: str) -> int:
    return sum(getattr(one, name) for one in waiting)


def _deliver(digests: Sequence[Digest]) -> None:
    users = [digest.user_id for digest in digests]
    contacts = {contact.user_id: contact for contact in Contact.objects.filter(user_id__in=users)}
    sent = [
        Delivery(
            user_id=digest.user_id,
            channel=channel,
            key=f"digest:{digest.uid}:{channel}",
            title=TITLE,
            text=digest.text,
            state=DeliveryState.WAITING,
        )
        for digest in digests
        for channel in channels_of(contacts.get(digest.user_id))
    ]
    Delivery.objects.bulk_create(sent)
    for delivery in sent:
        enqueue("worklist.deliver", key=f"deliver:{delivery.uid}", delivery_id=delivery.id)
