"""What went wrong, as a page: what happened, what was kept, what to do, a number to quote."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.audit.api import SpoolFailed, Stale, reading
from dixian.foundation.kernel.problems import See
from dixian.web.shell.came_from import page_above, way_back
from dixian.web.shell.versions import stale_page

TOLD = (Http404, PermissionDenied, SpoolFailed)
NOT_FOUND = ("没有找到这个页面或记录", "它可能不在您的范围内，或者地址写错了。")
ONLY_FORMS = (
    "这个地址只办理提交上来的表单，不能直接打开",
    "回到表单所在的页面，看办到哪一步，再按需要填写提交。",
)
NO_FORMS = ("这个地址只能查看，不接受提交", "从菜单打开要办的页面再提交。")
BUSY = ("系统正忙，刚才的操作没有保存", "请过一会儿再试；一直这样时把编号告诉系统管理员。")


def trouble_page(request: Any, trouble: Exception) -> HttpResponse:
    """The page for a refusal, or for one of TOLD. Its transaction has ended before."""
    if isinstance(trouble, Http404):
        return error_page(request, 404, *NOT_FOUND)
    if isinstance(trouble, NotAllowed | PermissionDenied):
        message = getattr(trouble, "message", "您的岗位没有这项权限")
        return error_page(request, 403, message, getattr(trouble, "remedy", "需要时请安全管理员调整权限"))
    if isinstance(trouble, SpoolFailed):
        return error_page(request, 503, str(trouble), "请告诉系统管理员，稍后再试。")
    message, remedy = getattr(trouble, "message", ""), getattr(trouble, "remedy", "")
    if isinstance(trouble, Stale) and len(trouble.records) == 1:
        with reading():
            return stale_page(request, trouble, told(request, message, remedy))
    return error_page(request, 409, message, remedy, getattr(trouble, "see", None))


def not_opened_so(request: Any, methods: Sequence[str]) -> HttpResponse:
    """405, with the way to the page the form stands on: most came by reloading the page of a refused form."""
    response = error_page(request, 405, *ONLY_FORMS if "POST" in methods else NO_FORMS)
    response.headers["Allow"] = ", ".join(methods)
    return response


def error_page(request: Any, status: int, message: str, remedy: str, see: See | None = None) -> HttpResponse:
    """The page of an error, inside the frame where somebody is signed in; a part asked for becomes the page."""
    part = bool(getattr(request, "htmx", False))
    template = "shell/trouble.html" if part else "shell/error.html"
    # Its frame counts no duties: where something is wrong already, nothing more is asked than needed.
    request.waiting = 0
    with reading():
        back = way_back(request) if request.method == "POST" else ""
        above = page_above(request.path) if status == 405 and not back else ""
        values = {**told(request, message, remedy), "see": see, "back": back or above, "above": above}
        response = render(request, template, values, status=status)
    if part:
        response["HX-Retarget"], response["HX-Reswap"] = "#content", "innerHTML"
    return response


def plain_page(request: Any, status: int, message: str, remedy: str) -> HttpResponse:
    """The same without the frame: nothing is asked of the database, which may be what is broken."""
    request.post = None
    return render(request, "shell/broken.html", told(request, message, remedy), status=status)


def is_unavailable(error: BaseException | None) -> bool:
    """Whether the database does not answer, or is held by others; a page that tried to write is a fault of ours."""
    name = getattr(getattr(error, "__cause__", None), "sqlite_errorname", "")
    return isinstance(error, OperationalError) and name != "SQLITE_READONLY"


def told(request: Any, message: str, remedy: str) -> dict[str, str]:
    """What the templates of errors say."""
    return {"message": message, "remedy": remedy, "incident": getattr(request, "incident", "-")}
