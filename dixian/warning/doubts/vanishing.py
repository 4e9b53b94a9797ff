"""Why a standing doubt is none any more: the help has come, or what spoke for it is no longer so."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from dixian.registry.households.api import Household, Person
from dixian.registry.households.enums import EndCause
from dixian.warning.doubts.enums import STANDING, DoubtList, DoubtState
from dixian.warning.doubts.grounds import DESTITUTE, MINIMUM, Key, entitled, grounds, settled, title_of
from dixian.warning.doubts.models import Doubt
from dixian.warning.doubts.receiving import Received
from dixian.warning.doubts.rules import Ground

ANEW = "过了规定的时间情况还在，重新列入"
MONITORED = "已纳入监测，或者正在核实、识别"
AS_DESTITUTE = "改按特困供养核对"


@dataclass(frozen=True, slots=True)
class Going:
    """A doubt that ends today, in which state, and how."""

    doubt: int
    uid: UUID
    state: DoubtState
    how: str


def going(doubts: Sequence[Doubt], owed: Container[Key]) -> list[Going]:
    """Those of the doubts that end, of all that give no cause today (`owed`: the keys that do).

    Help that is only planned or applied for, and rosters grown old, end nothing: the doubt stands until it is known.
    """
    if not doubts:
        return []
    left, kept, received = _left(), settled(), Received(grounds().values())
    found: list[Going] = []
    by_ground: dict[tuple[str, str], list[Doubt]] = defaultdict(list)
    for one in doubts:
        how = left.get(one.household_id, "")
        if not how and one.list == DoubtList.UNLISTED:
            how = MONITORED if one.household_id in kept else _ceased(one)
        if how:
            found.append(_gone(one, how))
        else:
            by_ground[one.list, one.code].append(one)
    for key, here in by_ground.items():
        found += _unreceived(grounds().get(key), here, received, owed)
    return found


def _unreceived(
    ground: Ground | None, doubts: Sequence[Doubt], received: Received, owed: Container[Key]
) -> list[Going]:
    due = entitled(ground) if ground else {}
    got = _got(ground, {one.household_id for one in doubts}, received) if ground else {}
    found = []
    for one in doubts:
        members = due.get(one.household_id, set())
        ways = [
            got.get((one.household_id, who)) or _by_nobodys(got, one.household_id, members) for who in members
        ]
        if ways and all(ways):
            found.append(Going(one.pk, one.uid, DoubtState.RECEIVED, str(ways[0])))
        elif not members:
            found.append(_gone(one, _ceased(one)))
        elif one.code == MINIMUM and (one.household_id, one.list, DESTITUTE) in owed:
            found.append(_gone(one, AS_DESTITUTE))
    return found


def _got(ground: Ground, homes: set[int], received: Received) -> dict[tuple[int, int | None], str]:
    """(household, member or None) -> how it is known that they receive."""
    found: dict[tuple[int, int | None], str] = {}
    for how, rows in received.evidence(ground):
        for home, person in rows.order_by().values_list("household_id", "person_id"):
            if home in homes:
                found.setdefault((home, person if ground.of_person else None), how)
    return found


def _by_nobodys(got: Mapping[tuple[int, int | None], str], home: int, members: set[int | None]) -> str:
    """What names no member is that of the one it can be about alone."""
    return got.get((home, None), "") if len(members) == 1 else ""


def _gone(one: Doubt, how: str) -> Going:
    return Going(one.pk, one.uid, DoubtState.GONE, how)


def _ceased(one: Doubt) -> str:
    return f"已知情况不再是“{title_of(one)}”"


def _left() -> dict[int, str]:
    """Households with a doubt that are in the register no more -> why the last of their people left it."""
    standing = Doubt.objects.filter(state__in=STANDING).values("household")
    ended = Household.objects.filter(pk__in=standing, valid_to__isnull=False)
    people = Person.objects.filter(household__in=ended.values("id")).exclude(end_cause="")
    causes = dict(people.order_by("valid_to", "id").values_list("household_id", "end_cause"))
    return {
        home: f"整户已不在册（{EndCause(causes[home]).label}）" if home in causes else "整户已不在册"
        for home in ended.values_list("id", flat=True)
    }
