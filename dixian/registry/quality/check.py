"""A quality check: what is wrong, how it is mended, through which page; declared by the room whose columns it is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from dixian.foundation.kernel import clock
from dixian.registry.facts.api import CurrentFact


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a check finds of one household: where it lives, what the page that mends takes, and the case in a sentence."""

    household: int
    village: int
    subject: UUID
    sentence: str


@dataclass(frozen=True)
class Check:
    """code: of the national checkers where they run it, else `d_…`. title: what is wrong. mend: what to do.

    door: the name of the page that mends, taking the flaw's subject. find: all flaws of the county, in few queries;
    a household at most once. elsewhere: only the national system mends it, and the door shows whom it is about.
    """

    code: str
    title: str
    mend: str
    door: str
    find: Callable[[], Iterable[Flaw]]
    elsewhere: bool = False


_checks: dict[str, Check] = {}


def declare(*checks: Check) -> None:
    """Declare checks, in `AppConfig.ready`. Raises ValueError for two under one code."""
    for check in checks:
        known = _checks.setdefault(check.code, check)
        if known != check:
            raise ValueError(f"quality check {check.code} is declared twice")


def checks() -> dict[str, Check]:
    """Code -> check, in order of the codes."""
    return dict(sorted(_checks.items()))


def told(kind: str, *values: str, home: str = "household_id") -> Exists:
    """That a fact of this kind (with one of these values) is true of the household today. home: the column that names it."""
    facts = CurrentFact.objects.filter(household_id=OuterRef(home), kind=kind)
    facts = facts.exclude(fact__valid_to__lte=clock.today())
    return Exists(facts.filter(fact__code__in=values) if values else facts)
