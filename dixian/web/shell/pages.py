"""The decorator every view carries: what the page declares, and the order in which it is answered.

1. Before a byte of the body is read (`gate.py`): method, sign-in, post, right.
2. The body is read and files are sealed; no transaction is open, so a slow client holds up nobody.
3. `prepare`: what takes long (reading a workbook, hashing passwords) and what is looked up, while nothing can be written.
4. The view itself, in one transaction: it reads, or it writes; a form that came before is answered as the first time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.api import reading
from dixian.foundation.files.api import LARGEST
from dixian.foundation.kernel.problems import Refusal
from dixian.web.shell.came_from import came_from
from dixian.web.shell.forms import answer_form
from dixian.web.shell.lasting import ended_how
from dixian.web.shell.troubles import not_opened_so
from dixian.web.shell.words import refuse_numbers

View = Callable[..., HttpResponse]
# Of people in a meeting, of months: more is a slip of the hand.
MOST_DIGITS = 4


@dataclass(frozen=True)
class Page:
    """What a page declares.

    capabilities: one of them is needed; none means every post. named: which of them a refusal names; the first where
    it says nothing. public: also without sign-in.
    without_post: before a post is chosen. methods: what it answers to.
    look_up: its POST changes nothing, needs no form key and can't write (search; a number stays out of addresses).
    repeatable: its POST may come twice, so it needs no form key (sign-out).
    sealed: the fields of its form that may hold somebody's number: what they say is sealed, hashed or not kept.
    files: the fields in which its form sends a file; largest: bytes each of them may have.
    anonymous: for people without an account, who need no cookie: always a visitor's, whoever is signed in, and so safe
    without a token. prepare: see above; its result is `request.prepared`.
    refused: shows the page its form stands on, with `request.refused` there, where the form can't be done as it was
    sent; without it the refusal is a page of its own.
    """

    capabilities: tuple[Capability, ...] = ()
    named: Callable[[Any], Capability] | None = None
    public: bool = False
    anonymous: bool = False
    without_post: bool = False
    methods: tuple[str, ...] = ("GET",)
    look_up: bool = False
    repeatable: bool = False
    sealed: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    largest: int = LARGEST
    prepare: Callable[..., Any] | None = None
    refused: View | None = None

    def admit(self, request: Any) -> HttpResponse | None:
        """Where somebody is sent who may not come in (yet). Raises NotAllowed where the post lacks the right."""
        if request.method == "HEAD":
            # Answered like GET; the server leaves the body out.
            request.method = "GET"
        if request.method not in self.methods:
            return not_opened_so(request, self.methods)
        if self.anonymous and request.post is not None:
            raise RuntimeError(
                "an anonymous page stands where nobody acts with a post (middleware.AS_VISITOR)"
            )
        if not self.public:
            away = _away(request, self.without_post)
            if away is not None:
                return away
        if self.capabilities and not any(request.post.can(one) for one in self.capabilities):
            request.post.require(self.named(request) if self.named else self.capabilities[0])
        request.admitted, request.prepared = self, None
        return None


def page(
    capability: Capability | tuple[Capability, ...] | None = None,
    *,
    methods: tuple[str, ...] = ("GET",),
    **declared: Any,
) -> Callable[[View], View]:
    """A view for signed-in people whose acting post has `capability` (one of several, where a tuple).

    declared: the other things a `Page` says.
    """
    needed = (capability,) if isinstance(capability, Capability) else capability or ()
    declares = Page(needed, methods=methods, **declared)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, **values: Any) -> HttpResponse:
            if getattr(request, "admitted", None) is not declares:
                raise RuntimeError("a page is reached through the gate only")
            refuse_numbers(request.POST, sealed=declares.sealed)
            if request.method == "GET" or declares.look_up:
                with reading():
                    return view(request, **values)
            return answer_form(request, view, values, declares)

        guarded.page = declares  # type: ignore[attr-defined]
        guarded.csrf_exempt = declares.anonymous  # type: ignore[attr-defined]
        return guarded

    return decorate


def _away(request: Any, without_post: bool) -> HttpResponse | None:
    if not request.user.is_authenticated:
        how = ended_how(request)
        address = f"/sign-in/?next={quote(_to_come_back_to(request))}{f'&ended={how}' if how else ''}"
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        return redirect(address)
    if request.user.must_change_password and request.path not in ("/password/", "/sign-out/"):
        return redirect("password")
    if request.post is None and not without_post:
        return redirect("choose-post")
    return None


def _to_come_back_to(request: Any) -> str:
    """The page somebody was on: where a form was sent, or a part asked for, the page it stood on."""
    if request.method == "GET" and not request.htmx:
        return str(request.path)
    return urlsplit(came_from(request)).path or "/"


def get_visible(queryset: Any, request: Any, uid: UUID) -> Any:
    """The record of this uid within the post's scope; 404 otherwise."""
    found = queryset.visible_to(request.post).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def uid_of(text: str) -> UUID:
    """The uid a form sent. Raises Refusal where it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Refusal("选中的记录编号不对", "刷新页面后再选") from None


def day_of(request: Any, name: str) -> date:
    """The day a form sent in a field. Raises Refusal where it is none."""
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise Refusal("日期没有填好", "写成 2024-04-03") from None


def whole_of(request: Any, name: str, *, called: str) -> int:
    """The number of people or votes a form sent in a field. Raises Refusal where it is none."""
    text = request.POST.get(name, "").strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        raise Refusal(f"{called}没有填好", "填整数")
    return int(text)


def own_or_common(request: Any, name: str, uid: str) -> str:
    """The name of the field that says it of one record, or of the one that says it of all where its own is empty."""
    own = f"{name}.{uid}"
    return own if request.POST.get(own, "").strip() else name


def chosen_uids(request: Any) -> list[UUID]:
    """The records ticked in a list. Raises Refusal where one is no uid."""
    return [uid_of(text) for text in request.POST.getlist("chosen")]
