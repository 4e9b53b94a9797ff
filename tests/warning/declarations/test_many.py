"""A flood of nonsense is ended with one word; a plea in it is not, and what was ended wrongly comes back."""

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import Parameter
from dixian.foundation.worklist.api import Obligation
from dixian.warning.declarations.api import Declaration, declarations, end_many, pleas, sums, take_up_many
from tests.support.register import id_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def flood(county, says):
    """Three by nobody known."""
    return [says(name=f"乱填{number}", phone=f"1990000000{number}", photos=0)[0] for number in range(3)]


def ended(rows, post, state="abuse", reason="同一时段连续乱填，电话是空号"):
    end_many(declarations=rows, state=state, reason=reason, post=post)


def now(rows, post):
    return list(declarations(post).filter(pk__in=[one.pk for one in rows]).order_by("id"))


def open_duties():
    return Obligation.objects.filter(kind="declarations.settle", state="open").count()


def test_many_end_with_one_word_each_with_its_own_trace(county, flood):
    ended(flood, county["clerk"])
    told = {(one.state, one.reason, one.settled_by) for one in now(flood, county["clerk"])}
    assert told == {("abuse", "同一时段连续乱填，电话是空号", county["clerk"].user)}
    assert open_duties() == 0
    assert all(one.difference == 0 for one in sums())


def test_all_or_none_and_only_the_township(county, flood):
    with pytest.raises(NotAllowed):
        ended(flood, county["cadre"])
    with pytest.raises(Refusal, match="没有写理由"):
        ended(flood, county["clerk"], reason=" ")
    with pytest.raises(Refusal, match="没有选怎样办结"):
        ended(flood, county["clerk"], state="unknown")
    with pytest.raises(Refusal, match="没有选中"):
        ended([], county["clerk"])
    Declaration.objects.filter(pk=flood[0].pk).update(version=9)
    with pytest.raises(Refusal, match="刚被别人办理过"):
        ended(flood, county["clerk"])
    assert {one.state for one in now(flood, county["clerk"])} == {"waiting"}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"phone": "13800000101"}, "留的是在册农户的电话"),
        ({"name": "张三"}, "写的姓名在这个乡镇的户档案里有"),
        ({"filler_name": "张 三"}, "写的姓名在这个乡镇的户档案里有"),
        ({"id_number": id_number(101)}, "身份证号在册"),
        ({"photos": 1}, "附有照片"),
    ],
)
def test_what_names_somebody_real_or_carries_a_photo_is_looked_at_alone(
    county, people, flood, says, told, why
):
    plea, _ = says(**{"name": "无此人", "phone": "19900000009", "photos": 0, **told})
    with pytest.raises(Refusal, match=f"1 份可能是真的申报（{why}）"):
        ended([*flood, plea], county["clerk"])
    assert open_duties() == 4


def test_nobody_known_and_a_name_of_another_township_are_no_plea(flood, says):
    far, _ = says(name="赵六", phone="19900000009", photos=0)
    assert pleas([*flood, far]) == {}


def test_no_more_at_once_than_the_county_allows(county, flood):
    Parameter.objects.filter(code="declare.together.most").update(text="2")
    with pytest.raises(Refusal, match="一次最多一并办理 2 份"):
        ended(flood, county["clerk"])


def test_somebody_else_takes_all_up_again(county, flood):
    ended(flood, county["clerk"], state="outside")
    rows = now(flood, county["clerk"])
    with pytest.raises(Refusal, match="自己办结的"):
        take_up_many(declarations=rows, reason="回访过", post=county["clerk"])
    take_up_many(declarations=now(flood, county["head"]), reason="回访过，是真的", post=county["head"])
    (said,) = {one.reason for one in now(flood, county["head"])}
    assert said.endswith("；重新办理：回访过，是真的")
    assert {one.state for one in now(flood, county["head"])} == {"waiting"}
    assert open_duties() == 3
    assert all(one.difference == 0 for one in sums())
