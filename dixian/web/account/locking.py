"""How many wrong passwords lock somebody out, and for how long: policy, read by django-axes at each sign-in."""

from datetime import timedelta
from typing import Any

from dixian.foundation.policy.api import number

# A careless value must not lock everybody out, those who could mend it included.
LEAST = 1


def tries(request: Any = None, credentials: Any = None) -> int:
    """From how many wrong passwords on a user name is locked for an address (`signin.lock.tries`)."""
    return max(LEAST, int(number("signin.lock.tries")))


def minutes() -> int:
    """How long a lock lasts (`signin.lock.minutes`)."""
    return max(LEAST, int(number("signin.lock.minutes")))


def cool_off(request: Any = None) -> timedelta:
    """The same as django-axes wants it."""
    return timedelta(minutes=minutes())
