"""`dixian serve`: the web server."""

import os

import click

from dixian.cli.environment import bring_up
from dixian.cli.readiness import refuse_strong_role, refuse_wrong_keys
from dixian.cli.zh import Command, NotReady


@click.command(cls=Command, help="启动网页服务，Ctrl-C 结束。正式环境前面须有 TLS。")
@click.option("--host", default="127.0.0.1", show_default="127.0.0.1", help="监听地址")
@click.option("--port", default=8000, show_default="8000", help="端口")
@click.option("--workers", default=1, show_default="1", help="进程数；SQLite 请保持 1")
def command(host: str, port: int, workers: int) -> None:
    """Serve until interrupted. No access log: addresses may carry what somebody searched for."""
    bring_up("web")
    refuse_strong_role()
    refuse_pending_migrations()
    refuse_wrong_keys()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ["DIXIAN_ROLE"] = "web"
    Granian(
        "dixian.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=8,
        log_access=False,
        # Its greetings are in English and say nothing the commands have not said.
        log_level=LogLevels.error,
    ).serve()


def refuse_pending_migrations() -> None:
    """Raises NotReady where the database is older than the program."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("数据库结构比程序旧，请先运行 dixian setup 升级")
