"""From a department's file to rows, each in a named bin."""

from dataclasses import replace
from typing import Any

import pytest

from dixian.commons.leads.api import LeadSource
from dixian.foundation.areas.api import Area
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.models import Person
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState, Bin
from tests.support.register import Someone, mistyped, pushed, received, rows_of, settle

pytestmark = pytest.mark.django_db


def open_duties(batch: Any) -> set[str]:
    return set(Obligation.objects.filter(subject_uid=batch.uid, state="open").values_list("kind", flat=True))


def test_a_row_whose_number_and_name_agree_is_linked(county, people, file):
    batch = pushed(file([people["张三"].costs("100")]), county["insurer"])
    (row,) = rows_of(batch)
    assert (batch.state, row.bin, row.person) == (BatchState.COMMITTED, Bin.LINKED, people["张三"].person)


def test_a_place_the_county_does_not_have_is_named_beside_the_person(county, people, file):
    strange = replace(people["张三"].costs("100"), township="不存在镇", village="没有村")
    batch = pushed(file([strange, people["李四"].costs("100")]), county["insurer"])
    first, second = rows_of(batch)
    assert first.bin == second.bin == Bin.LINKED
    assert first.reason.endswith("第 4 行“乡镇”（不存在镇）：本县没有这个乡镇。请核对文件")
    assert "本县没有" not in second.reason


def test_a_village_its_township_does_not_have_is_named_whoever_the_row_is_about(county, people, file):
    township = county.village.parent.name
    wrong = replace(people["张三"].costs("100"), township=township, village="没有这村")
    nobody = replace(Someone("周九", 777, county.village).costs("100"), township=township, village="没有这村")
    far = replace(Someone("周十", 778, county.village).costs("100"), township="北林区东津镇", village="远村")
    rows = rows_of(received(file([wrong, nobody, far]), county["insurer"]))
    assert [row.bin for row in rows] == [Bin.LINKED, Bin.STRANGER, Bin.STRANGER]
    said = "“村”（没有这村）：本县没有这个村。请核对文件"
    assert [said in row.reason for row in rows] == [True, True, False]


def test_a_row_of_the_right_number_under_another_name_waits_for_a_person(county, people, file):
    batch = pushed(file([people["张三"].costs("100", name="钱八")]), county["insurer"])
    (row,) = rows_of(batch)
    assert (row.bin, row.person) == (Bin.AMBIGUOUS, None)
    assert "姓名" in row.reason
    assert open_duties(batch) == {"submissions.compare"}


def test_a_number_the_register_does_not_know_is_a_stranger(county, people, file):
    unknown = Someone("周九", 777, Area(name=""))
    batch = pushed(file([unknown.costs("100")]), county["insurer"])
    assert [row.bin for row in rows_of(batch)] == [Bin.STRANGER]
    assert open_duties(batch) == {"submissions.register_check"}


def test_a_mistyped_number_is_mended_by_the_register_and_says_how(county, people, file):
    wrong = mistyped(people["李四"].id_number)
    batch = pushed(file([people["李四"].costs("100", number=wrong)]), county["insurer"])
    (row,) = rows_of(batch)
    assert (row.bin, row.person, row.flawed) == (Bin.REPAIRED, people["李四"].person, True)
    assert row.reason == "姓名一致，证件号码有一位写错"
    assert row.outcome
    assert open_duties(batch) == set()


def test_a_number_destroyed_by_a_spreadsheet_and_one_left_out_reach_matching(county, people, file):
    someone = people["李四"]
    costs = [
        someone.costs("1", number=f"{someone.id_number[:15]}000"),
        someone.costs("2", number="2.31226E+17"),
        someone.costs("3", number=""),
        people["张三"].costs("4", number=f" {people['张三'].id_number}"),
    ]
    rows = rows_of(pushed(file(costs), county["insurer"]))
    assert [row.bin for row in rows] == [Bin.REPAIRED, Bin.AMBIGUOUS, Bin.AMBIGUOUS, Bin.REPAIRED]
    assert [row.candidates for row in rows[1:3]] == [[someone.person.pk]] * 2


