"""How many wrong passwords lock somebody out, for how long, and under which name that is kept: asked by django-axes."""

from datetime import timedelta
from typing import Any

from dixian.foundation.accounts.api import User
from dixian.foundation.policy.api import number
from dixian.foundation.vault.marks import mark

# A careless value must not lock everybody out, those who could mend it included.
LEAST = 1


def tries(request: Any = None, credentials: Any = None) -> int:
    """From how many wrong passwords on a user name is locked for an address (`signin.lock.tries`)."""
    return max(LEAST, int(number("signin.lock.tries")))


def minutes() -> int:
    """How long a lock lasts (`signin.lock.minutes`)."""
    return max(LEAST, int(number("signin.lock.minutes")))


def names() -> int:
    """How many user names tried in vain hold the address they come from (`signin.address.names`)."""
    return max(LEAST, int(number("signin.address.names")))


def address_hold() -> timedelta:
    """How long an address is held (`signin.address.minutes`)."""
    return timedelta(minutes=max(LEAST, int(number("signin.address.minutes"))))


def cool_off(request: Any = None) -> timedelta:
    """The same as django-axes wants it."""
    return timedelta(minutes=minutes())


def kept_name(request: Any, credentials: Any = None) -> str:
    """The user name typed, where an account bears it; of any other a keyed mark: people type their ID number there."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    name = str(typed).strip()
    known: dict[str, str] = request.__dict__.setdefault("kept_names", {})
    if name not in known:
        known[name] = name if User.objects.filter(username=name).exists() else mark(name, "sign-in")
    return known[name]
