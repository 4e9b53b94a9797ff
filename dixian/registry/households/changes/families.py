"""Drafts of who comes to whom: one head a household, and nobody with a relation that is not theirs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.households.changes.drafts import Draft
from dixian.registry.households.changes.relations import Member, following, successor
from dixian.registry.households.changes.rules import HEAD, relation_word
from dixian.registry.households.changes.succession import relation_drafts, successions
from dixian.registry.households.enums import ChangeKind
from dixian.registry.households.models import Household, Person


def refuse_ended(household: Household) -> None:
    """Raises Refusal where the household is in the register no more."""
    if household.valid_to is not None:
        raise Refusal(
            f"{household.head_name}户已于 {household.valid_to} 注销，不能再改",
            "到人员现在的户办理；注销错了的，撤销注销它的那批变更",
        )


def heir_of(members: Sequence[Person]) -> Person | None:
    """Who is proposed as head where the head of these goes; None where there is no head, or nobody else."""
    left = [one for one in members if one.relation != HEAD]
    if not left or len(left) == len(members):
        return None
    next_ = successor([_member(one) for one in left], clock.today())
    return next(one for one in left if one.pk == next_.id)


def followed(drafts: Sequence[Draft], chosen: Person | None) -> list[Draft]:
    """These, and who follows a head that goes by them. Raises Refusal where somebody was chosen who can't follow."""
    more = successions(drafts, clock.today(), chosen=chosen.pk if chosen else None)
    if chosen and not any(one.person == chosen.pk and one.after["relation"] == HEAD for one in more):
        raise Refusal(
            f"{chosen.name}这次当不了户主", "走的是户主，而且选的人留在这一户，才选新户主；否则空着"
        )
    return [*drafts, *more]


def refuse_second(household: Household, relation: str | None) -> None:
    """Raises Refusal where a head would come to another head."""
    head = _head(household) if relation == HEAD else None
    if head is not None:
        raise Refusal(
            f"这一户的户主是{head.name}，一户只有一个户主",
            "写明与现户主的关系；要换户主的，先在这一户更正",
        )


def instead(person: Person, relation: str, former: str) -> list[Draft]:
    """What comes with another relation of somebody: where they become head, the present head and the others are
    something else to them. Raises Refusal where that is not known, and where nobody would be head.
    """
    others = Person.objects.filter(household_id=person.household_id, valid_to=None).exclude(pk=person.pk)
    own = [_member(one) for one in others.order_by("id")]
    head = next((one for one in own if one.relation == HEAD), None)
    if relation != HEAD:
        if person.relation == HEAD and head is None:
            raise Refusal(
                f"{person.name}是户主，改了这一户就没有户主",
                "在新户主的“更正”里把与户主关系改为“户主”，同时写明原户主是他的什么人",
            )
        return []
    if head is None:
        return []
    new = _member(person)
    said = relation_word(former.strip()) or following(HEAD, sex=head.sex, head=new, former_sex=head.sex)
    if not said or said == HEAD:
        raise Refusal(
            f"这一户的户主现在是{head.name}，一户只有一个户主",
            f"在“原户主是新户主的什么人”里写明{head.name}与{person.name}的关系",
        )
    where = {"home": person.household_id, "village": person.village_id}
    return relation_drafts(own, new, head, {head.id: said}, **where)


def splitting(
    household: Household, members: Sequence[Person], head: Person, relations: Mapping[int, str], on: date
) -> list[Draft]:
    """A household made of members of another. Raises Refusal."""
    refuse_ended(household)
    if head not in members:
        raise Refusal("新户的户主要在分出去的人里", "重新选户主")
    if len(members) >= household.size:
        raise Refusal("不能把全户都分出去", "至少留一人在原来的户里")
    uid = new_uid()
    after = {
        "number": "",
        "village": household.village_id,
        "group_name": household.group_name,
        "address": household.address,
        "kind": household.kind,
        "head_name": head.name,
        "size": len(members),
    }
    made = Draft(ChangeKind.ADD_HOUSEHOLD, head.name, {}, after, household=household.pk)
    made.village, made.made_uid = household.village_id, uid
    new, former = _member(head), _head(household)
    said = {head.pk: HEAD}
    for one in members:
        if one.pk != head.pk:
            said[one.pk] = relations.get(one.pk, "") or (
                following(one.relation, sex=one.sex, head=new, former_sex=former.sex) if former else ""
            )
    _refuse_unknown(members, said, head.name, but=head.pk)
    return [made, *(moving(one, uid, said[one.pk], on) for one in members)]


def merging(household: Household, into: Household, relations: Mapping[int, str], on: date) -> list[Draft]:
    """Everybody of a household goes into another. Raises Refusal."""
    refuse_ended(household)
    refuse_ended(into)
    if into.pk == household.pk:
        raise Refusal("不能并入自己", "填要并入的那一户的户编号")
    members = list(
        Person.objects.filter(household=household, valid_to=None).select_related("household").order_by("id")
    )
    _refuse_unknown(members, relations, into.head_name)
    return [moving(one, into.uid, relations[one.pk], on) for one in members]


def moving(person: Person, to: Any, relation: str, on: date) -> Draft:
    """Somebody goes into the household of this uid."""
    before = {"household": str(person.household.uid)}
    after: dict[str, Any] = {"household": str(to)}
    if relation and relation != person.relation:
        before["relation"], after["relation"] = person.relation, relation
    return of_person(ChangeKind.MOVE_PERSON, person, before, after, on=on.isoformat())


def of_person(kind: str, person: Person, before: dict[str, Any], after: dict[str, Any], **more: Any) -> Draft:
    """A change of somebody of the register."""
    return Draft(
        kind,
        person.name,
        before,
        after,
        household=person.household_id,
        person=person.pk,
        village=person.village_id,
        touched=person.version,
        **more,
    )


def _refuse_unknown(
    members: Sequence[Person], said: Mapping[int, str], head: str, *, but: int | None = None
) -> None:
    """Each needs a relation to the head, and only the head is one."""
    missing = [one.name for one in members if not said.get(one.pk)]
    if missing:
        raise Refusal(f"没有写{'、'.join(missing)}与户主{head}的关系", "逐人写明与新户主的关系再提请")
    second = [one.name for one in members if said[one.pk] == HEAD and one.pk != but]
    if second:
        raise Refusal(f"户主是{head}，{'、'.join(second)}不能也是户主", "写明与户主的关系")


def _head(household: Household) -> Person | None:
    return Person.objects.filter(household=household, valid_to=None, relation=HEAD).order_by("id").first()


def _member(one: Person) -> Member:
    return Member(one.pk, one.name, one.relation, one.sex, one.birth, one.version)
