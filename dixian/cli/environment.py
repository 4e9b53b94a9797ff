"""Bring Django up for a command, in the database role the command needs."""

import os
import shlex
import shutil
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured

from dixian.cli.troubles import NotReady
from dixian.foundation.kernel.collection import loading
from dixian.foundation.kernel.home import home


def bring_up(role: str, *, needs_setup: bool = True, needs_schema: bool = True) -> None:
    """Load the settings as `role` (owner, web, worker) and make sure that the tables are this program's.

    needs_setup: False where only what is packaged is read. needs_schema: False where the database is not
    asked, or is made only now.
    Raises NotReady where `dixian setup` has not run in this home folder, or not since an upgrade, and
    where a setting makes no sense.
    """
    if needs_setup and not (home() / "keys").exists():
        raise NotReady(f"{home()} 还没有初始化，请先运行：{command_line('setup')}")
    os.environ["DIXIAN_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dixian.config.settings")
    try:
        with loading():
            django.setup()
    except (ValueError, ImproperlyConfigured) as error:
        raise NotReady(f"设置有误：{error}") from None
    if needs_schema:
        _refuse_pending_migrations()


def switch_role(role: str) -> None:
    """Go on as another database role: the owner migrates and does nothing else."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    connection.settings_dict.update(settings.DATABASE_OF_ROLE[role])


def command_line(*arguments: str) -> str:
    """A command as it can be typed here: with the way this one was called, and its home folder."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        program = [_shown(Path(sys.executable)), "-m", "dixian"]
    else:
        program = ["dixian" if shutil.which(called.name) == str(called) else _shown(called)]
    where = f"DIXIAN_HOME={shlex.quote(_shown(home()))} " if os.environ.get("DIXIAN_HOME") else ""
    return where + shlex.join([*program, *arguments])


def _shown(path: Path) -> str:
    """Short where it lies in the working folder."""
    path = path.absolute()
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def behind() -> bool:
    """Whether the database is not made yet, or older than the program."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _refuse_pending_migrations() -> None:
    if behind():
        raise NotReady(f"数据库还没有建好，或者比程序旧，请先运行：{command_line('setup')}")
