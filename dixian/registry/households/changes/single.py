"""Single changes somebody enters: each a batch of its own, proposed at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.households.changes.checking import refuse_impossible
from dixian.registry.households.changes.drafts import Draft, counted, keep
from dixian.registry.households.changes.entrants import refuse_birth, refuse_known
from dixian.registry.households.changes.families import (
    followed,
    instead,
    merging,
    moving,
    of_person,
    refuse_ended,
    refuse_second,
    splitting,
)
from dixian.registry.households.changes.proposing import propose
from dixian.registry.households.changes.rules import HEAD, wrong_type
from dixian.registry.households.enums import BatchState, ChangeKind, EndCause, HouseholdKind, Source
from dixian.registry.households.models import ChangeBatch, Household, Person
from dixian.registry.households.sealing import ID_CARD

SEALED = ("id_number", "phone", "certificate_number")
NOTHING: Mapping[int, str] = {}


def correct_person(
    *, person: Person, values: Mapping[str, Any], reason: str, post: Post, former: str = ""
) -> ChangeBatch:
    """Ask for other values of a person. former: what the present head is to them, where they become head.

    Raises NotAllowed; Refusal where nothing differs, and where the household would have two heads or none.
    """
    refuse_ended(person.household)
    before, after = _differing(person, values)
    if "id_number" in after:
        after.setdefault("certificate", ID_CARD)
        before.setdefault("certificate", person.certificate)
    drafts = [of_person(ChangeKind.CORRECT_PERSON, person, before, after)]
    if "relation" in after:
        drafts += instead(person, after["relation"], former)
    return asked("更正人员信息", drafts, [person.village_id], reason, post)


def correct_household(
    *, household: Household, values: Mapping[str, Any], reason: str, post: Post
) -> ChangeBatch:
    """Ask for other values of a household; `village` (an id) moves it. Raises NotAllowed, Refusal."""
    refuse_ended(household)
    before, after = _differing(household, values)
    kind, monitored = (after.get(name, getattr(household, name)) for name in ("kind", "monitored"))
    if why := wrong_type(kind, monitored):
        raise Refusal(why, "核对户类型和监测对象类别")
    moved = "village" in after
    draft = Draft(
        ChangeKind.MOVE_HOUSEHOLD if moved else ChangeKind.CORRECT_HOUSEHOLD,
        household.head_name,
        before,
        after,
        household=household.pk,
        village=household.village_id,
        touched=household.version,
    )
    villages = [household.village_id, *([after["village"]] if moved else [])]
    return asked("整户换村" if moved else "更正户信息", [draft], villages, reason, post)


@transaction.atomic
def add_person(
    *, household: Household, values: Mapping[str, Any], why: str, on: date, reason: str, post: Post
) -> ChangeBatch:
    """Ask for somebody to come into a household; why: 出生, 婚入, 迁入.

    Raises NotAllowed; Refusal for a second head, a birth on another day, a number of somebody within the scope.
    """
    refuse_ended(household)
    refuse_birth(values.get("birth"), why, on)
    refuse_second(household, values.get("relation"))
    uid = new_uid()
    after = {name: value for name, value in values.items() if value not in (None, "")}
    after |= {"number": "", "household": str(household.uid)}
    draft = Draft(
        ChangeKind.ADD_PERSON,
        str(after["name"]),
        {},
        after,
        household=household.pk,
        village=household.village_id,
        made_uid=uid,
        on=on.isoformat(),
    )
    made = asked(f"新增人口（{why}）", [draft], [household.village_id], reason, post)
    # Last, so that nobody learns whose a number is by asking for what can't be.
    refuse_known(values.get("id_number"), post)
    return made


@transaction.atomic
def found_household(
    *, village: Area, values: Mapping[str, Any], on: date, reason: str, post: Post
) -> ChangeBatch:
    """Ask for a household of one person, its head, in a village. Raises NotAllowed, Refusal."""
    uid, head = new_uid(), new_uid()
    person = {name: value for name, value in values.items() if value not in (None, "")}
    person |= {"number": "", "household": str(uid), "relation": HEAD}
    home = {"number": "", "village": village.pk, "kind": HouseholdKind.GENERAL.value}
    home |= {"head_name": person["name"], "size": 1}
    name = str(person["name"])
    drafts = [
        Draft(ChangeKind.ADD_HOUSEHOLD, name, {}, home, village=village.pk, made_uid=uid),
        Draft(ChangeKind.ADD_PERSON, name, {}, person, village=village.pk, made_uid=head, on=on.isoformat()),
    ]
    made = asked("新立户", drafts, [village.pk], reason, post)
    refuse_known(values.get("id_number"), post)
    return made


def end_person(
    *, person: Person, cause: EndCause, on: date, reason: str, post: Post, head: Person | None = None
) -> ChangeBatch:
    """Ask for a person's entry to end; head: who heads the household then, where it was they (else as is the custom).

    Raises NotAllowed; Refusal for a day to come.
    """
    before, after = (
        {"valid_to": None, "end_cause": ""},
        {"valid_to": on.isoformat(), "end_cause": cause.value},
    )
    draft = of_person(ChangeKind.END_PERSON, person, before, after)
    return asked(f"注销（{cause.label}）", followed([draft], head), [person.village_id], reason, post)


def move_person(
    *,
    person: Person,
    to: Household,
    relation: str,
    on: date,
    reason: str,
    post: Post,
    head: Person | None = None,
) -> ChangeBatch:
    """Ask for a person to belong to another household; head: as of `end_person`. Raises NotAllowed, Refusal."""
    if to.pk == person.household_id:
        raise Refusal(f"{person.name}本来就在这一户", "填要去的那一户的户编号")
    refuse_second(to, relation)
    draft = moving(person, to.uid, relation, on)
    return asked("人员换户", followed([draft], head), [person.village_id, to.village_id], reason, post)


def split(
    *,
    household: Household,
    members: Sequence[Person],
    head: Person,
    on: date,
    reason: str,
    post: Post,
    relations: Mapping[int, str] = NOTHING,
    stays: Person | None = None,
) -> ChangeBatch:
    """Ask for members to make a household of their own. stays: who heads those who stay, where their head goes.

    relations: person -> what they are to the new head; needed where it does not follow. Raises NotAllowed, Refusal.
    """
    drafts = splitting(household, members, head, relations, on)
    return asked("分户", followed(drafts, stays), [household.village_id], reason, post)


def merge(
    *,
    household: Household,
    into: Household,
    on: date,
    reason: str,
    post: Post,
    relations: Mapping[int, str] = NOTHING,
) -> ChangeBatch:
    """Ask for everybody to go into another household; the one they leave ends.

    relations: person -> what each is to the head there. Raises NotAllowed; Refusal where one is missing.
    """
    drafts = merging(household, into, relations, on)
    return asked("并户", drafts, [household.village_id, into.village_id], reason, post)


def _differing(record: Any, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that say something else now, before and after. Raises Refusal where none does."""
    before, after = differing_in(record, values)
    if not after:
        raise Refusal("没有改动", "改好要改的栏目再提请")
    return before, after


