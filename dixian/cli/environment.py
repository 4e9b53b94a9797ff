"""Bring Django up for a command, in the database role the command needs."""

import os

import django

from dixian.cli.zh import NotReady
from dixian.foundation.kernel.home import home


def bring_up(role: str, *, needs_setup: bool = True) -> None:
    """Load the settings as `role` (owner, web, worker).

    Raises NotReady where `dixian setup` has not run in this home folder.
    """
    if needs_setup and not (home() / "keys").exists():
        raise NotReady(f"{home()} 还没有初始化，请先运行 dixian setup")
    os.environ["DIXIAN_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dixian.config.settings")
    django.setup()


def switch_role(role: str) -> None:
    """Go on as another database role: the owner migrates and does nothing else."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    connection.settings_dict.update(settings.DATABASE_OF_ROLE[role])
