"""The present state: which facts are true today. Set-based, by household; it can always be made anew."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from dixian.foundation.audit.api import STAMP, insert_rows, stamps
from dixian.foundation.kernel import clock
from dixian.registry.facts.kinds import kinds_by_code
from dixian.registry.facts.models import VALUES, CurrentFact, Fact, Turn

PIECE = 500
SUBJECT = ("household_id", "person_id", "kind")
# What a present fact repeats of the fact.
SAID = (*SUBJECT, "village_id", "owner_id")


def renew(households: Sequence[int], kinds: Collection[str] | None = None) -> None:
    """Make the present facts of these households (at most some hundred) what is true today.

    kinds: only facts of these kinds have changed; None for all.
    """
    here = Q(household_id__in=households)
    if kinds is not None:
        here &= Q(kind__in=sorted(kinds))
    with transaction.atomic():
        true = dict(_true(here, clock.today(), kinds))
        present = dict(CurrentFact.objects.filter(here).values_list("fact_id", "id"))
        gone = [row for fact, row in present.items() if fact not in true]
        if gone:
            CurrentFact.objects.filter(pk__in=gone).delete()
        new = Fact.objects.filter(pk__in=[fact for fact in true if fact not in present]).order_by("id")
        rows = zip(stamps(), new.values_list("id", *SAID), strict=False)
        columns = (*STAMP, "fact_id", *SAID, '"of"')
        insert_rows(
            CurrentFact._meta.db_table, columns, [(*stamp, *said, true[said[0]]) for stamp, said in rows]
        )


def households_that_turn(today: date) -> list[int] | None:
    """Households with a fact that begins or ends between the last turn and today; None for everybody."""
    last = Turn.objects.order_by("-day").values_list("day", flat=True).first()
    if last is None or last > today:
        return None
    begins = Q(valid_from__gt=last, valid_from__lte=today)
    ends = Q(valid_to__gt=last, valid_to__lte=today)
    found = Fact.objects.filter(begins | ends).values_list("household_id", flat=True)
    return list(found.order_by("household_id").distinct())


def everybody() -> list[int]:
    """Every household something is known of."""
    known = Fact.objects.order_by("household_id").values_list("household_id", flat=True)
    return list(known.distinct())


def _true(here: Q, today: date, kinds: Collection[str] | None) -> Iterator[tuple[int, str]]:
    """(id of a fact, what tells it from others of its subject and kind). kinds: of which kinds `here` is, None for all."""
    many = sorted(
        kind.code for kind in kinds_by_code().values() if kind.many and (kinds is None or kind.code in kinds)
    )
    begun = Fact.objects.filter(here, valid_from__lte=today)
    for fact, *_ in _newest(begun.exclude(kind__in=many), SUBJECT, today):
        yield fact, ""
    if many:
        for fact, *values in _newest(begun.filter(kind__in=many), (*SUBJECT, *VALUES), today):
            yield fact, str(next(held for held in values if held is not None))


def _newest(facts: QuerySet[Fact], of: Sequence[str], today: date) -> Iterator[Any]:
    """Id and values of the latest begun of each, by (valid_from, id), unless it has ended: what it superseded stays so."""
    place = Window(
        RowNumber(), partition_by=[F(name) for name in of], order_by=[F("valid_from").desc(), F("id").desc()]
    )
    newest = facts.annotate(place=place).filter(place=1)
    for fact, ends, *values in newest.values_list("id", "valid_to", *VALUES):
        if ends is None or today < ends:
            yield fact, *values
