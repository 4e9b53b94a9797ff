"""Changes of a batch written into the register, a piece at a time, set-based.

A change whose record was altered since is not written: it is skipped, and says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from dixian.foundation.jobs.api import publish
from dixian.registry.households.changes import records
from dixian.registry.households.changes.columns import Values
from dixian.registry.households.changes.one_head import SECOND, second_heads
from dixian.registry.households.changes.rules import OF_HOUSEHOLDS
from dixian.registry.households.changes.tidying import tidy_households
from dixian.registry.households.enums import ChangeKind as K
from dixian.registry.households.enums import Outcome
from dixian.registry.households.models import Change, Household, Membership, Person
from dixian.registry.households.sealing import Tables
from dixian.registry.households.topics import HouseholdsMoved

# A change with the columns it writes and what it holds.
Prepared = tuple[Change, Values, dict[str, Any]]
ALTERED = "提请之后这条记录又改过，没有办理"
GONE_HOME = "要去的户没有登记"
SAME_NUMBER, SAME_ID = "编号已在册", "证件号码已在册"
ENDED, LIVES = "此人已经注销", "此人已经在册"


@dataclass
class Written:
    """What a piece has come to: households whose size and head may differ now, and what was skipped, by reason."""

    households: set[int] = field(default_factory=set)
    skipped: dict[str, list[int]] = field(default_factory=dict)

    def skip(self, change: Change, reason: str) -> None:
        """This change is not written."""
        self.skipped.setdefault(reason, []).append(change.pk)


def apply_piece(prepared: Sequence[Prepared], day: date) -> None:
    """Write these changes, which all are of households or all of persons, in the open transaction."""
    prepared = [one for one in prepared if one[0].outcome == Outcome.WAITING]
    written = Written()
    if prepared and prepared[0][0].kind in OF_HOUSEHOLDS:
        _households(prepared, written)
    else:
        _persons(prepared, day, written)
    for reason, ids in written.skipped.items():
        Change.objects.filter(pk__in=ids).update(outcome=Outcome.SKIPPED, reason=reason)
    tidy_households(written.households, day)


def _households(prepared: Sequence[Prepared], written: Written) -> None:
    known = records.held(Tables.HOUSEHOLD, {one.household_id for one, _, _ in prepared if one.household_id})
    taken = _taken(Household, "number", prepared)
    made, changed = [], []
    moved: dict[int, int] = {}
    left: dict[int, int] = {}
    for change, columns, opened in prepared:
        if change.kind == K.ADD_HOUSEHOLD:
            if columns["number"] in taken:
                written.skip(change, SAME_NUMBER)
                continue
            after = opened["after"]
            placed = {"head_name": after.get("head_name", ""), "size": after.get("size", 0)}
            made.append(records.as_new(change.made_uid, records.EMPTY_HOUSEHOLD, {**columns, **placed}))
            continue
        row = known[change.household_id]  # type: ignore[index]
        if row["version"] != change.touched:
            written.skip(change, ALTERED)
            continue
        if columns.get("village_id", row["village_id"]) != row["village_id"]:
            moved[row["id"]], left[row["id"]] = columns["village_id"], row["village_id"]
        changed.append({**row, **columns, "version": row["version"] + 1})
    records.write_new(Tables.HOUSEHOLD, made)
    records.write_changed(Tables.HOUSEHOLD, changed)
    _follow(moved)
    if left:
        publish(HouseholdsMoved(households=list(left), villages=list(left.values())))


def _follow(moved: dict[int, int]) -> None:
    """Who belongs to a household lives in its village; others hear of it."""
    for village in sorted(set(moved.values())):
        homes = [home for home, there in moved.items() if there == village]
        Person.objects.filter(household_id__in=homes).update(village_id=village)
        Membership.objects.filter(household_id__in=homes, valid_to=None).update(village_id=village)


def _persons(prepared: Sequence[Prepared], day: date, written: Written) -> None:
    known = records.held(Tables.PERSON, {one.person_id for one, _, _ in prepared if one.person_id})
    homes = _homes(opened["after"].get("household") for _, _, opened in prepared)
    taken = _taken(Person, "number", prepared)
    owners = _owners(_index(columns, known.get(one.person_id or 0)) for one, columns, _ in prepared)
    second = second_heads(prepared, known, homes)
    made, changed = [], []
    moves: list[records.Belonging] = []
    left: dict[int, date] = {}
    for change, columns, opened in prepared:
        row = known.get(change.person_id or 0)
        home = homes.get(opened["after"].get("household", "")) if "household" in change.fields else None
        why = _why_not(change, columns, row, home, taken, owners)
        if not why and change.pk in second:
            why = SECOND
        if home:
            # Also where nobody comes: a household made for them is none without anybody.
            written.households.add(home[0])
        if why:
            written.skip(change, why)
            continue
        if home:
            columns = {**columns, "household_id": home[0], "village_id": home[1]}
        since = date.fromisoformat(opened["on"]) if "on" in opened else day
        if row is None:
            entered = {**columns, "valid_from": since}
            made.append(records.as_new(change.made_uid, records.EMPTY_PERSON, entered))
            continue
        written.households.add(row["household_id"])
        after = {**row, **columns, "version": row["version"] + 1}
        changed.append(after)
        if after["valid_to"] is not None:
            left[row["id"]] = after["valid_to"]
        elif row["valid_to"] is not None or after["household_id"] != row["household_id"]:
            moves.append((row["id"], after["household_id"], after["village_id"], since))
    records.write_new(Tables.PERSON, made)
    records.write_changed(Tables.PERSON, changed)
    uids = [UUID(row["uid"]) for row in made]
    new = Person.objects.filter(uid__in=uids).values_list("id", "household_id", "village_id", "valid_from")
    records.belong([*new, *moves])
    records.leave(left)


def _why_not(
    change: Change,
    columns: Values,
    row: Values | None,
    home: tuple[int, int] | None,
    taken: set[str],
    owners: dict[bytes, set[int]],
) -> str:
    """Why a change of a person can't be written any more; "" where it can."""
    if row is not None and row["version"] != change.touched:
        return ALTERED
    if "household" in change.fields and home is None:
        return GONE_HOME
    if change.person_id is None and columns.get("number") in taken:
        return SAME_NUMBER
    others = owners.get(_index(columns, row) or b"", set()) - {change.person_id or 0}
    if others and ("id_index" in columns or change.kind == K.RETURN_PERSON):
        return SAME_ID
    if row is not None and change.kind == K.END_PERSON and row["valid_to"] is not None:
        return ENDED
    return LIVES if row is not None and change.kind == K.RETURN_PERSON and row["valid_to"] is None else ""


