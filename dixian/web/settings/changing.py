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
from dixian.foundation.policy.api import propose_move
from dixian.web.settings.areas import area_page
from dixian.web.settings.groups import group_page
from dixian.web.settings.small_forms import Attempt, Kind, Verb, read
from dixian.web.settings.units import unit_page
from dixian.web.settings.verbs import KINDS
from dixian.web.shell.pages import page

WAITS = "已提请，由安全管理员批准后生效；办到哪一步在“提请审批”里看"
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
            waits = _do(of, asked, record, request)
    except Refusal as refusal:
        if not asked.fields:
            raise
        record.refresh_from_db()
        attempt = Attempt(request.path, request.POST, refusal.message, refusal.remedy)
        response: HttpResponse = show(request, of.page_record(record), attempt)
        return response
    messages.success(request, WAITS if waits else f"已保存：{asked.title}")
    return redirect(name, uid=home.uid)


def _do(of: Kind, verb: Verb, record: Any, request: Any) -> bool:
    """Whether it waits for a second person; else it is done. Raises Refusal."""
    values = read(verb, request.POST)
    if request.POST.get("version") != str(record.version):
        raise Refusal(f"“{record}”在您填写时被别人改过", "看过现在的内容，再按需要保存")
    if propose_move(run=verb.run, record=record, values=values, post=request.post):
        return True
    verb.run(**{verb.word or of.word: record, **values})
    return False
