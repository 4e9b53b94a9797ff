"""The loop drawn: every figure of it once a door, nothing covered, late ones named; and its tables as workbooks."""

import io
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from dixian.commons.leads.api import Lead
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.web.leads.flow import GAP, HEIGHT, WIDTH, Box, Layer, drawings, drawn
from tests.support.register import XLSX
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of

LAYERS = some.lists(
    some.builds(
        Layer,
        some.just("层"),
        some.lists(some.builds(Box, some.just("格"), some.integers(0, 9), some.just("/")), min_size=1, max_size=10),
        some.booleans(),
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip


@given(LAYERS, some.integers(1, 9))
def test_each_box_is_drawn_once_within_the_picture_and_covers_no_other(layers, in_a_row):
    made = drawn("x", layers, in_a_row)
    assert [one.box for one in made.boxes] == [box for layer in layers for box in layer.boxes]
    assert all(0 <= one.x <= made.width - WIDTH and 0 <= one.y <= made.height - HEIGHT for one in made.boxes)
    places = sorted((one.y, one.x) for one in made.boxes)
    for (y, x), (below, right) in pairwise(places):
        assert below - y >= HEIGHT + GAP or (below == y and right - x >= WIDTH + GAP)


@given(LAYERS)
def test_on_a_phone_nothing_is_wider_than_its_page(layers):
    assert drawings(layers)[1].width <= 390


@pytest.fixture
def late(county: Any) -> Any:
    """张三's lead waits too long."""
    with acting(SYSTEM), writing():
        Lead.objects.filter(pk=county.lead.pk).update(due_on=clock.today().replace(year=2001))
    return county


@pytest.mark.django_db(transaction=True)
def test_what_is_late_is_said_at_its_box_and_opens_its_list(late, as_post):
    page = main_of(as_post("bureau"), "/loop/")
    assert page.count('<a class="late" href="/leads/?state=waiting&amp;late=1">') == 2
    assert page.count(">超期 1</text>") == 2
    assert page.count("</svg>") == 2


def book(client: Any, **form: str) -> list[tuple[Any, ...]]:
    answer = client.post("/loop/?by=township", {"reason": "月度通报", **form})
    assert answer["Content-Type"] == XLSX
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


@pytest.mark.django_db(transaction=True)
def test_each_table_comes_as_a_workbook_with_the_figures_of_the_page(late, as_post):
    client = as_post("bureau")
    by = book(client, table="by")
    assert by[0][:2] == ("乡镇", "合计")
    assert by[1][:2] == (late.township.name, 1)
    assert by[-1][0] == "全部线索"
    flow = {row[0]: row[1:] for row in book(client, table="flow")}
    assert flow["线索，办到哪一步：待推送"] == (1, 1)
    assert flow["部门报送的行，与户档案比对：已对上"][0] >= 1
    month = {row[0]: row[1] for row in book(client, table="month")}
    assert (month["村里反馈"], month["按期反馈率"]) == ("0", "—")


@pytest.mark.django_db(transaction=True)
def test_without_a_reason_or_the_right_there_is_none(late, as_post):
    assert as_post("bureau").post("/loop/", {"table": "by"}).status_code == 409
    assert as_post("inspector").post("/loop/", {"table": "by", "reason": "督查"}).status_code == 403
    assert as_post("bureau").post("/loop/", {"table": "x", "reason": "督查要用"}).status_code == 409
