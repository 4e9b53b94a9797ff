"""Whatever stands behind the question mark or in a path: a page in words, never a fault of ours."""

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.support.often import often
from tests.web.addresses import walk
from tests.web.permissions import PUBLIC, TABLE
from tests.web.permitted import EVERYBODY, Address

pytestmark = pytest.mark.django_db(transaction=True)
STRANGE = (
    "", "a\0b", "2023-02-29.5", "2023-02-29", "0001-01", "9999-12", "99999-01", "-1", "1e99", "١٢", "9" * 40, "x" * 3000,
    "'\";--", "\U0010ffff",
)  # fmt: skip
IN_PATHS = ("\0", "a\0b", "9" * 400, "'", "%", "é", "..", " ", "\U0010ffff")
READ = re.compile(r"request\.GET\.get(?:list)?\(\s*\"(\w+)\"")
WORDS = {200, 204, 302, 400, 404, 409}


def parameters_of(view: Callable[..., Any]) -> list[str]:
    """The names a view reads behind the question mark, itself or through a helper of its module."""
    module = vars(inspect.getmodule(view))
    source = textwrap.dedent(inspect.getsource(view))
    helpers = [
        module[name] for name in re.findall(r"\b(_\w+)\(", source) if inspect.isfunction(module.get(name))
    ]
    sources = [source, *(textwrap.dedent(inspect.getsource(helper)) for helper in helpers)]
    return sorted({name for one in sources for name in READ.findall(one)})


def questions() -> Iterator[tuple[Address, list[str], str]]:
    """Each page that is opened, with the names its view reads, and each strange value; of a few, other ones for each page."""
    step = len(STRANGE) // often(len(STRANGE))
    views = {one.name: inspect.unwrap(one.callback) for one in walk(get_resolver())}
    for turn, address in enumerate((*PUBLIC, *TABLE)):
        if address.method == "get" and (names := parameters_of(views[address.name])):
            yield from ((address, names, value) for value in STRANGE[turn % step :: step])


def who_may(address: Address) -> str:
    return sorted((address.allowed or EVERYBODY) & address.reach)[0]


@pytest.mark.sweep
def test_no_value_of_a_parameter_breaks_a_page(county: Any, as_post: Callable[[str], Client]) -> None:
    """A page that reads the value under all its names at once is not asked for each of them; one that refuses it is."""
    wrong, asked = [], 0
    for address, names, value in questions():
        client = as_post(who_may(address))
        client.raise_request_exception = False
        url = reverse(address.name, args=address.values(county))
        asked += len(names)
        if len(names) > 1 and client.get(url, dict.fromkeys(names, value)).status_code < 400:
            continue
        for name in names:
            answer = client.get(url, {name: value})
            if answer.status_code not in WORDS or (
                answer.status_code >= 400 and "编号" not in answer.content.decode()
            ):
                wrong.append(f"{address.name}?{name}={value[:20]!r}: {answer.status_code}")
    assert wrong == []
    assert asked > 100


@pytest.mark.sweep
def test_no_text_in_a_path_breaks_a_page(county: Any, as_post: Callable[[str], Client]) -> None:
    wrong = []
    texts = [address for address in TABLE if any(one.startswith("=") for one in address.arguments)]
    assert texts
    for address in texts:
        client = as_post(who_may(address))
        client.raise_request_exception = False
        for text in IN_PATHS:
            parts = [text if one.startswith("=") else uuid4() for one in address.arguments]
            try:
                url = reverse(address.name, args=parts)
            except NoReverseMatch:  # a number stands here, which no such text is
                continue
            answer = getattr(client, address.method)(url)
            if answer.status_code not in WORDS or "编号" not in answer.content.decode():
                wrong.append(f"{address.method} {address.name} {text[:10]!r}: {answer.status_code}")
    assert wrong == []
