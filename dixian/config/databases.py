"""One database: SQLite inside the home folder, or PostgreSQL by address (decision 11).

On PostgreSQL three roles come to the door, each with its own address and no more rights than it
needs: `owner` (migrates only), `web`, `worker`. `DIXIAN_ROLE` says who this process is.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ROLES = ("owner", "web", "worker")
# Row security makes every plan look dear, so that PostgreSQL compiles statements that run for 50 ms: 20 ms each.
# A county fits into the memory of its machine, or lies on a disk without arms: a row by its index is as near as the next
# one. Left at 4, the first page of 120,000 households by village reads them all: 210 ms against 4.
PLANNED_FOR_TODAY = "-c jit=off -c random_page_cost=1.1"


def databases(home: Path, role: str | None = None) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for `role`, by default the one this process plays.

    Reads `DIXIAN_DATABASE_URL_<ROLE>`, else `DIXIAN_DATABASE_URL`
    (`postgresql://user@host:port/name` or `?host=/socket/folder`); none of them: SQLite in `home`.
    Raises ValueError for another scheme or an unknown role.
    """
    role = role or os.environ.get("DIXIAN_ROLE", "web")
    if role not in ROLES:
        raise ValueError(f"DIXIAN_ROLE 只能是 {'、'.join(ROLES)}，现在是 {role}")
    url = os.environ.get(f"DIXIAN_DATABASE_URL_{role.upper()}") or os.environ.get("DIXIAN_DATABASE_URL")
    return {"default": _postgresql(url) if url else _sqlite(home)}


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"数据库地址须以 postgresql:// 开头，现在是 {parts.scheme}://")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**query, "options": f"{PLANNED_FOR_TODAY} {query.get('options', '')}".strip()},
    }


def _sqlite(home: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "dixian.sqlite3",
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
            " PRAGMA wal_autocheckpoint=8000;"
            " PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
        },
    }
