"""A superior's table of households or persons: a list for each township, sent back, put together, differences shown."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest

from dixian.directives.blanks.actions import fill, match, merged, part_of
from dixian.directives.blanks.engine.layout import layout_from, layout_of
from dixian.directives.blanks.listed import everyone
from dixian.directives.blanks.models import Blank, BlankPart
from dixian.directives.blanks.selectors import beside_blank, beside_part
from dixian.foundation.accounts.enums import Role
from dixian.foundation.accounts.problems import NotAllowed
from dixian.foundation.books.api import act, book
from dixian.foundation.files.api import StoredFile, store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import Household
from dixian.warning.cases.models import Case, CaseRisk
from tests.directives.blanks.test_listed import cells, loaded, sheet_of, step
from tests.support.register import XLSX, Someone, settle

pytestmark = pytest.mark.django_db
HEADERS = ("序号", "村", "户主姓名", "户编号", "家庭人口数", "监测对象类别", "主要风险", "今年收入")


def monitored(name: str) -> Household:
    """At risk by an approved case of illness."""
    home = Household.objects.get(head_name=name)
    Household.objects.filter(pk=home.pk).update(monitored="marginal")
    near = {"household": home, "village": home.village}
    case = Case.objects.create(
        **near,
        township=home.village.parent,
        state="monitored",
        monitoring_type="marginal",
        opened_on=date(2026, 1, 5),
    )
    CaseRisk.objects.create(**near, case=case, risk="illness")
    return home


def empty(office: Any) -> Blank:
    """Two households at risk, one that isn't; the superior's table is empty but for its totals and who fills it in."""
    settle([Someone(name, at, office.village) for at, name in enumerate(("张三", "李四", "王五"), start=1)])
    monitored("张三")
    monitored("李四")
    return loaded(office, sheet_of(HEADERS, (1,), (2,), (3,), ("合计",), ("填表人：",)))


def changed(content: bytes, change: Callable[[Any], None]) -> StoredFile:
    book, buffer = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    change(book.active)
    book.save(buffer)
    return store([buffer.getvalue()], name="填好.xlsx", content_type=XLSX, purpose="临时报表填报")


def test_an_empty_table_has_a_row_for_each_household_at_risk_with_its_risks(office: Any) -> None:
    blank = empty(office)
    assert (blank.layout["kind"], blank.whose) == ("households", "register.at_risk")
    step(blank, "send", office)
    part = BlankPart.objects.get()
    assert (part.unit, part.roll["rows"], part.prefilled, part.told) == (office.town_unit, 2, {}, {})
    told = cells(part_of(part, office["clerk"]))
    numbers = [Household.objects.get(head_name=one).number for one in ("张三", "李四")]
    village = office.village.name
    assert told[1:3] == [
        [at, village, name, number, 1, "边缘易致贫户", "因病", None]
        for at, (name, number) in enumerate(zip(("张三", "李四"), numbers, strict=True), start=1)
    ]
    assert [row[0] for row in told[3:]] == [None, "合计", "填表人："]


def test_what_came_back_is_put_together_with_who_is_missing_added_and_changed(office: Any) -> None:
    blank = empty(office)
    step(blank, "send", office)
    part = BlankPart.objects.select_related("blank", "unit", "sent").get()

    def change(sheet: Any) -> None:
        sheet["H2"], sheet["E2"] = 9000, 3
        sheet.delete_rows(3)
        sheet.insert_rows(3)
        sheet["C3"], sheet["B3"], sheet["H3"] = "赵六", office.village.name, 100

    back = changed(part_of(part, office["clerk"]), change)
    fill(part=part, values={}, returned=back, post=office["clerk"])
    part = BlankPart.objects.select_related("blank", "unit", "back", "sent").get()
    assert part.state == "filled"
    assert {what: part.roll[what] for what in ("missing", "added", "changed")} == {
        "missing": 1,
        "added": 1,
        "changed": 1,
    }
    village = office.village.name
    shown = beside_part(part, office["bureau"])["differing"]
    assert shown["missing"] == [f"李四（{village}）"]
    assert shown["added"] == [f"赵六（{village}）"]
    assert shown["changed"] == [(f"张三（{village}）", "家庭人口数", "1", "3")]
    whole = cells(merged(Blank.objects.get(), office["bureau"]))
    assert [(row[2], row[4], row[7]) for row in whole[1:5]] == [
        ("张三", 3, 9000),
        ("赵六", None, 100),
        (None, None, None),
        (None, 3, 9100),
    ]


def test_a_list_nobody_filled_in_or_with_a_row_of_nobody_is_refused(office: Any) -> None:
    blank = empty(office)
    step(blank, "send", office)
    part = BlankPart.objects.select_related("blank", "unit", "sent").get()
    sent = part_of(part, office["clerk"])
    with pytest.raises(Refusal, match="没有传回"):
        fill(part=part, values={}, returned=None, post=office["clerk"])
    with pytest.raises(Refusal, match="一格也没有填"):
        fill(part=part, values={}, returned=changed(sent, lambda _: None), post=office["clerk"])

    def nameless(sheet: Any) -> None:
        sheet["C2"], sheet["D2"], sheet["H2"] = None, None, 5

    with pytest.raises(Refusal, match="第 2 行 D 列是空的"):
        fill(part=part, values={}, returned=changed(sent, nameless), post=office["clerk"])

    def retitled(sheet: Any) -> None:
        sheet["H1"] = "去年收入"

    with pytest.raises(Refusal, match="表头是“去年收入”"):
        fill(part=part, values={}, returned=changed(sent, retitled), post=office["clerk"])
    assert BlankPart.objects.get().state == "waiting"


def test_persons_are_listed_by_household_and_a_listed_one_keeps_its_place(office: Any) -> None:
    settle([Someone("张三", 1, office.village), Someone("李四", 2, office.second)])
    table = sheet_of(
        ("姓名", "身份证号码", "村", "与户主关系", "性别", "就业地点"),
        ("李四", Someone("李四", 2, office.second).id_number, None, None, None, None),
        ("无此人", None, None, None, None, None),
        ("张三", None, office.village.name, None, None, None),
    )
    blank = loaded(office, table)
    assert (blank.layout["kind"], blank.layout["rows"]) == ("persons", {})
    step(blank, "send", office)
    blank = Blank.objects.get()
    assert blank.layout["unplaced"] == [3]
    whole = cells(merged(blank, office["bureau"]))
    assert [row[:1] + row[2:] for row in whole[1:]] == [
        ["李四", office.second.name, "户主", "男", None],
        ["无此人", None, None, None, None],
        ["张三", office.village.name, "户主", "男", None],
    ]


def test_a_number_beside_anothers_name_and_one_of_two_namesakes_are_doubtful(office: Any) -> None:
    settle(
        [Someone("张三", 1, office.village), Someone("李四", 2, office.village), *_namesakes(office.village)]
    )
    table = sheet_of(
        ("姓名", "身份证号码", "村", "性别", "就业地点"),
        ("赵六", Someone("李四", 2, office.village).id_number, None, None, None),
        ("王五", None, office.village.name, None, None),
        ("无此人", None, None, None, None),
        ("张三", Someone("张三", 1, office.village).id_number, None, None, None),
    )
    blank = loaded(office, table)
    # Whoever takes the filled table away before it is sent is told the same.
    shown = beside_blank(blank, office["bureau"])
    assert (shown["unplaced"], shown["doubtful"]) == ([2, 3, 4], [2, 3])
    step(blank, "send", office)
    layout = Blank.objects.get().layout
    assert (layout["unplaced"], layout["doubtful"]) == ([2, 3, 4], [2, 3])


def _namesakes(village: Any) -> list[Someone]:
    return [Someone("王五", at, village) for at in (3, 4)]


def test_too_many_are_refused_before_anybody_is_read(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    blank = empty(office)
    monkeypatch.setattr("dixian.directives.blanks.listed.MOST", 1)
    monkeypatch.setattr("dixian.directives.blanks.listed.tellings", lambda: pytest.fail("read"))
    with pytest.raises(Refusal, match="一共 2 行，超过 1 行"):
        everyone("register.at_risk", layout_from(blank.layout), (), office["bureau"])


def test_who_may_not_see_households_or_their_risks_gets_no_list(office: Any) -> None:
    blank = empty(office)
    match(blank=blank, meant=blank.meant, post=office["bureau"], whose="register.monitored")
    with pytest.raises(Refusal, match="列哪些户"):
        match(blank=blank, meant=blank.meant, post=office["bureau"], whose="all")
    step(blank, "send", office)
    with pytest.raises(NotAllowed):
        part_of(BlankPart.objects.select_related("blank", "sent").get(), office["cadre"])


def test_nobody_to_list_is_said(office: Any) -> None:
    blank = loaded(office, sheet_of(HEADERS))
    with pytest.raises(Refusal, match="没有可以分发的户"):
        step(blank, "send", office)


def test_what_is_written_beneath_across_the_columns_is_nobody(office: Any) -> None:
    book, buffer = (
        openpyxl.load_workbook(io.BytesIO(sheet_of(HEADERS, (1,), ("合计",), ("填表人：",)))),
        io.BytesIO(),
    )
    book.active.merge_cells("A4:H4")
    book.save(buffer)
    assert (layout_of(buffer.getvalue()).kind, layout_of(buffer.getvalue()).rows) == ("households", {})
    units = sheet_of(("单位", "户数"), ("绥棱镇",), ("审核（签字）：",))
    assert layout_of(units).rows == {2: "绥棱镇"}


def test_an_empty_list_that_came_back_is_refused_and_a_reader_is_offered_no_file(office: Any) -> None:
    blank = empty(office)
    step(blank, "send", office)
    part = BlankPart.objects.select_related("blank", "unit", "sent").get()
    nobody = changed(sheet_of(HEADERS, ("合计",)), lambda _: None)
    with pytest.raises(Refusal, match="一行也没有"):
        fill(part=part, values={}, returned=nobody, post=office["clerk"])
    office.post("inspector", Role.INSPECTOR, office.bureau)
    offered = {
        who: beside_part(part, office[who])["may_download"] for who in ("clerk", "bureau", "inspector")
    }
    assert offered == {"clerk": True, "bureau": True, "inspector": False}


def test_the_step_alone_with_nothing_filled_in_is_refused(office: Any) -> None:
    blank = empty(office)
    step(blank, "send", office)
    with pytest.raises(Refusal, match="一格也没有填"):
        act(
            book=book("blank-parts"),
            row=BlankPart.objects.get(),
            verb="fill",
            post=office["clerk"],
            on=clock.today(),
        )
    assert BlankPart.objects.get().state == "waiting"
