"""A number that is wrong of somebody a row can't do without sends the row back, whoever else it names."""

import pytest

from dixian.warning.submissions.models import Row
from tests.support.register import id_number
from tests.support.rosters import APRIL, BIRTHS, MARRIAGES, MOVES, sent

ON = "2024-04-03"
SHORT, MISTYPED = "123", id_number(900)[:-1] + ("1" if id_number(900)[-1] != "1" else "2")


def bins(batch):
    return list(Row.objects.filter(batch=batch).order_by("number").values_list("bin", flat=True))


def reason(batch):
    return Row.objects.filter(batch=batch).order_by("number")[0].reason


def left(one):
    return ("迁出", one.name, one.number, ON, "", "", "", "", "")


def married(one, number, moves):
    return ("结婚", ON, one.name, one.number, "外来", number, moves, "", "")


@pytest.mark.parametrize("number", [SHORT, MISTYPED, ""])
def test_a_bride_whose_number_is_wrong_is_sent_back_though_the_groom_is_known(town, number):
    batch = sent(
        "mz_hunyin",
        MARRIAGES,
        [married(town.son, number, "女方迁入男方户"), married(town.wu, "", "不迁")],
        town["civil"],
    )
    assert bins(batch) == ["rejected", "linked"]
    assert "女方身份证号" in reason(batch)


def test_of_a_marriage_in_which_nobody_moves_the_other_number_is_not_asked(town):
    batch = sent("mz_hunyin", MARRIAGES, [married(town.son, SHORT, "不迁")], town["civil"])
    assert bins(batch) == ["linked"]


def test_who_moves_in_with_a_wrong_number_is_sent_back_though_the_head_is_known(town):
    moved = ("迁入", "外来", MISTYPED, ON, town.zhang.name, town.zhang.number, "其他", "", "")
    batch = sent("ga_qianyi", MOVES, [moved, left(town.wu)], town["police"])
    assert bins(batch) == ["rejected", "linked"]
    assert "“身份证号”" in reason(batch)


def test_who_moves_in_to_a_head_whose_number_is_wrong_is_sent_back(town):
    moved = ("迁入", "外来", id_number(900), ON, "某人", SHORT, "其他", "", "")
    batch = sent("ga_qianyi", MOVES, [moved, left(town.wu)], town["police"])
    assert bins(batch) == ["rejected", "linked"]
    assert "户主身份证号" in reason(batch)


def test_a_known_person_whose_number_is_one_slip_off_is_repaired_as_before(town):
    slipped = town.son.number[:9] + ("1" if town.son.number[9] != "1" else "2") + town.son.number[10:]
    moved = ("迁出", town.son.name, slipped, ON, "", "", "", "", "")
    assert bins(sent("ga_qianyi", MOVES, [moved], town["police"])) == ["repaired"]


def test_a_birth_is_found_by_the_mother_though_the_fathers_number_is_wrong(town):
    born = ("新生", "", "男", ON, "", "", town.li.name, town.li.number, town.zhang.name, SHORT)
    assert bins(sent("ga_chusheng", BIRTHS, [born], town["police"], APRIL)) == ["linked"]
