"""The home folder and the database address of a test run; set before Django's settings are read."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from dixian.foundation.vault.keys import make_keys
from tests.support.postgresql import DATABASE, url

KEPT = ("keys", "dixian.sqlite3")


def prepare() -> Path:
    """A fresh home with keys, and `DIXIAN_TEST_DB` (sqlite, postgresql) turned into settings.

    Each process (pytest-xdist starts several) has its own, so runs never meet.
    """
    folder = Path(tempfile.mkdtemp(prefix="dixian-home-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["DIXIAN_HOME"] = str(folder)
    os.environ["DIXIAN_ROLE"] = "web"
    os.environ["DJANGO_SETTINGS_MODULE"] = "dixian.config.settings"
    make_keys(folder)
    _choose_database(os.environ.get("DIXIAN_TEST_DB", "sqlite"))
    return folder


def _choose_database(vendor: str) -> None:
    for name in [name for name in os.environ if name.startswith("DIXIAN_DATABASE_URL")]:
        del os.environ[name]
    if vendor == "sqlite":
        return
    if vendor != "postgresql":
        raise ValueError(f"DIXIAN_TEST_DB is sqlite or postgresql, not {vendor}")
    socket = Path(tempfile.mkdtemp(prefix="dixian-pg-", dir="/tmp"))
    atexit.register(shutil.rmtree, socket, ignore_errors=True)
    os.environ["DIXIAN_TEST_SOCKET"] = str(socket)
    for role in ("owner", "web", "worker"):
        os.environ[f"DIXIAN_DATABASE_URL_{role.upper()}"] = url(socket, f"dixian_{role}", DATABASE)


def tidy_home(folder: Path) -> None:
    """Take away what earlier tests left in the home: stored files, spool, roots."""
    for path in folder.iterdir():
        if path.name.startswith(KEPT):
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
