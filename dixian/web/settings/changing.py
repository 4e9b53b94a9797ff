"""The one address all the small forms of areas, units and groups are sent to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas import api as areas
from dixian.foundation.kernel.problems import Refusal
from dixian.web.settings.areas import area_page
from dixian.web.settings.groups import group_page
from dixian.web.settings.small_forms import Attempt, Kind, Verb, read
from dixian.web.settings.units import unit_page
from dixian.web.settings.verbs import KINDS
from dixian.web.shell.pages import page

PAGES: dict[Any, Any] = {
    areas.Area: ("area", area_page),
    areas.Unit: ("unit", unit_page),
    areas.UnitGroup: ("group", group_page),
}


@page(C.MANAGE_AREAS, methods=("POST",), sealed=("phone", "code"))
def change(request: Any, kind: str, uid: UUID, verb: str) -> HttpResponse:
    """Do it and go back to the page; where it is refused, the page with the form as it was filled in."""
    of = KINDS.get(kind)
    if of is None or verb not in of.verbs:
        raise Http404
    record = get_object_or_404(of.model.objects.select_related(*of.select), uid=uid)
    home, asked = of.page_record(record), of.verbs[verb]
    if not asked.when(record):
        raise Refusal(f"{record}现在不能“{asked.title}”", "回到它的页面，看现在的情况")
    name, show = PAGES[type(home)]
    try:
        with transaction.atomic():
            _do(of, asked, record, request.POST)
    except Refusal as refusal:
        if not asked.fields:
            raise
        record.refresh_from_db()
        attempt = Attempt(request.path, request.POST, refusal.message, refusal.remedy)
        response: HttpResponse = show(request, of.page_record(record), attempt)
        return response
    messages.success(request, f"已保存：{asked.title}")
    return redirect(name, uid=home.uid)


def _do(of: Kind, verb: Verb, record: Any, posted: Any) -> None:
    values = read(verb, posted)
    if posted.get("version") != str(record.version):
        raise Refusal(f"“{record}”在您填写时被别人改过", "看过现在的内容，再按需要保存")
    verb.run(**{verb.word or of.word: record, **values})
