"""The menu in its groups: nothing a post may not open, no heading over nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dixian.web.shell.menu import GROUPS, menu_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.sweep
@pytest.mark.parametrize("post", ["cadre", "clerk", "bureau", "inspector", "system_admin"])
def test_every_line_of_a_posts_menu_opens(county: Any, as_post: Callable[[str], Client], post: str) -> None:
    shown = [one for group in menu_of(county[post]) for one in group.entries]
    assert {one.url: as_post(post).get(one.url).status_code for one in shown} == {
        one.url: 200 for one in shown
    }


def test_a_group_stands_only_where_it_has_lines(county: Any) -> None:
    of_system = [group.name for group in menu_of(county["system_admin"])]
    assert "监测对象" not in of_system
    assert all(group.entries for group in menu_of(county["system_admin"]))


def test_no_line_stands_in_two_groups() -> None:
    urls = [one.url for group in GROUPS for one in group.entries]
    assert len(urls) == len(set(urls))
