"""Lines that other rooms ask to be said in somebody's next digest, each once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import F

from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.models import Reminder
from dixian.foundation.worklist.people import acting_people

LONGEST = 200


def remind(*, posts: Mapping[int, str], key: str) -> None:
    """A line in the next digest of whoever acts with these posts. The same `key` again reminds nobody twice.

    posts: id of a post -> the line: counts, kinds, days; never a household.
    """
    people = acting_people(clock.today(), posts)
    rows = [
        Reminder(user_id=user_id, key=f"{key}:{post_id}:{user_id}", text=posts[post_id][:LONGEST])
        for user_id, ids in people.items()
        for post_id in ids
    ]
    with beyond_scope():
        Reminder.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def to_be_said(user_ids: Sequence[int]) -> dict[int, list[str]]:
    """Person -> the lines nobody has told them yet, first first."""
    waiting = Reminder.objects.filter(user_id__in=user_ids, told_on=None).order_by("id")
    found: dict[int, list[str]] = defaultdict(list)
    for user_id, text in waiting.values_list("user_id", "text"):
        if text not in found[user_id]:
            found[user_id].append(text)
    return dict(found)


def are_said(user_ids: Sequence[int], day: date) -> None:
    """In the transaction in which these people's digests are made."""
    said = Reminder.objects.filter(user_id__in=user_ids, told_on=None)
    said.update(told_on=day, version=F("version") + 1)
