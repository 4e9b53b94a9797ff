"""Help and usage errors are Chinese throughout; what stays in Latin letters is what one types."""

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from dixian.cli.main import main

# Names of things: the program, its options and settings, file names, and words everybody says in English.
NAMES = {
    "dixian",
    "main",
    "verify",
    "seal",
    "make",
    "demo",
    "matching",
    "JSON",
    "row",
    "PostgreSQL",
    "drop-one",
    "CSV",
    "UTF-8",
    "Excel",
    "WPS",
    "Word",
    "docx",
    "PDF",
    "SQLite",
    "TLS",
    "Ctrl-C",
    "files.csv",
    "roster.csv",
    "truth.csv",
    "truth-reports.csv",
}

ERRORS = {
    "没有 chek 这个命令": ["chek"],
    "没有 --peple 这个选项": ["simulate", "--peple", "3"],
    "缺少选项": ["simulate"],
    "x 不是整数": ["simulate", "--people", "x", "--out", "/tmp"],
    "0 不在范围内": ["demo", "--people", "0"],
    "后面要写值": ["serve", "--port"],
    "后面不写值": ["check", "--json=1"],
    "多写了 extra": ["check", "extra"],
    "是文件，不是文件夹": ["simulate", "--out", __file__],
    "核验": ["audit"],
    "这个文件": ["match", "--register", "没有", "--file", __file__, "--out", "links"],
}


def commands(group: click.Command = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every command, of groups too."""
    yield path
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))


def foreign(text: str, path: tuple[str, ...] | list[str] = ()) -> list[str]:
    """Words of Latin letters that are no names."""
    words = re.findall(r"(?<![\w-])-{0,2}[A-Za-z][\w.-]*", text)
    return [word for word in words if not word.startswith(("--", "DIXIAN_")) and word not in {*NAMES, *path}]


@pytest.mark.parametrize("path", list(commands()), ids=lambda path: " ".join(path) or "dixian")
def test_help_is_chinese(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(main, [*path, "--help"])
    assert shown.exit_code == 0
    names = {name for one in commands() for name in one}
    assert foreign(shown.output, tuple(names)) == []
    assert "选项" in shown.output


@pytest.mark.parametrize("words", ERRORS)
def test_a_usage_error_is_chinese_and_exit_code_two(words: str) -> None:
    shown = CliRunner().invoke(main, ERRORS[words])
    assert shown.exit_code == 2
    assert words in shown.output
    names = {name for one in commands() for name in one}
    assert foreign(shown.output.replace(__file__, ""), [*names, *ERRORS[words]]) == []


def test_an_interrupted_command_says_so() -> None:
    from dixian.cli.zh import Command

    def interrupted() -> None:
        raise KeyboardInterrupt

    shown = CliRunner().invoke(Command("x", callback=interrupted))
    assert (shown.exit_code, shown.output.strip()) == (130, "已中断。")


def test_a_defect_of_the_program_is_not_taken_for_a_difference() -> None:
    from dixian.cli.zh import Command

    def broken() -> None:
        raise RuntimeError("a defect")

    shown = CliRunner().invoke(Command("x", callback=broken))
    assert shown.exit_code == 4
    assert "程序内部出错" in shown.output
