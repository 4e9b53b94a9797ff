"""`dixian worker`: the one process that does the background work."""

import click

from dixian.cli.environment import bring_up
from dixian.cli.readiness import refuse_strong_role, refuse_wrong_keys
from dixian.cli.running import until_told_to_end
from dixian.cli.zh import Command


@click.command(cls=Command, help="启动后台任务进程。收到结束信号后做完手上的一步再退出。")
def command() -> None:
    """Work until SIGTERM or Ctrl-C, or until the terminal closes."""
    bring_up("worker")
    refuse_strong_role()
    refuse_wrong_keys()
    from dixian.foundation.files.api import sweep
    from dixian.foundation.jobs.api import run_worker

    sweep()
    run_worker(until_told_to_end())
