"""Papers made from the template in force on a day."""

from datetime import date

from dixian.foundation.areas.api import in_force
from dixian.foundation.files.api import content_of
from dixian.foundation.kernel import clock
from dixian.foundation.papers.filling import filled
from dixian.foundation.papers.kinds import PaperKind
from dixian.foundation.papers.models import PaperTemplate
from dixian.foundation.papers.paper import Filling
from dixian.foundation.papers.word import word_file


def template_of(kind: PaperKind, on: date | None = None) -> bytes:
    """The county's template in force on a day (today), else the packaged one."""
    found = (
        PaperTemplate.objects.select_related("file")
        .filter(in_force(on or clock.today()), code=kind.code)
        .first()
    )
    return content_of(found.file) if found is not None and found.file else packaged(kind)


def packaged(kind: PaperKind) -> bytes:
    """The template that comes with the program."""
    return word_file(kind.template)


def paper_file(kind: PaperKind, *fillings: Filling) -> bytes:
    """The bytes of a .docx filled from the template in force; each filling begins a page."""
    return filled(template_of(kind), kind, fillings)
