"""A kind is data: a second one is pushed, judged and remembered without a line of code."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from dixian.commons.leads.api import LeadSource
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.registry.facts.api import kinds_by_code
from dixian.warning.alerts.api import RuleSheet
from dixian.warning.submissions import api as submissions
from tests.support.facts import told_by_departments
from tests.support.register import XLSX, Someone, pushed, rows_of

pytestmark = pytest.mark.django_db
APRIL = Month.parse("2024-04")
COLUMNS = [
    {"type": "Column", "code": "name", "title": "姓名", "required": True},
    {"type": "IdNumberColumn", "code": "id_number", "title": "身份证号", "required": True},
    {"type": "Money", "code": "loss", "title": "损失金额", "required": True},
    {"type": "Day", "code": "on", "title": "受灾日期"},
]


@pytest.fixture
def disaster(county: Any) -> Any:
    """What 县应急局 pushes about losses, made as the county would: rows in two tables."""
    office = unit("yjj")
    county.post("relief", Role.DEPARTMENT_CLERK, office)
    kind = submissions.DataKind.objects.create(
        code="yj_loss",
        unit=office,
        name="受灾损失",
        mode="increment",
        columns=COLUMNS,
        amount_column="loss",
        day_column="on",
        fact={"code": "disaster.loss", "title": "受灾损失", "unit": "元", "sensitive": False},
        source_label="县应急局报送",
        valid_from=date(2024, 1, 1),
    )
    RuleSheet.objects.create(
        kind=kind, group="general", amount=Decimal(3000), step=0, clause="应急规则第1条",
        valid_from=date(2024, 1, 1), source="试验", mark="local",
    )  # fmt: skip
    return kind


def losses(*lines: tuple[Someone, str, str]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("受灾")
        sheet.write_row(0, 0, [column["title"] for column in COLUMNS])
        for number, (one, amount, day) in enumerate(lines, start=1):
            sheet.write_row(number, 0, [one.name, one.id_number, amount, day])
    return out.getvalue()


def push(kind: Any, content: bytes, county: Any) -> Any:
    stored = store([content], name="受灾.xlsx", content_type=XLSX, purpose="报送")
    batch = submissions.receive(kind=kind, month=APRIL, stored=stored, post=county["relief"])
    drain()
    batch = submissions.batch(uid=batch.uid, post=county["relief"])
    submissions.commit(batch=batch, post=county["relief"])
    drain()
    return batch


def test_a_second_kind_goes_all_the_way_by_data_alone(county, people, disaster):
    with clock.at(clock.noon(date(2024, 4, 12))):
        lines = [(people["李四"], "8000", "2024-04-03"), (people["赵六"], "100", "2024-04-30")]
        batch = push(disaster, losses(*lines), county)
        assert [row.outcome for row in rows_of(batch)] == ["raised", "no_rule"]
        (source,) = LeadSource.objects.all()
        assert source.sentence.startswith(
            "李四2024年4月3日受灾损失 8,000.00 元，达到一般农户预警线 3,000.00 元"
        )
        (fact,) = told_by_departments(household=people["李四"].person.household_id, post=county["relief"])
        assert (fact.kind, fact.fact.num, fact.fact.valid_from, fact.fact.source_label) == (
            "disaster.loss",
            Decimal(8000),
            date(2024, 4, 3),
            "县应急局报送",
        )
        assert kinds_by_code()[fact.kind].title == "受灾损失"
        (later,) = told_by_departments(household=people["赵六"].person.household_id, post=county["relief"])
        assert later.fact.valid_from == date(2024, 4, 12), "not dated after the day it was sent"


def test_a_kind_without_a_fact_is_judged_and_remembers_nothing(county, people, disaster):
    submissions.DataKind.objects.filter(pk=disaster.pk).update(fact={})
    disaster.refresh_from_db()
    with clock.at(clock.noon(date(2024, 4, 12))):
        batch = push(disaster, losses((people["李四"], "8000", "2024-04-03")), county)
        assert [row.outcome for row in rows_of(batch)] == ["raised"]
        assert told_by_departments(household=people["李四"].person.household_id, post=county["relief"]) == []


def test_costs_of_the_year_are_dated_at_the_end_of_the_month_they_speak_of(county, people, file, tmp_path):
    from tests.support.register import workbook

    with clock.at(clock.noon(date(2024, 5, 12))):
        content = workbook(tmp_path, [people["张三"].costs("100")], APRIL)
        pushed(content, county["insurer"], month=APRIL.next())
        (fact,) = told_by_departments(household=people["张三"].person.household_id, post=county["insurer"])
        assert (fact.kind, fact.fact.valid_from) == ("health.own_cost", date(2024, 4, 30))
