"""The county's units: the tree on any day, the search, the page of one unit, and who is missing."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas import api as areas
from dixian.foundation.areas.enums import ContactRole, Tier, UnitKind
from dixian.foundation.audit.api import record_read
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import move_waiting
from dixian.web.settings.areas import MAY_READ, choices
from dixian.web.settings.small_forms import Attempt, draw
from dixian.web.settings.trees import asked_day, asked_text, grow, matching
from dixian.web.settings.verbs import KINDS
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import page
from dixian.web.shell.words import free_text

# Party and government first, then what they stand above.
KINDS_IN_ORDER: list[str] = [UnitKind.PARTY, *(kind for kind in UnitKind if kind != UnitKind.PARTY)]


@page(MAY_READ)
def unit_list(request: Any) -> HttpResponse:
    """The tree of a day, or what is searched for, and how many posts are empty."""
    day, text, show = asked_day(request), asked_text(request), request.GET.get("show", "")
    everything = areas.Unit.objects.select_related("parent", "successor")
    counts = areas.vacancy_counts(areas.vacancies(on=day))
    values: dict[str, Any] = {
        "day": day,
        "text": text,
        "show": show,
        "is_today": day == clock.today(),
        "vacancies": [(role, count) for role, count in counts.items() if count],
        "ended": everything.filter(valid_to__lte=day).count(),
        "may_manage": request.post.can(C.MANAGE_AREAS),
    }
    if text:
        names = ("name", "short_name", "aliases__name", "formers__name", "formers__short_name")
        values["rows"] = matching(everything, text, *names)
    elif show == "ended":
        values["rows"] = list(everything.filter(valid_to__lte=day).order_by("path"))
    else:
        shown = sorted(areas.units_on(day), key=lambda one: KINDS_IN_ORDER.index(one.kind))
        values["top"] = grow(shown, {}, open_kinds=Tier.COUNTY.kinds[:2])
    return render(request, "settings/units.html", values)


@page(MAY_READ)
def unit(request: Any, uid: UUID) -> HttpResponse:
    """One unit."""
    found = areas.Unit.objects.select_related("parent__parent__parent", "successor", "area")
    return unit_page(request, get_object_or_404(found, uid=uid))


def unit_page(request: Any, record: areas.Unit, attempt: Attempt | None = None) -> HttpResponse:
    """What it is and was, who answers in it, what it is called, its groups, and what can be done to it."""
    may_manage = request.post.can(C.MANAGE_AREAS)

    def with_forms(kind: str, rows: Any) -> list[Any]:
        return [(one, draw(KINDS, kind, one, attempt) if may_manage else []) for one in rows]

    contacts = record.contacts.select_related("unit").order_by("-valid_from", "-id")
    now = [one for one in contacts if _in_force(one)]
    children = record.children.order_by("code")
    members = areas.UnitGroupMember.objects.filter(unit=record).select_related("group")
    values = {
        "unit": record,
        "contacts": [
            (role, with_forms("contact", [one for one in now if one.role == role])) for role in ContactRole
        ],
        "past": with_forms("contact", [one for one in contacts if one not in now]),
        "aliases": with_forms("alias", record.aliases.select_related("unit").order_by("id")),
        "members": members.order_by("-valid_from"),
        "children": [child for child in children if not child.has_ended()],
        "merged": areas.Unit.objects.filter(successor=record).order_by("code"),
        "handles": record.handles.filter(areas.in_force(clock.today()), confirmed=True).select_related(
            "area"
        ),
        "formers": record.formers.select_related("parent").order_by("-valid_to"),
        "waiting": move_waiting(record),
        "may_manage": may_manage,
        "may_reveal": request.post.can(C.REVEAL),
        "forms": draw(KINDS, "unit", record, attempt) if may_manage else [],
        **(choices() if may_manage else {}),
    }
    return render(request, "settings/unit.html", values, status=409 if attempt else 200)


def _in_force(contact: areas.UnitContact) -> bool:
    today = clock.today()
    return contact.valid_from <= today and (contact.valid_to is None or contact.valid_to > today)


@page(MAY_READ)
def vacancies(request: Any) -> HttpResponse:
    """Units that lack a first responsible person, a deputy or a liaison, by role and tier."""
    role, tier, text = request.GET.get("role", ""), request.GET.get("tier", ""), asked_text(request)
    tiers = [Tier(tier)] if tier in Tier.values else areas.ANSWERING
    lacking = areas.vacancies(tiers)
    counts = areas.vacancy_counts(lacking)
    rows = lacking.filter(areas.lacking(ContactRole(role))) if role in ContactRole.values else lacking
    if text:
        rows = rows.filter(name__contains=text) | rows.filter(short_name__contains=text)
    found = page_by_id(rows.select_related("parent"), request.GET.get("after", ""))
    values = {
        "rows": [(one, _missing(one)) for one in found.rows],
        "next_key": found.next_key,
        "carried": f"role={role}&tier={tier}&q={text}",
        "role": role,
        "tier": tier,
        "text": text,
        "roles": [(one.value, one.label, counts[one]) for one in ContactRole],
        "tiers": [(one.value, one.label) for one in areas.ANSWERING],
        "total": rows.count(),
        "may_manage": request.post.can(C.MANAGE_AREAS),
    }
    return render(request, "settings/vacancies.html", values)


def _missing(record: areas.Unit) -> list[str]:
    return [role.label for role in ContactRole if getattr(record, f"lacks_{role}")]


@page(C.REVEAL, methods=("POST",))
def reveal_contact(request: Any, uid: UUID) -> HttpResponse:
    """The full number of a contact, for a reason that is noted before it is shown (decision 8)."""
    contact = get_object_or_404(areas.UnitContact, uid=uid)
    reason = free_text(request, "reason", called="查看理由", longest=200)
    if len(reason) < 2:
        raise Refusal("没有写明查看理由", "写明为什么要看，例如“联系督办”")
    record_read(what="电话", subject="单位联系人", uids=[str(contact.uid)], reason=reason)
    number = contact.phone.open() if contact.phone is not None else ""
    return render(request, "settings/contact_number.html", {"number": number})
