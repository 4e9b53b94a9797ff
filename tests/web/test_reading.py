"""A GET changes nothing, whatever a page tries; an error rolls everything back and gives a number to quote."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from dixian.foundation.areas.models import UnitGroup
from dixian.foundation.audit.api import acting, reading
from dixian.web.shell.middleware import ActingMiddleware
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


def answered(method: str, view: Callable[[Any], HttpResponse], user: Any) -> HttpResponse:
    """Send a request of `method` through the middleware to a page of ours."""
    request = getattr(RequestFactory(), method)("/leads/")
    request.user, request.session, request.htmx = user, {}, False
    return ActingMiddleware(view)(request)


def writes(request: Any) -> HttpResponse:
    UnitGroup.objects.create(code="from.a.page", name="甲")
    return HttpResponse("done")


def fails_late(request: Any) -> HttpResponse:
    writes(request)
    return HttpResponse(status=500)


def written() -> bool:
    with acting(SYSTEM), reading():
        return UnitGroup.objects.filter(code="from.a.page").exists()


def test_the_database_refuses_a_write_during_a_get(county: Any) -> None:
    with pytest.raises(DatabaseError):
        answered("get", writes, county.posts["bureau"].user)
    assert not written()


def test_a_post_may_write(county: Any) -> None:
    assert answered("post", writes, county.posts["bureau"].user).status_code == 200
    assert written()


def test_an_error_after_a_write_leaves_nothing(county: Any) -> None:
    assert answered("post", fails_late, county.posts["bureau"].user).status_code == 500
    assert not written()


def test_after_a_refused_write_the_next_post_goes_through(county: Any) -> None:
    with pytest.raises(DatabaseError):
        answered("get", writes, county.posts["bureau"].user)
    assert answered("post", writes, county.posts["bureau"].user).status_code == 200


def test_a_page_nobody_knows_says_so_inside_the_frame(county: Any, as_post: Callable[[str], Client]) -> None:
    response = as_post("bureau").get("/nothing/here/")
    assert response.status_code == 404
    assert "没有找到" in response.content.decode()


def test_a_form_that_comes_twice_counts_once(county: Any, as_post: Callable[[str], Client]) -> None:
    values = {"form_key": str(uuid4()), "month": ""}
    first = as_post("bureau").post("/notices/", values)
    second = as_post("bureau").post("/notices/", values)
    assert (first.status_code, second.status_code) == (302, 409)
    assert "已经提交过" in second.content.decode()


def test_a_form_with_a_broken_key_is_refused_in_words(county: Any, as_post: Callable[[str], Client]) -> None:
    response = as_post("bureau").post("/notices/", {"form_key": "none of ours"})
    assert response.status_code == 409
    assert "表单不完整" in response.content.decode()


def test_pages_forbid_inline_scripts_and_caching(county: Any, as_post: Callable[[str], Client]) -> None:
    response = as_post("bureau").get("/leads/")
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
