"""A line changes when another person agrees, from its day on, with its paper."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Role
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve
from dixian.registry.households.enums import Group
from dixian.warning.alerts import api as alerts
from tests.support.register import medical_kind, pushed, rows_of, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(county: Any) -> Any:
    """Another person, who may approve."""
    return county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)


def asked(county: Any, **changes: Any) -> Any:
    values = {
        "kind": medical_kind(),
        "group": Group.POVERTY_RELIEVED,
        "amount": Decimal(3000),
        "step": Decimal(1000),
        "clause": "医保规则第2条",
        "valid_from": date(2024, 5, 1),
        "source": "县工作领导小组会议纪要",
        "post": county["bureau"],
    }
    return alerts.propose_rule(**{**values, **changes})


def general() -> Any:
    """The open sheet of 一般农户 in the first kind."""
    return next(
        one.sheet for one in alerts.rules() if (one.kind, one.group) == (medical_kind(), Group.GENERAL)
    )


def test_an_approved_line_judges_the_months_from_its_day_on(county, people, reviewer, tmp_path):
    approve(proposal=asked(county), post=reviewer)
    outcomes = []
    for month in (Month.parse("2024-04"), Month.parse("2024-05")):
        with clock.at(clock.noon(month.day(12))):
            content = workbook(tmp_path, [people["张三"].costs("3500"), people["李四"].costs("1")], month)
            outcomes.append(rows_of(pushed(content, county["insurer"], month=month))[0].outcome)
    assert outcomes == ["no_rule", "raised"]
    new, old = alerts.rule_history(medical_kind(), Group.POVERTY_RELIEVED)
    assert (new.amount, new.source, old.valid_to) == (3000, "县工作领导小组会议纪要", new.valid_from)


def test_nobody_approves_their_own(county, reviewer):
    with pytest.raises(NotAllowed):
        approve(proposal=asked(county), post=county["bureau"])
    with pytest.raises(Refusal, match="自己的提请"):
        approve(proposal=asked(county, post=reviewer, valid_from=date(2024, 6, 1)), post=reviewer)


def test_a_group_without_a_line_gets_its_first(county, reviewer):
    ours = alerts.RuleSheet.objects.filter(group=Group.GENERAL, kind=medical_kind())
    ours.update(valid_to=date(2024, 3, 1))
    assert general() is None
    approve(proposal=asked(county, group=Group.GENERAL), post=reviewer)
    assert general().amount == 3000


def test_of_two_proposals_about_one_line_only_one_is_applied(county, reviewer):
    first, second = asked(county), asked(county, amount=Decimal(4000), valid_from=date(2024, 6, 1))
    approve(proposal=first, post=reviewer)
    with pytest.raises(Refusal, match="原值又改过"):
        approve(proposal=second, post=reviewer)


def test_a_line_that_stands_already_and_one_that_waits_already_are_refused(county, reviewer):
    made = asked(county)
    with pytest.raises(Refusal, match="已有一件等着审批的"):
        asked(county, amount=Decimal(4000))
    approve(proposal=made, post=reviewer)
    with pytest.raises(Refusal, match="什么也没有改"):
        asked(county, valid_from=date(2024, 6, 1))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"amount": Decimal(0)}, "大于 0"),
        ({"step": Decimal(-1)}, "负数"),
        ({"clause": " "}, "条目"),
        ({"valid_from": date(2024, 1, 1)}, "须晚于"),
        ({"source": ""}, "依据"),
    ],
)
def test_a_line_that_cannot_be_is_refused(county, changes, says):
    with pytest.raises(Refusal, match=says):
        asked(county, **changes)


def test_a_department_proposes_no_line(county):
    with pytest.raises(NotAllowed):
        asked(county, post=county["insurer"])
