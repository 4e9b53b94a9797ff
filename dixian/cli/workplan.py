"""`dixian workplan`: a paper read into tasks with their units; two papers side by side. Works without an installation."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from dixian.cli.environment import behind, bring_up
from dixian.cli.troubles import NotReady
from dixian.cli.zh import Group
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.home import home
from dixian.foundation.kernel.problems import Refusal

FILE = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
UNITS = click.Path(path_type=Path, exists=True, dir_okay=False)
READS = "能读 Word 文档（.docx）、有文字的 PDF 和文本文件，写“-”读粘贴进来的文字"
WHERE = "单位按本机已初始化的单位表认；没有初始化的，按随附的参考数据认。"


@click.group(cls=Group, help="读工作要点、责任分工方案一类的文件，对照两年的文件。不需要先初始化。")
def command() -> None:
    """Commands about workplans (R0)."""


@command.command(
    "read",
    short_help="把一份文件读成任务、牵头和责任单位、时限、指标",
    help=f"把一份文件读成任务、牵头和责任单位、时限、指标；认不准的写明，不编造单位。{READS}。{WHERE}",
)
@click.argument("file", type=FILE, metavar="文件")
@click.option("--units", type=UNITS, help="单位表（CSV：全称、简称、别名、成员），不用本机的单位表")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def read(file: Path, units: Path | None, as_json: bool) -> None:
    """Print the paper as it was read; what has to be looked at is said."""
    bring_up("worker", needs_setup=False, needs_schema=False)
    paper = _read(file, _units(units))
    if as_json:
        click.echo(json.dumps(paper.told(), ensure_ascii=False))
    else:
        _print(paper)
    for mark in paper.marks:
        click.echo(f"注意：{mark.about}：{mark.why}", err=True)


@command.command(
    "compare",
    short_help="对照两年的文件：沿用、有变、新增、不再列入",
    help=f"对照两年的文件：沿用、有变、新增、不再列入。{READS}。{WHERE}",
)
@click.argument("old", type=FILE, metavar="上年文件")
@click.argument("new", type=FILE, metavar="今年文件")
@click.option("--units", type=UNITS, help="单位表（CSV：全称、简称、别名、成员），不用本机的单位表")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def compare(old: Path, new: Path, units: Path | None, as_json: bool) -> None:
    """Print which tasks were carried over, changed, new and gone."""
    bring_up("worker", needs_setup=False, needs_schema=False)
    from dixian.directives.workplans.api import compare as compared

    known = _units(units)
    comparison = compared(_read(old, known), _read(new, known))
    if as_json:
        click.echo(json.dumps(comparison.told(), ensure_ascii=False))
        return
    for name, changes in (
        ("沿用", comparison.carried),
        ("有变", comparison.changed),
        ("新增", comparison.new),
        ("不再列入", comparison.gone),
    ):
        click.echo(f"{name} {len(changes)} 项")
        for change in changes:
            item: Any = change.after or change.before
            fields = "、".join(FIELDS[one] for one in change.differences)
            click.echo(f"  {item.marker} {item.title}{f'（{fields}）' if fields else ''}")


FIELDS = {
    "title": "标题",
    "text": "内容",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "limits": "时限",
    "figures": "指标",
}


def _units(path: Path | None) -> Any:
    """The table of units to read against."""
    from dixian.directives.workplans.api import packaged_units, stored_units, units_of_file

    if path is not None:
        try:
            return units_of_file(path.read_bytes(), name=path.name)
        except Refusal as refusal:
            raise _not_ready(refusal) from None
    if not (home() / "keys").exists() or behind():
        return packaged_units()
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading

    with system_scope("command:workplan"), reading():
        return stored_units(clock.today())


def _read(file: Path, units: Any) -> Any:
    from dixian.directives.workplans.api import read as read_paper

    pasted = str(file) == "-"
    content = sys.stdin.buffer.read() if pasted else file.read_bytes()
    try:
        return read_paper(content, name="粘贴的文字" if pasted else file.name, units=units)
    except Refusal as refusal:
        raise _not_ready(refusal) from None


def _not_ready(refusal: Refusal) -> NotReady:
    return NotReady("。".join(filter(None, (refusal.message, refusal.remedy))))


def _print(paper: Any) -> None:
    from dixian.directives.workplans.api import ranges_of

    click.echo("  ".join(filter(None, (paper.title, paper.issuer, paper.document_number, paper.date))))
    click.echo(f"{len(paper.items)} 项任务")
    for item in paper.items:
        click.echo(f"\n{item.marker} {item.title}")
        for name, units in (("牵头", item.lead), ("责任", item.responsible)):
            if units:
                click.echo(f"  {name}：{'、'.join(_shown(units))}")
        ranges = [some[0] for some in ranges_of(item.figures)]
        for name, found in (("时限", item.limits), ("指标", ranges)):
            if found:
                click.echo(f"  {name}：{'、'.join(one.written for one in found)}")
        for mark in item.marks:
            click.echo(f"  注意：{mark.about}：{mark.why}")


def _shown(units: Any) -> list[str]:
    """Each name once, as written; a group with the number of its members."""
    counted: dict[str, int] = {}
    for one in units:
        counted[one.written] = counted.get(one.written, 0) + 1
    unknown = {one.written for one in units if one.unit is None}
    return [
        f"{written}（{number} 个）"
        if number > 1
        else f"{written}{'（不认得）' if written in unknown else ''}"
        for written, number in counted.items()
    ]
