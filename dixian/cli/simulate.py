"""`dixian simulate`: the files of a synthetic county, with the truth beside them."""

from pathlib import Path

import click
from rich.progress import Progress

from dixian.cli.zh import Command


@click.command(cls=Command, help="生成合成县：户籍花名册、部门文件和答案（truth.csv）。同一种子结果相同。")
@click.option("--people", default=50_000, show_default="50000", help="人数")
@click.option("--months", default=1, show_default="1", help="部门文件的月数")
@click.option("--seed", default=7, show_default="7", help="随机种子")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="输出文件夹")
def command(people: int, months: int, seed: int, out: Path) -> None:
    """Write the county's files to `out`."""
    from dixian.foundation.areas.api import packaged_villages
    from dixian.simulation.world.files import write_world

    with Progress() as progress:
        line = progress.add_task("生成合成县", total=people)
        written = write_world(
            out,
            people=people,
            months=months,
            seed=seed,
            villages=packaged_villages(),
            progress=lambda done: progress.update(line, completed=done),
        )
    for path in written:
        click.echo(path)
