"""What the village's form offers beside the ordinary answers, and what of it was chosen."""

from itertools import groupby
from typing import Any

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.areas.api import Area, Unit, in_force
from dixian.foundation.areas.enums import Level, Tier
from dixian.foundation.kernel import clock
from dixian.web.shell.pages import uid_of

FURTHER = (Verdict.NEW_RISK, Verdict.DIFFICULTY, Verdict.TRANSFER, Verdict.GONE, Verdict.VERIFY)


def units_to_help() -> list[Unit]:
    """The county's units, to one of which a difficulty can be referred."""
    found = Unit.objects.filter(in_force(clock.today()), kind__in=Tier.COUNTY.kinds)
    return list(found.order_by("code"))


def villages_to_go(lead: Lead) -> list[tuple[str, list[Area]]]:
    """Township -> its villages, the lead's own township first; the lead's own village is not among them."""
    found = Area.objects.filter(in_force(clock.today()), level=Level.VILLAGE).exclude(pk=lead.village_id)
    ordered = sorted(
        found.select_related("parent"), key=lambda one: (one.parent_id != lead.township_id, one.code)
    )
    return [(name, list(some)) for name, some in groupby(ordered, lambda one: str(one.parent))]


def chosen_place(request: Any, verdict: Verdict) -> dict[str, Any]:
    """The unit or the village that belongs to this verdict; none where nothing was chosen."""
    if verdict == Verdict.TRANSFER:
        return {"to_village": _chosen(Area, request.POST.get("to_village", ""))}
    if verdict in (Verdict.DIFFICULTY, Verdict.VERIFY):
        return {"unit": _chosen(Unit, request.POST.get(f"unit_{verdict}", ""))}
    return {}


def _chosen(model: Any, uid: str) -> Any:
    return model.objects.filter(uid=uid_of(uid)).first() if uid else None
