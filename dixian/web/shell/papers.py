"""A paper handed out: as Word, or as PDF of the same text where the button pressed says so."""

from typing import Any

from django.http import HttpResponse

from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Filling, PaperKind, paper_file, pdf_file
from dixian.web.shell.downloads import attachment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def paper(request: Any, kind: PaperKind, name: str, *fillings: Filling) -> HttpResponse:
    """A paper filled from the county's template, a page each filling. Raises Refusal where no PDF can be made."""
    return handed_out(request, paper_file(kind, *fillings), name)


def handed_out(request: Any, word: bytes, name: str) -> HttpResponse:
    """A Word file as it is or as PDF. name: without its ending. Raises Refusal where no PDF can be made."""
    wanted = request.POST.get("as", "word")
    if wanted == "pdf":
        return attachment(pdf_file(word), f"{name}.pdf", content_type=PDF)
    if wanted != "word":
        raise Refusal("没有选 Word 还是 PDF", "回到页面再点")
    return attachment(word, f"{name}.docx", content_type=DOCX)
