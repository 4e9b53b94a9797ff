"""Downloads."""

from urllib.parse import quote

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook as an attachment."""
    return attachment(content, name, content_type=XLSX)


def attachment(content: bytes, name: str, *, content_type: str = "application/octet-stream") -> HttpResponse:
    """Bytes to be saved under a Chinese name, never shown in the page: people upload anything."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def picture(content: bytes, content_type: str) -> HttpResponse:
    """An image we made ourselves, shown in the page; kept by no cache on the way."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
