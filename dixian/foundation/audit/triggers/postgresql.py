"""Triggers on PostgreSQL, per statement, with transition tables.

Statements are written as PostgreSQL itself prints them, so that installed can be compared with
expected word by word.
"""

from typing import Any

from django.db import models

from dixian.foundation.audit.declared import house_models, secrets_of
from dixian.foundation.audit.positions import sealed_tables
from dixian.foundation.audit.triggers import numbers
from dixian.foundation.audit.triggers.functions import FUNCTIONS, changed_functions, working_roles


def statements(model: type[models.Model], history: str) -> dict[str, str]:
    """Trigger name -> CREATE statement for one model."""
    table = model._meta.db_table
    made = {"dixian_guard": _trigger(table, "guard", "BEFORE INSERT OR DELETE OR UPDATE", "guard()")}
    if history == "insert_only":
        made["dixian_fixed"] = _trigger(table, "fixed", "BEFORE DELETE OR UPDATE OR TRUNCATE", "refuse()")
        return made
    made["dixian_truncate"] = _trigger(table, "truncate", "BEFORE TRUNCATE", "refuse()")
    keep = f"keep_old({', '.join(repr(column) for column in secrets_of(model))})"
    for verb in ("update", "delete"):
        made[f"dixian_{verb}"] = _trigger(
            table, verb, f"AFTER {verb.upper()}", keep, "REFERENCING OLD TABLE AS old_rows "
        )
    return made


def _trigger(table: str, name: str, event: str, call: str, referencing: str = "") -> str:
    return (
        f"CREATE TRIGGER dixian_{name} {event} ON public.{table} {referencing}"
        f"FOR EACH STATEMENT EXECUTE FUNCTION dixian_{call}"
    )


def installed(cursor: Any) -> dict[tuple[str, str], str]:
    """(table, trigger) -> its statement; "" where it is switched off."""
    cursor.execute(
        "SELECT c.relname, t.tgname, CASE t.tgenabled WHEN 'O' THEN pg_get_triggerdef(t.oid) ELSE '' END"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace"
    )
    return {(table, name): statement for table, name, statement in cursor.fetchall()}


def drop(table: str, name: str) -> str:
    """The statement that takes a trigger away."""
    return f'DROP TRIGGER "{name}" ON "{table}"'


def prepare(cursor: Any, present: set[str]) -> None:
    """Make the functions the triggers call and the columns of numbers, as the database's owner."""
    tables = [table for table in sealed_tables() if table.name in present]
    numbers.add_columns(cursor, tables)
    numbers.keep_rising(cursor, tables)
    roles = working_roles(cursor)
    for function in FUNCTIONS:
        for statement in function.statements(roles):
            cursor.execute(statement)
    numbers.fill_columns(cursor, tables)


def strange(cursor: Any) -> list[str]:
    """What would let history be gone round: functions, numbers, rules, tables that are none, other schemas."""
    names = changed_functions(cursor, FUNCTIONS, working_roles(cursor))
    if numbers.trusted_base(cursor) is None:
        names.append("dixian_xid_base")
    found = [f"函数 {name} 缺失、被改动或被放开" for name in names]
    found += [
        f"{name} 的列 {numbers.NUMBER} 缺失或不再由数据库填写"
        for name in numbers.without_column(cursor, list(sealed_tables()))
    ]
    cursor.execute(
        "SELECT c.relname, r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind <> 'v'"
    )
    found += [f"{table} 的规则 {rule} 来历不明" for table, rule in cursor.fetchall()]
    ours = [model._meta.db_table for model in house_models()]
    cursor.execute(
        "SELECT name FROM unnest(%s::text[]) name LEFT JOIN pg_class c"
        " ON c.oid = to_regclass('public.' || name) WHERE c.relkind IS DISTINCT FROM 'r'",
        [ours],
    )
    found += [f"{table} 缺失或不是表" for (table,) in cursor.fetchall()]
    cursor.execute("SELECT current_schemas(false)::text[]")
    if cursor.fetchone()[0] != ["public"]:
        found.append("数据库里另有同名可用的模式，读到的可能不是真表")
    return found
