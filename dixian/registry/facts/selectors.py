"""What was true, what was known. `post` narrows to what it may know; None is for jobs, which judge by all."""

from datetime import date, datetime
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.registry.facts.kinds import kinds_by_code
from dixian.registry.facts.models import CurrentFact, Fact

# (person or None, kind) -> fact; for a kind of many values the value is the third of the key.
Newest = dict[tuple[Any, ...], Fact]


def true_on(*, household: int, day: date, post: Post | None) -> Newest:
    """(person or None, kind) -> the fact in force on `day`, as we know it now."""
    return _newest(household, day, None, post)


def known_on(*, household: int, day: date, known: datetime, post: Post | None) -> Newest:
    """The same, as it was known at the aware moment `known`."""
    return _newest(household, day, known, post)


def current(*, household: int, post: Post) -> list[CurrentFact]:
    """What is true of a household today and `post` may know, by kind."""
    found = (
        CurrentFact.objects.visible_to(post).filter(household_id=household).select_related("fact", "person")
    )
    # Between midnight and the night's turn a fact that has just ended still stands in the table.
    found = found.exclude(fact__valid_to__lte=clock.today())
    return list(found.order_by("kind", "id"))


def _newest(household: int, day: date, known: datetime | None, post: Post | None) -> Newest:
    facts = Fact.objects.all() if post is None else Fact.objects.visible_to(post)
    facts = facts.filter(household_id=household, valid_from__lte=day)
    if known is not None:
        facts = facts.filter(made_at__lte=known)
    many = {kind.code for kind in kinds_by_code().values() if kind.many}
    newest: Newest = {}
    for fact in facts.order_by("valid_from", "id"):
        of = (fact.value,) if fact.kind in many else ()
        newest[fact.person_id, fact.kind, *of] = fact
    return {key: fact for key, fact in newest.items() if fact.valid_to is None or day < fact.valid_to}
