"""How a test visits."""

from typing import Any

from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Obligation
from dixian.warning.verification.enums import Method
from dixian.warning.visits.api import Stop, Visit, visit
from dixian.warning.visits.enums import Outcome


def visited(household: Any, post: Any, **more: Any) -> Visit:
    """At home, today, met; anything else as `more` says."""
    asked = {"on": clock.today(), "method": Method.HOME, "outcome": Outcome.MET, **more}
    return visit(household=household, post=post, **asked)


def told(made: Visit) -> list[str]:
    """What the visit has done with."""
    return list(made.discharged.order_by("id").values_list("title", flat=True))


def duties(kind: str) -> list[Obligation]:
    """The open duties of a kind."""
    return list(Obligation.objects.filter(kind=kind, state="open").order_by("id"))


def states() -> dict[str, str]:
    """Head of the household -> where it stands."""
    return dict(Stop.objects.values_list("household__head_name", "state"))
