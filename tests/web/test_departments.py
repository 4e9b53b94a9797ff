"""Departments and months: every kind stands in one cell, and each figure opens what it counts."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions.api import DataKind
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
AT = "/submissions/departments/"


@pytest.fixture
def old_kinds(county: Any) -> Any:
    """All kinds have been asked for since long."""
    with acting(SYSTEM), writing():
        DataKind.objects.update(made_at=clock.now().replace(year=2024, month=1, day=2))
    return county


def test_every_kind_of_a_month_stands_in_the_cell_of_its_unit(old_kinds: Any, as_post: As) -> None:
    page, last = main_of(as_post("bureau"), AT), Month.of(clock.today()).previous()
    units = set(DataKind.objects.values_list("unit__short_name", flat=True))
    assert set(re.findall(r'<th scope="row" class="nowrap">(\S+)</th>', page)) == units
    door = rf'month={last.code}&amp;state=missing&amp;unit=\w+">.*?</span> (\d+)</a>'
    assert sum(map(int, re.findall(door, page))) == DataKind.objects.count()
    assert (
        f'month={last.code}&amp;state=missing"><span class="tag tag-red">逾期未报</span> {DataKind.objects.count()}'
        in page
    )


def test_a_cell_opens_the_cards_it_counts(old_kinds: Any, as_post: As) -> None:
    client, now = as_post("bureau"), Month.of(clock.today())
    page = main_of(client, AT)
    shown = re.search(rf'href="([^"]*month={now.code}&amp;unit=ybj)">预警 1，办结 0</a>', page)
    assert shown and f'href="{shown[1]}">2 行</a>' in page
    cards = main_of(client, shown[1].replace("&amp;", "&"))
    assert set(re.findall(r'<h2 id="k\d+">(\S+) ', cards)) == {"县医保局"}
    assert "<b>1</b>形成预警" in cards


def test_a_department_sees_its_own_line(county: Any, as_post: As) -> None:
    page = main_of(as_post("insurer"), AT)
    assert re.findall(r'<th scope="row" class="nowrap">(\S+)</th>', page) == ["县医保局"]
