"""`dixian setup`: keys, database, reference data. Run again after an upgrade; it keeps local edits."""

import json
from typing import Any

import click

from dixian.cli.building import building
from dixian.cli.environment import bring_up
from dixian.cli.progress import Tell, telling
from dixian.cli.readiness import make_missing_keys, make_private
from dixian.cli.zh import Command
from dixian.foundation.kernel.home import home


@click.command(cls=Command, help="初始化或升级本机的安装。可重复运行，不覆盖本地修改。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def command(as_json: bool) -> None:
    """Prepare the home folder and the database; print what was done."""
    with building(home()), telling() as tell:
        report = prepare(tell)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False))
        return
    click.echo(f"安装目录：{home()}")
    for room, loaded in report["reference"].items():
        click.echo(f"{room}：新增 {loaded['new']} 条，未变 {loaded['same']} 条")
        for difference in loaded["different"]:
            click.echo(f"  本地改过、未覆盖：{difference}")
    for account in report["administrators"]:
        click.echo(f"{account['role']}：用户名 {account['username']}，一次性密码 {account['password']}")
    if report["administrators"]:
        click.echo("请三位管理员分别首次登录并修改密码；以上密码只显示这一次。")


def prepare(tell: Tell = lambda *_: None) -> dict[str, Any]:
    """Make keys for an empty database, migrate as owner, load reference data, make the first administrators.

    Returns what happened: `keys`, `reference` (room -> new, same, different), `administrators`.
    """
    bring_up("owner", needs_setup=False, needs_schema=False)
    make_private()
    made = make_missing_keys()
    from dixian.cli.reference import first_administrators, load_all_reference

    _migrate(tell)
    return {
        "keys": made,
        "reference": load_all_reference(tell),
        "administrators": first_administrators(),
    }


def _migrate(tell: Tell) -> None:
    from django.core.management import call_command

    from dixian.cli.founding import found_tables
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import note_keys

    tell("建立或升级数据库", 0, 1)
    found_tables()
    call_command("migrate", verbosity=0, interactive=False)
    with system_scope("command:setup"):
        note_keys()
    tell("建立或升级数据库", 1, 1)
