"""Pages for what never reached a view, or broke in one. What broke is logged by `config.logs`."""

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError

from dixian.web.shell.troubles import BUSY, NOT_FOUND, error_page, is_unavailable, plain_page

# As a stored file keeps it; in Chinese that fits into what stands before the file.
LONGEST_NAME = 200
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: Any, exception: Exception) -> HttpResponse:
    """400, and 413 for what is too large.

    What stands before a file in a form, in Django's 1 KB, holds its name and nothing of any other length.
    """
    if isinstance(exception, MultiPartParserError) and "header size" in str(exception):
        return _answer(
            request, 400, "文件名太长，没有上传", f"文件名最多 {LONGEST_NAME} 个字，改短后再上传。"
        )
    if isinstance(exception, TOO_MUCH):
        return _answer(request, 413, "提交的内容太大", "一个文件不超过 64 MB；拆成几个文件再上传。")
    return _answer(request, 400, "地址或表单不完整，读不了", "从菜单重新打开这个页面再试。")


def forbidden(request: Any, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403, also for a form whose session has ended."""
    return _answer(request, 403, "页面已过期或没有权限", "刷新页面或重新登录后再试；填过的内容会恢复。")


def not_found(request: Any, exception: Exception) -> HttpResponse:
    """404."""
    return _answer(request, 404, *NOT_FOUND)


def broken(request: Any) -> HttpResponse:
    """500, and 503 where the database doesn't answer: nothing of the request was saved."""
    if is_unavailable(sys.exc_info()[1]):
        return plain_page(request, 503, *BUSY)
    remedy = "请返回重试；仍然出错时把下面的编号告诉系统管理员。"
    return plain_page(request, 500, "系统出错，刚才的操作没有保存", remedy)


def _answer(request: Any, status: int, message: str, remedy: str) -> HttpResponse:
    if not hasattr(request, "incident"):
        # It fell before anybody could act.
        return plain_page(request, status, message, remedy)
    return error_page(request, status, message, remedy)
