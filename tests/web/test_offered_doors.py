"""A figure, a duty or a list leads only where whoever reads it may go (R1.8)."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.figures import api as figures
from dixian.foundation.jobs.api import drain
from dixian.web.shell.opening import opens
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], Client]
DOOR = re.compile(r'href="(/[^"]*)"')


@pytest.fixture
def counted(county: Any) -> None:
    with acting(SYSTEM), writing():
        figures.count_now(county.posts["bureau"])
    drain()


def doors_of_figures(client: Client) -> set[str]:
    """The pages that the figures' pages lead to."""
    told = [client.get(f"/figures/{one.code}/").content.decode() for one in figures.figures()]
    return {urlsplit(door).path for page in told for door in DOOR.findall(page.split("<main", 1)[1])}


@pytest.mark.sweep
def test_every_door_of_a_figure_opens_for_its_reader(county: Any, as_post: AsPost, counted: None) -> None:
    doors = {}
    for post in ("cadre", "insurer", "bureau"):
        client = as_post(post)
        doors[post] = doors_of_figures(client)
        assert [door for door in doors[post] if client.get(door).status_code != 200] == [], post
    assert "/loop/" in doors["bureau"] - doors["insurer"]


def test_who_only_reads_has_nothing_counted_anew(county: Any, as_post: AsPost) -> None:
    for post, offered in (("bureau", True), ("leader", False), ("inspector", False)):
        assert ("现在统计" in as_post(post).get("/figures/").content.decode()) is offered, post


def test_a_ledger_opens_for_whoever_may_read_it(county: Any) -> None:
    assert opens("/books/rectification/?state=open", county.posts["inspector"])
    assert not opens("/books/rectification/", county.posts["cadre"])
    assert not opens("/nowhere/", county.posts["bureau"])
