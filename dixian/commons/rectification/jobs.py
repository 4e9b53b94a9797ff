"""What the ledger of problems does by itself each day."""

from dixian.commons.rectification.assisting import keep_assisting
from dixian.commons.rectification.models import Problem
from dixian.commons.rectification.states import TO_FIX
from dixian.foundation.jobs.api import Progress, daily, job, once


@daily("06:20")
@job("rectification.assisting")
def let_assisting_units_see(progress: Progress) -> None:
    """Groups change: who is a member now sees what the group is to help with; nobody is told twice."""
    with once("kept") as fresh:
        if fresh:
            going_on = Problem.objects.filter(state__in=(*TO_FIX, "reported")).exclude(others="", lead="")
            keep_assisting(list(going_on.select_related("unit").order_by("id")))
