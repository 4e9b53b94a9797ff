"""`dixian demo`: a synthetic county one can walk through, started with one command."""

import json
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from dixian.cli.running import refuse_taken, run_until_interrupted
from dixian.cli.zh import Command, NotReady

MARKER = "demo.json"
UNFINISHED = "demo.unfinished"


@click.command(cls=Command, help="造一个演示县（人、户、账号、一个月的部门文件）并启动。再次启动只需几秒。")
@click.option("--people", default=50_000, show_default="50000", help="人数")
@click.option("--port", default=8000, show_default="8000", help="端口")
@click.option("--seed", default=7, show_default="7", help="随机种子")
@click.option("--no-serve", is_flag=True, help="只准备，不启动")
def command(people: int, port: int, seed: int, no_serve: bool) -> None:
    """Prepare the demo county where it is missing, then run server and worker until Ctrl-C."""
    if not no_serve:
        refuse_taken(port)
    folder = Path(os.environ.get("DIXIAN_HOME") or f"var/demo-{people}").resolve()
    os.environ["DIXIAN_HOME"] = str(folder)
    facts = _prepared(folder) or _prepare(folder, people=people, seed=seed)
    _print_sign_ins(facts)
    if not no_serve:
        run_until_interrupted(port)


def _prepared(folder: Path) -> dict[str, Any] | None:
    marker = folder / MARKER
    return json.loads(marker.read_text(encoding="utf8")) if marker.exists() else None


def _prepare(folder: Path, *, people: int, seed: int) -> dict[str, Any]:
    _begin_anew(folder)
    from dixian.cli.setup import prepare

    administrators = prepare()["administrators"]
    from dixian.cli.demo_county import load_demo_county, make_demo_accounts

    files = folder.with_name(folder.name + "-files")
    county = load_demo_county(people=people, seed=seed, files=files)
    password = secrets.token_urlsafe(9)
    accounts = [
        {**account, "password": password}
        for account in make_demo_accounts(password, village=county["village"])
    ]
    facts = {
        "accounts": accounts + [{**account, "place": "首次登录须改密码"} for account in administrators],
        "files": [str(path) for path in files.glob("*.xlsx")],
    }
    marker = folder / MARKER
    marker.touch(mode=0o600)
    marker.write_text(json.dumps({**facts, **county}, ensure_ascii=False), encoding="utf8")
    (folder / UNFINISHED).unlink()
    return facts


def _begin_anew(folder: Path) -> None:
    """An interrupted first load is thrown away; a real installation is never touched."""
    unfinished = folder / UNFINISHED
    if (folder / "keys").exists() and not unfinished.exists():
        raise NotReady(f"{folder} 里是一个正式安装，不能改成演示县；请另指定 DIXIAN_HOME")
    if unfinished.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished.touch()


def _print_sign_ins(facts: dict[str, Any]) -> None:
    table = Table("用户名", "密码", "岗位", "单位", title="每种岗位一个账号（密码只用于这个演示县）")
    for account in facts["accounts"]:
        table.add_row(account["username"], account["password"], account["role"], account["place"])
    console = Console()
    console.print(table)
    for path in facts["files"]:
        console.print(f"可上传的部门文件：{path}")
