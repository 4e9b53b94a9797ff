"""Every address answers every post as the permission table says; an address without a line fails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.web.permissions import EVERYBODY, PUBLIC, TABLE, Address

pytestmark = pytest.mark.django_db(transaction=True)


def ask(client: Client, address: Address, county: Any) -> int:
    url = reverse(address.name, args=address.values(county))
    return int(getattr(client, address.method)(url).status_code)


def test_every_address_answers_every_post_as_the_table_says(
    county: Any, as_post: Callable[[str], Client]
) -> None:
    wrong = []
    for address in (*PUBLIC, *TABLE):
        for post in sorted(EVERYBODY):
            got, expected = ask(as_post(post), address, county), address.expected(post)
            if got != expected:
                wrong.append(f"{address.method} {address.name} as {post}: {got}, not {expected}")
    assert wrong == []


def test_a_head_request_is_answered_like_a_get(county: Any, as_post: Callable[[str], Client]) -> None:
    for address in (*PUBLIC, *TABLE):
        if address.method == "get":
            url = reverse(address.name, args=address.values(county))
            client = as_post(sorted(address.allowed or EVERYBODY)[0])
            assert client.head(url).status_code == client.get(url).status_code, address.name


def test_who_has_not_signed_in_is_asked_to(county: Any) -> None:
    for address in TABLE:
        client = Client()
        response = getattr(client, address.method)(reverse(address.name, args=address.values(county)))
        assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/sign-in/"), (
            address.name
        )


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
def test_no_address_is_missing_from_the_table() -> None:
    named = {address.name for address in (*PUBLIC, *TABLE)}
    resolver = get_resolver()
    known = {name for name in resolver.reverse_dict if isinstance(name, str)}
    assert known - named == set()
    assert named - known == set()


def test_methods_not_named_by_a_page_are_refused(county: Any, as_post: Callable[[str], Client]) -> None:
    methods: dict[str, set[str]] = {}
    for address in TABLE:
        methods.setdefault(address.name, set()).add(address.method)
    by_name = {address.name: address for address in TABLE}
    for name, taken in methods.items():
        address = by_name[name]
        post = sorted(address.allowed or EVERYBODY)[0]
        for method in {"get", "post", "put", "delete"} - taken:
            if (name, method) == ("codes", "post") or (name, method) == ("results", "post"):
                continue
            response = getattr(as_post(post), method)(reverse(name, args=address.values(county)))
            assert response.status_code == 405, (name, method)
