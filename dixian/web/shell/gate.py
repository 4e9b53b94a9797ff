"""Before a byte of the body is read: may this post open this address at all. Then the body, then its token."""

from itertools import chain
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from dixian.foundation.files.api import SealingUploadHandler
from dixian.foundation.kernel.problems import Refusal
from dixian.web.shell.pages import Page
from dixian.web.shell.troubles import trouble_page

# What a form holds beside its file.
FIELDS = 1024 * 1024


class Gate(CsrfViewMiddleware):
    """Django's token check behind our own door, which needs nothing of the body."""

    def process_view(  # type: ignore[override]
        self, request: Any, callback: Any, callback_args: Any, callback_kwargs: Any
    ) -> HttpResponse | None:
        """Raises BadRequest, or RequestDataTooBig, for what can't be read."""
        declared: Page = callback.page
        try:
            away = declared.admit(request)
        except Refusal as refusal:
            return trouble_page(request, refusal)
        if away is not None:
            return away
        _refuse_too_much(request, declared)
        request.sealing = SealingUploadHandler(request, fields=declared.files, largest=declared.largest)
        request.upload_handlers = [request.sealing]
        refused: HttpResponse | None = super().process_view(request, callback, callback_args, callback_kwargs)
        if refused is None and any(request.POST.get(field) for field in declared.files):
            # A file without a name comes as a text.
            return trouble_page(request, Refusal("没有选择文件", "选一个文件再上传"))
        if refused is None:
            _refuse_nul(request)
        return refused


def _refuse_too_much(request: Any, declared: Page) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    most = FIELDS + declared.largest * len(declared.files)
    if not length.isdecimal() or len(length) > len(str(most)) or int(length) > most:
        raise RequestDataTooBig(f"最多 {most} 字节")


def _refuse_nul(request: Any) -> None:
    """No text of ours holds a zero byte, and PostgreSQL takes none."""
    sent = chain.from_iterable(
        (name, *values) for form in (request.GET, request.POST) for name, values in form.lists()
    )
    if "\0" in request.path_info or any("\0" in text for text in sent):
        raise BadRequest("地址或表单里有看不见的字符")
