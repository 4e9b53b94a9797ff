"""Pages for what never reached a view, or broke in one."""

import logging
from typing import Any

from django.http import HttpResponse

from dixian.web.shell.middleware import error_page

logger = logging.getLogger("dixian.web")


def bad_request(request: Any, exception: Exception) -> HttpResponse:
    """400, also for files that are too large."""
    return error_page(
        _numbered(request), 413, "提交的内容读不了，或者文件太大", "文件不超过 64 MB；刷新页面后再试。"
    )


def forbidden(request: Any, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403, also for a form whose session has ended."""
    return error_page(
        _numbered(request), 403, "页面已过期或没有权限", "重新登录后再试，已保存的内容不受影响。"
    )


def not_found(request: Any, exception: Exception) -> HttpResponse:
    """404."""
    return error_page(
        _numbered(request), 404, "没有找到这个页面或记录", "它可能不在您的范围内，或者地址写错了。"
    )


def broken(request: Any) -> HttpResponse:
    """500: nothing of the request was saved. Says so in plain HTML, without the frame."""
    _numbered(request)
    logger.error("request_broken incident=%s", request.incident)
    return HttpResponse(
        "<!doctype html><html lang='zh-CN'><meta charset='utf-8'><title>系统出错</title>"
        f"<h1>系统出错，刚才的操作没有保存</h1><p>请返回重试；仍然出错时把编号 <b>{request.incident}</b> 告诉系统管理员。</p>"
        "<p><a href='/'>回到待办</a></p></html>",
        status=500,
    )


def _numbered(request: Any) -> Any:
    if not hasattr(request, "incident"):
        request.incident = "-"
    if not hasattr(request, "post"):
        request.post = None
    return request
