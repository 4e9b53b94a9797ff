"""What was true, what was known. `post` narrows to what it may know; None is for jobs, which judge by all."""

from datetime import date, datetime

from dixian.foundation.accounts.api import Post
from dixian.registry.facts.models import CurrentFact, Fact

Newest = dict[tuple[int | None, str], Fact]


def true_on(*, household: int, day: date, post: Post | None) -> Newest:
    """(person or None, kind) -> the fact in force on `day`, as we know it now."""
    return _newest(household, day, None, post)


def known_on(*, household: int, day: date, known: datetime, post: Post | None) -> Newest:
    """The same, as it was known at the aware moment `known`."""
    return _newest(household, day, known, post)


def current(*, household: int, post: Post) -> list[CurrentFact]:
    """The present facts of a household that `post` may know, by kind."""
    found = CurrentFact.objects.visible_to(post).filter(household_id=household)
    return list(found.select_related("fact", "person").order_by("kind", "id"))


def _newest(household: int, day: date, known: datetime | None, post: Post | None) -> Newest:
    facts = Fact.objects.all() if post is None else Fact.objects.visible_to(post)
    facts = facts.filter(household_id=household, valid_from__lte=day)
    if known is not None:
        facts = facts.filter(made_at__lte=known)
    newest: Newest = {}
    for fact in facts.order_by("valid_from", "id"):
        newest[fact.person_id, fact.kind] = fact
    return {key: fact for key, fact in newest.items() if fact.valid_to is None or day < fact.valid_to}
