"""One that came on paper: typed in with the scanned sheet, looked at by somebody else."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.files.api import Kind, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.warning.declarations import api as declarations
from dixian.warning.declarations.enums import Filler
from dixian.web.declarations.desk import SEES
from dixian.web.declarations.entrances import villages_of
from dixian.web.declarations.public import FIELDS
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import day_of, get_visible, page
from dixian.web.shell.reasons import ask, duty_in_hand, why
from dixian.web.shell.uploads import sent_file

PURPOSE = "纸质申报表"


@page((C.ANSWER, C.ENTER_ON_BEHALF), methods=("GET", "POST"), files=("sheet",), sealed=FIELDS)
def enter(request: Any) -> HttpResponse:
    """The form, filled in from paper; the code is shown once, to be written on the receipt."""
    villages = villages_of(request.post)
    if request.method == "GET":
        values = {
            "villages": villages,
            "fillers": Filler.choices,
            "troubles": declarations.choices(),
            "today": clock.today(),
        }
        return render(request, "declarations/enter.html", values)
    village = next((one for one in villages if one.code == request.POST.get("village", "")), None)
    if village is None:
        raise Refusal("没有选村", "选申报表上写的村")
    told = declarations.read(request.POST, request.POST.getlist("trouble"))
    on = day_of(request, "on")
    stored = sent_file(request, purpose=PURPOSE, field="sheet", kind=Kind.SCAN)
    made, code = declarations.enter(
        village=village, told=told, on=on, sheet=stored, form=new_uid(), post=request.post
    )
    return render(request, "declarations/entered.html", {"made": made, "code": declarations.parted(code)})


@page(SEES, methods=("GET", "POST"), look_up=True)
def sheet(request: Any, uid: UUID) -> HttpResponse:
    """The scanned sheet, which names people: for an open duty or a reason, noted."""
    found = get_visible(declarations.declarations(request.post), request, uid)
    if found.sheet is None:
        raise Http404
    told = why(request, duty_in_hand(request.post, subjects=[uid]))
    if told is None:
        return ask(request, what=PURPOSE, name=str(found), back=f"/declarations/{uid}/")
    told.note(what=PURPOSE, subject="自主申报", uids=[uid])
    return attachment(content_of(found.sheet), found.sheet.name)
