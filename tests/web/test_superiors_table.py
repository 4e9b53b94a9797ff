"""A superior's table may list households: whoever doesn't check the report neither opens it nor is offered it."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.directives.blanks.models import Blank, BlankStep
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.books import api as books
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Text
from dixian.foundation.sheets.api import write_table
from tests.support.client import FormClient
from tests.support.register import XLSX
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]


def loaded(county: Any) -> Blank:
    said = {"title": "监测户情况表", "asked_by": "", "unit": county.bureau, "due_on": clock.today()}
    of = books.book("blanks")
    blank = books.register(book=of, values=said, extra={}, post=county["bureau"])
    columns = [Text(one, one) for one in ("户编号", "户主", "人口数")]
    table = write_table(title="附件", columns=columns, rows=[["H00001", "某户", ""]])
    sent = store([table], name="附件.xlsx", content_type=XLSX, purpose="临时报表佐证")
    row = books.rows_of(of, county["bureau"]).get(pk=blank.pk)
    books.act(book=of, row=row, verb="load", post=county["bureau"], on=clock.today(), evidence=sent)
    return Blank.objects.get(pk=blank.pk)


def test_a_superiors_table_is_opened_by_whoever_checks_the_report_alone(county: Any, as_post: AsPost) -> None:
    with acting(SYSTEM), writing():
        blank = loaded(county)
        step = BlankStep.objects.get(row=blank, verb="load")
    at, file = f"/books/blanks/{blank.uid}/", f"/books/blanks/steps/{step.uid}/evidence/"
    assert "下载佐证" in main_of(as_post("bureau"), at) and "下载佐证" not in main_of(as_post("clerk"), at)
    assert as_post("bureau").post(file).status_code == 200
    assert as_post("clerk").post(file).status_code == 404
    filled = as_post("bureau").post(f"/blanks/{blank.uid}/file/")
    assert (
        filled.status_code == 200 and as_post("clerk").post(f"/blanks/{blank.uid}/file/").status_code == 403
    )
