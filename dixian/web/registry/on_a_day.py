"""What a household was on a day, and what was known of it on another: its status, members, focus groups and facts."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.registry.facts.api import kinds_by_code, known_on, true_on
from dixian.registry.focus.api import groups_on
from dixian.registry.households.api import Household, Membership, Person, household_record, kind_on
from dixian.warning.cases import api as cases
from dixian.web.shell.pages import page


@page(C.SEE_HOUSEHOLDS)
def on_a_day(request: Any, uid: UUID) -> HttpResponse:
    """day: the day asked about; known: as it was known at the end of this day, today where it is not asked for."""
    try:
        household = household_record(uid=uid, post=request.post).household
    except Household.DoesNotExist:
        raise Http404 from None
    today = clock.today()
    day = min(_asked(request.GET.get("day", "")) or today, today)
    known = min(_asked(request.GET.get("known", "")) or today, today)
    own = list(cases.cases(request.post).filter(household=household).order_by("id"))
    own = cases.as_known(own, known) if known < today else own
    values = {
        "household": household,
        "day": day,
        "known": known,
        "today": today,
        "standing": cases.standing_on(own, day),
        "kind": kind_on(household=household, day=min(day, known), post=request.post),
        "members": _members(household, day),
        "focus": groups_on(household=household.pk, day=min(day, known), post=request.post),
        "facts": _facts(household, day, known, request.post),
    }
    return render(request, "registry/on_a_day.html", values)


def _asked(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _members(household: Household, day: date) -> list[Person]:
    then = Membership.objects.filter(household=household, valid_from__lte=day)
    then = then.filter(Q(valid_to=None) | Q(valid_to__gt=day))
    return [one.person for one in then.select_related("person").order_by("person_id")]


def _facts(household: Household, day: date, known: date, post: Any) -> list[tuple[Any, str, Any, str]]:
    """Kind, whose it is, the fact, its value in words."""
    told = {"household": household.pk, "day": day, "post": post}
    if known < clock.today():
        found = known_on(known=clock.midnight(known + timedelta(days=1)), **told)
    else:
        found = true_on(**told)
    kinds = kinds_by_code()
    facts = [one for one in found.values() if one.kind in kinds]
    people = Person.objects.in_bulk({one.person_id for one in facts if one.person_id})
    names = {pk: one.name for pk, one in people.items()}
    return [
        (kinds[one.kind], names.get(one.person_id or 0, "全户"), one, kinds[one.kind].in_words(one.value))
        for one in sorted(facts, key=lambda one: (one.kind, one.pk))
    ]
