"""How many rows ended where, as they count (R1.5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from dixian.foundation.accounts.api import Post
from dixian.warning.submissions.enums import PLACED, SETTLED_BY_DUTY, BatchState, Bin, Outcome
from dixian.warning.submissions.models import NEARLY_ALL, Batch, Row


@dataclass(frozen=True)
class Tally:
    """Rows by bin and by outcome, of which every one is named; unjudged: linked rows without an outcome yet."""

    bins: dict[str, int]
    outcomes: dict[str, int]
    unjudged: int

    @property
    def rows(self) -> int:
        """How many they are."""
        return sum(self.bins.values())


def tally(rows: QuerySet[Row]) -> Tally:
    """How many of `rows` ended where: one query, which reads each row once."""
    return _tallied(rows.order_by().values_list("bin", "outcome").annotate(n=Count("*")))


def _tallied(found: Iterable[tuple[str, str, int]]) -> Tally:
    bins, outcomes, unjudged = dict.fromkeys(Bin.values, 0), dict.fromkeys(Outcome.values, 0), 0
    for bin_, outcome, count in found:
        bins[bin_] += count
        outcomes[outcome] += count
        unjudged += count if bin_ in PLACED and not outcome else 0
    return Tally(bins, outcomes, unjudged)


def counted_rows(post: Post | None) -> QuerySet[Row]:
    """Rows of committed files as they count: one that was sent again counts once, where it ended (R1.5).

    post: within its scope; None for all.
    """
    return _committed(post).exclude(_wrong_again()).exclude(_replaced())


def counted(post: Post | None) -> Tally:
    """How many of `counted_rows` ended where, without going through a year's rows for a page.

    What nearly all come to is what is left of all that were read; the others stand in an index of their own. `sums` counts
    every row.
    """
    batches = Batch.objects.all() if post is None else Batch.objects.visible_to(post)
    one = batches.filter(state=BatchState.COMMITTED).order_by().annotate(one=Value(1)).values("one")
    read = one.annotate(n=Coalesce(Sum("rows_read"), 0)).values("n")
    found = list(
        _committed(post)
        .exclude(**NEARLY_ALL)
        .order_by()
        .values_list("bin", "outcome")
        .annotate(
            n=Count("*"), counts=Count("id", filter=~_wrong_again() & ~_replaced()), read=Subquery(read)
        )
    )
    total = found[0][-1] if found else sum(read.values_list("n", flat=True))
    rest = total - sum(count for _, _, count, *_ in found)
    return _tallied([(*NEARLY_ALL.values(), rest), *((bin_, to, counts) for bin_, to, _, counts, _ in found)])


def _committed(post: Post | None) -> QuerySet[Row]:
    rows = Row.objects.all() if post is None else Row.objects.visible_to(post)
    return rows.filter(batch__state=BatchState.COMMITTED)


def _wrong_again() -> Q:
    return Q(bin=Bin.REJECTED, batch__mends__isnull=False)


def _replaced() -> Q:
    # Few rows stand for another, and few are mended: said first, the database looks at no others.
    mended = Row.objects.filter(
        mends__isnull=False, mends=OuterRef("pk"), batch__state=BatchState.COMMITTED
    ).exclude(bin=Bin.REJECTED)
    return Q(Q(bin=Bin.REJECTED) | Q(outcome=Outcome.VOID), Exists(mended))


def unsettled_rows(post: Post) -> QuerySet[Row]:
    """Rows of committed files that have not come to their end: a person has to look, or the rules have not yet."""
    waits = Q(bin__in=SETTLED_BY_DUTY, settled_on__isnull=True) | Q(outcome=Outcome.UNCLEAR)
    return (
        counted_rows(post)
        .exclude(**NEARLY_ALL)
        .filter(waits | Q(bin__in=PLACED, outcome=Outcome.NONE) | Q(bin=Bin.WAITING))
    )
