"""Triggers on SQLite, per row; who acts comes from functions of this connection.

A foreign tool that opens the file has no such functions, so its writes are refused too.
"""

from typing import Any

from django.db import models

from dixian.foundation.audit import context
from dixian.foundation.kernel import clock

NO_ACTOR = "dixian: 没有操作人的写入被拒绝"
FIXED = "dixian: 只增不改的表"


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
    connection.create_function("dixian_wall", 0, lambda: clock.wall().isoformat())
    connection.create_function("dixian_now", 0, lambda: clock.now().isoformat())


def statements(model: type[models.Model], history: str) -> dict[str, str]:
    """Trigger name -> CREATE statement for one model."""
    table = model._meta.db_table
    made = {}
    if model._meta.label != "foundation_audit.Entry":
        made[f"dixian_{table}_insert"] = _guard(
            table, "insert", "INSERT", NO_ACTOR, "WHERE dixian_actor() IS NULL"
        )
    if history == "insert_only":
        for verb in ("update", "delete"):
            made[f"dixian_{table}_{verb}"] = _guard(table, verb, verb.upper(), FIXED, "")
    else:
        for verb in ("update", "delete"):
            made[f"dixian_{table}_{verb}"] = _keep_old(model, verb)
    return made


def _guard(table: str, name: str, event: str, message: str, condition: str) -> str:
    return (
        f'CREATE TRIGGER "dixian_{table}_{name}" BEFORE {event} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{message}') {condition}; END"
    )


def _keep_old(model: type[models.Model], verb: str) -> str:
    table = model._meta.db_table
    image = ", ".join(f"'{field.column}', {_value(field)}" for field in model._meta.concrete_fields)
    return (
        f'CREATE TRIGGER "dixian_{table}_{verb}" AFTER {verb.upper()} ON "{table}" BEGIN '
        f"SELECT RAISE(ABORT, '{NO_ACTOR}') WHERE dixian_actor() IS NULL; "
        'INSERT INTO foundation_audit_entry (xid, at, business_at, actor, post, on_behalf, request, "table", row, verb, old) '
        "VALUES (NULL, dixian_wall(), dixian_now(), dixian_actor(), dixian_post(), dixian_on_behalf(), dixian_request(), "
        f"'{table}', OLD.\"{model._meta.pk.column}\", '{verb}', json_object({image})); END"  # type: ignore[union-attr]
    )


def _value(field: Any) -> str:
    column = f'OLD."{field.column}"'
    return f"hex({column})" if isinstance(field, models.BinaryField) else column


INSTALLED = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'dixian\\_%' ESCAPE '\\'"
)


def drop(name: str, table: str) -> str:
    """The statement that takes a trigger away."""
    return f'DROP TRIGGER "{name}"'
