"""Tables of a superior whose rows are villages or households: prefilled from what the register knows of each."""

import io
from typing import Any

import openpyxl
import pytest

from dixian.directives.blanks.actions import merged
from dixian.directives.blanks.engine.layout import layout_of
from dixian.directives.blanks.models import Blank, BlankPart
from dixian.foundation.books import api as books
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import Household
from tests.support.register import XLSX, Someone, settle

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def sheet_of(*rows: tuple[Any, ...]) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def loaded(office: Any, content: bytes) -> Blank:
    said = {"title": "情况表", "asked_by": "省农业农村厅", "unit": office.bureau, "due_on": TODAY}
    blank = books.register(book=books.book("blanks"), values=said, extra={}, post=office["bureau"])
    sent = store([content], name="附件2.xlsx", content_type=XLSX, purpose="临时报表佐证")
    step(blank, "load", office, evidence=sent)
    return Blank.objects.get()


def step(blank: Blank, verb: str, office: Any, **more: Any) -> None:
    of = books.book("blanks")
    row = books.rows_of(of, office["bureau"]).get(pk=blank.pk)
    books.act(book=of, row=row, verb=verb, post=office["bureau"], on=TODAY, text="已办理", **more)


def cells(content: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]]


def test_each_village_is_a_part_of_its_township_prefilled_from_the_register(office: Any) -> None:
    settle([Someone(f"户{at}", at, office.village, kind="poverty_relieved") for at in (1, 2)])
    names = [one.name for one in (office.village, office.second)]
    town = office.township.name
    table = sheet_of(
        ("序号", "乡镇", "村名", "农户数", "脱贫户数", "村集体收入"),
        *((at, town, name) for at, name in enumerate(names, start=1)),
        ("合计",),
    )
    blank = loaded(office, table)
    assert list(blank.meant.values()) == ["register.households", "register.relieved", ""]
    step(blank, "send", office)
    parts = list(BlankPart.objects.select_related("unit").order_by("line"))
    assert [(one.unit, one.name) for one in parts] == [(office.town_unit, f"{town}{name}") for name in names]
    assert [one.prefilled for one in parts] == [{"4": "2", "5": "2"}, {"4": "0", "5": "0"}]
    whole = cells(merged(Blank.objects.get(), office["bureau"]))
    assert whole[1] == [1, town, names[0], 2, 2, None]
    assert whole[3][3:5] == [2, 2]


def test_a_village_nobody_knows_is_named(office: Any) -> None:
    blank = loaded(office, sheet_of(("村名", "农户数"), ("没有的村",)))
    with pytest.raises(Refusal, match="“没有的村”不是本县的村"):
        step(blank, "send", office)


def test_households_are_filled_in_by_number_or_head_and_what_is_there_stays(office: Any) -> None:
    settle([Someone("张三", 1, office.village, kind="poverty_relieved"), Someone("李四", 2, office.second)])
    number = Household.objects.get(head_name="张三").number
    table = sheet_of(
        ("户编号", "户主姓名", "村", "家庭人口数", "户类型", "监测类型", "帮扶联系人"),
        (number, None, None, None, None, None, None),
        ("0000", "无此人", None, 9, None, None, None),
        (None, "李四", office.second.name, None, None, None, None),
    )
    blank = loaded(office, table)
    whole = cells(merged(blank, office["bureau"]))
    assert whole[1] == [number, "张三", office.village.name, 1, "脱贫户", "不是监测对象", None]
    assert whole[2] == ["0000", "无此人", None, 9, None, None, None]
    other = Household.objects.get(head_name="李四").number
    assert whole[3][:4] == [other, "李四", office.second.name, 1]
    assert blank.layout["rows"] == {}
    step(blank, "close", office)
    assert Blank.objects.get().state == "closed"


def test_heads_of_one_name_are_told_apart_by_their_village_or_left_alone(office: Any) -> None:
    settle([Someone("张三", 1, office.village), Someone("张三", 2, office.second)])
    second = office.second.name
    blank = loaded(office, sheet_of(("户主", "村", "户编号"), ("张三", second), ("张三", None)))
    told = Household.objects.get(village=office.second).number
    assert cells(merged(blank, office["bureau"]))[1:] == [["张三", second, told], ["张三", None, None]]


def test_an_empty_table_with_a_village_column_is_the_townships_to_fill_in() -> None:
    found = layout_of(sheet_of(("乡镇", "村", "户主"), ("绥棱镇", None, None)))
    assert (found.kind, found.rows) == ("units", {2: "绥棱镇"})
