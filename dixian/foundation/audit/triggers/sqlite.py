"""Triggers on SQLite, per row; who acts comes from functions of this connection.

A foreign tool that opens the file has no such functions, so its writes are refused too.
"""

from typing import Any

from django.db import models

from dixian.foundation.audit import context
from dixian.foundation.audit.declared import house_models, secrets_of
from dixian.foundation.kernel import clock

NO_ACTOR = "dixian: 没有操作人的写入被拒绝"
FIXED = "dixian: 留痕不允许这样做"


def register_functions(connection: Any) -> None:
    """Give a new SQLite connection the functions the triggers ask."""

    def told(name: str) -> Any:
        who = context.current()
        if who is None:
            return None
        value = getattr(who, name)
        return "" if value is None else str(value)

    for name in ("actor", "post", "on_behalf", "request"):
        connection.create_function(f"dixian_{name}", 0, lambda name=name: told(name))
    connection.create_function("dixian_nobody", 0, context.nobody)
    connection.create_function("dixian_wall", 0, lambda: clock.wall().isoformat())
    connection.create_function("dixian_now", 0, lambda: clock.now().isoformat())
    # Without it REPLACE takes a row away and no DELETE trigger hears of it.
    connection.execute("PRAGMA recursive_triggers = ON")


def statements(model: type[models.Model], history: str) -> dict[str, str]:
    """Trigger name -> CREATE statement for one model."""
    table = model._meta.db_table
    made = {f"dixian_{table}_insert": _refuse(table, "insert", NO_ACTOR, "WHEN dixian_nobody() ")}
    for verb in ("update", "delete"):
        made[f"dixian_{table}_{verb}"] = (
            _refuse(table, verb, FIXED) if history == "insert_only" else _keep_old(model, verb)
        )
    return made


def _refuse(table: str, verb: str, message: str, condition: str = "") -> str:
    return (
        f'CREATE TRIGGER "dixian_{table}_{verb}" BEFORE {verb.upper()} ON "{table}" {condition}'
        f"BEGIN SELECT RAISE(ABORT, '{message}（{table}）'); END"
    )


def _keep_old(model: type[models.Model], verb: str) -> str:
    table = model._meta.db_table
    kept = [field for field in model._meta.concrete_fields if field.column not in secrets_of(model)]
    image = ", ".join(f"'{field.column}', {_value(field)}" for field in kept)
    return (
        f'CREATE TRIGGER "dixian_{table}_{verb}" AFTER {verb.upper()} ON "{table}" BEGIN '
        f"SELECT RAISE(ABORT, '{NO_ACTOR}（{table}）') WHERE dixian_nobody(); "
        "INSERT INTO foundation_audit_entry"
        ' (xid, at, business_at, actor, post, on_behalf, request, "table", "row", verb, old) '
        "VALUES (NULL, dixian_wall(), dixian_now(), dixian_actor(), dixian_post(), dixian_on_behalf(),"
        f" dixian_request(), '{table}', OLD.id, '{verb}', json_object({image})); END"
    )


def _value(field: Any) -> str:
    column = f'OLD."{field.column}"'
    if isinstance(field, models.BinaryField):
        return f"iif({column} IS NULL, NULL, hex({column}))"
    return column


def installed(cursor: Any) -> dict[tuple[str, str], str]:
    """(table, trigger) -> its statement."""
    cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {(table, name): statement for table, name, statement in cursor.fetchall()}


def drop(_table: str, name: str) -> str:
    """The statement that takes a trigger away."""
    return f'DROP TRIGGER "{name}"'


def prepare(_cursor: Any, _present: set[str]) -> None:
    """Nothing to make beforehand; the functions come with each connection."""


def strange(cursor: Any) -> list[str]:
    """Tables of ours that are none."""
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {name for (name,) in cursor.fetchall()}
    return [
        f"{model._meta.db_table} 缺失或不是表"
        for model in house_models()
        if model._meta.db_table not in tables
    ]
