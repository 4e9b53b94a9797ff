"""A report's limit is each township's limit, and what a township is called in it stays."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from dixian.directives.blanks.actions import match
from dixian.directives.blanks.models import Blank, BlankPart
from dixian.foundation.books import api as books
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from tests.support.register import XLSX

pytestmark = pytest.mark.django_db
TODAY = clock.today()
LATER = TODAY + timedelta(days=9)


def fresh() -> Blank:
    return books.book("blanks").model.objects.select_related("unit").get()


def step(blank: Blank, verb: str, office: Any, **more: Any) -> None:
    of = books.book("blanks")
    row = books.rows_of(of, office["bureau"]).get(pk=blank.pk)
    books.act(book=of, row=row, verb=verb, post=office["bureau"], on=TODAY, **more)


def loaded(office: Any, title: str) -> Blank:
    """A report of the township, due today, with its table."""
    table, buffer = openpyxl.Workbook(), io.BytesIO()
    table.active.append(["乡镇", "监测对象户数", "备注"])
    table.active.append(["绥棱镇", None, None])
    table.save(buffer)
    said = {"title": title, "asked_by": "市局", "unit": office.bureau, "due_on": TODAY}
    made: Blank = books.register(book=books.book("blanks"), values=said, extra={}, post=office["bureau"])
    file = store([buffer.getvalue()], name="表.xlsx", content_type=XLSX, purpose="临时报表佐证")
    step(made, "load", office, evidence=file)
    return Blank.objects.get(pk=made.pk)


@pytest.fixture
def sent(office: Any) -> Blank:
    made = loaded(office, "月报")
    step(made, "send", office)
    return fresh()


def redate(office: Any, day: Any) -> None:
    books.correct(
        book=books.book("blanks"), row=fresh(), values={"due_on": day}, extra={}, post=office["bureau"]
    )


def test_another_limit_of_the_report_is_each_townships_with_its_duty(office: Any, sent: Blank) -> None:
    redate(office, LATER)
    part = BlankPart.objects.get()
    (duty,) = Obligation.objects.filter(kind="blanks.fill", state="open", subject_uid=part.uid)
    assert (part.due_on, duty.due_on) == (LATER, LATER)
    assert part.steps.latest("id").text == f"期限随报表改为 {LATER}"


def test_a_limit_that_has_passed_is_refused_once_it_was_sent(office: Any, sent: Blank) -> None:
    with pytest.raises(Refusal, match="已经过了"):
        redate(office, TODAY - timedelta(days=1))


def test_a_townships_part_is_not_corrected(office: Any, sent: Blank) -> None:
    of = books.book("blank-parts")
    part = books.rows_of(of, office["bureau"]).get()
    with pytest.raises(Refusal, match="不再更正"):
        books.correct(book=of, row=part, values={"name": "上集镇"}, extra={}, post=office["bureau"])


def test_a_duty_says_of_which_report_it_is(office: Any, sent: Blank) -> None:
    assert Obligation.objects.get(kind="blanks.fill").subject_label == "月报：绥棱镇"


def test_the_usual_header_of_a_figure_is_known(office: Any, sent: Blank) -> None:
    assert sent.meant == {"2": "register.monitored", "3": ""}


def test_what_a_header_was_said_to_mean_is_remembered_for_the_next_report(office: Any) -> None:
    first = loaded(office, "月报")
    match(blank=first, meant={"2": "", "3": "register.relieved"}, post=office["bureau"])
    step(first, "send", office)
    assert loaded(office, "季报").meant == {"2": "register.monitored", "3": "register.relieved"}
