"""Network addresses from which too many user names were tried."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import AddressHold
from dixian.foundation.accounts.enums import Capability as C
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import page


@page((C.READ_LOGS, C.MANAGE_ACCOUNTS))
def holds(request: Any) -> HttpResponse:
    """Each hold, newest first: where from, how many names, until when."""
    found = page_by_id(AddressHold.objects.all(), request.GET.get("after", ""), descending=True)
    values = {"rows": found.rows, "next_key": found.next_key, "reads_logs": request.post.can(C.READ_LOGS)}
    return render(request, "logs/holds.html", values)
