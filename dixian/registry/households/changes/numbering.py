"""Numbers for households and persons that come without one: short enough to be dictated, none given twice.

`L2024` and a running number for a household, `LR2024` and one for a person. L: 临时, until the national system gives one.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from dixian.foundation.kernel import clock
from dixian.registry.households.enums import ChangeKind
from dixian.registry.households.models import NumberSeries

PREFIXES = {ChangeKind.ADD_HOUSEHOLD: "L", ChangeKind.ADD_PERSON: "LR"}


class Numbered(Protocol):
    """A draft, as far as numbers go."""

    kind: str
    after: dict[str, Any]


def give_numbers(drafts: Sequence[Numbered]) -> None:
    """A number for each draft of something new that has none, in the open transaction. Two queries a kind."""
    for kind, prefix in PREFIXES.items():
        nameless = [one for one in drafts if one.kind == kind and not one.after.get("number")]
        if nameless:
            series = f"{prefix}{clock.today().year}"
            first = _take(series, len(nameless))
            for place, one in enumerate(nameless):
                one.after["number"] = f"{series}{first + place:04}"


def _take(series: str, many: int) -> int:
    """The first of so many numbers that nobody else gets; whoever comes next waits until this is committed."""
    NumberSeries.objects.get_or_create(series=series)
    held = NumberSeries.objects.select_for_update().get(series=series)
    first = held.last + 1
    held.last += many
    held.save(update_fields=["last"])
    return first
