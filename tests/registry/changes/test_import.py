"""A file is compared with the register before anything is written: new, changed, moved, gone, unchanged, rejected."""

import pytest

from dixian.registry.households.changes.content import open_content
from dixian.registry.households.enums import BatchState
from dixian.registry.households.models import Change, Household, Membership, Person
from tests.support.changes import HEADER, applied, book, compared, homes, kinds, living
from tests.support.register import id_number


def row(number, home, name, id_, relation="户主", *, town, village=None, kind=""):
    place = village or town.village
    return (number, home, name, id_, relation, town.township.name, place.name, kind)


def test_nothing_is_written_before_somebody_else_approves(town):
    before = living()
    batch = compared(book(HEADER, [row("P900", "H90000", "新人", id_number(900), town=town)]), town["bureau"])
    assert batch.state == BatchState.PREPARED
    assert kinds(batch) == {"add_household": 1, "add_person": 1}
    assert living() == before


def test_new_people_come_into_the_register_with_their_household(town):
    content = book(
        HEADER,
        [
            row("P900", "H90000", "新人", id_number(900), town=town, kind="脱贫户"),
            row("P901", "H90000", "新妻", id_number(902), "妻", town=town),
        ],
    )
    batch = applied(compared(content, town["bureau"]), by=town["bureau"], approver=town["reviewer"])
    assert batch.state == BatchState.APPLIED
    home = Household.objects.get(number="H90000")
    assert (home.head_name, home.size, home.kind) == ("新人", 2, "poverty_relieved")
    wife = Person.objects.get(number="P901")
    assert (wife.relation, wife.sex, wife.village_id, wife.household_id) == (
        "配偶",
        "女",
        town.village.pk,
        home.pk,
    )
    assert wife.id_number.open() == id_number(902)
    assert Membership.objects.get(person=wife, valid_to=None).household_id == home.pk


def test_a_row_as_it_stands_in_the_register_changes_nothing(town):
    content = book(HEADER, [row("P101", "H00101", "张三", id_number(101), town=town, kind="脱贫户")])
    batch = compared(content, town["bureau"])
    assert kinds(batch) == {}
    assert batch.counts["unchanged"] == 1


def test_an_empty_cell_never_erases(town):
    content = book((*HEADER, "户联系电话"), [(*row("P101", "H00101", "张三", "", "", town=town), "")])
    assert kinds(compared(content, town["bureau"])) == {}


def test_a_field_that_differs_is_shown_old_and_new(town):
    content = book(HEADER, [row("P101", "H00101", "张叁", id_number(101), town=town)])
    change = Change.objects.get(batch=compared(content, town["bureau"]))
    held = open_content(change.content)
    assert (change.kind, held["before"], held["after"]) == (
        "correct_person",
        {"name": "张三"},
        {"name": "张叁"},
    )


def test_a_person_listed_in_another_household_moves(town):
    content = book(HEADER, [row("P103", "H00101", "张三丰", id_number(103), "之父", town=town)])
    batch = compared(content, town["bureau"])
    assert kinds(batch) == {"move_person": 1}
    applied(batch, by=town["bureau"], approver=town["reviewer"])
    moved = Person.objects.get(number="P103")
    assert (moved.household.number, moved.village_id) == ("H00101", town.village.pk)
    assert Household.objects.get(number="H00101").size == 2
    assert Household.objects.get(number="H00103").valid_to is not None
    assert Membership.objects.filter(person=moved).count() == 2


def test_a_household_listed_in_another_village_takes_its_people_along(town):
    content = book(HEADER, [row("P101", "H00101", "张三", id_number(101), town=town, village=town.second)])
    batch = compared(content, town["bureau"])
    assert kinds(batch) == {"move_household": 1}
    applied(batch, by=town["bureau"], approver=town["reviewer"])
    assert Person.objects.get(number="P101").village_id == town.second.pk
    assert Membership.objects.get(person__number="P101").village_id == town.second.pk


def test_who_is_missing_from_a_full_roster_is_proposed_to_end_and_nobody_else_is(town):
    rows = [row("P101", "H00101", "张三", id_number(101), town=town)]
    assert kinds(compared(book(HEADER, rows), town["bureau"])) == {}
    batch = compared(book(HEADER, rows, title="全员"), town["bureau"], full=True)
    ending = Change.objects.get(batch=batch)
    assert (ending.kind, ending.person.name) == ("end_person", "欧阳·娜")


def test_nobody_is_gone_whose_row_could_not_be_read(town):
    rows = [
        row("P101", "H00101", "张三", id_number(101), town=town),
        row("", "", "欧阳娜", "231226197001010", town=town),
    ]
    assert kinds(compared(book(HEADER, rows), town["bureau"], full=True)) == {"rejected": 1}


def test_people_are_found_by_number_and_by_name_inside_the_household(town):
    rows = [
        row("", "H00101", "张三", "", town=town),
        row("", "H00102", "欧阳娜", id_number(102), town=town),
    ]
    batch = compared(book(HEADER, rows), town["bureau"])
    assert kinds(batch) == {"correct_person": 1}
    assert batch.counts["unchanged"] == 1


