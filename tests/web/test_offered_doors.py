"""A figure, a duty or a list leads only where whoever reads it may go (R1.8)."""

import re
from collections.abc import Callable
from typing import Any

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


@pytest.mark.parametrize("post", ["cadre", "helper", "insurer", "leader", "inspector"])
def test_every_door_of_a_figure_opens_for_its_reader(
    county: Any, as_post: AsPost, counted: None, post: str
) -> None:
    client = as_post(post)
    for one in figures.figures():
        told = client.get(f"/figures/{one.code}/").content.decode().split("<main", 1)[1]
        for door in {found.replace("&amp;", "&") for found in DOOR.findall(told)}:
            assert client.get(door).status_code == 200, (one.code, door)


def test_the_bureau_goes_where_a_department_is_told_the_number_alone(
    county: Any, as_post: AsPost, counted: None
) -> None:
    shown = {
        post: as_post(post).get("/figures/loop.in_time/").content.decode() for post in ("bureau", "insurer")
    }
    assert 'href="/loop/' in shown["bureau"]
    assert 'href="/loop/' not in shown["insurer"]


def test_who_only_reads_has_nothing_counted_anew(county: Any, as_post: AsPost) -> None:
    for post, offered in (("bureau", True), ("leader", False), ("inspector", False)):
        assert ("现在统计" in as_post(post).get("/figures/").content.decode()) is offered, post


def test_a_ledger_opens_for_whoever_may_read_it(county: Any) -> None:
    assert opens("/books/rectification/?state=open", county.posts["inspector"])
    assert not opens("/books/rectification/", county.posts["cadre"])
    assert not opens("/nowhere/", county.posts["bureau"])
