"""Search, the list of a village's households, a household, and the look at a full number."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import Lead, leads, sources_of_leads
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, villages_of
from dixian.foundation.policy.api import labels
from dixian.foundation.worklist.api import Obligation, duties_of
from dixian.registry.facts.api import current, kinds_by_code
from dixian.registry.focus.api import groups_of
from dixian.registry.households.api import (
    MOST_HITS,
    Household,
    Person,
    household_record,
    may_reveal,
    open_changes,
    search,
)
from dixian.warning.verification.api import answers_of_leads, sheet_called
from dixian.warning.visits.api import visits_of
from dixian.web.leads.shown import may_see_paper
from dixian.web.leads.trail import trail_of
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.registry.columns import HOUSEHOLDS
from dixian.web.registry.pairing import SEES_PAIRING
from dixian.web.registry.tags import tags_of
from dixian.web.registry.trail import register_trail
from dixian.web.shell.menu import SEES_REGISTER
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.reasons import duty_in_hand, why_sent
from dixian.web.visits.visiting import GOES

# No name, address or number is longer, and a database looks for no pattern of any length.
LONGEST_ASKED = 100


@page(C.SEE_HOUSEHOLDS, methods=("GET", "POST"), look_up=True, sealed=("q",))
def find(request: Any) -> HttpResponse:
    """Search by POST, so that no number stands in an address or a log."""
    if request.method == "GET":
        return redirect("households")
    query = request.POST.get("q", "").strip()[:LONGEST_ASKED]
    if request.post.can(C.SEE_LEADS) and (sheet := sheet_called(query, request.post)):
        return redirect("push-sheet", sheet.uid)
    hits = search(query=query, post=request.post)
    values = {"query": query, "hits": hits, "cut_at": len(hits) if len(hits) == MOST_HITS else 0}
    return render(request, "registry/hits.html", values)


@page(C.SEE_HOUSEHOLDS, methods=("GET", "POST"), look_up=True)
def households(request: Any) -> HttpResponse:
    """The households the post reaches, village by village, by key. POST is the workbook of what is seen."""
    found = Household.objects.visible_to(request.post).filter(valid_to=None).select_related("village")
    village = request.GET.get("village", "")
    kind = request.GET.get("kind", "")
    if village:
        found = found.filter(village__code=village)
    if kind == "monitored":
        found = found.exclude(monitored="").filter(risk_eliminated=False)
    elif kind:
        found = found.filter(kind=kind)
    look = Look.of(request, HOUSEHOLDS, village=village, kind=kind)
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "village": village,
        "kind": kind,
        "villages": _villages(request.post),
        "sees_pairing": any(request.post.can(one) for one in SEES_PAIRING),
    }
    return render(request, "registry/households.html", values)


@page(C.SEE_HOUSEHOLDS)
def household(request: Any, uid: UUID) -> HttpResponse:
    """一户一档: who, where, members, facts, what is open, what happened."""
    try:
        record = household_record(uid=uid, post=request.post)
    except Household.DoesNotExist:
        raise Http404 from None
    kinds = kinds_by_code()
    own = list(leads(request.post).filter(household=record.household).order_by("-id"))
    duties = list(duties_of(subject_uids=[lead.uid for lead in own], post=request.post))
    in_hand = _duty(request.post, record.household, own)
    by_uid = {lead.uid: lead for lead in own}
    values = {
        "household": record.household,
        "tags": tags_of(record.household, own, sources_of_leads(own, request.post)),
        "members": record.members,
        "focus": groups_of(household=record.household.pk, post=request.post),
        "facts": [
            (kinds[one.kind], one.person, one.fact, kinds[one.kind].in_words(one.fact.value))
            for one in current(household=record.household.pk, post=request.post)
        ],
        "leads": own,
        "open_duties": [(duty, by_uid[duty.subject_uid]) for duty in duties if duty.state == "open"],
        "became": record.became,
        "sees_visits": request.post.can(C.SEE_LEADS),
        "visits": visits_of(record.household, request.post) if request.post.can(C.SEE_LEADS) else [],
        "may_visit": any(request.post.can(one) for one in GOES) and record.household.valid_to is None,
        "trail": register_trail(
            record.household, trail_of(own, answers_of_leads(own, request.post), request.post), request.post
        ),
        "may_see_sheet": may_see_paper(request.post),
        "may_reveal": may_reveal(household=record.household, post=request.post, in_duty=in_hand is not None),
        "in_hand": in_hand,
        "residences": labels("residence_status"),
        "certificates": labels("certificate_kind"),
        "open_changes": open_changes(household=record.household, post=request.post)
        if any(request.post.can(one) for one in SEES_REGISTER)
        else [],
    }
    return render(request, "registry/household.html", values)


@page(C.REVEAL)
def ask_reveal(request: Any, uid: UUID) -> HttpResponse:
    """The form that asks for the reason."""
    person, _ = _revealed(request, uid)
    return render(request, "registry/ask_reveal.html", {"person": person})


@page(C.REVEAL, methods=("POST",), look_up=True)
def reveal(request: Any, uid: UUID) -> HttpResponse:
    """A full number, for an open duty or a reason that is noted before it is shown (decisions 8, 9)."""
    person, duty = _revealed(request, uid)
    why_sent(request, duty).note(what="身份证号、电话", subject="人", uids=[person.uid])
    values = {
        "person": person,
        "id_number": person.id_number.open() if person.id_number else "",
        "phone": person.phone.open() if person.phone else "",
    }
    return render(request, "registry/revealed.html", values)


def _revealed(request: Any, uid: UUID) -> tuple[Person, Obligation | None]:
    """The person, and the duty that brings the post to them. Raises NotAllowed where it is not its business."""
    person = get_visible(Person.objects.select_related("household"), request, uid)
    own = list(leads(request.post).filter(household=person.household))
    duty = _duty(request.post, person.household, own)
    if not may_reveal(household=person.household, post=request.post, in_duty=duty is not None):
        raise NotAllowed(
            "您的岗位没有这户的待办，不能查看完整号码", "办理这户的待办时可以查看；其他情况请乡镇核对"
        )
    return person, duty


def _duty(post: Any, household: Household, own: Sequence[Lead]) -> Obligation | None:
    subjects = [household.uid, *(lead.uid for lead in own)]
    return duty_in_hand(post, subjects=subjects, household=household.pk)


def _villages(post: Any) -> list[Area]:
    if post.area is None:
        return []
    return list(villages_of(post.area))
