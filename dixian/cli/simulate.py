"""`dixian simulate`: the files of a synthetic county, with the truth beside them."""

import json
from pathlib import Path

import click

from dixian.cli.environment import bring_up
from dixian.cli.progress import telling
from dixian.cli.simulate_run import command as run
from dixian.cli.zh import Group, Number


@click.group(
    cls=Group,
    invoke_without_command=True,
    help="生成合成县：花名册（roster.csv）、各部门自己的名册和每月按种类报送的文件、文件清单（files.csv）、逐行答案"
    "（truth.csv，报送文件的在 truth-reports.csv）。部门文件有各种格式和差错，同一种子逐字节相同。"
    "要把这些月份在系统里演一遍，用 run。",
)
@click.option("--people", type=Number(1, 2_000_000), default=50_000, show_default=True, help="人数")
@click.option("--months", type=Number(1, 120), default=1, show_default=True, help="部门文件的月数")
@click.option("--seed", type=Number(0, 10**9), default=7, show_default=True, help="随机种子")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="输出文件夹（必填）")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_context
def command(ctx: click.Context, people: int, months: int, seed: int, out: Path | None, as_json: bool) -> None:
    """Write the county's files to `out`, unless a subcommand is asked for."""
    if ctx.invoked_subcommand:
        return
    if out is None:
        raise click.MissingParameter(param_hint="--out", param_type="option")
    bring_up("worker", needs_setup=False, needs_schema=False)
    from dixian.foundation.areas.api import packaged_villages
    from dixian.simulation.world.files import write_world

    with telling() as tell:
        written = write_world(
            out, people=people, months=months, seed=seed, villages=packaged_villages(), tell=tell
        )
    if as_json:
        click.echo(json.dumps({"files": [str(path) for path in written]}, ensure_ascii=False))
        return
    for path in written:
        click.echo(path)


command.add_command(run)
