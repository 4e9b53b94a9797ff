"""What was approved for a day to come can be taken back, and what begins before it can still be asked for."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.audit.api import history_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy import api as policy
from dixian.foundation.policy.api import CodeItem, Holiday, Parameter, approve, coming
from dixian.foundation.policy.subjects import PARAMETERS

pytestmark = pytest.mark.django_db
TYPO = date(clock.today().year + 1, 12, 1)
FIRST = date(2024, 1, 1)
NEXT_YEAR = date(clock.today().year + 1, 1, 1)
SOURCE = "县领导小组〔2024〕3号"
WHY = "年份填错"


def rows(code: str = "limit.answer") -> list[tuple[str, date, date | None]]:
    """Every value of a parameter: text, from, to."""
    found = Parameter.objects.filter(code=code).order_by("valid_from")
    return list(found.values_list("text", "valid_from", "valid_to"))


@pytest.fixture
def frozen(county, proposed):
    """A value approved for a year too late."""
    approve(proposal=proposed(valid_from=TYPO), post=county["reviewer"])
    return Parameter.objects.get(code="limit.answer", valid_from=TYPO)


def taking_back(county, row, by: str = "bureau", of: str = "parameter", on: date = TYPO):
    return policy.propose_taking_back(of=of, uids=[row.uid], valid_from=on, source=WHY, post=county[by])


def test_a_value_to_come_is_taken_back_by_two_people_and_the_earlier_one_goes_on(county, frozen):
    made = taking_back(county, frozen)
    assert made.label.startswith(f"修改参数：取消自 {TYPO} 起、尚未生效的村级核实反馈的时限")
    assert len(rows()) == 2, "a proposal alone changes nothing"
    with pytest.raises(NotAllowed):
        taking_back(county, frozen, by="clerk")
    approve(proposal=made, post=county["reviewer"])
    assert rows() == [("7天", FIRST, None)]


def test_what_was_taken_back_stays_in_the_history(county, frozen):
    approve(proposal=taking_back(county, frozen), post=county["reviewer"])
    last = history_of(table=Parameter._meta.db_table, rows=[frozen.pk])[0]
    assert last.verb == "delete"


def test_the_same_day_can_be_asked_for_again_afterwards(county, proposed, frozen):
    approve(proposal=taking_back(county, frozen), post=county["reviewer"])
    approve(proposal=proposed(text="9天", valid_from=TYPO), post=county["reviewer"])
    assert rows() == [("7天", FIRST, TYPO), ("9天", TYPO, None)]


def test_a_value_that_begins_before_one_to_come_ends_the_day_that_one_begins(county, proposed, frozen):
    made = proposed(text="6天", valid_from=NEXT_YEAR)
    assert "7天 改为 6天" in made.label
    approve(proposal=made, post=county["reviewer"])
    assert rows() == [("7天", FIRST, NEXT_YEAR), ("6天", NEXT_YEAR, TYPO), ("5天", TYPO, None)]


def test_one_in_the_middle_is_taken_back_and_nothing_is_left_open(county, proposed, frozen):
    approve(proposal=proposed(text="6天", valid_from=NEXT_YEAR), post=county["reviewer"])
    middle = Parameter.objects.get(code="limit.answer", valid_from=NEXT_YEAR)
    approve(proposal=taking_back(county, middle, on=NEXT_YEAR), post=county["reviewer"])
    assert rows() == [("7天", FIRST, TYPO), ("5天", TYPO, None)]


def test_the_day_of_a_value_to_come_is_not_given_twice(proposed, frozen):
    with pytest.raises(Refusal, match=f"已有自 {TYPO} 起、尚未生效的值"):
        proposed(text="6天", valid_from=TYPO)


def test_what_has_come_into_force_is_not_taken_back(county, proposed):
    approve(proposal=proposed(), post=county["reviewer"])
    row = Parameter.objects.get(code="limit.answer", valid_to=None)
    with pytest.raises(Refusal, match="已经生效，不能取消"):
        taking_back(county, row, on=row.valid_from)


def test_what_came_into_force_before_the_approval_stays(county, proposed):
    day = clock.today() + timedelta(days=1)
    approve(proposal=proposed(valid_from=day), post=county["reviewer"])
    made = taking_back(county, Parameter.objects.get(code="limit.answer", valid_to=None), on=day)
    with clock.at(clock.noon(day)), pytest.raises(Refusal, match="已经生效"):
        approve(proposal=made, post=county["reviewer"])
    assert len(rows()) == 2


def test_it_is_taken_back_once(county, frozen):
    made = taking_back(county, frozen)
    with pytest.raises(Refusal, match="已有一件等着审批的"):
        taking_back(county, frozen)
    approve(proposal=made, post=county["reviewer"])
    with pytest.raises(Refusal, match=f"没有自 {TYPO} 起"):
        taking_back(county, Parameter.objects.get(code="limit.answer"))


def test_a_change_asked_for_before_the_taking_back_is_stale(county, proposed, frozen):
    older = proposed(text="6天", valid_from=NEXT_YEAR)
    approve(proposal=taking_back(county, frozen), post=county["reviewer"])
    with pytest.raises(Refusal, match="提请之后原值又改过"):
        approve(proposal=older, post=county["reviewer"])


def test_an_entry_that_was_to_end_goes_on(county):
    change = {"table": "at_risk_reason", "valid_from": TYPO, "source": SOURCE, "post": county["bureau"]}
    approve(
        proposal=policy.propose_item(**change, code="illness", label="", ended=True), post=county["reviewer"]
    )
    row = CodeItem.objects.get(table="at_risk_reason", code="illness")
    assert row.valid_to == TYPO
    made = taking_back(county, row, of="item")
    assert "停用“因病”" in made.label
    approve(proposal=made, post=county["reviewer"])
    row.refresh_from_db()
    assert row.valid_to is None


def test_a_new_entry_to_come_goes_altogether(county):
    change = {"table": "at_risk_reason", "valid_from": TYPO, "source": SOURCE, "post": county["bureau"]}
    approve(proposal=policy.propose_item(**change, code="", label="洪涝"), post=county["reviewer"])
    row = CodeItem.objects.get(label="洪涝")
    approve(proposal=taking_back(county, row, of="item"), post=county["reviewer"])
    assert not CodeItem.objects.filter(label="洪涝").exists()


def test_a_year_of_holidays_is_taken_back_as_one(county):
    listed = [(date(2060, 10, number), "放假", "国庆节") for number in range(1, 8)]
    change = policy.change_of_year(year=2060, days=listed, on=TYPO)
    made = policy.propose_year(
        year=2060, rows=change.rows, valid_from=TYPO, source=SOURCE, post=county["bureau"]
    )
    approve(proposal=made, post=county["reviewer"])
    year = Holiday.objects.filter(day__year=2060)
    back = policy.propose_taking_back(
        of="days", uids=[one.uid for one in year], valid_from=TYPO, source=WHY, post=county["bureau"]
    )
    assert f"等 {len(change.rows)} 项" in back.label and len(back.arguments["said"]) == len(change.rows)
    approve(proposal=back, post=county["reviewer"])
    assert not year.all().exists()


def test_a_value_is_not_taken_back_where_what_goes_on_would_stand_on_the_wrong_side(county, proposed):
    """`window.push.first` stays below `window.push.last`: 5 and 15."""
    later = TYPO + timedelta(days=1)
    for code, text, day in (("window.push.last", "25", TYPO), ("window.push.first", "20", later)):
        approve(proposal=proposed(code=code, text=text, valid_from=day), post=county["reviewer"])
    last = Parameter.objects.get(code="window.push.last", valid_to=None)
    with pytest.raises(Refusal, match="须大于"):
        taking_back(county, last)


def test_what_is_to_come_is_named_by_its_day(county, frozen):
    found = coming("parameter", Parameter.objects.filter(code="limit.answer"))
    assert [(day, [one.row for one in group]) for day, group in found.items()] == [(TYPO, [frozen])]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(1, 6)), max_size=10))
def test_however_values_come_and_go_each_day_has_one(county, steps):
    """One open row, no gap and no overlap, and the first value is there from its day on."""
    Parameter.objects.filter(code="limit.answer").exclude(valid_from=FIRST).delete()
    Parameter.objects.filter(code="limit.answer").update(valid_to=None)
    for takes_back, number in steps:
        day = clock.today() + timedelta(days=number)
        arguments = {"code": "limit.answer", "valid_from": day.isoformat()}
        try:
            if takes_back:
                PARAMETERS.taken_back(arguments)
                PARAMETERS.take_back(arguments, "")
            else:
                PARAMETERS.check(arguments)
                PARAMETERS.apply({**arguments, "text": f"{number}天"}, SOURCE)
        except Refusal:
            continue
        found = rows()
        assert (found[0][1], found[-1][2]) == (FIRST, None)
        assert all(one[2] == after[1] for one, after in pairwise(found))
