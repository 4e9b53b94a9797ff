"""Every address answers every post as the permission table says; an address without a line fails."""

import os
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve, reverse

from dixian.foundation.accounts.api import NotAllowed, Post
from tests.support.everyone import FAR
from tests.support.often import THOROUGH
from tests.web.addresses import walk
from tests.web.permissions import PUBLIC, TABLE
from tests.web.permitted import EVERYBODY, Address
from tests.web.test_worklist import run

# Posts of other places, in roles that others here have: a page that names no record opens for them alike
# (`make test-all` asks them too).
ELSEWHERE = frozenset(FAR) - {"organiser", "clinic"}
pytestmark = pytest.mark.django_db(transaction=True)
ALL = (*PUBLIC, *TABLE)


def ask(client: Client, address: Address, county: Any) -> int:
    url = reverse(address.name, args=address.values(county))
    return int(getattr(client, address.method)(url).status_code)


def is_let_in(post: Post, address: Address, county: Any) -> bool:
    """Whether the door of an address (`Page.admit`) opens for a post whose person has a password of their own."""
    url = reverse(address.name, args=address.values(county))
    request: Any = RequestFactory().generic(address.method.upper(), url)
    post.user.must_change_password = False
    request.user, request.post, request.resolver_match = post.user, post, resolve(url)
    try:
        request.resolver_match.func.page.admit(request)
    except NotAllowed:
        return False
    return True


@pytest.mark.sweep
def test_every_address_answers_every_post_as_the_table_says(
    county: Any, as_post: Callable[[str], Client]
) -> None:
    wrong = []
    # The county may have been founded a while ago, and a worker that has done nothing since counts as dead.
    run("worklist.escalate")
    for address in ALL:
        alike = frozenset() if address.arguments or THOROUGH in os.environ else ELSEWHERE
        for post in sorted(address.let_in() - alike):
            got, expected = ask(as_post(post), address, county), address.expected(post)
            if got != expected:
                wrong.append(f"{address.method} {address.name} as {post}: {got}, not {expected}")
    assert wrong == []


@pytest.mark.sweep
def test_no_address_opens_for_a_post_that_may_not(county: Any, as_post: Callable[[str], Client]) -> None:
    """Whom the door itself refuses is not led to it through the whole house, but for one of them, another each time."""
    wrong = []
    for turn, address in enumerate(ALL):
        refused = sorted(EVERYBODY - address.let_in())
        led = refused[turn % len(refused)] if refused else ""
        asked = [one for one in refused if one == led or is_let_in(county.posts[one], address, county)]
        answers = {post: ask(as_post(post), address, county) for post in asked}
        wrong += [
            f"{address.method} {address.name} as {post}: {got}" for post, got in answers.items() if got != 403
        ]
    assert wrong == []


@pytest.mark.sweep
def test_a_record_nobody_knows_is_not_found(county: Any, as_post: Callable[[str], Client]) -> None:
    wrong = []
    for address in ALL:
        if not address.arguments or address.arguments[0].startswith("="):
            continue
        client = as_post(sorted(address.allowed or EVERYBODY)[0])
        got = getattr(client, address.method)(reverse(address.name, args=[uuid4()])).status_code
        if got != 404:
            wrong.append(f"{address.method} {address.name}: {got}")
    assert wrong == []


@pytest.mark.sweep
def test_a_head_request_is_answered_like_a_get(county: Any, as_post: Callable[[str], Client]) -> None:
    for turn, address in enumerate(ALL):
        if address.method == "get" and (turn % 3 == 0 or THOROUGH in os.environ):
            url = reverse(address.name, args=address.values(county))
            client = as_post(sorted(address.allowed or EVERYBODY)[0])
            assert client.head(url).status_code == client.get(url).status_code, address.name


@pytest.mark.sweep
def test_who_has_not_signed_in_is_asked_to(county: Any) -> None:
    for address in TABLE:
        client = Client()
        response = getattr(client, address.method)(reverse(address.name, args=address.values(county)))
        assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/sign-in/"), (
            address.name
        )


@pytest.mark.sweep
def test_a_one_time_password_opens_nothing_but_its_change(
    county: Any, as_post: Callable[[str], Client]
) -> None:
    from dixian.foundation.accounts.models import User
    from dixian.foundation.audit.api import acting, writing
    from tests.web.conftest import SYSTEM

    with acting(SYSTEM), writing():
        User.objects.filter(pk=county.posts["bureau"].user_id).update(must_change_password=True)
    client = as_post("bureau")
    for address in TABLE:
        if address.name in ("password", "sign-out"):
            continue
        response = getattr(client, address.method)(reverse(address.name, args=address.values(county)))
        assert response.headers.get("Location") == "/password/", address.name


@pytest.mark.django_db(transaction=False)
def test_no_address_and_no_method_is_missing_from_the_table() -> None:
    known = list(walk(get_resolver()))
    assert [one.route for one in known if not one.name or not hasattr(one.callback, "page")] == []
    pairs = [(one.name, method.lower()) for one in known for method in one.callback.page.methods]  # type: ignore[attr-defined]
    assert len(pairs) == len(set(pairs)), "two addresses share a name"
    assert set(pairs) ^ {(address.name, address.method) for address in ALL} == set()


@pytest.mark.django_db(transaction=False)
@pytest.mark.urls("tests.web.pages_of_tests")
def test_an_address_without_a_name_is_noticed() -> None:
    assert [one.route for one in walk(get_resolver()) if not one.name][:2] == ["writes/", "look-up/"]


@pytest.mark.sweep
def test_methods_not_named_by_a_page_are_refused(county: Any, as_post: Callable[[str], Client]) -> None:
    methods: dict[str, set[str]] = {}
    for address in ALL:
        methods.setdefault(address.name, set()).add(address.method)
    by_name = {address.name: address for address in ALL}
    for turn, (name, taken) in enumerate(methods.items()):
        address = by_name[name]
        post = sorted(address.allowed or EVERYBODY)[0]
        # Whatever no page takes is refused in one place: of those another each time.
        other = ("put", "patch", "delete", "options")[turn % 4]
        for method in {"get", "post", other} - taken:
            response = getattr(as_post(post), method)(reverse(name, args=address.values(county)))
            assert response.status_code == 405, (name, method)
            assert response.headers["Allow"].lower().split(", ") == sorted(taken), (name, method)
            assert "怎么办" in response.content.decode(), (name, method)
