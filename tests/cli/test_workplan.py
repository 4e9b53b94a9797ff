"""`dixian workplan` as it is typed: on a machine without an installation, and on one (R0)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dixian.cli.main import main

PAPER = """绥棱县农业农村局文件
棱农发〔2025〕8号
绥棱县2025年重点任务分工
2025年3月2日
一、守住底线
1.抓好监测。每月5日至15日推送数据。（牵头单位：县农业农村局；责任单位：县科技馆、各乡镇）
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "要点.txt"
    path.write_text(PAPER, encoding="utf8")
    return path


def run(*arguments: object, **more: Any) -> Any:
    return CliRunner().invoke(main, ["workplan", *map(str, arguments)], **more)


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIXIAN_HOME", str(tmp_path / "nowhere"))


@pytest.mark.usefixtures("nowhere")
def test_a_paper_is_read_without_an_installation(paper: Path) -> None:
    done = run("read", paper, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["issuer"], told["document_number"], told["date"]) == (
        "绥棱县农业农村局",
        "棱农发〔2025〕8号",
        "2025-03-02",
    )
    (item,) = told["items"]
    assert (item["number"], item["section"], item["title"]) == (1, "一、守住底线", "抓好监测")
    assert item["lead"] == [{"written": "县农业农村局", "unit": "绥棱县农业农村局"}]
    assert item["responsible"][0] == {"written": "县科技馆", "unit": None}
    assert len(item["responsible"]) == 12
    assert item["limits"][0]["written"] == "每月5日至15日"


@pytest.mark.usefixtures("nowhere")
def test_pasted_text_is_read_and_told_in_words() -> None:
    done = run("read", "-", input=PAPER)
    assert done.exit_code == 0, done.output
    assert "牵头：县农业农村局" in done.stdout
    assert "各乡镇（11 个）" in done.stdout
    assert "县科技馆（不认得）" in done.stdout


@pytest.mark.usefixtures("nowhere")
def test_units_of_a_file_come_before_the_packaged_ones(paper: Path, tmp_path: Path) -> None:
    table = tmp_path / "单位.csv"
    table.write_text("全称,简称\n绥棱县科技馆,县科技馆\n", encoding="utf8")
    told = json.loads(run("read", paper, "--units", table, "--json").stdout)
    assert told["items"][0]["lead"][0]["unit"] is None
    assert told["items"][0]["responsible"][0]["unit"] == "绥棱县科技馆"


@pytest.mark.usefixtures("nowhere")
def test_two_papers_are_compared(paper: Path, tmp_path: Path) -> None:
    later = tmp_path / "明年.txt"
    later.write_text(PAPER.replace("县科技馆、", "") + "2.盘活资产。（县财政局牵头）\n", encoding="utf8")
    done = run("compare", paper, later)
    assert done.exit_code == 0, done.output
    assert "有变 1 项" in done.stdout and "抓好监测（责任单位）" in done.stdout
    assert "新增 1 项" in done.stdout
    told = json.loads(run("compare", paper, later, "--json").stdout)
    assert {name: len(changes) for name, changes in told.items()} == {
        "carried": 0,
        "changed": 1,
        "new": 1,
        "gone": 0,
    }


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("arguments", [("read",), ("compare",)])
def test_what_cannot_be_read_says_why_with_exit_code_3(arguments: tuple[str], tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    done = run(*arguments, *[empty] * (1 if arguments == ("read",) else 2))
    assert done.exit_code == 3
    assert "“空.txt”是空的" in done.stderr


@pytest.mark.usefixtures("nowhere")
def test_a_text_without_tasks_is_told_beside_the_result(tmp_path: Path) -> None:
    note = tmp_path / "便条.txt"
    note.write_text("今天下雨。", encoding="utf8")
    done = run("read", note, "--json")
    assert (done.exit_code, json.loads(done.stdout)["items"]) == (0, [])
    assert "没有读到任务" in done.stderr


def test_an_installation_reads_against_its_own_units(installation: Any, paper: Path) -> None:
    told = installation.json("workplan", "read", str(paper))
    assert told["items"][0]["lead"] == [{"written": "县农业农村局", "unit": "绥棱县农业农村局"}]
    assert len(told["items"][0]["responsible"]) == 12


def test_a_fresh_machine_needs_no_setup(empty: Callable[[], Any], paper: Path) -> None:
    told = empty().json("workplan", "read", str(paper))
    assert len(told["items"]) == 1
