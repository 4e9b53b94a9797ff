"""A full roster against the one before: whoever left is named and judged; a correction is no leaving."""

from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.commons.leads.api import LeadSource
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.registry.households.enums import Group
from dixian.warning.alerts.api import Alert, RuleSheet, propose_rule, try_rule
from dixian.warning.submissions import api as submissions
from tests.support.kinds import filed, kind_of
from tests.support.register import Someone

pytestmark = pytest.mark.django_db
APRIL, MAY = Month(2024, 4), Month(2024, 5)


@pytest.fixture
def roster(county: Any) -> Any:
    """Everybody on 低保; whoever leaves it is raised."""
    county.post("relief", Role.DEPARTMENT_CLERK, unit("mzj"))
    kind = kind_of(unit("mzj"), name="低保名册", mode="full")
    for group in Group.values:
        RuleSheet.objects.create(
            kind=kind,
            event="left",
            group=group,
            clause="民政规则第7条",
            valid_from=APRIL.first,
            source="试验",
        )
    return kind


def months(county: Any, roster: Any, *lists: list[Any]) -> list[Any]:
    """The rosters of April, May and so on, committed."""
    found, month = [], APRIL
    for some in lists:
        with clock.at(clock.noon(month.day(12))):
            found.append(filed(roster, [(one,) for one in some], county["relief"], month))
        month = month.next()
    return found


def left(batch: Any) -> list[tuple[str, str]]:
    found = submissions.Departure.objects.filter(batch=batch).order_by("id")
    return list(found.values_list("person__name", "outcome"))


def differences() -> list[str]:
    return [one.name for one in run_checks() if one.difference]


def test_the_first_roster_is_the_ground_and_who_is_missing_from_the_next_is_raised(county, people, roster):
    some = list(people.values())
    first, second = months(county, roster, some, some[1:])
    assert left(first) == []
    assert left(second) == [("张三", "raised")]
    (alert,) = Alert.objects.all()
    assert (alert.row, alert.departure.row.batch, alert.batch) == (None, first, second)
    assert alert.sentence == (
        "张三在2024年4月的“低保名册”上，2024年5月不在了，脱贫户离开名册即预警（民政规则第7条，试验）"
    )
    assert LeadSource.objects.get().source_uid == alert.uid
    assert differences() == []


def test_who_left_twice_is_a_repeat_while_the_household_is_under_question(county, people, roster):
    some = list(people.values())
    *_, last = months(county, roster, some, some[1:], some, some[1:])
    assert left(last) == [("张三", "repeat")]
    assert differences() == []


def test_who_came_back_after_the_answer_and_leaves_again_is_raised_again(county, people, roster):
    some = list(people.values())
    months(county, roster, some, some[1:])
    LeadSource.objects.update(answer="no_risk", answered_on=MAY.day(20))
    first, second = Month(2024, 6), Month(2024, 7)
    with clock.at(clock.noon(first.day(12))):
        filed(roster, [(one,) for one in some], county["relief"], first)
    with clock.at(clock.noon(second.day(12))):
        last = filed(roster, [(one,) for one in some[1:]], county["relief"], second)
    assert left(last) == [("张三", "raised")]


def test_a_number_that_is_somebody_elses_now_and_a_name_that_waits_are_corrections(county, people, roster):
    some = list(people.values())
    wrong = Someone("张三", 950, county.village)
    _, second = months(county, roster, some, [*some[1:], wrong])
    assert left(second) == []
    assert differences() == []


def test_once_the_row_in_the_way_is_settled_the_leaving_is_found(county, people, roster):
    some = list(people.values())
    wrong = Someone("张三", 950, county.village)
    _, second = months(county, roster, some, [*some[1:], wrong])
    row = submissions.Row.objects.get(batch=second, bin__in=("stranger", "ambiguous", "rejected"))
    with clock.at(clock.noon(MAY.day(20))):
        submissions.settle_row(row=row, post=county["bureau"], reason="外县同名的人")
        _each_morning()
    assert left(second) == [("张三", "raised")]
    assert differences() == []


def test_who_is_linked_later_has_not_left(county, people, roster):
    some = list(people.values())
    wrong = Someone("张三", 950, county.village)
    _, second = months(county, roster, some, [*some[1:], wrong])
    row = submissions.Row.objects.get(batch=second, bin__in=("stranger", "ambiguous", "rejected"))
    with clock.at(clock.noon(MAY.day(20))):
        person = people["张三"].person
        submissions.settle_row(row=row, post=county["bureau"], reason="同一人", person_uid=person.uid)
        drain()
        _each_morning()
    assert left(second) == []
    assert differences() == []


def test_a_sheet_for_leaving_is_asked_for_of_full_rosters_alone(county, people, roster):
    from dixian.foundation.kernel.problems import Refusal
    from tests.support.register import medical_kind

    asked = {
        "group": Group.GENERAL,
        "clause": "第1条",
        "source": "县领导小组〔2024〕3号",
        "post": county["bureau"],
    }
    with pytest.raises(Refusal, match="只有全量名册"):
        propose_rule(kind=medical_kind(), event="left", valid_from=MAY.first, **asked)
    made = propose_rule(kind=roster, event="left", interval="3个月", valid_from=MAY.first, **asked)
    assert made.arguments["rows"][0]["event"] == "left"


def test_what_a_sheet_for_leaving_would_have_raised_is_counted_from_those_who_left(county, people, roster):
    some = list(people.values())
    months(county, roster, some, some[1:], some[2:])
    with clock.at(clock.noon(APRIL.next().next().day(20))):
        asked = {"kind": roster, "event": "left", "post": county["bureau"]}
        trials = [try_rule(group=group, **asked) for group in (Group.POVERTY_RELIEVED, Group.GENERAL)]
    assert [(one.raised, one.people, one.rows) for one in trials] == [(1, 1, 1), (1, 1, 1)]


def _each_morning() -> None:
    from dixian.foundation.jobs.api import enqueue

    enqueue("submissions.compare_rosters", key="test:compare_rosters")
    drain()
