"""A form that changes something: prepared outside the transaction, done inside it, once."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.api import form_sent_before, use_up_form, what_was_said
from dixian.foundation.audit.api import reading, writing
from dixian.foundation.kernel.problems import Refusal

FORM_KEY = "form_key"
# The keys of the last forms that counted, for the browser, which keeps what was typed until then (drafts.ts).
DONE = "done"
# What is wrong with what was sent; who may not, and what others changed meanwhile, have pages of their own.
BESIDE_THE_FORM = (Refusal,)
BEFORE = "这张表单已经提交过，没有重复办理"


def answer_form(
    request: Any, view: Callable[..., HttpResponse], values: dict[str, Any], declared: Any
) -> HttpResponse:
    """Prepare, then do it in a writing transaction. A form that came before is answered as the first time.

    Two that come at once both begin; the later meets the key in the database, and what it did is undone.
    """
    key = None if declared.repeatable or not request.user.is_authenticated else _key(request)
    try:
        with reading():
            before = _before(request, key)
            if before is not None:
                return before
            if declared.prepare is not None:
                request.prepared = declared.prepare(request, **values)
        with writing():
            return _before(request, key) or _do(request, view, values, key)
    except (Refusal, IntegrityError) as trouble:
        with reading():
            before = _before(request, key)
            if before is None and declared.refused is not None and type(trouble) in BESIDE_THE_FORM:
                before = _shown_again(request, trouble, declared.refused, values)
        if before is None:
            raise
        return before


def _shown_again(
    request: Any, trouble: Exception, show: Callable[..., HttpResponse], values: dict[str, Any]
) -> HttpResponse:
    """The page the form stands on, with what is the matter."""
    request.refused = trouble
    response = show(request, **values)
    response.status_code = 409
    return response


def _do(
    request: Any, view: Callable[..., HttpResponse], values: dict[str, Any], key: UUID | None
) -> HttpResponse:
    response = view(request, **values)
    if response.status_code >= 500:
        transaction.set_rollback(True)
    elif key is not None and response.status_code < 400:
        storage: Any = messages.get_messages(request)
        said = "；".join(str(one) for one in storage._queued_messages)
        use_up_form(key=key, post=request.post, address=response.headers.get("Location", ""), said=said)
        _say_done(request, response, key)
    return response


def _say_done(request: Any, response: HttpResponse, key: UUID) -> None:
    others = [one for one in request.COOKIES.get(DONE, "").split(".") if len(one) == 36 and one != str(key)]
    told = ".".join([str(key), *others][:5])
    response.set_cookie(DONE, told, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")


def _key(request: Any) -> UUID:
    try:
        return UUID(request.POST.get(FORM_KEY, ""))
    except ValueError:
        raise Refusal("这张表单不完整，没有办理", "刷新页面后重新填写") from None


def _before(request: Any, key: UUID | None) -> HttpResponse | None:
    """The answer of the first sending. Raises Refusal where that was a page that can't be shown again."""
    first = form_sent_before(key) if key is not None else None
    if first is None:
        return None
    if not first.address:
        raise Refusal(BEFORE, "结果只显示一次；刷新页面看现在的情况")
    said = what_was_said(first)
    messages.info(request, f"{BEFORE}。{said}" if said else BEFORE)
    response = redirect(first.address)
    _say_done(request, response, first.key)
    return response
