"""What the twelve units push comes with the program: columns, a fact, and sheets that say where they are from."""

from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.policy.enums import UNSURE
from dixian.registry.facts.api import kinds_by_code
from dixian.registry.households.enums import Group
from dixian.warning.alerts.actions import Condition, checked
from dixian.warning.alerts.api import RuleSheet
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.kinds import DEPARTMENTS, packaged_kinds
from tests.support.facts import told_by_departments
from tests.support.kinds import filed
from tests.support.register import rows_of

pytestmark = pytest.mark.django_db
UNITS = {"mzj", "ybj", "zjj", "swj", "rsj", "jtj", "jyj", "wjj", "cl", "yjj", "nyncj", "gaj"}
ASKED = ("event", "amount", "step", "values", "field", "window", "interval", "cause")


@pytest.fixture
def kinds(county: Any) -> list[Any]:
    """Those of the departments' file."""
    codes = [one["code"] for one in packaged_kinds(DEPARTMENTS)]
    return list(submissions.DataKind.objects.filter(code__in=codes).select_related("unit"))


def test_each_of_the_twelve_units_has_a_kind_with_whom_and_where(kinds):
    assert {kind.unit.code for kind in kinds} == UNITS
    for kind in kinds:
        columns = {column.code: column for column in submissions.columns_of(kind)}
        assert {"name", "id_number", "township", "village", kind.day_column} <= columns.keys(), kind
        assert submissions.template_file(kind)
        headers = [header for column in columns.values() for header in (column.title, *column.aliases)]
        assert len(headers) == len(set(headers)), f"{kind}: one header means two columns"
        assert kind.fact["code"] in kinds_by_code()


def test_every_packaged_sheet_can_be_met_and_says_that_the_county_has_not_decided_it(kinds):
    sheets = RuleSheet.objects.filter(kind__in=kinds).select_related("kind")
    assert {sheet.kind_id for sheet in sheets} == {kind.pk for kind in kinds}
    for sheet in sheets:
        checked(sheet.kind, Condition(**{name: getattr(sheet, name) for name in ASKED}))
        assert sheet.source and sheet.mark in UNSURE
    assert {sheet.group for sheet in sheets} == set(Group.values)


def test_houses_are_raised_by_their_grade_and_known_by_it(county, people):
    kind = submissions.DataKind.objects.get(code="zj_weifang")
    post = county.post("builder", Role.DEPARTMENT_CLERK, unit("zjj"))
    told = [("", "", "砖木", "D级", "2024-04-03"), ("", "", "砖混", "B级", "2024-04-03")]
    lines = [(people["李四"], *told[0]), (people["赵六"], *told[1])]
    with clock.at(clock.noon(Month(2024, 4).day(12))):
        batch = filed(kind, lines, post, Month(2024, 4))
        assert [row.outcome for row in rows_of(batch)] == ["raised", "no_rule"]
        said = rows_of(batch)[0].alert.sentence
        assert said.startswith(
            "李四2024年4月3日疑似危房“危房等级”为D级，符合一般农户预警条件“C级、D级”（住建规则第3条"
        )
        (fact,) = told_by_departments(household=people["赵六"].person.household_id, post=county["bureau"])
        assert (fact.kind, fact.fact.code) == ("housing.grade", "B级")