def _index(columns: Values, row: Values | None) -> bytes | None:
    """The blind index of the number somebody will have."""
    index: bytes | None = columns.get("id_index", row["id_index"] if row else None)
    return index


def _homes(uids: Iterable[str | None]) -> dict[str, tuple[int, int]]:
    """Uid of a household -> its id and village."""
    wanted = {UUID(uid) for uid in uids if uid}
    rows = Household.objects.filter(uid__in=wanted).values_list("uid", "id", "village_id")
    return {str(uid): (id_, village) for uid, id_, village in rows}


def _taken(model: Any, name: str, prepared: Sequence[Prepared]) -> set[str]:
    """The numbers of what is to be added that somebody has already."""
    asked = {columns[name] for change, columns, _ in prepared if change.made_uid and columns.get(name)}
    return set(model._base_manager.filter(**{f"{name}__in": asked}).values_list(name, flat=True))


def _owners(indexes: Iterable[bytes | None]) -> dict[bytes, set[int]]:
    """Blind index -> those in the register who have the number."""
    found: dict[bytes, set[int]] = {}
    asked = {index for index in indexes if index}
    living = Person.objects.filter(id_index__in=asked, valid_to=None)
    for index, id_ in living.values_list("id_index", "id"):
        found.setdefault(bytes(index), set()).add(id_)
    return found
