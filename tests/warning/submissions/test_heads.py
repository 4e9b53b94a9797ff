"""The head's name beside the number of one of the family: a person decides who is meant."""

import io

import pytest
import xlsxwriter

from dixian.registry.households.models import Household, Person
from dixian.warning.submissions.enums import Bin
from tests.support.register import received, rows_of
from tests.warning.submissions.test_bad_input import sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(people):
    """李四 lives with 张三."""
    home = Household.objects.get(number="H00101")
    Person.objects.filter(name="李四").update(household=home)
    return people["张三"].id_number, people["李四"].id_number


def merged(header, *lines):
    """A sheet whose first column is one cell over all lines."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        made = book.add_worksheet("自付费用")
        for number, row in enumerate((header, *lines)):
            made.write_row(number, 0, row)
        made.merge_range(1, 0, len(lines), 0, lines[0][0])
    return out.getvalue()


def test_a_name_merged_over_the_family_is_linked_with_its_own_number_alone(county, family):
    own, other = family
    content = merged(("姓名", "身份证号", "自付医疗费用"), ("张三", own, 120), (None, other, 130))
    one, two = rows_of(received(content, county["insurer"]))
    assert (one.bin, two.bin) == (Bin.LINKED, Bin.AMBIGUOUS)


def test_a_stated_sex_against_the_person_of_the_repair_waits(county, family):
    _, other = family
    sex = "女" if int(family[0][16]) % 2 else "男"
    (row,) = rows_of(
        received(
            sheet(("姓名", "身份证号", "自付医疗费用", "性别"), ("张三", other, 120, sex)), county["insurer"]
        )
    )
    assert row.bin == Bin.AMBIGUOUS
