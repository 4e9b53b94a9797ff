"""A point of the agenda about gathered warnings opens the very leads it counts (R2.2)."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dixian.directives.meetings.actions import refresh
from dixian.directives.meetings.api import Meeting
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.policy.models import Parameter
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of, rows_behind

pytestmark = pytest.mark.django_db(transaction=True)
DOOR = re.compile(r"有 (\d+) 户，.*?<a href=\"(/leads/\?[^\"]+)\">看这些线索</a>")


@pytest.fixture
def meeting(county: Any, tmp_path: Path) -> str:
    """张三 has been warned of; one lead is enough to stand out here."""
    with acting(SYSTEM), writing():
        Parameter.objects.filter(code__startswith="cluster.").update(text="1")
        held = Meeting.objects.get()
        refresh(held, county["bureau"])
        return f"/books/meetings/{held.uid}/"


def test_its_number_is_what_the_list_holds(meeting: str, as_post: Callable[[str], Client]) -> None:
    bureau = as_post("bureau")
    found = DOOR.search(main_of(bureau, meeting))
    assert found
    address = html.unescape(found[2])
    assert rows_behind(bureau, address) == int(found[1]) == 1
    assert "“个人自付医疗费用”预警的" in main_of(bureau, address)
    assert rows_behind(bureau, address.replace("kind=yb_zifu", "kind=none")) == 0


def test_who_does_not_read_the_whole_county_is_given_no_list(
    meeting: str, as_post: Callable[[str], Client]
) -> None:
    assert "看这些线索" not in main_of(as_post("clerk"), meeting)


def test_a_day_that_is_none_narrows_nothing(meeting: str, as_post: Callable[[str], Client]) -> None:
    assert rows_behind(as_post("bureau"), "/leads/?from=2024-13-40&to=x") == 1


def test_leads_narrow_to_what_they_were_found_at_risk_for(
    meeting: str, as_post: Callable[[str], Client]
) -> None:
    assert rows_behind(as_post("bureau"), "/leads/?reason=illness") == 0
    assert "核实有风险（因病）的" in main_of(as_post("bureau"), "/leads/?reason=illness")


def test_what_the_agenda_counts_opens_its_list(meeting: str, as_post: Callable[[str], Client]) -> None:
    bureau = as_post("bureau")
    shown = html.unescape(main_of(bureau, meeting))
    new, door = re.findall(r"新增线索 (\d+) 条.*?href=\"(/leads/\?[^\"]+)\"", shown)[0]
    assert rows_behind(bureau, door) == int(new) > 0
    late, door = re.findall(r"全县超期待办 (\d+) 件.*?href=\"([^\"]+)\">看清单", shown)[0]
    assert (rows_behind(bureau, door), door) == (int(late), "/duties/late/")
    assert all(f'href="{one}">看清单' in shown for one in ("/books/rectification/", "/tasks/"))
