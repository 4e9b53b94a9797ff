"""Pages that misbehave, beside the real ones; a test names this module as its addresses."""

from typing import Any

from django.db import OperationalError
from django.http import HttpResponse
from django.urls import include, path

from dixian.foundation.areas.models import UnitGroup
from dixian.foundation.kernel.problems import Refusal
from dixian.web.shell.pages import page

BOTH = ("GET", "POST")
SECRET = "231226197001013117"


def write(code: str = "from.a.page") -> None:
    UnitGroup.objects.create(code=code, name="甲")


@page(methods=BOTH)
def writes(request: Any) -> HttpResponse:
    write()
    return HttpResponse("done")


@page(methods=BOTH, look_up=True)
def writes_in_a_look_up(request: Any) -> HttpResponse:
    return writes.__wrapped__(request)


def _writes(request: Any) -> None:
    write("from.prepare")


@page(methods=BOTH, prepare=_writes)
def writes_in_prepare(request: Any) -> HttpResponse:
    return HttpResponse("done")


@page(methods=BOTH)
def fails_late(request: Any) -> HttpResponse:
    write()
    return HttpResponse(status=500)


@page(methods=BOTH)
def refuses_late(request: Any) -> HttpResponse:
    write()
    raise Refusal("不行", "换一个")


@page(methods=BOTH)
def falls(request: Any) -> HttpResponse:
    write()
    raise RuntimeError(f"fell over {SECRET}")


@page(methods=BOTH)
def loses_the_database(request: Any) -> HttpResponse:
    raise OperationalError(f"database is locked {SECRET}")


def undeclared(request: Any) -> HttpResponse:
    return HttpResponse("nobody asked")


urlpatterns = [
    path("writes/", writes),
    path("look-up/", writes_in_a_look_up),
    path("prepare/", writes_in_prepare),
    path("fails-late/", fails_late),
    path("refuses-late/", refuses_late),
    path("falls/<str:what>/", falls),
    path("loses-the-database/", loses_the_database),
    path("undeclared/", undeclared),
    path("", include("dixian.web.urls")),
]
handler400 = "dixian.web.shell.errors.bad_request"
handler403 = "dixian.web.shell.errors.forbidden"
handler404 = "dixian.web.shell.errors.not_found"
handler500 = "dixian.web.shell.errors.broken"
