"""`dixian serve`: the web server."""

import os
import signal

import click

from dixian.cli.environment import bring_up, command_line
from dixian.cli.readiness import refuse_strong_role, refuse_wrong_keys
from dixian.cli.running import refuse_taken
from dixian.cli.zh import Command, Number


@click.command(cls=Command, help="启动网页服务，Ctrl-C 结束。正式环境前面须有 TLS，并设 DIXIAN_TLS=1。")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="地址", help="监听地址")
@click.option("--port", type=Number(1, 65535), default=8000, show_default=True, help="端口")
@click.option("--workers", type=Number(1, 64), default=1, show_default=True, help="进程数；SQLite 请保持 1")
def command(host: str, port: int, workers: int) -> None:
    """Serve until interrupted. No access log: addresses may carry what somebody searched for."""
    refuse_taken(host, port, command_line("serve", "--port", str(port + 1)))
    bring_up("web")
    refuse_strong_role()
    refuse_wrong_keys()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ["DIXIAN_ROLE"] = "web"
    server = Granian(
        "dixian.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=8,
        log_access=False,
        # Its greetings are in English and say nothing the commands have not said.
        log_level=LogLevels.error,
    )
    # To Granian a closed terminal means "reload"; here it is the end, as for every command.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    server.serve()
