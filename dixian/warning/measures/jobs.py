"""What this room does by itself."""

from dixian.foundation.jobs.api import Progress, daily, job
from dixian.foundation.kernel import clock
from dixian.registry.incomes.api import join
from dixian.warning.cases.api import Case
from dixian.warning.measures.following import open_month


@daily("06:00")
@job("measures.follow", whole=True)
def month(_progress: Progress) -> None:
    """Whoever is monitored is looked in on once a month, and takes part in what is being collected of incomes."""
    open_month(clock.today())
    join(list(Case.objects.approved().order_by("id").values_list("household_id", flat=True)))
