"""文书模板: what each paper is filled with, its template through time; a county's own is sent, looked at, approved."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.files.api import StoredFile, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.papers.api import (
    PURPOSE,
    PaperKind,
    changed_codes,
    check_template,
    filled_file,
    kind_of,
    kinds,
    packaged,
    pdf_lacks,
    propose_template,
    sent_template,
    template_of,
    versions_of,
)
from dixian.foundation.policy.api import Proposal, coming
from dixian.foundation.policy.enums import ProposalState
from dixian.web.settings.forms import dated, proposed
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import page, uid_of
from dixian.web.shell.papers import DOCX, handed_out
from dixian.web.shell.uploads import sent_file

IN_FORCE, PACKAGED = "", "packaged"


@page(C.SEE_POLICY)
def paper_kinds(request: Any) -> HttpResponse:
    """All papers that are filled from templates, by what they are for."""
    values = {"rows": kinds(), "changed": changed_codes(), "lacks": pdf_lacks()}
    return render(request, "settings/papers.html", values)


@page(C.SEE_POLICY)
def paper_kind(request: Any, code: str) -> HttpResponse:
    """One paper: its placeholders, its templates through time, what waits, and the form to send another."""
    kind = _kind(code)
    versions = versions_of(code)
    values = {
        "kind": kind,
        "values": [(name, said, name in kind.needed) for name, said in kind.values.items()],
        "lists": [
            (title, [(name, said, name in kind.needed) for name, said in rows[0].items()])
            for title, rows in kind.lists.items()
        ],
        "versions": versions,
        "earlier": [one for one in versions if one.valid_to is not None and one.file],
        "waiting": _waiting(code),
        "coming": coming("template", versions),
        "lacks": pdf_lacks(),
        "today": clock.today(),
        "may_propose": request.post.can(C.PROPOSE_POLICY),
    }
    return render(request, "settings/paper.html", values)


@page(C.SEE_POLICY, methods=("POST",), look_up=True)
def template_file(request: Any, code: str) -> HttpResponse:
    """A template to be edited, or filled with made-up people to be looked at, as Word or PDF."""
    kind = _kind(code)
    content = _template(kind, request.POST.get("of", IN_FORCE))
    if request.POST.get("what") == "template":
        return attachment(content, f"{kind.title}-模板.docx", content_type=DOCX)
    check_template(content, kind)
    return handed_out(request, filled_file(content, kind, kind.sample), f"{kind.title}-预览")


@page(C.PROPOSE_POLICY, methods=("POST",), files=("file",))
def propose(request: Any, code: str) -> HttpResponse:
    """Ask for another template from a day on: one that is sent, an earlier one, or the packaged one."""
    kind = _kind(code)
    of = request.POST.get("of", "sent")
    file = sent_file(request, purpose=PURPOSE) if of == "sent" else _earlier(of)
    propose_template(kind=kind, file=file, **dated(request))
    return proposed(request)


def _kind(code: str) -> PaperKind:
    found = kind_of(code)
    if found is None:
        raise Http404
    return found


def _template(kind: PaperKind, of: str) -> bytes:
    if of == IN_FORCE:
        return template_of(kind)
    file = _earlier(of)
    return packaged(kind) if file is None else content_of(file)


def _earlier(of: str) -> StoredFile | None:
    """A template that was sent before; None for the packaged one."""
    if of == PACKAGED:
        return None
    found = sent_template(uid_of(of))
    if found is None:
        raise Http404
    return found


def _waiting(code: str) -> list[Proposal]:
    """Proposals about this paper that nobody has decided."""
    found = Proposal.objects.filter(subject="template", state=ProposalState.WAITING).order_by("id")
    return [one for one in found if one.arguments["rows"][0]["code"] == code]
