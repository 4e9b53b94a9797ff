"""The door of papers.

What reads and writes Word files is loaded when it is first asked for: its library takes longer to load than most
commands run, and few of them write a paper.
"""

from datetime import date

from dixian.foundation.papers.kinds import PaperKind, declare, kind_of, kinds
from dixian.foundation.papers.models import PaperTemplate
from dixian.foundation.papers.paper import Filling, Paper, Part
from dixian.foundation.papers.selectors import PURPOSE, changed_codes, sent_template, versions_of
from dixian.foundation.papers.setting import propose_template

__all__ = [
    "PURPOSE",
    "Filling",
    "Paper",
    "PaperKind",
    "PaperTemplate",
    "Part",
    "changed_codes",
    "check_template",
    "declare",
    "filled_file",
    "kind_of",
    "kinds",
    "packaged",
    "paper_file",
    "pdf_file",
    "pdf_lacks",
    "propose_template",
    "sent_template",
    "template_of",
    "versions_of",
    "word_file",
]


def word_file(*papers: Paper) -> bytes:
    """The bytes of a .docx; several papers begin a page each."""
    from dixian.foundation.papers.word import word_file as written

    return written(*papers)


def paper_file(kind: PaperKind, *fillings: Filling) -> bytes:
    """The bytes of a .docx filled from the template in force; each filling begins a page."""
    from dixian.foundation.papers.making import paper_file as made

    return made(kind, *fillings)


def filled_file(template: bytes, kind: PaperKind, *fillings: Filling) -> bytes:
    """The same from a template given: a preview."""
    from dixian.foundation.papers.filling import filled

    return filled(template, kind, fillings)


def template_of(kind: PaperKind, on: date | None = None) -> bytes:
    """The template of a paper in force on a day (today)."""
    from dixian.foundation.papers.making import template_of as found

    return found(kind, on)


def packaged(kind: PaperKind) -> bytes:
    """The template that comes with the program."""
    from dixian.foundation.papers.making import packaged as made

    return made(kind)


def check_template(content: bytes, kind: PaperKind) -> list[str]:
    """The paragraphs of a template that can be used. Raises Refusal that names everything that is wrong with it."""
    from dixian.foundation.papers.checking import check_template as checked

    return checked(content, kind)


def pdf_file(word: bytes) -> bytes:
    """The PDF of a Word file of ours. Raises Refusal that names what the machine lacks."""
    from dixian.foundation.papers.pdf import pdf_file as made

    return made(word)


def pdf_lacks() -> str:
    """What this machine lacks to make a PDF, in a sentence; "" for nothing."""
    from dixian.foundation.papers.pdf import pdf_lacks as said

    return said()
