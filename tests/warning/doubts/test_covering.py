"""The first full roster that covers hardly anybody who seems entitled needs a word before doubts are raised from it."""

from datetime import date, timedelta

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import Parameter
from dixian.registry.households.api import Person
from dixian.warning.doubts.api import Doubt
from dixian.warning.submissions.api import Batch, commit
from tests.support.register import Someone, settle
from tests.warning.doubts.test_receiving import renewed, roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def civil(county):
    Parameter.objects.filter(code="doubt.cover.least").update(text="10")
    return county.post("civil", Role.DEPARTMENT_CLERK, unit("mzj"))


@pytest.fixture
def old(county, people):
    """Ten people of ninety-odd."""
    some = [Someone(f"孙{number}", 300 + number, county.village) for number in range(10)]
    settle(some)
    Person.objects.filter(name__startswith="孙").update(birth=date(1930, 1, 1))
    return some


def test_a_roster_of_two_waits_for_a_word_and_raises_nothing_before(civil, old):
    with pytest.raises(Refusal, match="像是够条件的 10 人里，只有 2 人在册，不到 60%"):
        roster("mz_gaoling", "年龄档次", "90-99周岁", old[:2], civil)
    assert renewed() == {}


def test_one_that_covers_them_counts_at_once(civil, old):
    roster("mz_gaoling", "年龄档次", "90-99周岁", old[:9], civil)
    assert renewed() == {"old_age": ("mzj", "raised")}
    assert Doubt.objects.count() == 1


def test_few_entitled_need_no_word(civil, old):
    Parameter.objects.filter(code="doubt.cover.least").update(text="11")
    roster("mz_gaoling", "年龄档次", "90-99周岁", old[:2], civil)
    assert renewed() == {"old_age": ("mzj", "raised")}


def test_with_the_word_of_the_unit_it_counts(civil, old):
    with pytest.raises(Refusal):
        roster("mz_gaoling", "年龄档次", "90-99周岁", old[:2], civil)
    one = Batch.objects.get(submission__kind__code="mz_gaoling")
    commit(batch=one, post=civil, word="津贴今年才开始发，已发的只有这两人")
    drain()
    assert len(renewed()) == 1 and Doubt.objects.count() == 8


def test_a_later_roster_is_compared_with_the_one_before_instead(civil, old):
    roster("mz_gaoling", "年龄档次", "90-99周岁", old, civil)
    with clock.at(clock.noon(clock.today() + timedelta(days=31))):
        later = roster("mz_gaoling", "年龄档次", "90-99周岁", old[:2], civil)
    assert not any("首份名册" in said for said in later.odd)
