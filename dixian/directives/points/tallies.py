"""Figures of contact points: visits paid, of those whose period ended in the month."""

from django.db.models import Count, Q

from dixian.directives.points.models import PointVisit
from dixian.foundation.figures.api import SHARE, Figure, Tallies, Tally, declare
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month


def visited(month: Month) -> Tallies:
    """A visit that is still due in its period counts neither way."""
    ended = PointVisit.objects.filter(due_on__range=(month.first, month.last))
    counted = ended.filter(~Q(state="due") | Q(due_on__lt=clock.today())).order_by().values_list("unit_id")
    paid = Count("pk", filter=Q(state="visited"))
    return {unit: Tally(done, whole) for unit, done, whole in counted.annotate(done=paid, all=Count("pk"))}


declare(
    Figure(
        code="points.visited",
        title="联系点走访率",
        rule="应在本月到期的领导联系点走访（第15项），已走访的占比；按登记单位统计",
        measure=SHARE,
        tally=visited,
        better="more",
        rows="/books/point-visits/?mark=missed",
    )
)
