"""How often somebody may declare or ask: counted in the database, so in all processes, by dated parameters."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.db.models import F

from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import number
from dixian.foundation.vault.blind import blind
from dixian.warning.declarations.models import Knock

HOUR, DAY = "%Y-%m-%dT%H", "%Y-%m-%d"
# Whoever has a telephone network's address changes the rest of it at will.
OWN_PREFIX = 64


@dataclass(frozen=True)
class Limit:
    """What is counted: the parameter that says how many at most, and within which window."""

    parameter: str
    window: str


SENT = Limit("declare.address.hour", HOUR)
OF_VILLAGE = Limit("declare.village.day", DAY)
ASKED = Limit("declare.query.hour", HOUR)
OF_CODE = Limit("declare.code.day", DAY)


@dataclass(frozen=True)
class Knocking:
    """Something that is about to be done by somebody: what limits it, and who or what it is counted for."""

    limit: Limit
    whose: str

    @property
    def key(self) -> bytes:
        """What it is kept under."""
        return blind(self.whose, self.limit.parameter)

    @property
    def window(self) -> str:
        """The hour or day of the real clock, which no simulated one moves."""
        return clock.wall().astimezone(clock.SHANGHAI).strftime(self.limit.window)


def network_of(address: str) -> str:
    """What one sender is counted as: the address, of IPv6 its network. "" for what is no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network((found, OWN_PREFIX), strict=False)) if found.version == 6 else str(found)


def too_many(*knockings: Knocking) -> bool:
    """Whether one of them has reached its limit; writes nothing."""
    return any(_count(one) >= number(one.limit.parameter) for one in knockings)


def knock(*knockings: Knocking) -> bool:
    """Count them; whether all were still within their limits. Counted is also what is refused."""
    within = True
    for one in knockings:
        row = {"kind": one.limit.parameter, "key": one.key, "window": one.window}
        Knock.objects.bulk_create([Knock(**row)], ignore_conflicts=True)
        Knock.objects.filter(**row).update(count=F("count") + 1)
        within = _count(one) <= number(one.limit.parameter) and within
    return within


def forget() -> int:
    """Take away what counts no more. Returns how many rows went."""
    kept: Sequence[str] = [clock.wall().astimezone(clock.SHANGHAI).strftime(one) for one in (HOUR, DAY)]
    return Knock.objects.exclude(window__in=kept).delete()[0]


def _count(one: Knocking) -> int:
    found = Knock.objects.filter(kind=one.limit.parameter, key=one.key, window=one.window)
    return found.values_list("count", flat=True).first() or 0
