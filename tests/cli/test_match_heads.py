"""`dixian match` on lists of one column, and on headers in English: what heads a list is no row of it."""

from pathlib import Path

import pytest

from tests.cli.test_match import ALICE, BINS, BOB, CAROL, LISTED, as_gb18030, matched, register

__all__ = ["register"]
NAMES = [("王建国",), ("李淑芬",), ("王垚",)]
NUMBERS = [(ALICE,), (BOB,), (CAROL,)]


def found(register: Path, path: Path, *lines: tuple[str, ...]) -> list[tuple[str, str]]:
    as_gb18030(path, list(lines))
    return [(line["row"], line["bin"]) for line in matched(register, path)]


@pytest.mark.parametrize(
    "header", ["名单", "人员名单", "姓名列表", "低保对象", "2024年10月发放", "后头乡花名册", "List", "Names"]
)
def test_a_word_above_a_column_of_names_is_its_header(register: Path, tmp_path: Path, header: str) -> None:
    rows = found(register, tmp_path / "a.csv", (header,), *NAMES)
    assert rows == [("1", "ambiguous"), ("2", "ambiguous"), ("3", "ambiguous")]


@pytest.mark.parametrize("header", ["身份证", "身份证列表", "证件", "公民身份号码清单", "号码", "ID", "IDs"])
def test_a_word_above_a_column_of_numbers_is_its_header(register: Path, tmp_path: Path, header: str) -> None:
    assert found(register, tmp_path / "a.csv", (header,), *NUMBERS) == [
        ("1", "linked"),
        ("2", "linked"),
        ("3", "linked"),
    ]
    assert found(register, tmp_path / "b.csv", (header,), NUMBERS[0]) == [("1", "linked")]


def test_a_title_and_a_word_below_it_are_both_above_the_rows(register: Path, tmp_path: Path) -> None:
    lines = [("2024年低保",), ("名单",), *NAMES]
    assert [row for row, _ in found(register, tmp_path / "a.csv", *lines)] == ["1", "2", "3"]


@pytest.mark.parametrize("first", ["王建国", "王 建 国", "欧阳建国", "张3", "阿卜杜热合曼", "王建国（已故）"])
def test_a_list_that_begins_with_somebody_has_no_header(register: Path, tmp_path: Path, first: str) -> None:
    assert len(found(register, tmp_path / "a.csv", (first,), *NAMES)) == 4
    assert len(found(register, tmp_path / "b.csv", *NUMBERS)) == 3


@pytest.mark.parametrize(
    ("name", "numbered"),
    [
        ("Name", "ID Number"),
        ("name", "ID card"),
        ("Full Name", "ID No."),
        ("NAME", "ID"),
        ("Name", "id_number"),
    ],
)
def test_headers_in_english_are_known(register: Path, tmp_path: Path, name: str, numbered: str) -> None:
    rows = found(register, tmp_path / "a.csv", (name, numbered), *LISTED[:6])
    assert [bin_ for _, bin_ in rows] == BINS


def test_places_and_households_in_english_say_who_is_meant(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    as_gb18030(
        path, [("Name", "Township", "Village", "Household", "Phone"), ("王垚", "后头乡", "新生村", "H2", "")]
    )
    (line,) = matched(register, path)
    assert (line["bin"], line["candidates"]) == ("ambiguous", "P3")


def test_what_is_called_but_id_may_count_the_rows(register: Path, tmp_path: Path) -> None:
    rows = found(register, tmp_path / "a.csv", ("ID", "姓名", "身份证号"), ("1", "王建国", ALICE))
    assert rows == [("1", "linked")]
    rows = found(register, tmp_path / "b.csv", ("ID", "姓名"), ("1", "王垚"), ("2", "钱生人"))
    assert rows == [("1", "ambiguous"), ("2", "stranger")]
