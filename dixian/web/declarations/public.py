"""The two pages for people without an account: a village's form of declaration, and what became of one.

They ask nothing of the register, set no cookie, need no script, and answer every wrong code alike.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.audit.api import reading
from dixian.foundation.files.api import SealedUpload
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.policy.api import items
from dixian.warning.declarations import api as declarations
from dixian.warning.declarations.enums import Filler
from dixian.warning.verification import api as verification
from dixian.web.shell.pages import page
from dixian.web.shell.senders import sender_of

MB = 1024 * 1024
PHOTOS, LARGEST = ("photo",) * 3, 15 * MB
FIELDS = ("filled_by", "name", "phone", "place", "id_number", "filler_name", "words")
TOO_OFTEN = "这里一小时内提交得太多，请过一小时再来；着急的打下面的电话。"
FULL = "今天扫码申报的人太多，请打下面的电话，或者到村委会填纸质的申报表。"
ASKED_OFTEN = "查得太多了，请过一小时再查，或者打下面的电话问。"
WRONG = "没有查到。请照着回执，把查询码和申报时填的电话后四位再输一遍；查不到的打下面的电话问。"


@dataclass(frozen=True)
class Sent:
    """A form that can be taken, with its photos made anew."""

    told: declarations.Told
    looked: verification.Looked


def _prepare(request: Any, token: str) -> Sent | Refusal | None:
    """Checked, and the photos made anew, before anything is written; nothing where the sender has knocked too often."""
    with reading():
        entrance = declarations.entrance_of(token)
        if entrance is None or declarations.too_many(_sender(request), _village(entrance)):
            return None
        try:
            told = declarations.read(request.POST, request.POST.getlist("trouble"))
            photos = [one for one in request.FILES.getlist("photo") if isinstance(one, SealedUpload)]
            sent = [
                verification.Sent(one.content, one.name or "照片", one.content_type or "") for one in photos
            ]
            return Sent(told, verification.look_at(sent))
        except Refusal as refusal:
            return refusal


@page(
    public=True,
    anonymous=True,
    methods=("GET", "POST"),
    repeatable=True,
    sealed=FIELDS,
    files=PHOTOS,
    largest=LARGEST,
    prepare=_prepare,
)
def form(request: Any, token: str) -> HttpResponse:
    """A village's form, and its receipt. A form sent twice counts once."""
    entrance = declarations.entrance_of(token)
    if entrance is None:
        raise Http404
    if request.method == "GET":
        return _form(request, entrance)
    if not declarations.knock(_sender(request)):
        return _form(request, entrance, TOO_OFTEN, status=429)
    sent: Sent | Refusal | None = request.prepared
    if sent is None or declarations.too_many(_village(entrance)):
        return _form(request, entrance, FULL, status=429)
    if isinstance(sent, Refusal):
        return _form(request, entrance, f"{sent.message}。{sent.remedy}", status=422)
    pictures = [made for _, made in sent.looked.good]
    try:
        receipt = declarations.declare(
            entrance=entrance, told=sent.told, form=_key(request), pictures=pictures
        )
    except Refusal as refusal:
        # With a key of its own: sent once more, it is another declaration.
        return _form(request, entrance, f"{refusal.message}。{refusal.remedy}", 409, new_uid())
    if not receipt.again:
        declarations.knock(_village(entrance))
    values = {
        "code": declarations.parted(receipt.code),
        "entrance": entrance,
        "problems": sent.looked.problems,
        **_whom_to_call(entrance.phone.open()),
    }
    return render(request, "declarations/receipt.html", values)


@page(public=True, anonymous=True, methods=("GET", "POST"), repeatable=True, sealed=("code", "phone"))
def query(request: Any) -> HttpResponse:
    """Code and the last four of the telephone -> how far it is, in general words."""
    if request.method == "GET":
        return _query(request)
    code, phone = (declarations.digits_of(request.POST.get(name, "")) for name in ("code", "phone"))
    tried = [declarations.Knocking(declarations.ASKED, _sender(request).whose)]
    if declarations.holds_together(code):
        # What was only mistyped is nobody's code.
        tried.append(declarations.Knocking(declarations.OF_CODE, code))
    if not declarations.knock(*tried):
        return _query(request, wrong=ASKED_OFTEN, status=429)
    found = declarations.asked(code, phone)
    return _query(request, found) if found else _query(request, wrong=WRONG, status=422)


def _query(
    request: Any, found: declarations.Asked | None = None, wrong: str = "", status: int = 200
) -> HttpResponse:
    values = {"found": found, "wrong": wrong, **_whom_to_call(found.phone if found else "")}
    return render(request, "declarations/query.html", values, status=status)


def _form(
    request: Any,
    entrance: declarations.Entrance,
    wrong: str = "",
    status: int = 200,
    key: UUID | None = None,
) -> HttpResponse:
    values = {
        "entrance": entrance,
        "fillers": Filler.choices,
        "troubles": declarations.choices(),
        "chosen": request.POST.getlist("trouble"),
        "filled": {name: request.POST.get(name, "") for name in FIELDS},
        "key": key or request.POST.get("form") or new_uid(),
        "wrong": wrong,
        **_whom_to_call(entrance.phone.open()),
    }
    return render(request, "declarations/form.html", values, status=status)


def _whom_to_call(village: str) -> dict[str, Any]:
    """The village's own telephone, and the lines everybody may call."""
    lines = [declarations.trouble(one.code, one.label) for one in items("declare_phone")]
    return {"village_phone": village, "lines": [(line.risk, line.words) for line in lines]}


def _sender(request: Any) -> declarations.Knocking:
    return declarations.Knocking(declarations.SENT, declarations.network_of(sender_of(request)))


def _village(entrance: declarations.Entrance) -> declarations.Knocking:
    return declarations.Knocking(declarations.OF_VILLAGE, str(entrance.village_id))


def _key(request: Any) -> UUID:
    try:
        return UUID(request.POST.get("form", ""))
    except ValueError:
        return new_uid()