@pytest.mark.parametrize("known", ["id_card", ""])
def test_a_disability_card_is_matched_by_its_first_eighteen_digits(town, known):
    Person.objects.filter(number="P101").update(certificate=known)
    rows = [row("", "H00101", "张三", id_number(101) + "42B1", town=town)]
    batch = compared(book(HEADER, rows), town["bureau"])
    applied(batch, by=town["bureau"], approver=town["reviewer"])
    one = Person.objects.get(number="P101")
    assert (one.certificate, one.id_number.open()) == (known, id_number(101))
    assert one.certificate_number.open() == id_number(101) + "42B1"


def test_somebody_new_with_a_card_has_the_certificate_the_file_names(town):
    rows = [
        (*row("P900", "H90000", "甲", id_number(900) + "42", town=town), ""),
        (*row("P901", "H90001", "乙", id_number(902) + "42", town=town), "居民身份证"),
    ]
    batch = compared(book((*HEADER, "证件类型"), rows), town["bureau"])
    applied(batch, by=town["bureau"], approver=town["reviewer"])
    known = dict(Person.objects.filter(number__in=["P900", "P901"]).values_list("number", "certificate"))
    assert known == {"P900": "disability_card", "P901": "id_card"}


def test_somebody_without_a_number_has_another_certificate_or_none(town):
    header = (*HEADER, "证件类型")
    rows = [
        (*row("", "H00101", "张小", "T230012345", "之子", town=town), "出生医学证明"),
        (*row("", "H00101", "张幼", "", "之女", town=town), "没有证件"),
    ]
    batch = applied(
        compared(book(header, rows), town["bureau"]), by=town["bureau"], approver=town["reviewer"]
    )
    assert batch.counts["add_person"] == 2
    one = Person.objects.get(name="张小")
    assert (one.certificate, one.id_number, one.certificate_number.open()) == (
        "birth_certificate",
        None,
        "T230012345",
    )
    assert Person.objects.get(name="张幼").certificate == "none"


@pytest.mark.parametrize("month", [202304.0, "202304.0", "2023年04月"])
def test_headers_of_the_national_export_are_read_in_any_order_with_breaks_and_units(town, month):
    header = (
        "风险识别时间", "易返贫致贫户\n(监测对象)类型", "户 类型", "人均纯收入（元）", "证件\n号码", "姓名",
        "行政村", "乡(镇)", "户编号", "人编号",
    )  # fmt: skip
    rows = [
        (month, "边缘易致贫户", "一般农户", 5000, id_number(102), "欧阳·娜", town.village.name,
         town.township.name, "H00102", "P102")
    ]  # fmt: skip
    batch = compared(book(header, rows, title="已脱贫人口名单"), town["bureau"])
    held = open_content(Change.objects.get(batch=batch, kind="correct_household").content)
    assert held["after"] == {"monitored": "marginal", "monitored_month": "2023-04"}
    assert [text for text, read in batch.mapping if not read] == ["人均纯收入(元)"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({6: "没有的村"}, "没有叫“没有的村”的村"),
        ({3: "231226197001010000"}, "校验码不符"),
        ({3: 231226197001011008.0}, "被 Excel 当成数字"),
        ({7: "不知道"}, "户类型"),
    ],
)
def test_a_row_that_cannot_be_taken_says_where_and_what_to_do(town, change, says):
    cells = list(row("P900", "H90000", "新人", id_number(900), town=town))
    for place, value in change.items():
        cells[place] = value
    batch = compared(book(HEADER, [cells]), town["bureau"])
    (rejected,) = Change.objects.filter(batch=batch)
    (sentence,) = open_content(rejected.content)["problems"]
    assert "工作表“名册”第 2 行" in sentence
    assert says in sentence


def test_a_number_two_rows_have_is_neithers(town):
    rows = [row(f"P90{one}", f"H9000{one}", f"某{one}", id_number(900), town=town) for one in (1, 2)]
    assert kinds(compared(book(HEADER, rows), town["bureau"])) == {"rejected": 2}


def test_rows_of_a_household_that_contradict_each_other_are_not_chosen_from(town):
    rows = [
        row("P900", "H90000", "某", id_number(900), town=town),
        row("P901", "H90000", "某妻", id_number(902), "配偶", town=town, village=town.second),
    ]
    assert kinds(compared(book(HEADER, rows), town["bureau"])) == {"rejected": 2}


def test_a_monitored_type_that_cannot_go_with_the_kind_is_said(town):
    header = (*HEADER, "监测对象类别")
    rows = [(*row("P900", "H90000", "某", id_number(900), town=town, kind="一般农户"), "脱贫不稳定户")]
    assert kinds(compared(book(header, rows), town["bureau"])) == {"rejected": 1}


def test_a_plain_roster_is_gathered_by_its_heads(town):
    header = ("姓名", "身份证号", "与户主关系", "乡镇", "村")
    place = (town.township.name, town.village.name)
    rows = [
        ("甲", id_number(900), "户主", *place),
        ("甲妻", id_number(902), "妻", *place),
        ("乙", id_number(904), "本人", *place),
    ]
    applied(compared(book(header, rows), town["bureau"]), by=town["bureau"], approver=town["reviewer"])
    assert Person.objects.get(name="甲妻").household.head_name == "甲"
    assert Household.objects.filter(head_name="乙", size=1).exists()


def test_a_file_without_a_header_is_refused_and_says_why(town):
    batch = compared(book(("甲", "乙"), [("1", "2")]), town["bureau"])
    assert batch.state == BatchState.REFUSED
    assert "表头" in batch.message
    assert homes().keys() == {"H00101", "H00102", "H00103", "H00104"}
