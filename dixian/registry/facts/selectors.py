"""What was true, what was known."""

from datetime import date, datetime

from dixian.registry.facts.models import CurrentFact, Fact

Newest = dict[tuple[int | None, str], Fact]


def true_on(*, household: int, day: date) -> Newest:
    """(person or None, kind) -> the fact in force on `day`, as we know it now."""
    return _newest(household, day, None)


def known_on(*, household: int, day: date, known: datetime) -> Newest:
    """The same, as it was known at the aware moment `known`."""
    return _newest(household, day, known)


def current(*, household: int) -> list[CurrentFact]:
    """The present facts of a household, by kind."""
    found = CurrentFact.objects.filter(household_id=household).select_related("fact", "person")
    return list(found.order_by("kind", "id"))


def _newest(household: int, day: date, known: datetime | None) -> Newest:
    facts = Fact.objects.filter(household_id=household, valid_from__lte=day)
    if known is not None:
        facts = facts.filter(made_at__lte=known)
    newest: Newest = {}
    for fact in facts.order_by("valid_from", "id"):
        newest[fact.person_id, fact.kind] = fact
    return {key: fact for key, fact in newest.items() if fact.valid_to is None or day < fact.valid_to}
