"""`dixian audit`: is the history whole?"""

import json
from dataclasses import asdict

import click

from dixian.cli.environment import bring_up
from dixian.cli.zh import EXIT_DIFFERENCE, Group


@click.group(cls=Group, help="留痕的核验与封存。")
def command() -> None:
    """Commands about the history."""


@command.command("verify", short_help="逐条核验留痕，发现改动、缺失、插入时退出码为 1")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def verify(as_json: bool) -> None:
    """Recompute all seals; name changed, missing and inserted entries and the unsealed tail."""
    bring_up("worker")
    from dixian.foundation.audit.api import verify as verify_history

    verdict = verify_history()
    if as_json:
        click.echo(json.dumps(asdict(verdict), ensure_ascii=False, default=str))
    else:
        click.echo(verdict.sentence())
    if not verdict.intact:
        raise SystemExit(EXIT_DIFFERENCE)


@command.command("seal", short_help="立即封存尚未封存的留痕")
def seal() -> None:
    """Seal what is below the horizon now, instead of waiting for the worker's next minute."""
    bring_up("worker")
    from dixian.foundation.audit.api import seal_now

    click.echo(f"封存 {seal_now()} 条。")
