"""A few rows typed into a grid are filed, previewed and committed like a file."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, reading
from dixian.foundation.jobs.api import drain
from dixian.warning.submissions.api import Batch, open_row
from tests.support.client import FormClient
from tests.support.register import Someone, rows_of
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
MONTH = "2024-05"


def address(county: Any) -> str:
    return f"/submissions/kinds/{county.kind.uid}/rows/"


def typed(client: FormClient, county: Any, **cells: str) -> Any:
    return client.fill_in(f"{address(county)}?month={MONTH}", address(county), cells)


def test_typed_rows_become_a_workbook_with_a_preview(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    other = Someone("李四", 102, county.village)
    cells = {"cell-0-name": "李四", "cell-0-id_number": other.id_number, "cell-0-own_cost": "1,200.50"}
    bad = {"cell-3-name": "王五", "cell-3-own_cost": "不详"}
    response = typed(as_post("insurer"), county, **cells, **bad)
    with acting(SYSTEM):
        drain()
        with reading():
            batch = Batch.objects.select_related("submission").latest("id")
            found = [(row.number, row.bin, str(row.amount)) for row in rows_of(batch)]
    assert response.headers["Location"] == f"/batches/{batch.uid}/"
    assert found[0] == (2, "linked", "1200.50")
    assert found[1][:2] == (3, "rejected")
    assert batch.submission.month == MONTH


def test_an_empty_grid_is_refused_with_what_to_do(county: Any, as_post: Callable[[str], FormClient]) -> None:
    refused = typed(as_post("insurer"), county)
    assert refused.status_code == 409 and "零报告" in refused.content.decode()


def test_what_is_typed_is_no_formula(county: Any, as_post: Callable[[str], FormClient]) -> None:
    typed(as_post("insurer"), county, **{"cell-0-name": "=1+1", "cell-0-own_cost": "3"})
    with acting(SYSTEM):
        drain()
        with reading():
            (row,) = rows_of(Batch.objects.latest("id"))
    assert open_row(bytes(row.content))["values"]["name"] == "=1+1"


def test_rows_that_a_paste_added_are_read_and_stay_where_they_were_refused(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    client = as_post("insurer")
    typed(client, county, **{"cell-29-name": "李四", "cell-29-own_cost": "3"})
    with acting(SYSTEM):
        drain()
        with reading():
            (row,) = rows_of(Batch.objects.latest("id"))
    assert open_row(bytes(row.content))["values"]["name"] == "李四"
    again = typed(client, county, **{"cell-29-name": "王五", "cell-29-own_cost": "3"})
    assert again.status_code == 409 and 'name="cell-29-name" value="王五"' in again.content.decode()
