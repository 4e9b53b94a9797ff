"""通知方式: how a person is reached; what went out to them; a trial message."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.worklist.api import (
    channels_of,
    configured,
    contact_of,
    deliveries,
    send_trial,
    set_contact,
)
from dixian.foundation.worklist.enums import Channel, DeliveryState
from dixian.web.shell.pages import page

LATEST = 8


@page(without_post=True, methods=("GET", "POST"), sealed=("email",))
def contact(request: Any) -> HttpResponse:
    """The person's own address and whether mail goes to it. It is the person's, whichever post acts."""
    if request.method == "POST":
        set_contact(
            user_id=request.user.pk,
            email=request.POST.get("email", "").strip(),
            by_email=request.POST.get("by_email") == "1",
        )
        messages.success(request, "通知方式已保存")
        return redirect("contact")
    known = contact_of(request.user.pk)
    county = configured()
    values = {
        "email": known.email.open() if known and known.email else "",
        "by_email": bool(known and known.by_email),
        "mail_server": county[Channel.EMAIL],
        "gateway": county[Channel.WEBHOOK],
        "may_try": bool(channels_of(known)),
        **_sent(request),
    }
    return render(request, "work/contact.html", values)


@page(without_post=True, methods=("POST",))
def trial(request: Any) -> HttpResponse:
    """Send a trial message through every channel that is on; the page shows what comes of it."""
    send_trial(user_id=request.user.pk)
    return redirect("contact")


@page(without_post=True)
def sent(request: Any) -> HttpResponse:
    """The list of what went out, asked for again while something is on its way."""
    return render(request, "work/sent.html", _sent(request))


def _sent(request: Any) -> dict[str, Any]:
    rows = list(deliveries(user_id=request.user.pk)[:LATEST])
    waiting = any(one.state == DeliveryState.WAITING and not one.tries for one in rows)
    return {"sent": rows, "on_its_way": waiting}
