"""`dixian match` on files as they come, and the quality it is held to."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from click.testing import CliRunner

from dixian.cli.main import main
from tests.support.matching import ending_in, number

# The second ends in X, the third in a digit.
ALICE, BOB, CAROL = number("19700101", 123), ending_in("X", "19820302"), ending_in("7", "19910405")
REGISTER = [
    ("人编号", "户编号", "姓名", "证件号码", "性别", "乡(镇)", "行政村"),
    ("P1", "H1", "王建国", ALICE, "男", "后头乡", "前进村"),
    ("P2", "H1", "李淑芬", BOB, "女", "后头乡", "前进村"),
    ("P3", "H2", "王垚", CAROL, "男", "后头乡", "新生村"),
]
LISTED: list[tuple[Any, Any]] = [
    ("王建国", ALICE),
    (" 李 淑芬", BOB.lower()),
    ("王yao", CAROL),
    ("王建国", ALICE[:9] + "7" + ALICE[10:]),
    ("王垚", None),
    ("钱生人", number("19600606", 321)),
    ("", ""),
]
BINS = ["linked", "repaired", "repaired", "repaired", "ambiguous", "stranger"]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "R.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(REGISTER)
    return path


def run(*arguments: object) -> Any:
    return CliRunner().invoke(main, ["match", *map(str, arguments)])


def matched(register: Path, listed: Path) -> list[dict[str, str]]:
    out = listed.with_suffix(".links.csv")
    told = run("--register", register, "--file", listed, "--out", out)
    assert told.exit_code == 0, told.output
    with out.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def as_gb18030(path: Path, rows: list[tuple[Any, ...]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode("gb18030"))


def as_xlsx(path: Path, rows: list[tuple[Any, ...]]) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.merge_range("A1:D1", "绥棱县发放名单")
    for at, row in enumerate(rows, start=1):
        sheet.write_row(at, 0, row)
    sheet.write_string(len(rows) + 1, 0, "制表人：张三")
    book.close()


def as_openpyxl(path: Path, rows: list[tuple[Any, ...]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def as_xls(path: Path, rows: list[tuple[Any, ...]]) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(at, place, cell)
    book.save(str(path))


WRITERS = {
    "名单.csv": as_gb18030,
    "名单.xlsx": as_xlsx,
    "名单2.xlsx": as_openpyxl,
    "名单.xls": as_xls,
}


@pytest.mark.parametrize("name", WRITERS)
def test_each_row_of_a_dirty_file_has_its_line(register: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    rows = [(1, *row, "x") for row in LISTED]
    WRITERS[name](path, [("序号", "姓 名", "公民身份号码（必填）", "备注"), *rows])
    lines = matched(register, path)
    assert [line["row"] for line in lines] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [line["bin"] for line in lines] == [*BINS, "rejected"]
    assert [line["person"] for line in lines] == ["P1", "P2", "P3", "P1", "", "", ""]
    assert lines[4]["candidates"] == "P3"
    assert all(line["reason"] for line in lines)
    assert ALICE[:15] not in str(lines)


def test_a_numeric_cell_is_recovered_or_known_as_destroyed(register: Path, tmp_path: Path) -> None:
    path, made = tmp_path / "数字.xlsx", tmp_path / "made.xlsx"
    as_openpyxl(made, [("姓名", "身份证号"), ("王垚", 7001), ("王垚", 7002)])
    cells = {b">7001<": f">{CAROL}<".encode(), b">7002<": f">{CAROL[0]}.{CAROL[1:15]}E+17<".encode()}
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            for placeholder, raw in cells.items():
                content = content.replace(placeholder, raw)
            new.writestr(part, content)
    whole, destroyed = matched(register, path)
    assert (whole["bin"], whole["person"]) == ("linked", "P3")
    assert (destroyed["bin"], destroyed["person"]) == ("repaired", "P3")
    assert "Excel" in destroyed["reason"]


@pytest.mark.parametrize(
    ("header", "rows", "bins"),
    [
        (("身份证号码",), [(ALICE,), ("无",)], ["linked", "rejected"]),
        (("姓名", "村"), [("王垚", "新生村"), ("钱生人", "新生村")], ["ambiguous", "stranger"]),
    ],
)
def test_a_name_or_a_number_column_alone_will_do(
    register: Path, tmp_path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]], bins: list[str]
) -> None:
    path = tmp_path / "一列.csv"
    as_gb18030(path, [header, *rows])
    assert [line["bin"] for line in matched(register, path)] == bins


def test_the_counts_are_told_to_people_and_machines(register: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "名单.csv", tmp_path / "links.csv"
    as_gb18030(path, [("姓名", "身份证号"), *LISTED[:6]])
    arguments = ("--register", register, "--file", path, "--out", out)
    assert "共 6 行：已对上 1，修正后对上 3，待人工比对 1，不在册 1，退回 0" in run(*arguments).output
    told = json.loads(run(*arguments, "--json").stdout)
    assert told["rows"] == sum(told["bins"].values()) == 6
    assert told["out"] == str(out)


@pytest.mark.parametrize(
    ("register_text", "listed_text", "said"),
    [
        ("姓名,证件号码\n王建国,1\n", "姓名\n王建国\n", "表头缺少：人编号、户编号"),
        ("人编号,户编号,姓名,证件号码\n,H1,王建国,1\n", "姓名\n王建国\n", "第 2 行没有人编号"),
        (None, "住址,金额\n前进村,1\n", "没有找到姓名或身份证号"),
        (None, "", "是空的"),
        (None, "姓名,身份证号\n", "没有数据"),
    ],
)
def test_a_file_that_will_not_do_is_refused_and_nothing_written(
    register: Path, tmp_path: Path, register_text: str | None, listed_text: str, said: str
) -> None:
    if register_text is not None:
        register.write_text(register_text, encoding="utf8")
    path, out = tmp_path / "名单.csv", tmp_path / "links.csv"
    path.write_text(listed_text, encoding="utf8")
    told = run("--register", register, "--file", path, "--out", out)
    assert (told.exit_code, out.exists()) == (3, False)
    assert said in told.output
    assert "Traceback" not in told.output


def test_a_register_in_another_encoding_is_refused(register: Path, tmp_path: Path) -> None:
    as_gb18030(register, REGISTER)
    path = tmp_path / "名单.csv"
    as_gb18030(path, [("姓名", "身份证号"), *LISTED[:2]])
    told = run("--register", register, "--file", path, "--out", tmp_path / "links.csv")
    assert told.exit_code == 3
    assert "UTF-8" in told.output


def test_a_file_that_is_not_there_is_a_usage_error_in_chinese(register: Path, tmp_path: Path) -> None:
    told = run("--register", register, "--file", tmp_path / "没有.csv", "--out", tmp_path / "links.csv")
    assert told.exit_code == 2
    assert "没有.csv 这个文件" in told.output


def test_the_quality_is_printed_by_kind_of_error_and_reaches_the_targets() -> None:
    arguments = ["bench", "matching", "--people", "5000", "--rows", "5000"]
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code == 0, told.output
    assert "达标" in told.output
    assert "用了家人的号码" in told.output
    figures = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)
    assert figures["reached"] is True
    assert sum(kind["rows"] for kind in figures["kinds"].values()) == figures["total"]["rows"] > 4900
    assert figures["total"]["wrong"] == 0


def test_a_quality_below_the_targets_is_exit_code_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dixian.simulation.drive.quality.LEAST_LINKED", 1.1)
    told = CliRunner().invoke(main, ["bench", "matching", "--people", "500", "--rows", "500"])
    assert told.exit_code == 1
    assert "未达标" in told.output


def test_what_of_a_list_was_not_read_is_said(register: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "名单.xlsx", tmp_path / "links.csv"
    book = xlsxwriter.Workbook(path)
    first, second = book.add_worksheet("一"), book.add_worksheet("二")
    for at, row in enumerate([("姓名", "身份证号"), ("王建国", ALICE), ("合计", 1)]):
        first.write_row(at, 0, row)
    second.write_row(0, 0, ("李淑芬", BOB))
    book.add_worksheet("三").hide()
    book.close()
    told = run("--register", register, "--file", path, "--out", out)
    assert "注意：工作表“二”没有找到表头，1 行没有读取" in told.stderr
    assert "注意：第 3 行略过：合计 1" in told.stderr
    told = run("--register", register, "--file", path, "--out", out, "--json")
    assert len(json.loads(told.stdout)["left_out"]) == 3
    assert "注意：隐藏的工作表“三”没有读。" in told.stderr


def test_names_and_numbers_that_changed_places_are_refused(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    as_gb18030(path, [("身份证号", "姓名"), ("王建国", ALICE), ("李淑芬", BOB)])
    told = run("--register", register, "--file", path, "--out", tmp_path / "links.csv")
    assert told.exit_code == 3
    assert "两列好像写反了" in told.output and ALICE not in told.output


def test_rows_are_counted_from_the_first_that_holds_data_and_blank_lines_bear_no_number(
    register: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "F.csv"
    lines = ["姓名,身份证号", "", f"王建国,{ALICE}", ",", "", f"钱生人,{number('19600606', 321)}", "合计,2"]
    listed.write_text("\r\n".join(lines), encoding="utf-8")
    found = matched(register, listed)
    assert [(one["row"], one["bin"]) for one in found] == [("1", "linked"), ("2", "stranger")]
