"""`dixian demo`: a synthetic county one can walk through, started with one command."""

import json
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from rich.console import Console
from rich.table import Table

from dixian.cli.building import LOCK, building, running
from dixian.cli.environment import behind, bring_up, command_line
from dixian.cli.progress import telling
from dixian.cli.running import refuse_taken, run_until_interrupted
from dixian.cli.setup import prepare
from dixian.cli.troubles import NotReady
from dixian.cli.zh import Command, Number

MARKER = "demo.json"
UNFINISHED = "demo.unfinished"
WORKER_LOG = "worker.log"
HOST = "127.0.0.1"
# In fewer nobody may be ill enough for anything to happen.
FEWEST = 1_000


@click.command(
    cls=Command,
    help="造一个演示县（人、户、账号、办到一半的上个月、待报的本月文件）并启动。再次启动只需几秒。",
)
@click.option("--people", type=Number(FEWEST, 1_000_000), default=50_000, show_default=True, help="人数")
@click.option("--port", type=Number(1, 65535), default=8000, show_default=True, help="端口")
@click.option("--seed", type=Number(0, 10**9), default=7, show_default=True, help="随机种子")
@click.option("--no-serve", is_flag=True, help="只准备，不启动")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_context
def command(ctx: click.Context, people: int, port: int, seed: int, no_serve: bool, as_json: bool) -> None:
    """Prepare the demo county where it is missing, then run server and worker until Ctrl-C."""
    if not no_serve:
        refuse_taken(HOST, port, f"make demo PEOPLE={people} PORT={port + 1}")
    folder = Path(os.environ.get("DIXIAN_HOME") or f"var/demo-{people}").resolve()
    os.environ["DIXIAN_HOME"] = str(folder)
    with building(folder):
        facts = _prepared(folder)
        if facts is None:
            facts = _prepare(folder, people=people, seed=seed)
        else:
            _refuse_another(facts, folder, _given(ctx, people=people, seed=seed))
            _upgrade()
    facts["address"] = "" if no_serve else f"http://{HOST}:{port}/"
    tell = _print_json if as_json else _print
    if no_serve:
        tell(facts)
    else:
        with running(folder, facts["address"]):
            run_until_interrupted(HOST, port, lambda: tell(facts), folder / WORKER_LOG)
        click.echo("已停止", err=True)


def _given(ctx: click.Context, **values: int) -> dict[str, int]:
    """The options somebody wrote."""
    return {k: v for k, v in values.items() if ctx.get_parameter_source(k) != ParameterSource.DEFAULT}


def _refuse_another(facts: dict[str, Any], folder: Path, given: dict[str, int]) -> None:
    there = {"people": facts["persons"], "seed": facts["seed"]}
    if given.items() <= there.items():
        return
    raise NotReady(
        f"{folder} 里已有一个 {there['people']} 人、种子 {there['seed']} 的演示县；"
        f"要另造一个，请换一个 DIXIAN_HOME，或先删除这个文件夹"
    )


def _prepared(folder: Path) -> dict[str, Any] | None:
    marker = folder / MARKER
    return json.loads(marker.read_text(encoding="utf8")) if marker.exists() else None


def _upgrade() -> None:
    """Set up again where the program is newer than the database; nothing of the county is lost."""
    bring_up("owner", needs_schema=False)
    if behind():
        with telling() as tell:
            prepare(tell)


def _prepare(folder: Path, *, people: int, seed: int) -> dict[str, Any]:
    begin_anew(folder)
    with telling() as tell:
        administrators = prepare(tell)["administrators"]
        from dixian.simulation.drive.demonstration import set_up

        facts = set_up(
            people=people,
            seed=seed,
            files=folder.with_name(folder.name + "-files"),
            password=secrets.token_urlsafe(9),
            tell=tell,
        )
    facts["seed"] = seed
    facts["accounts"] += [{**account, "place": "首次密码，登录后须改"} for account in administrators]
    marker = folder / MARKER
    marker.touch(mode=0o600)
    marker.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf8")
    (folder / UNFINISHED).unlink()
    return facts


def begin_anew(folder: Path) -> None:
    """An interrupted first load is thrown away; a real installation is never touched."""
    unfinished = folder / UNFINISHED
    if (folder / "keys").exists() and not unfinished.exists():
        raise NotReady(f"{folder} 里是一个正式安装，不能改成演示县；请另指定 DIXIAN_HOME")
    if unfinished.exists():
        _empty(folder)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished.touch()


def _empty(folder: Path) -> None:
    """Take away all but the lock, which this process holds."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != LOCK:
            path.unlink()


def _print_json(facts: dict[str, Any]) -> None:
    click.echo(json.dumps(facts, ensure_ascii=False))


def _print(facts: dict[str, Any]) -> None:
    table = Table("用户名", "首次密码", "岗位", "单位", title="每种岗位一个账号；密码改过的，以改后的为准")
    for account in facts["accounts"]:
        table.add_row(account["username"], account["password"], account["role"], account["place"])
    Console().print(table)
    this, last = facts["files"]
    click.echo(f"待报送的本月文件：{this}\n已报送的上月文件：{last}")
    for what, arguments in {"核对合计": ("check",), "核验留痕": ("audit", "verify")}.items():
        click.echo(f"{what}（另开一个终端）：{command_line(*arguments)}")
    if facts["address"]:
        click.echo(f"一个村的自主申报页面（不用登录）：{facts['address'].rstrip('/')}{facts['entrance']}")
        click.echo(f"地址：{facts['address']} （Ctrl-C 结束）")
