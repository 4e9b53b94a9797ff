"""Numbers typed as numbers: recovered where the file holds them, known as destroyed where not."""

import io
import re
import zipfile

import pytest

from dixian.foundation.sheets.api import Clean, Rejected
from tests.foundation.sheets.workbooks import ZHANG, results, table


def with_raw(number: str) -> bytes:
    """A workbook whose cell B2 holds exactly these characters as a number."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(table(("张三", 7, 30)))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part.endswith("sheet1.xml"):
                content, made = re.subn(
                    rb'(<c r="B2"[^>]*><v>)7(</v>)', rb"\g<1>%s\g<2>" % number.encode(), content
                )
                assert made == 1
            new.writestr(part, content)
    return out.getvalue()


def test_a_number_the_file_holds_in_full_is_recovered():
    (row,) = results(with_raw(ZHANG))
    assert isinstance(row, Clean)
    assert row.values["id_number"] == ZHANG


@pytest.mark.parametrize("raw", ["2.31226197001011E+17", "231226197001011000", "231226197001011008.0"])
def test_a_number_excel_has_rounded_is_known_as_destroyed(raw):
    (row,) = results(with_raw(raw))
    assert isinstance(row, Rejected)
    assert "末 3 位已经丢失" in row.problems[0].message


@pytest.mark.parametrize(
    ("cell", "lost"),
    [
        (int(ZHANG), 3),
        (float(ZHANG), 3),
        (float(ZHANG) * 100, 5),
        ("2.31226E+17", 12),
        ("2.31226197001011E+17", 3),
        ("2e17", 17),
    ],
)
def test_a_number_that_excel_destroyed_is_said_with_what_is_lost_and_never_guessed(cell, lost):
    (row,) = results(table(("张三", cell, 30)))
    assert isinstance(row, Rejected)
    (found,) = row.problems
    assert found.message == f"身份证号被 Excel 当成数字，末 {lost} 位已经丢失"
    assert "文本格式" in found.remedy
