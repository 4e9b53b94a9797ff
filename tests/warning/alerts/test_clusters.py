"""Warnings that gather in a township are found and put on the quarter's agenda (R2.2)."""

from decimal import Decimal
from typing import Any

import pytest

from dixian.directives.meetings import api as meetings
from dixian.directives.meetings.actions import refresh
from dixian.foundation.kernel import clock
from dixian.foundation.policy.models import Parameter
from dixian.warning.alerts.clusters import gathered
from tests.support.database import as_worker
from tests.warning.warned import reported

pytestmark = pytest.mark.django_db


def test_a_township_stands_out_by_its_rate_and_not_by_its_size() -> None:
    """Twelve leads among 2,000 people stand out, thirty among 40,000 don't; four are too few whatever their rate."""
    people = {1: 2000, 2: 40000, 3: 300, 4: 0}
    counted = {(1, 7): 12, (2, 7): 30, (3, 7): 4, (4, 7): 9}
    found = gathered(counted, people, least=Decimal(5), times=Decimal(2))
    assert [(one.township, one.leads, one.rate) for one in found] == [(1, 12, Decimal(6))]


def asked(**told: str) -> None:
    for code, text in told.items():
        Parameter.objects.filter(code=f"cluster.{code.replace('_', '.')}").update(text=text)


def agenda() -> list[meetings.AgendaItem]:
    return list(meetings.AgendaItem.objects.filter(figure__startswith="cluster:"))


@pytest.fixture
def meeting(settled_county: Any) -> meetings.Meeting:
    """Three of the township's three people over the line, none of the other township's one."""
    reported(settled_county, dict.fromkeys(("张三", "李四", "王五"), "90000"))
    asked(leads_least="3", rate_times="1.3")
    with as_worker():
        made = meetings.open_quarter(clock.today())
    assert made is not None
    return made


def test_a_group_that_stands_out_is_a_point_with_its_figures_and_its_list(
    settled_county: Any, meeting: meetings.Meeting
) -> None:
    (point,) = agenda()
    assert point.title == "绥棱镇：县医保局“个人自付医疗费用”线索集中"
    assert point.text.endswith("绥棱镇有 3 户，每千人 1000.0 户，是全县（每千人 750.0 户）的 1.3 倍。")
    assert point.door.startswith(f"/leads/?township={settled_county.township.code}&kind=yb_zifu&from=")


def test_what_stands_out_no_more_says_so_when_the_figures_are_taken_anew(
    settled_county: Any, meeting: meetings.Meeting
) -> None:
    refresh(meeting, settled_county["bureau"])
    assert len(agenda()) == 1
    asked(leads_least="4")
    refresh(meeting, settled_county["bureau"])
    assert [one.text for one in agenda()] == ["更新数据时已不再突出。"]
    asked(leads_least="3")
    refresh(meeting, settled_county["bureau"])
    assert [one.text.endswith("1.3 倍。") for one in agenda()] == [True]
