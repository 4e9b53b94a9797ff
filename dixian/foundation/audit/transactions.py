"""The two kinds of transaction: one that can't write, and one that can.

Reading: SQLite deferred with `query_only`, PostgreSQL READ ONLY (decision 8).
Writing: SQLite IMMEDIATE, PostgreSQL plain.
Both hand the acting post's row-security settings to PostgreSQL, local to the transaction.
"""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from dixian.foundation.audit import context
from dixian.foundation.kernel import clock

# All of them are set in every transaction, so that nothing of an enclosing one is inherited.
SETTINGS = (
    "dixian.actor",
    "dixian.acting_post",
    "dixian.on_behalf",
    "dixian.request",
    "dixian.now",
    "dixian.all",
    "dixian.areas",
    "dixian.units",
    "dixian.post",
)


@contextmanager
def reading() -> Iterator[None]:
    """A transaction in which nothing can be written."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            hand_over_settings()
            yield
        return
    with _sqlite_mode(None), transaction.atomic():
        _query_only(True)
        try:
            yield
        finally:
            _query_only(False)


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that may write; takes SQLite's write lock at once."""
    with _sqlite_mode("IMMEDIATE"), transaction.atomic():
        hand_over_settings()
        yield


@contextmanager
def beyond_scope() -> Iterator[None]:
    """A part of the open transaction that row security does not narrow.

    For what is handed on to others: a village's answer opens the township's duty, which the village
    need not reach. Who may act is decided before; nothing is read out to the acting post.
    """
    who = context.current()
    if who is None:
        raise context.NobodyActs("每一笔写入都必须有操作人")
    try:
        with context.acting(dataclasses.replace(who, settings=(("dixian.all", "1"),))), writing():
            yield
    finally:
        hand_over_settings()


def hand_over_settings() -> None:
    """Tell PostgreSQL who acts, until the end of this transaction. SQLite asks by function."""
    if connection.vendor != "postgresql":
        return
    settings = dict.fromkeys(SETTINGS, "")
    who = context.current()
    if who is not None:
        settings |= {
            "dixian.actor": who.actor,
            "dixian.acting_post": str(who.post or ""),
            "dixian.on_behalf": str(who.on_behalf or ""),
            "dixian.request": who.request,
            "dixian.now": clock.now().isoformat(),
            **dict(who.settings),
        }
    calls = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [text for pair in settings.items() for text in pair])


def _query_only(on: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA query_only = {'ON' if on else 'OFF'}")


@contextmanager
def _sqlite_mode(mode: str | None) -> Iterator[None]:
    """Django's SQLite backend reads `transaction_mode` when it begins a transaction."""
    backend: Any = connection
    if connection.vendor != "sqlite":
        yield
        return
    before = getattr(backend, "transaction_mode", None)
    backend.transaction_mode = mode
    try:
        yield
    finally:
        backend.transaction_mode = before
