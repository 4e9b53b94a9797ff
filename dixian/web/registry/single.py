"""Single changes from the household page: each form asks for one, and another person approves it."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, villages_of
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households import api as households
from dixian.registry.households.api import Household, Person
from dixian.registry.households.enums import EndCause, HouseholdKind, Monitored
from dixian.web.registry.entering import choices, entered, identity_of, values_of, way_in
from dixian.web.shell.pages import day_of, get_visible, page, uid_of
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

CAUSES = (EndCause.DEATH, EndCause.MOVED_AWAY, EndCause.CANCELLED)


@page(C.PROPOSE_REGISTER, methods=("GET", "POST"), sealed=("phone", "certificate_number", "number"))
def change_household(request: Any, uid: UUID) -> HttpResponse:
    """GET: the forms. POST: the one that was sent, by its verb."""
    household = get_visible(Household.objects.select_related("village__parent"), request, uid)
    households.refuse_ended(household)
    if request.method == "GET":
        return render(request, "registry/change_household.html", _shown(request, household))
    verb = VERBS.get(request.POST.get("verb", ""))
    if verb is None:
        raise Refusal("没有选择改什么", "回到这户的页面再选")
    reason = free_text(request, "reason", called="依据", longest=200)
    made = verb(request, household, reason)
    messages.success(request, f"已提请：{made.what}。由另一位同事审批后登记")
    return redirect("change-batch", made.uid)


def _shown(request: Any, household: Household) -> dict[str, Any]:
    members = list(Person.objects.filter(household=household, valid_to=None).order_by("id"))
    return {
        "household": household,
        "members": members,
        "heir": households.heir_of(members),
        **choices(),
        "kinds": HouseholdKind.choices,
        "types": Monitored.choices,
        "causes": [(one.value, one.label) for one in CAUSES],
        "villages": _villages(request, household),
        "open_changes": households.open_changes(household=household, post=request.post),
    }


def _villages(request: Any, household: Household) -> list[Area]:
    """Where the household could move to: the villages of its township."""
    return list(villages_of(household.village.parent)) if household.village.parent else []


def _correct_person(request: Any, household: Household, reason: str) -> households.ChangeBatch:
    person = _member(request, household, "person")
    unchanged(request, person)
    values = {**values_of(request, ("name", "relation", "sex", "phone")), **identity_of(request)}
    if not (values["name"] and values["relation"]):
        raise Refusal("姓名和与户主关系不能空着", "补填后再提请")
    values["residence"] = request.POST.get("residence", "")
    former = values_of(request, ("relation",), field="former")["relation"] or ""
    return households.correct_person(
        person=person, values=values, reason=reason, post=request.post, former=former
    )


def _correct_household(request: Any, household: Household, reason: str) -> households.ChangeBatch:
    unchanged(request, household)
    values: dict[str, Any] = values_of(request, ("group_name", "address"))
    values |= {"phone": values_of(request, ("phone",))["phone"]}
    values |= {name: request.POST.get(name, "") for name in ("kind", "monitored")}
    values["risk_eliminated"] = request.POST.get("risk_eliminated", "") == "1"
    village = request.POST.get("village", "")
    if village:
        values["village"] = _village(request, household, village)
    return households.correct_household(household=household, values=values, reason=reason, post=request.post)


def _add(request: Any, household: Household, reason: str) -> households.ChangeBatch:
    return households.add_person(
        household=household,
        values=entered(request),
        why=way_in(request),
        on=day_of(request, "on"),
        reason=reason,
        post=request.post,
    )


def _end(request: Any, household: Household, reason: str) -> households.ChangeBatch:
    cause = request.POST.get("cause", "")
    if cause not in CAUSES:
        raise Refusal("没有选注销的原因", "选一个原因再提请")
    return households.end_person(
        person=_member(request, household, "person"),
        cause=EndCause(cause),
        on=day_of(request, "on"),
        reason=reason,
        post=request.post,
        head=_heir(request, household),
    )


def _move(request: Any, household: Household, reason: str) -> households.ChangeBatch:
    return households.move_person(
        person=_member(request, household, "person"),
        to=_other(request),
        relation=values_of(request, ("relation",))["relation"] or "",
        on=day_of(request, "on"),
        reason=reason,
        post=request.post,
        head=_heir(request, household),
    )


def _split(request: Any, household: Household, reason: str) -> households.ChangeBatch:
    chosen = {uid_of(text) for text in request.POST.getlist("chosen")}
    members = Person.objects.filter(household=household, valid_to=None).order_by("id")
    going = [one for one in members.select_related("household") if one.uid in chosen]
    return households.split(
        household=household,
        members=going,
        relations=_relations(request, "split", going),
        stays=_heir(request, household),
        head=_member(request, household, "head"),
        on=day_of(request, "on"),
        reason=reason,
        post=request.post,
    )


def _merge(request: Any, household: Household, reason: str) -> households.ChangeBatch:
    members = list(Person.objects.filter(household=household, valid_to=None).order_by("id"))
    return households.merge(
        household=household,
        into=_other(request),
        on=day_of(request, "on"),
        relations=_relations(request, "merge", members),
        reason=reason,
        post=request.post,
    )


VERBS: dict[str, Callable[[Any, Household, str], households.ChangeBatch]] = {
    "correct-person": _correct_person,
    "correct-household": _correct_household,
    "add": _add,
    "end": _end,
    "move": _move,
    "split": _split,
    "merge": _merge,
}


def _relations(request: Any, form: str, members: Sequence[Person]) -> dict[int, str]:
    """Person -> what they are to the new head, as far as the form says."""
    said = {
        one.pk: values_of(request, ("relation",), field=f"{form}-{one.uid}")["relation"] for one in members
    }
    return {person: relation for person, relation in said.items() if relation}


def _heir(request: Any, household: Household) -> Person | None:
    """Who was chosen as head of those who stay; None where the proposed one is to be."""
    return _member(request, household, "heir") if request.POST.get("heir") else None


def _member(request: Any, household: Household, field: str) -> Person:
    wanted = uid_of(request.POST.get(field, ""))
    members = Person.objects.select_related("household").filter(household=household, valid_to=None)
    found = members.filter(uid=wanted).first()
    if found is None:
        raise Refusal("选的人不在这一户里", "刷新页面后再选")
    return found


def _other(request: Any) -> Household:
    """The household of the number that was typed, within the post's scope."""
    number = request.POST.get("number", "").strip()
    homes = Household.objects.visible_to(request.post).filter(valid_to=None)
    found: Household | None = homes.filter(number__in=households.numbers_meant(number)).first()
    if found is None:
        raise Refusal(
            f"您的范围内没有户编号“{number}”", "在那一户的页面上看户编号；跨乡镇的由县农业农村局提请"
        )
    return found


def _village(request: Any, household: Household, code: str) -> int:
    found = next((one for one in _villages(request, household) if one.code == code), None)
    if found is None:
        raise Refusal("选的村不在这个乡镇", "刷新页面后再选")
    return int(found.pk)
