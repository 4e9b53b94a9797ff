"""What happened to a household, newest first, composed from leads and duties."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dixian.commons.leads.api import Lead
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.api import Household


@dataclass(frozen=True)
class Event:
    """A day and one sentence."""

    day: date
    text: str


def timeline(household: Household, leads: Iterable[Lead], duties: Iterable[Obligation]) -> list[Event]:
    """Leads opened and closed, duties done."""
    events = [Event(lead.opened_on, "发现线索") for lead in leads]
    events += [
        Event(lead.closed_on, f"线索办结：{lead.get_verdict_display()}") for lead in leads if lead.closed_on
    ]
    events += [
        Event(duty.done_on, f"{duty.title}：{duty.reason or '已办'}") for duty in duties if duty.done_on
    ]
    return sorted(events, key=lambda event: event.day, reverse=True)
