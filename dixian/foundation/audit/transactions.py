"""Transactions that read, and transactions that write on somebody's behalf.

A GET can't write: SQLite refuses it by `query_only`, PostgreSQL by READ ONLY (decision 8). At the
start of each transaction PostgreSQL is told who acts and within which scope, for this transaction
only; a setting of the session would leak to the next request on the connection.
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
    "dixian.secret",
)


@contextmanager
def reading() -> Iterator[None]:
    """A transaction in which nothing can be written."""
    with _sqlite_mode(None), _told_transaction():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            yield
        else:
            with _query_only():
                yield


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that may write; takes SQLite's write lock at once."""
    with _sqlite_mode("IMMEDIATE"), _told_transaction():
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
    with context.acting(dataclasses.replace(who, settings=(("dixian.all", "1"),))), writing():
        yield


@contextmanager
def holding(secret: bytes) -> Iterator[None]:
    """A part of the open transaction done by whoever holds this secret, and with no other reach (`kernel.scope`)."""
    who = context.current()
    if who is None:
        raise context.NobodyActs("必须有操作人")
    with context.acting(dataclasses.replace(who, settings=(("dixian.secret", secret.hex()),))), writing():
        yield


@contextmanager
def on_behalf_of(post_id: int) -> Iterator[None]:
    """A part of the open transaction whose history says for which post it was typed in (代录)."""
    who = context.current()
    if who is None:
        raise context.NobodyActs("每一笔写入都必须有操作人")
    with context.acting(dataclasses.replace(who, on_behalf=post_id)), writing():
        yield


def hand_over_settings() -> None:
    """Tell PostgreSQL who acts, until the end of this transaction. SQLite asks by function."""
    if connection.vendor == "postgresql":
        _set({**_wanted(), "dixian.now": clock.now().isoformat() if context.current() else ""})


def _wanted() -> dict[str, str]:
    """Who acts and within which scope; the time beside it goes on."""
    settings = dict.fromkeys(SETTINGS, "")
    who = context.current()
    if who is not None:
        settings |= {
            "dixian.actor": who.actor,
            "dixian.acting_post": str(who.post or ""),
            "dixian.on_behalf": str(who.on_behalf or ""),
            "dixian.request": who.request,
            **dict(who.settings),
        }
    return settings


@contextmanager
def _told_transaction() -> Iterator[None]:
    """`atomic` with the settings handed over; an enclosing transaction gets its own back afterwards.

    After an exception the rollback itself brings them back. One within another of the same actor, scope and business
    time, as of a topic that is announced by what is written, has nothing to hand over.
    """
    backend: Any = connection
    nested = connection.in_atomic_block
    known = getattr(backend, "dixian_told", None) if nested else None
    telling = (_wanted(), clock.moved()) if connection.vendor == "postgresql" else None
    with transaction.atomic():
        if telling is None or telling == known:
            yield
            return
        before = _settings_now() if nested else {}
        hand_over_settings()
        backend.dixian_told = telling
        try:
            yield
        finally:
            backend.dixian_told = known
        if before and not connection.needs_rollback:
            _set(before)


def _settings_now() -> dict[str, str]:
    if connection.vendor != "postgresql":
        return {}
    asked = ", ".join(["coalesce(current_setting(%s, true), '')"] * len(SETTINGS))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", SETTINGS)
        return dict(zip(SETTINGS, cursor.fetchone(), strict=True))


def _set(settings: dict[str, str]) -> None:
    calls = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [text for pair in settings.items() for text in pair])


@contextmanager
def _query_only() -> Iterator[None]:
    # Past Django's cursor, which refuses to work after an error and would leave the connection
    # unable to write for whoever gets it next.
    raw = connection.connection
    before = raw.execute("PRAGMA query_only").fetchone()[0]
    raw.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA query_only = {before}")


@contextmanager
def _sqlite_mode(mode: str | None) -> Iterator[None]:
    """Django's SQLite backend reads `transaction_mode` when it begins a transaction."""
    backend: Any = connection
    if connection.vendor != "sqlite":
        yield
        return
    # Connecting reads the mode from the settings; a connection made later would undo ours.
    connection.ensure_connection()
    before = getattr(backend, "transaction_mode", None)
    backend.transaction_mode = mode
    try:
        yield
    finally:
        backend.transaction_mode = before
