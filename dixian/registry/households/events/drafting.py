"""The changes an event comes to."""

from typing import Any, NamedTuple

from dixian.foundation.kernel import idnumber
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.households.changes.drafts import Draft
from dixian.registry.households.enums import ChangeKind, EndCause, EventKind, HouseholdKind
from dixian.registry.households.events.event import Event
from dixian.registry.households.importing.known import Around, KnownHousehold, KnownPerson
from dixian.registry.households.sealing import ID_CARD


class Home(NamedTuple):
    """Where somebody comes: id of the household, None for one that is still to be made; its uid and village."""

    id: int | None
    uid: str
    village: int


def home_of(known: KnownHousehold) -> Home:
    """A household of the register."""
    return Home(known.id, str(known.uid), known.village)


def is_number(text: str) -> bool:
    """Whether this is an ID number that can be entered as it stands."""
    return idnumber.is_valid(text)


def ending(event: Event, one: KnownPerson, cause: EndCause) -> Draft:
    """Somebody's entry ends on the day of the event."""
    before = {"valid_to": None, "end_cause": ""}
    after = {"valid_to": event.on.isoformat(), "end_cause": cause.value}
    return _of_person(ChangeKind.END_PERSON, event, one, before, after)


def coming(event: Event, home: Home, relation: str, known: KnownPerson | None, around: Around) -> Draft:
    """Somebody comes into a household: moves there, comes back, or is new."""
    if known is not None:
        return _known(event, known, home.uid, relation, around)
    uid = new_uid()
    after = {**_written(event), "relation": relation, "number": "", "household": home.uid}
    return Draft(
        ChangeKind.ADD_PERSON,
        event.who.name,
        {},
        after,
        household=home.id,
        village=home.village,
        made_uid=uid,
        row=event.row,
        on=event.on.isoformat(),
    )


def moving(event: Event, home: KnownHousehold, village: int) -> Draft:
    """A household goes to another village with everybody in it."""
    return Draft(
        ChangeKind.MOVE_HOUSEHOLD,
        home.head_name,
        {"village": home.village},
        {"village": village},
        household=home.id,
        village=home.village,
        touched=home.version,
        row=event.row,
    )


def new_household(event: Event, head: str, village: int, left: KnownHousehold | None) -> tuple[Draft, Home]:
    """A household in a village, and where its people come. left: the one its head leaves, whose kind it keeps."""
    uid = new_uid()
    after = {
        "number": "",
        "village": village,
        "group_name": "",
        "kind": left.kind if left else HouseholdKind.GENERAL.value,
        "head_name": head,
        "size": 1,
    }
    made = Draft(ChangeKind.ADD_HOUSEHOLD, head, {}, after, village=village, made_uid=uid, row=event.row)
    made.household = left.id if left else None
    return made, Home(None, str(uid), village)


def _known(event: Event, known: KnownPerson, home: str, relation: str, around: Around) -> Draft:
    before: dict[str, Any] = {"household": str(around.homes_by_id[known.household].uid)}
    after: dict[str, Any] = {"household": home}
    if relation and relation != known.relation:
        before["relation"], after["relation"] = known.relation, relation
    kind = ChangeKind.MOVE_PERSON
    if known.valid_to is not None:
        kind = ChangeKind.RETURN_PERSON
        before |= {"valid_to": known.valid_to, "end_cause": known.end_cause}
        after |= {"valid_to": None, "end_cause": ""}
    return _of_person(kind, event, known, before, after, on=event.on.isoformat())


def _written(event: Event) -> dict[str, Any]:
    """What the roster says of somebody new; a number says day of birth and sex itself."""
    after: dict[str, Any] = {"name": event.who.name}
    if event.who.number:
        number = idnumber.parse(event.who.number)
        after |= {"id_number": number.text, "certificate": ID_CARD}
        return {**after, "sex": number.sex, "birth": number.birth.isoformat()}
    if event.sex:
        after["sex"] = event.sex
    if event.kind == EventKind.BIRTH:
        after["birth"] = event.on.isoformat()
    return after


def _of_person(
    kind: ChangeKind,
    event: Event,
    one: KnownPerson,
    before: dict[str, Any],
    after: dict[str, Any],
    **more: Any,
) -> Draft:
    return Draft(
        kind,
        one.name,
        before,
        after,
        household=one.household,
        person=one.id,
        village=one.village,
        touched=one.version,
        row=event.row,
        **more,
    )
