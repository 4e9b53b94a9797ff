"""A file that is odd as a whole stops for a person's word, which is kept."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import Parameter
from dixian.warning.submissions import api as submissions
from tests.support.kinds import filed, kind_of, previewed
from tests.support.register import Someone, settle

pytestmark = pytest.mark.django_db
APRIL, MAY = Month(2024, 4), Month(2024, 5)
FEW = 4


@pytest.fixture
def clerk(county: Any) -> Any:
    """Somebody of 县民政局; files of four rows are looked at."""
    Parameter.objects.filter(code="anomaly.rows").update(text=str(FEW))
    return county.post("relief", Role.DEPARTMENT_CLERK, unit("mzj"))


@pytest.fixture
def villagers(county: Any) -> list[Someone]:
    """Ten people of the village."""
    some = [Someone(f"孙{number}", 300 + number, county.village) for number in range(10)]
    settle(some)
    return some


@pytest.fixture
def paid(clerk: Any) -> Any:
    """A roster with what somebody is paid."""
    return kind_of(
        unit("mzj"),
        mode="full",
        columns=[{"type": "Money", "code": "paid", "title": "金额"}],
        amount_column="paid",
    )


@pytest.fixture
def on(clerk: Any) -> Callable[..., list[str]]:
    """What is odd about the next file of a kind, in May."""

    def odd(kind: Any, lines: Any) -> list[str]:
        with clock.at(clock.noon(MAY.day(12))):
            return list(previewed(kind, lines, clerk, MAY).odd)

    return odd


def last_month(kind: Any, lines: Any, post: Any) -> None:
    with clock.at(clock.noon(APRIL.day(12))):
        filed(kind, lines, post, APRIL)


def outsiders(county: Any, count: int) -> list[tuple[Any, str]]:
    return [(Someone(f"外{number}", 700 + number, county.village), "1") for number in range(count)]


def test_too_many_strangers_stop_the_file_and_some_do_not(county, villagers, paid, on):
    lines = [(one, "5") for one in villagers]
    assert on(paid, [*lines, *outsiders(county, 4)]) == []
    submissions.Batch.objects.update(state="withdrawn")
    (said,) = on(paid, [*lines, *outsiders(county, 5)])
    assert said == "5 行不在册，占 33%，超过 30%，可能拿错了名单"


def test_one_person_too_often_is_named_by_rows(villagers, clerk, on):
    kind = kind_of(unit("mzj"), columns=[{"type": "Column", "code": "what", "title": "事项"}])
    lines = [(one, "一") for one in villagers] + [(villagers[0], str(number)) for number in range(4)]
    assert on(kind, lines) == ["同一个人出现 5 次（第 2、12、13、14、15 行）"]


def small(kind: Any, lines: Any, post: Any, day: int) -> Any:
    """A file of new events on a day in May, waiting for its confirmation."""
    with clock.at(clock.noon(MAY.day(day))):
        return previewed(kind, lines, post, MAY)


def confirm(batch: Any, post: Any, day: int) -> None:
    with clock.at(clock.noon(MAY.day(day))):
        submissions.commit(batch=batch, post=post, word="核对过")
        drain()


def test_strangers_spread_over_several_small_files_stop_the_one_that_makes_them_too_many(
    county, villagers, clerk
):
    kind = kind_of(unit("mzj"))
    known, strange = [(one,) for one in villagers], [(one,) for one, _ in outsiders(county, 2)]
    first = small(kind, [known[0], known[1], strange[0]], clerk, 5)
    assert list(first.odd) == []
    confirm(first, clerk, 5)
    second = small(kind, [known[2], strange[1]], clerk, 8)
    assert list(second.odd) == ["本月 2 个文件合计 5 行里，2 行不在册，占 40%，超过 30%，可能拿错了名单"]
    confirm(second, clerk, 8)
    assert list(small(kind, [known[3]], clerk, 9).odd) == []


def test_one_person_named_once_in_each_of_many_files_is_named_too_often(villagers, clerk):
    kind = kind_of(unit("mzj"), columns=[{"type": "Column", "code": "what", "title": "事项"}])
    for day in range(5, 9):
        confirm(small(kind, [(villagers[0], str(day))], clerk, day), clerk, day)
    assert list(small(kind, [(villagers[0], "九")], clerk, 9).odd) == [
        "本月 5 个文件合计 5 行里，同一个人出现 5 次（本文件第 2 行）"
    ]


def test_a_file_that_was_withdrawn_counts_no_strangers(county, villagers, clerk):
    kind = kind_of(unit("mzj"))
    strange = [(one,) for one, _ in outsiders(county, 3)]
    small(kind, strange, clerk, 5)
    submissions.Batch.objects.update(state="withdrawn")
    assert list(small(kind, [(villagers[0],), (villagers[1],), strange[0]], clerk, 8).odd) == []


def test_amounts_that_all_are_far_smaller_than_last_month_stop_the_file(villagers, paid, clerk, on):
    last_month(paid, [(one, "50000") for one in villagers], clerk)
    (said,) = on(paid, [(one, "4.99") for one in villagers])
    assert said == "金额合计 49.90 元，2024年4月是 500,000.00 元，少得多，请核对单位是元还是万元"
    submissions.Batch.objects.filter(submission__month=MAY.code).update(state="withdrawn")
    assert on(paid, [(one, "5001") for one in villagers]) == []


def test_last_months_rows_under_a_new_name_stop_the_file(villagers, paid, clerk, on):
    lines = [(one, "5") for one in villagers]
    last_month(paid, lines, clerk)
    assert on(paid, list(reversed(lines))) == [
        "10 行里有 10 行和2024年4月提交的完全相同，可能又报了一遍2024年4月的数据"
    ]


def test_a_roster_less_than_half_as_long_stops_and_half_of_it_does_not(villagers, paid, clerk, on):
    last_month(paid, [(one, "5") for one in villagers], clerk)
    assert on(paid, [(one, "6") for one in villagers[:5]]) == []
    submissions.Batch.objects.filter(submission__month=MAY.code).update(state="withdrawn")
    assert on(paid, [(one, "6") for one in villagers[:4]]) == ["只有 4 行，2024年4月有 10 行，可能没有报全"]


def test_an_amount_nobody_can_have_paid_is_named_with_its_row(villagers, paid, on):
    lines = [(villagers[0], "1000000"), (villagers[1], "99999999999"), (villagers[2], "1000000.01")]
    (said,) = on(paid, lines)
    assert said == (
        "“金额”超过 1,000,000.00 元：第 3 行 99,999,999,999.00 元、第 4 行 1,000,000.01 元，像是多写了几位，或者填成了别的号码"
    )


def test_how_much_is_too_much_is_the_kinds_own_first(villagers, paid, on):
    paid.limits = {"most": "5000"}
    paid.save()
    assert "第 2 行 5,001.00 元" in on(paid, [(villagers[0], "5001"), (villagers[1], "5000")])[0]


def test_an_odd_file_counts_only_with_somebodys_word_which_is_kept(villagers, paid, clerk):
    last_month(paid, [(one, "5") for one in villagers], clerk)
    with clock.at(clock.noon(MAY.day(12))):
        batch = previewed(paid, [(one, "6") for one in villagers[:3]], clerk, MAY)
        with pytest.raises(Refusal, match="只有 3 行"):
            submissions.commit(batch=batch, post=clerk, word="  ")
        submissions.commit(batch=batch, post=clerk, word="七户上月集中退出")
        drain()
    batch.refresh_from_db()
    assert (batch.state, batch.word, len(batch.odd)) == ("committed", "七户上月集中退出", 1)


def test_a_limit_of_one_kind_holds_before_that_of_all(villagers, paid, clerk, on):
    general = Parameter.objects.get(code="anomaly.shorter")
    general.pk, general.uid, general.code, general.text = None, None, "anomaly.shorter.some_kind", "20"
    Parameter.objects.bulk_create(
        [
            Parameter(
                **{
                    f.attname: getattr(general, f.attname)
                    for f in Parameter._meta.concrete_fields
                    if f.attname not in ("id", "uid")
                }
            )
        ]
    )
    last_month(paid, [(one, "5") for one in villagers], clerk)
    assert on(paid, [(one, "6") for one in villagers[:3]]) == []
