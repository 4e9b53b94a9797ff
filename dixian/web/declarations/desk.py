"""The township's and the village's desk: whose household a declaration is about, and what becomes of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, in_force
from dixian.foundation.areas.enums import Level
from dixian.foundation.audit.api import record_read
from dixian.foundation.files.api import JPEG, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import Household
from dixian.warning.declarations import api as declarations
from dixian.warning.declarations.enums import ENDS, DeclarationState
from dixian.web.declarations.columns import DECLARATIONS
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.downloads import picture
from dixian.web.shell.pages import get_visible, page, uid_of
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

SEES = (C.ANSWER, C.CONFIRM, C.RELEASE, C.SEE_EVIDENCE)
WORD, NAME = 200, 30


@page(SEES, methods=("GET", "POST"), look_up=True)
def declaration_list(request: Any) -> HttpResponse:
    """What was declared, by state; POST is the workbook."""
    state = request.GET.get("state", "")
    counts = declarations.by_state(request.post)
    found = declarations.declarations(request.post)
    if state in counts:
        found = found.filter(state=state)
    look = Look.of(request, DECLARATIONS, state=state)
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "state": state,
        "states": [(one.value, one.label, counts[one]) for one in DeclarationState],
        "total": sum(counts.values()),
        "ends": request.post.can(C.CONFIRM),
        "enters": request.post.can(C.ANSWER) or request.post.can(C.ENTER_ON_BEHALF),
    }
    return render(request, "declarations/list.html", values)


@page(SEES)
def declaration(request: Any, uid: UUID) -> HttpResponse:
    """One declaration, the households it may be about, and what can be done. That it was read is noted."""
    found = get_visible(declarations.declarations(request.post), request, uid)
    post = request.post
    record_read(what="查看自主申报", subject="自主申报", uids=[str(uid)], reason="办理自主申报")
    waits, own = found.state == DeclarationState.WAITING, found.entered_by_id == post.acting_person.pk
    joins = waits and not own and (post.can(C.ANSWER) or post.can(C.CONFIRM))
    ends = waits and not own and post.can(C.CONFIRM)
    name = request.GET.get("name", "")[:NAME]
    values = {
        "found": found,
        "troubles": declarations.troubles_of(found, declarations.names()),
        "photos": list(declarations.photos(post).filter(declaration=found)),
        "passings": declarations.passings(found, post),
        # Whoever settles it calls back; afterwards the stars stay.
        "phone": found.phone.open() if joins else "",
        "joins": joins,
        "ends": ends,
        "own": waits and own,
        "takes_up": found.state in ENDS
        and post.can(C.CONFIRM)
        and found.settled_by_id != post.acting_person.pk,
        "name": name,
        "suggestions": declarations.suggestions(found, post, name) if joins else [],
        "same": declarations.same_person(found, post) if ends else [],
        "end_states": [(one.value, one.label) for one in ENDS],
        "places": _places(found.village_id) if ends else {},
    }
    return render(request, "declarations/declaration.html", values)


@page((C.ANSWER, C.CONFIRM), methods=("POST",))
def join(request: Any, uid: UUID) -> HttpResponse:
    """It is this household's."""
    found = _shown(request, uid)
    chosen = request.POST.get("household", "")
    if not chosen:
        raise Refusal("没有选是哪一户", "在左边选一户；没有的按姓名找")
    household = get_visible(Household.objects.select_related("village"), request, uid_of(chosen))
    called = request.POST.get("called") == "1"
    lead = declarations.join(declaration=found, household=household, called=called, post=request.post)
    messages.success(request, f"已认到{household}，列为线索（{lead.get_state_display()}）")
    return redirect("declaration", uid)


@page(C.CONFIRM, methods=("POST",))
def end(request: Any, uid: UUID) -> HttpResponse:
    """It ends without a household, with a word."""
    found = _shown(request, uid)
    reason, same = free_text(request, "reason", called="理由", longest=WORD), request.POST.get("same_as", "")
    other = get_visible(declarations.declarations(request.post), request, uid_of(same)) if same else None
    state = request.POST.get("state", "")
    declarations.end(
        declaration=found,
        state=state,
        reason=reason,
        same_as=other if state == DeclarationState.DUPLICATE else None,
        post=request.post,
    )
    messages.success(request, "已办结，申报人凭查询码看得到")
    return redirect("declaration", uid)


@page(C.CONFIRM, methods=("POST",))
def pass_on(request: Any, uid: UUID) -> HttpResponse:
    """It is another village's household."""
    found = _shown(request, uid)
    reason = free_text(request, "reason", called="理由", longest=WORD)
    village = _villages().filter(code=request.POST.get("village", "")).first()
    if village is None:
        raise Refusal("没有选转给哪个村", "选这一户所在的村")
    declarations.pass_on(declaration=found, village=village, reason=reason, post=request.post)
    messages.success(request, f"已转给{village.parent.name}{village}，由那边接着办理，期限不变")
    return redirect("declarations")


@page(C.CONFIRM, methods=("POST",))
def take_up(request: Any, uid: UUID) -> HttpResponse:
    """What was ended is looked at again."""
    found = _shown(request, uid)
    reason = free_text(request, "reason", called="理由", longest=WORD)
    declarations.take_up(declaration=found, reason=reason, post=request.post)
    messages.success(request, "重新办理，已列入待办")
    return redirect("declaration", uid)


@page(SEES)
def photo(request: Any, uid: UUID) -> HttpResponse:
    """A photo that came along; that it was looked at is noted."""
    found = get_visible(declarations.photos(request.post), request, uid)
    record_read(what="查看申报照片", subject="申报照片", uids=[str(uid)], reason="办理自主申报")
    return picture(content_of(found.shown), JPEG)


def _shown(request: Any, uid: UUID) -> declarations.Declaration:
    """The declaration as the form showed it. Raises Stale where somebody was faster."""
    found: declarations.Declaration = get_visible(declarations.declarations(request.post), request, uid)
    unchanged(request, found)
    return found


def _villages() -> Any:
    today = clock.today()
    return Area.objects.filter(in_force(today), level=Level.VILLAGE).select_related("parent").order_by("code")


def _places(but: int) -> dict[str, list[Area]]:
    """Township -> its villages, without this one."""
    places: dict[str, list[Area]] = {}
    for village in _villages().exclude(pk=but):
        places.setdefault(village.parent.name, []).append(village)
    return places
