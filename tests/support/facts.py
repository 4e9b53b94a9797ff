"""What departments have told about a household, beside what its leads tell of themselves."""

from typing import Any

from dixian.registry.facts.api import CurrentFact, current


def told_by_departments(*, household: int, post: Any) -> list[CurrentFact]:
    """What is true of it today and `post` may know, without that it was warned of."""
    return [one for one in current(household=household, post=post) if one.kind != "lead.warned"]
