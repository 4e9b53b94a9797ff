"""Whose network a request comes from, as far as it can't be made up by the sender."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings


def sender_of(request: Any) -> str:
    """The address of whoever is connected; behind our own TLS proxy the one it names in `X-Real-IP`.

    `X-Forwarded-For` is never read: its beginning is whatever the sender wrote. The proxy sets `X-Real-IP` anew, and it counts
    only from this machine, where the proxy stands (docs/howto/install.md).
    """
    connected = str(request.META.get("REMOTE_ADDR", ""))
    named = str(request.headers.get("X-Real-IP", ""))
    return named if settings.BEHIND_TLS and named and _is_here(connected) else connected


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
