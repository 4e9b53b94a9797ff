"""A paper handed out: as Word, or as PDF of the same text where the button pressed says so."""

from typing import Any

from django.http import HttpResponse

from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Filling, PaperKind, paper_file, pdf_file
from dixian.web.shell.downloads import attachment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
# What a button says -> how the file ends.
ENDINGS = {"word": "docx", "pdf": "pdf"}


def paper(request: Any, kind: PaperKind, name: str, *fillings: Filling) -> HttpResponse:
    """A paper filled from the county's template, a page each filling. Raises Refusal where no PDF can be made."""
    return handed_out(request, paper_file(kind, *fillings), name)


def handed_out(request: Any, word: bytes, name: str) -> HttpResponse:
    """A Word file as it is or as PDF. name: without its ending. Raises Refusal where no PDF can be made."""
    wanted = request.POST.get("as", "word")
    if wanted not in ENDINGS:
        raise Refusal("没有选 Word 还是 PDF", "回到页面再点")
    return as_file(word, name, ENDINGS[wanted])


def as_file(word: bytes, name: str, ending: str) -> HttpResponse:
    """A Word file under its name, or as PDF where the ending is `pdf`. Raises Refusal where no PDF can be made."""
    if ending == "pdf":
        return attachment(pdf_file(word), f"{name}.pdf", content_type=PDF)
    return attachment(word, f"{name}.docx", content_type=DOCX)