def test_a_wrong_number_of_nobody_is_rejected_with_sheet_row_column_value_and_what_to_do(
    county, people, file
):
    wrong = mistyped("231226195502020018")
    costs = [people["张三"].costs("100"), people["李四"].costs("100", name="无此人", number=wrong)]
    batch = pushed(file(costs), county["insurer"])
    linked, rejected = rows_of(batch)
    assert (linked.bin, rejected.bin) == (Bin.LINKED, Bin.REJECTED)
    for said in ("自付费用", "第 5 行", "身份证号", wrong[:6], wrong[-4:], "没有相近的人"):
        assert said in rejected.reason
    assert wrong not in rejected.reason
    assert open_duties(batch) == {"submissions.mend"}


def test_an_amount_that_cannot_be_read_is_rejected_whatever_the_register_says(county, people, file):
    row, _ = rows_of(pushed(file([people["张三"].costs("-1"), people["李四"].costs("1")]), county["insurer"]))
    assert (row.bin, row.person, row.flawed) == (Bin.REJECTED, None, False)


def test_a_rejected_row_whose_person_was_registered_meanwhile_counts_at_the_commit(county, people, file):
    late = Someone("周九", 778, county.village)
    rows = [late.costs("100", number=mistyped(late.id_number)), people["李四"].costs("1")]
    batch = received(file(rows), county["insurer"])
    assert [row.bin for row in rows_of(batch)] == [Bin.REJECTED, Bin.LINKED]
    settle([late])
    submissions.commit(batch=batch, post=county["insurer"])
    drain()
    row, _ = rows_of(batch)
    assert (row.bin, row.person) == (Bin.REPAIRED, late.person)


def test_two_people_under_one_number_are_left_to_a_person(county, people, file):
    settle([Someone("张三", 205, county.second)])
    twin = Person.objects.get(number="P205")
    Person.objects.filter(pk=twin.pk).update(id_index=people["张三"].person.id_index)
    batch = pushed(file([people["张三"].costs("100")]), county["insurer"])
    assert [row.bin for row in rows_of(batch)] == [Bin.AMBIGUOUS]


def test_the_preview_shows_where_each_row_will_end_and_nothing_happens_yet(county, people, file):
    from dixian.commons.leads.api import Lead
    from dixian.foundation.accounts.api import Reach

    unknown = Someone("周九", 777, county.village)
    costs = [
        people["张三"].costs("90000"),
        people["李四"].costs("1", name="钱八"),
        unknown.costs("1"),
        people["王五"].costs("-1"),
    ]
    batch = received(file(costs), county["insurer"])
    assert (batch.state, batch.rows_read) == (BatchState.PREVIEWED, 4)
    assert [row.bin for row in rows_of(batch)] == [Bin.LINKED, Bin.AMBIGUOUS, Bin.STRANGER, Bin.REJECTED]
    assert ["身份证号", "身份证号"] in batch.mapping
    assert ["序号", ""] in batch.mapping
    assert not Lead.objects.exists()
    assert not Reach.objects.exists()
    assert open_duties(batch) == set()


def test_what_the_register_says_differently_at_the_commit_counts_and_is_said(county, people, file):
    from dixian.foundation.accounts.api import Reach

    batch = received(
        file([people["张三"].costs("100"), people["李四"].costs("100", name="钱八")]), county["insurer"]
    )
    Person.objects.filter(number="P101").update(name="孙十", name_key="孙十")
    Person.objects.filter(number="P102").update(name="钱八", name_key="钱八")
    submissions.commit(batch=batch, post=county["insurer"])
    drain()
    first, second = rows_of(batch)
    assert (first.bin, first.person, second.bin, second.person) == (
        Bin.AMBIGUOUS,
        None,
        Bin.LINKED,
        people["李四"].person,
    )
    assert "与预览时不同" in first.reason
    assert [reach.household_id for reach in Reach.objects.all()] == [people["李四"].person.household_id]


