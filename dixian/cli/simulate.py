"""`dixian simulate`: the files of a synthetic county, with the truth beside them."""

import json
from pathlib import Path

import click

from dixian.cli.environment import bring_up
from dixian.cli.progress import telling
from dixian.cli.zh import Command, Number


@click.command(
    cls=Command,
    help="生成合成县：花名册（roster.csv）、八种部门文件、文件清单（files.csv）和逐行答案（truth.csv）。"
    "部门文件有各种格式和差错，同一种子逐字节相同。",
)
@click.option("--people", type=Number(1, 2_000_000), default=50_000, show_default=True, help="人数")
@click.option("--months", type=Number(1, 120), default=1, show_default=True, help="部门文件的月数")
@click.option("--seed", type=Number(0, 10**9), default=7, show_default=True, help="随机种子")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="输出文件夹")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def command(people: int, months: int, seed: int, out: Path, as_json: bool) -> None:
    """Write the county's files to `out`."""
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
