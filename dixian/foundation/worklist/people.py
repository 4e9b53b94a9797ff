"""Who acts with which posts on a day: their own, and those delegated to them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from dixian.foundation.accounts.api import Delegation, Post
from dixian.foundation.areas.api import in_force


def acting_people(day: date, post_ids: Iterable[int] | None = None) -> dict[int, list[int]]:
    """Id of each active person -> ids of the posts they may act with on `day`, own ones first.

    post_ids: only these posts; None for all.
    """
    among = Q() if post_ids is None else Q(id__in=list(post_ids))
    posts = Post.objects.filter(in_force(day), among)
    people: dict[int, list[int]] = defaultdict(list)
    own = posts.filter(user__is_active=True).order_by("user_id", "id")
    for user_id, post_id in own.values_list("user_id", "id"):
        people[user_id].append(post_id)
    lent = Delegation.objects.filter(in_force(day), post__in=posts, delegate__is_active=True)
    for user_id, post_id in lent.order_by("delegate_id", "post_id").values_list("delegate_id", "post_id"):
        if post_id not in people[user_id]:
            people[user_id].append(post_id)
    return dict(sorted(people.items()))
