"""`dixian simulate run`: the county's months played, and whether anything that was reported was missed."""

import json
import os
import tempfile
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from dixian.cli.progress import telling
from dixian.cli.setup import prepare
from dixian.cli.troubles import EXIT_DIFFERENCE
from dixian.cli.zh import Command, Number

FEWEST = 300
HELPED = {
    "identified": "识别的监测对象",
    "taken_over": "期初接管",
    "monitored": "正在监测",
    "plans_in_time": "帮扶计划按期",
    "plans_late": "帮扶计划逾期",
    "measures_in_time": "措施按期落实",
    "measures_late": "措施逾期落实",
    "follow_ups": "按月跟踪",
    "eliminated": "风险消除",
    "look_backs": "回头看",
    "relapsed": "消除后又有风险",
}


@click.command(
    "run",
    cls=Command,
    short_help="把合成县的月份逐日演一遍，看有没有漏掉的",
    help="在一个临时的安装里把合成县的月份逐日演一遍：各部门按种类报送（有迟报的、报错的），农业农村局推送，村里核实，"
    "乡镇确认，有风险的识别、制定帮扶计划、落实措施、消除风险、回头看；最后按种类列出报送、预警、答复、用时和漏掉的数，"
    "以及计划是否按期、消除和返贫的户数。漏掉的不是 0，或者合计有差额，退出码为 1。"
    "用 PostgreSQL 的，三个地址要指向一个空的数据库。",
)
@click.option("--people", type=Number(FEWEST, 1_000_000), default=50_000, show_default=True, help="人数")
@click.option("--months", type=Number(1, 36), default=12, show_default=True, help="月数")
@click.option("--seed", type=Number(0, 10**9), default=7, show_default=True, help="随机种子")
@click.option("--fault", type=click.Choice(["drop-one"]), help="故意放一个差错：drop-one 丢掉一条预警的线索")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def command(people: int, months: int, seed: int, fault: str | None, as_json: bool) -> None:
    """Play, reckon, check the sums; exit 1 where something was missed or a sum differs."""
    with tempfile.TemporaryDirectory(prefix="dixian-simulated-") as folder:
        os.environ["DIXIAN_HOME"] = folder
        told = _played(people=people, months=months, seed=seed, fault=fault)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        _print(told)
    if told["missed"] or told["differences"]:
        raise SystemExit(EXIT_DIFFERENCE)


def _played(*, people: int, months: int, seed: int, fault: str | None) -> dict[str, Any]:
    with telling() as tell:
        prepare(tell)
        from dixian.cli.checks import run_checks
        from dixian.simulation.drive.year import play

        played = play(people=people, months=months, seed=seed, fault=fault is not None, tell=tell)
        differences = [one.name for one in run_checks(tell) if one.difference]
    return {
        "people": people,
        "months": months,
        "seed": seed,
        "fault": fault,
        "causes": [one.told() for one in played.causes],
        "missed": sum(one.missed for one in played.causes),
        "helped": played.helped.told(),
        "redone": played.redone,
        "differences": differences,
    }


def _print(told: dict[str, Any]) -> None:
    table = Table("种类", "报送", "已预警", "已答复", "用时中位数（天）", "最长（天）", "漏掉")
    for cause in told["causes"]:
        table.add_row(*("—" if value is None else str(value) for value in cause.values()))
    Console().print(table)
    helped = told["helped"]
    for name, label in HELPED.items():
        click.echo(f"{label} {helped[name]}")
    click.echo(f"改报的文件 {len(told['redone'])}")
    for name in told["differences"]:
        click.echo(f"合计有差额：{name}")
