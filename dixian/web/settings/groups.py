"""Unit groups: who belongs to 各乡镇, 各派驻单位 and the like, from-to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas import api as areas
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.web.settings.areas import MAY_READ, choices
from dixian.web.settings.small_forms import Attempt, draw, draw_one, read
from dixian.web.settings.trees import asked_text
from dixian.web.settings.verbs import KINDS, OPEN_GROUP
from dixian.web.shell.pages import page


@page(MAY_READ, methods=("GET", "POST"))
def group_list(request: Any) -> HttpResponse:
    """All groups with how many belong to them today; a new one."""
    attempt = None
    if request.method == "POST":
        request.post.require(C.MANAGE_AREAS)
        try:
            made = OPEN_GROUP.run(**read(OPEN_GROUP, request.POST))
        except Refusal as refusal:
            attempt = Attempt(request.path, request.POST, refusal.message, refusal.remedy)
        else:
            messages.success(request, f"已新设单位组“{made}”")
            return redirect("group", uid=made.uid)
    return _list(request, attempt)


def _list(request: Any, attempt: Attempt | None) -> HttpResponse:
    today, text = clock.today(), asked_text(request)
    belongs = Q(unitgroupmember__valid_from__lte=today) & (
        Q(unitgroupmember__valid_to__isnull=True) | Q(unitgroupmember__valid_to__gt=today)
    )
    groups = areas.UnitGroup.objects.annotate(size=Count("unitgroupmember", filter=belongs))
    if text:
        named = Q(name__contains=text) | Q(aliases__name__contains=text) | Q(members__name__contains=text)
        groups = groups.filter(pk__in=areas.UnitGroup.objects.filter(named).values("pk"))
    may_manage = request.post.can(C.MANAGE_AREAS)
    values = {
        "rows": groups.prefetch_related("aliases").order_by("id"),
        "text": text,
        "may_manage": may_manage,
        "forms": [draw_one(OPEN_GROUP, reverse("group-list"), attempt)] if may_manage else [],
    }
    return render(request, "settings/groups.html", values, status=409 if attempt else 200)


@page(MAY_READ)
def group(request: Any, uid: UUID) -> HttpResponse:
    """One group."""
    return group_page(request, get_object_or_404(areas.UnitGroup, uid=uid))


def group_page(request: Any, record: areas.UnitGroup, attempt: Attempt | None = None) -> HttpResponse:
    """Who belongs to it and did, what it is also called, and what can be done to it."""
    may_manage = request.post.can(C.MANAGE_AREAS)
    today = clock.today()
    rows = areas.UnitGroupMember.objects.filter(group=record).select_related("unit", "group")
    members = [
        (one, draw(KINDS, "member", one, attempt) if may_manage else [])
        for one in rows.order_by("unit__path", "valid_from")
    ]
    aliases = record.aliases.select_related("group").order_by("id")
    values = {
        "group": record,
        "members": [pair for pair in members if pair[0].valid_to is None or pair[0].valid_to > today],
        "past": [pair for pair in members if pair[0].valid_to is not None and pair[0].valid_to <= today],
        "aliases": [(one, draw(KINDS, "group-alias", one, attempt) if may_manage else []) for one in aliases],
        "may_manage": may_manage,
        "forms": draw(KINDS, "group", record, attempt) if may_manage else [],
        **(choices() if may_manage else {}),
    }
    return render(request, "settings/group.html", values, status=409 if attempt else 200)