def differing_in(record: Any, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same, empty where none does. A sealed one that is not given stays."""
    before, after = {}, {}
    for name, value in values.items():
        now = record.village_id if name == "village" else getattr(record, name)
        if name in SEALED:
            now = now.open() if now else ""
            if not value:
                continue
        now = now.isoformat() if isinstance(now, date) else now
        if value != now:
            before[name], after[name] = now, value
    return before, after


@transaction.atomic
def asked(what: str, drafts: list[Draft], villages: Sequence[int], reason: str, post: Post) -> ChangeBatch:
    post.require(Capability.PROPOSE_REGISTER)
    area = _around(villages)
    span = span_of(post)
    if not (span.everything or area.pk in span.areas):
        raise Refusal("要改到您范围以外的地方", "跨乡镇的由县农业农村局提请")
    refuse_impossible(drafts)
    made = ChangeBatch.objects.create(
        source=Source.MANUAL, what=what, area=area, state=BatchState.PREPARED, counts=counted(drafts)
    )
    keep(made.pk, drafts)
    propose(batch=made, source=reason, post=post)
    return made


def _around(villages: Sequence[int]) -> Area:
    """The smallest area that holds these villages."""
    found = list(Area.objects.select_related("parent__parent").filter(pk__in=set(villages)))
    while len({one.pk for one in found}) > 1:
        found = [one.parent or one for one in found]
    return found[0]