def test_a_withdrawn_batch_makes_room_for_another(county, people, file):
    first = received(file([people["张三"].costs("100")]), county["insurer"])
    submissions.withdraw(batch=first, post=county["insurer"])
    second = received(file([people["张三"].costs("200")]), county["insurer"])
    assert second.state == BatchState.PREVIEWED


def test_a_person_links_what_the_machine_could_not_and_the_duty_ends(county, people, file):
    batch = pushed(file([people["张三"].costs("9000", name="钱八")]), county["insurer"])
    (row,) = rows_of(batch)
    submissions.settle_row(
        row=row, post=county["bureau"], reason="电话核对为同一人", person_uid=people["张三"].person.uid
    )
    row.refresh_from_db()
    assert (row.bin, row.person_id) == (Bin.REPAIRED, people["张三"].person.pk)
    assert open_duties(batch) == set()
    drain()
    row.refresh_from_db()
    assert row.outcome == "raised"


def test_a_row_placed_by_a_person_lets_the_department_see_the_household(county, people, file):
    from dixian.foundation.accounts.api import visible
    from dixian.registry.households.models import Household

    batch = pushed(file([people["张三"].costs("9000", name="钱八")]), county["insurer"])
    (row,) = rows_of(batch)
    assert not visible(Household.objects.all(), county["insurer"]).exists()
    person = people["张三"].person
    submissions.settle_row(row=row, post=county["bureau"], reason="电话核对", person_uid=person.uid)
    assert list(visible(Household.objects.all(), county["insurer"])) == [person.household]


def test_a_row_of_a_batch_that_does_not_count_is_not_settled(county, people, file):
    batch = received(file([people["张三"].costs("9000", name="钱八")]), county["insurer"])
    submissions.withdraw(batch=batch, post=county["insurer"])
    (row,) = rows_of(batch)
    with pytest.raises(Refusal, match="已撤回"):
        submissions.settle_row(
            row=row, post=county["bureau"], reason="电话核对", person_uid=people["张三"].person.uid
        )
    drain()
    assert not LeadSource.objects.exists()


def test_a_row_that_has_its_person_is_not_given_to_another(county, people, file):
    batch = pushed(file([people["张三"].costs("9000")]), county["insurer"])
    (row,) = rows_of(batch)
    with pytest.raises(Refusal, match="已对上"):
        submissions.settle_row(
            row=row, post=county["bureau"], reason="电话核对", person_uid=people["李四"].person.uid
        )
    row.refresh_from_db()
    assert row.person == people["张三"].person


def test_a_row_is_settled_once_and_with_a_reason(county, people, file):
    batch = pushed(file([people["张三"].costs("9000", name="钱八")]), county["insurer"])
    (row,) = rows_of(batch)
    with pytest.raises(Refusal, match="理由"):
        submissions.settle_row(row=row, post=county["bureau"], reason=" ")
    submissions.settle_row(row=row, post=county["bureau"], reason="不是本县人员")
    with pytest.raises(Refusal, match="已经有人处理过"):
        submissions.settle_row(row=row, post=county["bureau"], reason="再来一次")


def test_the_rejected_rows_come_back_as_a_workbook_that_can_be_pushed_again(county, people, file):
    batch = pushed(file([people["张三"].costs("-123"), people["李四"].costs("1")]), county["insurer"])
    content = submissions.rejected_file(batch)
    assert content[:2] == b"PK"
    from dixian.foundation.sheets.api import read_table

    reading = read_table(content, name="退回行.xlsx", columns=submissions.columns_of(batch.submission.kind))
    assert len(reading.rows) == 1
    assert "-123" in [str(cell) for cell in reading.rows[0].cells]
