"""`dixian audit`: is the history whole?"""

import json
from dataclasses import asdict

import click

from dixian.cli.environment import bring_up
from dixian.cli.progress import telling
from dixian.cli.troubles import EXIT_DIFFERENCE
from dixian.cli.zh import Group


@click.group(cls=Group, help="留痕的核验与封存。")
def command() -> None:
    """Commands about the history."""


@command.command(
    "verify",
    short_help="逐条核验留痕和原件，发现改动、缺失、插入时退出码为 1",
    help="重新计算全部封存，指出改动、缺失、插入的条目和尚未封存的条数，并看没有到期的原件在不在、大小对不对。有问题时退出码为 1。核验留痕和只增不改的记录；可以修改的记录现在的值不在封存之内。",
)
@click.option("--files", "contents", is_flag=True, help="逐个读出原件，核对内容（文件多时要很久）")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def verify(as_json: bool, contents: bool) -> None:
    """Recompute all seals; name changed, missing and inserted entries, the unsealed tail, originals that are gone."""
    bring_up("worker")
    from dixian.foundation.audit.api import COVERED, NOT_COVERED
    from dixian.foundation.audit.api import verify as verify_history

    with telling() as tell:
        verdict = verify_history(contents=contents, tell=tell)
    if as_json:
        told = {"intact": verdict.intact, "covered": COVERED, "not_covered": NOT_COVERED, **asdict(verdict)}
        click.echo(json.dumps(told, ensure_ascii=False, default=str))
    else:
        click.echo(verdict.sentence())
    if not verdict.intact:
        raise SystemExit(EXIT_DIFFERENCE)


@command.command(
    "seal",
    short_help="立即封存尚未封存的留痕",
    help="立即封存尚未封存的留痕，不等后台进程的下一分钟。",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def seal(as_json: bool) -> None:
    """Seal what is below the horizon now, instead of waiting for the worker's next minute."""
    bring_up("worker")
    from dixian.foundation.audit.api import seal_now

    sealed = seal_now()
    click.echo(json.dumps({"sealed": sealed}) if as_json else f"封存 {sealed} 条。")
