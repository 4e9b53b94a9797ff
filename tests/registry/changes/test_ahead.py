"""The county decides about a household's monitoring before the national data say so; a file does not take it back."""

from datetime import date

import pytest

from dixian.foundation.jobs.api import drain
from dixian.registry.focus.api import groups_of
from dixian.registry.households import api as households
from dixian.registry.households.models import Change, Household
from tests.support.changes import applied, book, compared, homes
from tests.support.register import id_number

HEADER = (
    "人编号", "户编号", "姓名", "证件号码", "与户主关系", "乡(镇)", "行政村", "户类型", "监测对象类别", "风险是否已消除",
)  # fmt: skip


@pytest.fixture
def fourth(town):
    """李四's, approved as 边缘易致贫户."""
    found = Household.objects.get(number="H00102")
    households.begin_monitoring(households=[found.pk], monitored="marginal", on=date(2024, 4, 9))
    return found


def imported(town, monitored, eliminated=""):
    place = (town.township.name, town.village.name)
    row = ("P102", "H00102", "李四", id_number(102), "户主", *place, "一般农户", monitored, eliminated)
    return compared(book(HEADER, [row]), town["bureau"])


def told(batch):
    """What the file changes of the household itself."""
    return Change.objects.filter(batch=batch, kind="correct_household")


def test_the_register_says_so_at_once_with_the_month(fourth):
    fourth.refresh_from_db()
    assert (fourth.monitored, fourth.monitored_month, fourth.ahead) == ("marginal", "2024-04", True)
    assert fourth.group == "monitored"


def test_the_first_file_that_says_the_same_tells_that_the_national_data_have_caught_up(town, fourth):
    batch = imported(town, "边缘易致贫户")
    assert list(told(batch).values_list("fields", "held")) == [(["ahead"], [])]
    applied(batch, by=town["bureau"], approver=town["reviewer"])
    fourth.refresh_from_db()
    assert (fourth.monitored, fourth.ahead) == ("marginal", False)


def test_a_file_that_still_says_otherwise_is_held_for_somebodys_word(town, fourth):
    households.end_risk(households=[fourth.pk], on=date(2024, 11, 20))
    batch = imported(town, "边缘易致贫户", "否")
    change = told(batch).get()
    assert (change.fields, change.held) == (["risk_eliminated"], ["risk_eliminated"])
    assert "县里已经审定" in change.reason
    applied(batch, by=town["bureau"], approver=town["reviewer"])
    assert homes()["H00102"][5:7] == ("marginal", True)
    assert not told(imported(town, "")).exists()


def test_an_elimination_that_was_mistaken_and_a_mistaken_identification_are_taken_back(fourth):
    households.end_risk(households=[fourth.pk], on=date(2024, 11, 20))
    households.take_up_again(households=[fourth.pk])
    assert homes()["H00102"][5:7] == ("marginal", False)
    households.stop_monitoring(households=[fourth.pk])
    assert homes()["H00102"][5:7] == ("", False)


def test_the_focus_group_follows_at_once(town, fourth):
    drain()
    assert "monitored" in [one.group for one in groups_of(household=fourth.pk, post=town["bureau"])]
