"""The sample of an inspection: drawn at random, and the same again with the kept seed (R17.1)."""

import secrets
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from dixian.directives.inspections.enums import Among
from dixian.directives.inspections.models import Inspection, InspectionVisit
from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area, villages_of
from dixian.foundation.books.api import book, register_many
from dixian.foundation.kernel.draws import in_drawn_order
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import Household

AMONG = {
    Among.ALL: Q(),
    Among.RELIEVED: Q(kind="poverty_relieved"),
    Among.MONITORED: ~Q(monitored=""),
    Among.BOTH: Q(kind="poverty_relieved") | ~Q(monitored=""),
}


def sampled(inspection: Inspection) -> list[tuple[Area, list[Any]]]:
    """Each village of the sample with its households, in the order drawn; the register as it is now.

    A village without a household to draw is passed over.
    """
    places = {one.uid: one for one in villages_of(inspection.area)}
    reached = Household.objects.filter(AMONG[Among(inspection.among)], valid_to=None)
    kept = set(reached.filter(village__in=places.values()).values_list("village_id", flat=True).distinct())
    order = (places[uid] for uid in in_drawn_order(places, inspection.seed))
    villages = [one for one in order if one.pk in kept][: inspection.villages]
    by_village: dict[int, dict[Any, Any]] = {one.pk: {} for one in villages}
    for one in reached.filter(village__in=villages).only("uid", "village_id", "head_name", "group_name"):
        by_village[one.village_id][one.uid] = one
    return [(village, _drawn(inspection, village, by_village[village.pk])) for village in villages]


def _drawn(inspection: Inspection, village: Area, there: dict[Any, Any]) -> list[Any]:
    order = in_drawn_order(there, f"{inspection.seed}:{village.uid}")
    return [there[uid] for uid in order[: inspection.households]]


def seeding(row: Inspection, on: date) -> None:
    """A seed where nobody gave one, and from how many was drawn. Raises Refusal where there is nobody to draw."""
    row.seed = row.seed.strip() or secrets.token_hex(8)
    among = Household.objects.filter(
        AMONG[Among(row.among)], valid_to=None, village__in=villages_of(row.area)
    )
    row.population = among.count()
    if not row.population:
        raise Refusal("检查范围里没有可以抽的户", "换一个范围，或者换“从哪些户里抽”")


def is_drawn(row: Inspection) -> bool:
    """Whether there is a sample to take along and to report on."""
    return row.state in ("drawn", "closed")


def draw(row: Inspection, _on: date, post: Post) -> None:
    """Each village and household of the sample is to be visited."""
    register_many(
        book=book("inspection-visits"), rows=list(_visits(row)), post=post, text=f"抽样种子 {row.seed}"
    )


def _visits(row: Inspection) -> Iterator[InspectionVisit]:
    for village, households in sampled(row):
        yield _visit(row, village, None, f"{village}（村级）")
        for one in households:
            yield _visit(row, village, one, f"{one.head_name}户（{village}{one.group_name}）")


def _visit(row: Inspection, village: Area, household: Any, title: str) -> InspectionVisit:
    return InspectionVisit(
        inspection=row,
        unit=row.unit,
        village=village,
        household=household,
        title=title[:80],
        due_on=row.due_on,
        state="due",
    )
