"""What of a file waits: the rows of a household without its head's, a cell of two meanings. The rest goes on."""

import pytest

from dixian.registry.households.changes.content import open_content
from dixian.registry.households.models import Change
from tests.registry.changes.test_import import row
from tests.support.changes import HEADER, book, compared, kinds
from tests.support.register import id_number


def test_a_new_household_waits_for_its_heads_row_and_the_rest_goes_on(town):
    rows = [
        row("P900", "H90000", "某", id_number(900)[:-1] + "0", town=town),
        row("P901", "H90000", "某妻", id_number(902), "配偶", town=town),
        row("P902", "H90002", "另户", id_number(904), town=town),
    ]
    batch = compared(book(HEADER, rows), town["bureau"])
    assert kinds(batch) == {"rejected": 2, "add_household": 1, "add_person": 1}
    held = Change.objects.get(batch=batch, row=3)
    (why,) = open_content(held.content)["problems"]
    assert why.startswith("文件“名册.xlsx”工作表“名册”第 3 行：户主在第 2 行，那一行读不了")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("常住", "resident"),
        ("户籍在，常住", "resident"),
        ("户籍在,不常住", "registered"),
        ("举家外出", "whole_away"),
        ("空挂", "empty"),
    ],
)
def test_a_residence_is_read_by_the_words_people_write(town, word, code):
    rows = [(*row("P101", "H00101", "张三", "", town=town), word)]
    change = Change.objects.get(batch=compared(book((*HEADER, "居住状态"), rows), town["bureau"]))
    assert open_content(change.content)["after"] == {"residence": code}


@pytest.mark.parametrize("word", ["户籍在", "人户分离"])
def test_a_residence_of_two_meanings_is_put_aside_alone(town, word):
    rows = [(*row("P101", "H00101", "张叁", id_number(101), town=town), word)]
    batch = compared(book((*HEADER, "居住状态"), rows), town["bureau"])
    assert kinds(batch) == {"correct_person": 1, "rejected": 1}
    (said,) = open_content(Change.objects.get(batch=batch, kind="rejected").content)["problems"]
    assert "第 2 行“居住状态”" in said
    assert "只搁置这一格" in said
    assert open_content(Change.objects.get(batch=batch, kind="correct_person").content)["after"] == {
        "name": "张叁"
    }
