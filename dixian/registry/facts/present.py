"""The present state: which facts are true today. Set-based, by household; it can always be made anew."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from dixian.foundation.audit.api import STAMP, insert_rows, stamps
from dixian.foundation.kernel import clock
from dixian.registry.facts.kinds import FactKind, kinds_by_code
from dixian.registry.facts.models import VALUES, CurrentFact, Fact, Turn

PIECE = 500
SUBJECT = ("household_id", "person_id", "kind")
# What a present fact repeats of the fact.
SAID = (*SUBJECT, "village_id", "owner_id")


def renew(households: Sequence[int], kinds: Collection[FactKind] | None = None) -> None:
    """Make the present facts of these households (at most some hundred) what is true today.

    kinds: only facts of these kinds have changed; None for all.
    """
    here = Q(household_id__in=households)
    if kinds is not None:
        here &= Q(kind__in=sorted(kind.code for kind in kinds))
    with transaction.atomic():
        true = {fact: said for fact, *said in _true(here, clock.today(), kinds)}
        present = dict(CurrentFact.objects.filter(here).values_list("fact_id", "id"))
        gone = [row for fact, row in present.items() if fact not in true]
        if gone:
            CurrentFact.objects.filter(pk__in=gone).delete()
        new = zip(sorted(true.keys() - present.keys()), stamps(), strict=False)
        rows = [(*stamp, fact, *true[fact]) for fact, stamp in new]
        insert_rows(CurrentFact._meta.db_table, (*STAMP, "fact_id", '"of"', *SAID), rows)


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


def _true(here: Q, today: date, kinds: Collection[FactKind] | None) -> Iterator[Sequence[Any]]:
    """Id of a fact, what tells it from others of its subject and kind, and what a present fact repeats of it.

    kinds: of which kinds `here` is, None for all.
    """
    known = kinds_by_code().values() if kinds is None else kinds
    many = sorted(kind.code for kind in known if kind.many)
    begun = Fact.objects.filter(here, valid_from__lte=today)
    for fact, *said in _newest(begun.exclude(kind__in=many), SUBJECT, SAID, today):
        yield fact, "", *said
    if many:
        several = _newest(begun.filter(kind__in=many), (*SUBJECT, *VALUES), (*VALUES, *SAID), today)
        for fact, *told in several:
            values, said = told[: len(VALUES)], told[len(VALUES) :]
            yield fact, str(next(held for held in values if held is not None)), *said


def _newest(facts: QuerySet[Fact], of: Sequence[str], told: Sequence[str], today: date) -> Iterator[Any]:
    """Id and what is asked of the latest begun of each, by (valid_from, id), unless it has ended: what it superseded
    stays so.
    """
    place = Window(
        RowNumber(), partition_by=[F(name) for name in of], order_by=[F("valid_from").desc(), F("id").desc()]
    )
    newest = facts.annotate(place=place).filter(place=1)
    for fact, ends, *said in newest.values_list("id", "valid_to", *told):
        if ends is None or today < ends:
            yield fact, *said
