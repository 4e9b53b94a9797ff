"""One password tried on many user names: counted by the network address it comes from, beside the lock of each name."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt

from dixian.foundation.accounts.models import AddressHold
from dixian.foundation.kernel import clock


def held_until(address: str) -> datetime | None:
    """Until when nobody new signs in from an address; None where it is not held."""
    last = _last(address)
    return last.until if last and last.until > clock.wall() else None


def hold_address(address: str, *, most: int, within: timedelta, lasts: timedelta) -> AddressHold | None:
    """Hold an address from which as many different names as `most` have failed `within` this time.

    A name whose owner came in meanwhile doesn't count, and nothing from before the last hold ended does: a hold lasts as long as
    it says. Returns the new hold, None where none began.
    """
    now, last = clock.wall(), _last(address)
    if last and last.until > now:
        return None
    since = max(now - within, last.until) if last else now - within
    failed = AccessAttempt.objects.filter(ip_address=address, attempt_time__gte=since)
    names = failed.values("username").distinct().count()
    if names < most:
        return None
    return AddressHold.objects.create(address=address, names=names, until=now + lasts)


def _last(address: str) -> AddressHold | None:
    return AddressHold.objects.filter(address=address).order_by("-until").first()
