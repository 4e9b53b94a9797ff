"""Search, the list of a village's households, a household, and the look at a full number."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import leads
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, villages_of
from dixian.foundation.audit.api import record_read
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import duties_of
from dixian.registry.facts.api import current, kinds_by_code
from dixian.registry.households.api import Household, Person, household_record, search
from dixian.web.registry.timeline import timeline
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import get_visible, page


@page(C.SEE_HOUSEHOLDS, methods=("GET", "POST"), look_up=True)
def find(request: Any) -> HttpResponse:
    """Search by POST, so that no number stands in an address or a log."""
    if request.method == "GET":
        return redirect("households")
    query = request.POST.get("q", "").strip()
    hits = search(query=query, post=request.post)
    return render(request, "registry/hits.html", {"query": query, "hits": hits})


@page(C.SEE_HOUSEHOLDS)
def households(request: Any) -> HttpResponse:
    """The households the post reaches, village by village, by key."""
    found = Household.objects.visible_to(request.post).select_related("village")
    village = request.GET.get("village", "")
    kind = request.GET.get("kind", "")
    if village:
        found = found.filter(village__code=village)
    if kind == "monitored":
        found = found.exclude(monitored="").filter(risk_eliminated=False)
    elif kind:
        found = found.filter(kind=kind)
    shown = page_by_id(found, request.GET.get("after", ""))
    values = {
        "rows": shown.rows,
        "next_key": shown.next_key,
        "village": village,
        "kind": kind,
        "villages": _villages(request.post),
        "carried": f"village={village}&kind={kind}",
        "may_pair": request.post.can(C.PAIR_HELPERS),
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
    facts = [
        (kinds[one.kind].title, one.person, one.fact, kinds[one.kind].unit)
        for one in current(household=record.household.pk, post=request.post)
    ]
    own = list(leads(request.post).filter(household=record.household).order_by("-id"))
    duties = list(duties_of(subject_uids=[lead.uid for lead in own], post=request.post))
    values = {
        "household": record.household,
        "members": record.members,
        "facts": facts,
        "leads": own,
        "open_duties": [duty for duty in duties if duty.state == "open"],
        "timeline": timeline(record.household, own, duties),
        "may_reveal": request.post.can(C.REVEAL),
    }
    return render(request, "registry/household.html", values)


@page(C.REVEAL, methods=("POST",), look_up=True)
def reveal(request: Any, uid: UUID) -> HttpResponse:
    """A full number, for a reason that is noted before it is shown (decision 8)."""
    person = get_visible(Person.objects, request, uid)
    reason = request.POST.get("reason", "").strip()
    if len(reason) < 2:
        raise Refusal("没有写明查看理由", "写明为什么要看，例如“入户核对证件”")
    record_read(what="身份证号、电话", subject="人", uids=[str(person.uid)], reason=reason[:200])
    return render(request, "registry/revealed.html", _opened(person))


def _opened(person: Person) -> dict[str, Any]:
    return {
        "person": person,
        "id_number": person.id_number.open() if person.id_number else "",
        "phone": person.phone.open() if person.phone else "",
    }


def _villages(post: Any) -> list[Area]:
    if post.area is None:
        return []
    return list(villages_of(post.area))


@page(C.SEE_HOUSEHOLDS)
def ask_reveal(request: Any, uid: UUID) -> HttpResponse:
    """The form that asks for the reason."""
    person = get_visible(Person.objects, request, uid)
    return render(request, "registry/ask_reveal.html", {"person": person})
