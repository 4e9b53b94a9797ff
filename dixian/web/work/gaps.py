"""What does not reach people: deliveries that failed, heads without an account."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import configured, deliveries, unreached
from dixian.foundation.worklist.enums import Channel, DeliveryState
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import page


@page((C.MANAGE_ACCOUNTS, C.READ_LOGS))
def delivery_list(request: Any) -> HttpResponse:
    """What was given up and what still waits: person, channel, reason. The texts are not shown."""
    state = request.GET.get("state", "")
    if state not in DeliveryState.values:
        state = DeliveryState.FAILED
    county = configured()
    found = page_by_id(deliveries(state=state), request.GET.get("after", ""), descending=True)
    values = {
        "rows": found.rows,
        "next_key": found.next_key,
        "carried": f"state={state}",
        "state": state,
        "states": [DeliveryState.FAILED, DeliveryState.WAITING, DeliveryState.SENT],
        "channels": [(Channel(one).label, there) for one, there in county.items()],
        "all_there": all(county.values()),
    }
    return render(request, "work/deliveries.html", values)


@page((C.SEE_POLICY, C.MANAGE_ACCOUNTS))
def head_list(request: Any) -> HttpResponse:
    """Named heads to whom nothing can be escalated, and units where nobody is named (R15.2)."""
    rows = unreached(clock.today())
    values = {
        "unheard": [one for one in rows if one.name],
        "unnamed": [one for one in rows if not one.name],
        "may_open": request.post.can(C.MANAGE_ACCOUNTS),
    }
    return render(request, "work/heads.html", values)
