"""报送种类: what departments push, through time; added, changed and ended by proposals."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Unit, in_force
from dixian.foundation.areas.enums import UnitKind
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import coming
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import Mode
from dixian.web.settings.forms import dated, proposed
from dixian.web.settings.kind_forms import lines_of, new_lines, setting_sent
from dixian.web.shell.pages import page
from dixian.web.shell.versions import unchanged

PUSHING = (UnitKind.GOVERNMENT, UnitKind.PARTY, UnitKind.MASS, UnitKind.COMPANY)


@page(C.SEE_POLICY)
def kind_list(request: Any) -> HttpResponse:
    """All kinds in force, with how each is pushed."""
    kinds = _kinds().filter(in_force(clock.today()))
    values = {"rows": kinds.order_by("unit__path", "code"), "may_propose": request.post.can(C.PROPOSE_POLICY)}
    return render(request, "settings/kinds.html", values)


@page(C.SEE_POLICY)
def kind(request: Any, code: str) -> HttpResponse:
    """One kind through time, and the form to propose its next setting."""
    found = _kind(code)
    versions = submissions.versions_of(found)
    asked = submissions.setting_of(versions[0] if versions else found)
    values = {
        "kind": found,
        "asked": asked,
        "versions": versions,
        "coming": coming("kind", versions),
        "columns": submissions.columns_of(found),
    }
    return _shown(request, "settings/kind.html", values, lines_of(asked))


@page(C.PROPOSE_POLICY)
def new_kind(request: Any) -> HttpResponse:
    """The form for one that there is not yet."""
    units = Unit.objects.filter(in_force(clock.today()), kind__in=PUSHING).order_by("path")
    asked = submissions.Setting(name="", mode=Mode.INCREMENT, columns=())
    return _shown(request, "settings/new_kind.html", {"units": units, "asked": asked}, new_lines())


@page(C.PROPOSE_POLICY, methods=("POST",))
def propose_new(request: Any) -> HttpResponse:
    """Ask for a kind of each chosen unit."""
    units = list(Unit.objects.filter(in_force(clock.today()), code__in=request.POST.getlist("unit")))
    submissions.propose_kind(kind=None, units=units, setting=setting_sent(request), **dated(request))
    return proposed(request)


@page(C.PROPOSE_POLICY, methods=("POST",))
def propose(request: Any, code: str) -> HttpResponse:
    """Ask for another setting of a kind, or for its end."""
    found = _kind(code)
    unchanged(request, found)
    if request.POST.get("ended") == "1":
        submissions.propose_end_of_kind(kind=found, **dated(request))
    else:
        asked = setting_sent(request, found.columns)
        submissions.propose_kind(kind=found, units=(), setting=asked, **dated(request))
    return proposed(request)


def _shown(request: Any, template: str, values: dict[str, Any], lines: Any) -> HttpResponse:
    more = {
        "lines": lines,
        "types": submissions.TYPES.items(),
        "modes": Mode.choices,
        "limits": [
            (code, label, values["asked"].limits.get(code, "")) for code, label in submissions.LIMITS.items()
        ],
        "today": clock.today(),
        "may_propose": request.post.can(C.PROPOSE_POLICY),
    }
    return render(request, template, {**values, **more})


def _kinds() -> QuerySet[submissions.DataKind]:
    return submissions.DataKind.objects.select_related("unit")


def _kind(code: str) -> submissions.DataKind:
    found = _kinds().filter(code=code).first()
    if found is None:
        raise Http404
    return found
