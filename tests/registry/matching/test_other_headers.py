"""A list is matched by what its columns hold where their headers are other than known ones (R2.4)."""

import io

import openpyxl
import pytest

from dixian.registry.matching.files import compared_by, read_list, rows_of
from dixian.registry.matching.register import Listed, Register
from dixian.registry.matching.rows import match_rows
from tests.support.matching import number

ONE, TWO, HEAD = number("19700101", 123), number("19720315", 246), number("19500404", 135)
HOME = Register(
    [Listed("P9", "H1", "张建国", ONE, "后头乡", "前进村"), Listed("P2", "H2", "李淑芬", TWO, "上集镇", "永安村")]
    + [Listed(f"P{at}", f"H{at}", "张建国", number("19800101", at * 2 + 1), "上集镇", "双泉村") for at in range(3, 9)]
)  # fmt: skip


def listed(*lines: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def bins(content: bytes) -> list[tuple[str, str]]:
    found = read_list(content, name="名单.xlsx")
    return [(one.bin, one.person) for one in match_rows(rows_of(found), HOME)]


@pytest.mark.parametrize("header", ["居民身份号码", "身份代码", "唯一标识"])
def test_a_column_that_holds_numbers_of_persons_is_one_whatever_it_is_called(header: str) -> None:
    content = listed(
        ("姓名", "账号", header), ("张建国", "6217000012345678", ONE), ("李淑芬", "6217000012345686", TWO)
    )
    assert bins(content) == [("linked", "P9"), ("linked", "P2")]
    assert compared_by(read_list(content, name="名单.xlsx")) == f"按“姓名”“{header}”两栏比对"


@pytest.mark.parametrize(
    "lines",
    [
        (("姓名", "户主标识"), ("张建国", HEAD), ("李淑芬", HEAD)),
        (("姓名", "标识一", "标识二"), ("张建国", ONE, HEAD), ("李淑芬", TWO, HEAD)),
        (("姓名", "账号"), ("张建国", "621700001234567812"), ("李淑芬", "621700001234568621")),
    ],
)  # fmt: skip
def test_numbers_of_others_of_several_columns_and_of_accounts_are_not_taken(
    lines: tuple[tuple[str, ...], ...],
) -> None:
    assert [found for found, _ in bins(listed(*lines))] == ["ambiguous", "ambiguous"]


@pytest.mark.parametrize(
    ("town", "village"), [("所在镇", "所属村屯"), ("户籍乡镇", "行政村名称"), ("乡 镇", "所在村")]
)
def test_where_somebody_is_at_home_puts_them_first(town: str, village: str) -> None:
    content = listed(("姓名", town, village), ("张建国", "后头乡", "前进村"))
    (match,) = match_rows(rows_of(read_list(content, name="名单.xlsx")), HOME)
    assert match.candidates[0] == "P9"
