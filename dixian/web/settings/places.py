"""Areas, units and contacts: lists, Excel out, Excel in with a preview before anything is applied."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas import api as areas
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import page, uid_of
from dixian.web.shell.uploads import SentRows, read_rows, rows_of, sent_file


@dataclass(frozen=True)
class Exchange:
    """One kind of list that goes out to Excel and comes back."""

    title: str
    columns: Any
    apply: Callable[..., Any]
    export: Callable[[], bytes]


EXCHANGES = {
    "areas": Exchange("区划", areas.AREA_COLUMNS, areas.apply_areas, areas.export_areas),
    "units": Exchange("单位", areas.UNIT_COLUMNS, areas.apply_units, areas.export_units),
    "contacts": Exchange("联系人", areas.CONTACT_COLUMNS, areas.apply_contacts, areas.export_contacts),
}


@page((C.MANAGE_AREAS, C.SEE_POLICY))
def area_list(request: Any) -> HttpResponse:
    """Township-level areas, who answers for them, the units, and what is missing."""
    today = clock.today()
    handlers = areas.HandledBy.objects.filter(areas.in_force(today)).select_related("unit")
    named = areas.UnitContact.objects.filter(areas.in_force(today), role=ContactRole.FIRST_RESPONSIBLE)
    offices = areas.Unit.objects.filter(
        areas.in_force(today), kind__in=("government", "party", "mass", "company")
    )
    values = {
        "townships": areas.townships(),
        "handlers": {one.area_id: one.unit.short_name for one in handlers},
        "unanswered": areas.unanswered_areas(),
        "units": offices.order_by("path"),
        "unnamed": offices.exclude(id__in=named.values("unit_id")).order_by("path"),
        "groups": areas.UnitGroup.objects.order_by("code"),
        "exchanges": [(code, one.title) for code, one in EXCHANGES.items()],
        "may_manage": request.post.can(C.MANAGE_AREAS),
        "all_units": areas.Unit.objects.filter(kind="township", area__is_township_proper=True).order_by(
            "code"
        ),
    }
    return render(request, "settings/areas.html", values)


@page((C.MANAGE_AREAS, C.SEE_POLICY))
def export(request: Any, what: str) -> HttpResponse:
    """The list as a workbook."""
    exchange = _exchange(what)
    return workbook(exchange.export(), f"{exchange.title}.xlsx")


def _rows(request: Any, what: str) -> SentRows:
    exchange = _exchange(what)
    known = _known(request, exchange)
    return rows_of(known, exchange.columns) if known else read_rows(request, exchange.columns)


@page(C.MANAGE_AREAS, methods=("POST",), files=("file",), prepare=_rows)
def load(request: Any, what: str) -> HttpResponse:
    """First with a file: the preview. Then with its number: apply it."""
    exchange = _exchange(what)
    sent = request.prepared
    stored = _known(request, exchange) or sent_file(request, purpose=exchange.title)
    preview = "stored" not in request.POST
    applied = exchange.apply(rows=sent.rows, preview=preview)
    if not preview:
        messages.success(request, f"{exchange.title}已导入：新增 {applied.new}，修改 {len(applied.changed)}")
        return redirect("area-list")
    problems = [*sent.problems, *(f"第 {number} 行：{said}" for number, said in applied.problems)]
    values = {
        "what": what,
        "title": exchange.title,
        "applied": applied,
        "problems": problems,
        "stored": stored,
    }
    return render(request, "settings/preview.html", values)


@page(C.MANAGE_AREAS, methods=("POST",))
def handle(request: Any) -> HttpResponse:
    """Say which township answers for a street, forest or stock farm, and by which paper."""
    area = areas.Area.objects.filter(code=request.POST.get("area", "")).first()
    unit = areas.Unit.objects.filter(code=request.POST.get("unit", "")).first()
    if area is None or unit is None:
        raise Refusal("没有选择区划或代管单位")
    areas.confirm_handler(area=area, unit=unit, since=clock.today(), source=request.POST.get("source", ""))
    messages.success(request, f"{area.name}由{unit.short_name}代管")
    return redirect("area-list")


def _exchange(what: str) -> Exchange:
    if what not in EXCHANGES:
        raise Http404
    return EXCHANGES[what]


def _known(request: Any, exchange: Exchange) -> StoredFile | None:
    """The file of the preview, where this is the second step."""
    known = request.POST.get("stored", "")
    if not known:
        return None
    found = StoredFile.objects.filter(uid=uid_of(known), purpose=exchange.title).first()
    if found is None:
        raise Http404
    return found
