"""How many rows ended where, as they count (R1.5)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.warning.submissions.enums import PLACED, SETTLED_BY_DUTY, BatchState, Bin, Outcome
from dixian.warning.submissions.models import NEARLY_ALL, Batch, Row

# A row that stands for another.
MENDING = Q(mends__isnull=False, batch__state=BatchState.COMMITTED) & ~Q(bin=Bin.REJECTED)


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
    read = list(batches.filter(state=BatchState.COMMITTED).order_by().values_list("id", "mends", "rows_read"))
    mends, replaced = {batch: of for batch, of, _ in read}, _replaced_by_group(post)
    # By file first, which the index holds in order; to look up each row's file took most of the time.
    others = [one for one in _by_group(_within(post).exclude(**NEARLY_ALL)) if one[0] in mends]
    rest = sum(rows for *_, rows in read) - sum(count for *_, count in others)
    found = [
        (bin_, outcome, count - replaced[batch, bin_, outcome])
        for batch, bin_, outcome, count in others
        if not (mends[batch] and bin_ == Bin.REJECTED)
    ]
    return _tallied([(NEARLY_ALL["bin"], NEARLY_ALL["outcome"], rest), *found])


def _by_group(rows: QuerySet[Row]) -> Iterable[tuple[int, str, str, int]]:
    return rows.order_by().values_list("batch", "bin", "outcome").annotate(n=Count("*"))


def _replaced_by_group(post: Post | None) -> Counter[tuple[int, str, str]]:
    """How many rows of a file, bin and outcome another one stands for; found from the few that stand for one."""
    mended = Q(mends__bin=Bin.REJECTED) | Q(mends__outcome=Outcome.VOID)
    rows = _within(post).filter(MENDING, mended).order_by()
    found = rows.values_list("mends", "mends__batch", "mends__bin", "mends__outcome").distinct()
    return Counter((batch, bin_, outcome) for _, batch, bin_, outcome in found)


def _within(post: Post | None) -> QuerySet[Row]:
    return Row.objects.all() if post is None else Row.objects.visible_to(post)


def _committed(post: Post | None) -> QuerySet[Row]:
    return _within(post).filter(batch__state=BatchState.COMMITTED)


def _wrong_again() -> Q:
    return Q(bin=Bin.REJECTED, batch__mends__isnull=False)


def _replaced() -> Q:
    # Few rows stand for another, and few are mended: said first, the database looks at no others.
    mended = Row.objects.filter(MENDING, mends=OuterRef("pk"))
    return Q(Q(bin=Bin.REJECTED) | Q(outcome=Outcome.VOID), Exists(mended))


def unsettled_rows(post: Post) -> QuerySet[Row]:
    """Rows of committed files that have not come to their end: a person has to look, or the rules have not yet."""
    waits = Q(bin__in=SETTLED_BY_DUTY, settled_on__isnull=True) | Q(outcome=Outcome.UNCLEAR)
    return (
        counted_rows(post)
        .exclude(**NEARLY_ALL)
        .filter(waits | Q(bin__in=PLACED, outcome=Outcome.NONE) | Q(bin=Bin.WAITING))
    )
