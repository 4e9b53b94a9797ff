"""`dixian check`: recompute every sum; nothing may be dropped (R1.5)."""

import json
from dataclasses import asdict

import click
from rich.console import Console
from rich.table import Table

from dixian.cli.environment import bring_up
from dixian.cli.progress import telling
from dixian.cli.troubles import EXIT_DIFFERENCE
from dixian.cli.zh import Command
from dixian.foundation.kernel.sums import Sum


@click.command(cls=Command, help="核对全部合计：行、预警、线索、待办。有差额时写明差在哪里，退出码为 1。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def command(as_json: bool) -> None:
    """Print each sum with its two sides; exit 1 where they differ."""
    bring_up("worker")
    from dixian.cli.checks import check_all

    with telling() as tell:
        checked = check_all(tell)
    sums = checked.sums
    wrong = [entry for entry in sums if entry.difference]
    if as_json:
        told = [{**asdict(entry), "difference": entry.difference} for entry in sums]
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        _print(sums)
        click.echo(f"共核对 {len(sums)} 项，{len(wrong)} 项有差额。")
        if checked.at_work:
            click.echo(f"{checked.at_work} 个批次正在读取、提交或判定，还没判定的行计入“等待判定”。")
    if wrong:
        raise SystemExit(EXIT_DIFFERENCE)


def _print(sums: list[Sum]) -> None:
    table = Table("合计", "左边", "右边", "差额")
    for entry in sums:
        style = "red" if entry.difference else ""
        table.add_row(entry.name, str(entry.left), str(entry.right), str(entry.difference), style=style)
    Console().print(table)
