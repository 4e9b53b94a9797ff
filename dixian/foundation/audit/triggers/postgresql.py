"""Triggers on PostgreSQL, per statement, with transition tables.

What writes entries belongs to the owner (SECURITY DEFINER), so `web` and `worker` need no right on
them. Statements are written as PostgreSQL itself prints them, so that installed can be compared
with expected word by word.
"""

from typing import Any

from django.db import models

GUARD = """
BEGIN
  IF coalesce(current_setting('dixian.actor', true), '') = '' THEN
    RAISE EXCEPTION 'dixian: 没有操作人的写入被拒绝（%）', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END """

REFUSE = """
BEGIN
  RAISE EXCEPTION 'dixian: 留痕不允许这样做（%，%）', TG_TABLE_NAME, TG_OP;
END """

# Tables have columns called like these variables (number).
KEEP_OLD = """
#variable_conflict use_variable
DECLARE
  wall text := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"');
  told text := coalesce(nullif(current_setting('dixian.now', true), ''), wall);
  who text := current_setting('dixian.actor', true);
  acting_post text := coalesce(current_setting('dixian.acting_post', true), '');
  behalf text := coalesce(current_setting('dixian.on_behalf', true), '');
  asked text := coalesce(current_setting('dixian.request', true), '');
  number bigint := pg_current_xact_id()::text::bigint + dixian_xid_base();
BEGIN
  INSERT INTO foundation_audit_entry
    (xid, at, business_at, actor, post, on_behalf, request, "table", "row", verb, old)
  SELECT number, wall, told, who, acting_post, behalf, asked,
    TG_TABLE_NAME, old_rows.id, lower(TG_OP), to_jsonb(old_rows)::text
  FROM old_rows;
  RETURN NULL;
END """

_BY_OWNER = " SECURITY DEFINER SET search_path = public, pg_temp"
FUNCTIONS = {
    "dixian_guard": (GUARD, ""),
    "dixian_refuse": (REFUSE, ""),
    "dixian_keep_old": (KEEP_OLD, _BY_OWNER),
}


def statements(model: type[models.Model], history: str) -> dict[str, str]:
    """Trigger name -> CREATE statement for one model."""
    table = model._meta.db_table
    made = {"dixian_guard": _trigger(table, "guard", "BEFORE INSERT OR DELETE OR UPDATE", "guard")}
    if history == "insert_only":
        made["dixian_fixed"] = _trigger(table, "fixed", "BEFORE DELETE OR UPDATE OR TRUNCATE", "refuse")
        return made
    made["dixian_truncate"] = _trigger(table, "truncate", "BEFORE TRUNCATE", "refuse")
    for verb in ("update", "delete"):
        made[f"dixian_{verb}"] = _trigger(
            table, verb, f"AFTER {verb.upper()}", "keep_old", "REFERENCING OLD TABLE AS old_rows "
        )
    return made


def _trigger(table: str, name: str, event: str, function: str, referencing: str = "") -> str:
    return (
        f"CREATE TRIGGER dixian_{name} {event} ON public.{table} {referencing}"
        f"FOR EACH STATEMENT EXECUTE FUNCTION dixian_{function}()"
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


def prepare(cursor: Any) -> None:
    """Make the functions the triggers call, as the database's owner."""
    for name, (body, rights) in FUNCTIONS.items():
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql{rights} AS $${body}$$"
        )
    _keep_numbers_rising(cursor)


def changed_functions(cursor: Any) -> list[str]:
    """Names of functions that are missing or not as made by `prepare`."""
    cursor.execute(
        "SELECT proname, prosrc, prosecdef FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace AND proname = ANY(%s)",
        [list(FUNCTIONS)],
    )
    found = {name: (body, by_owner) for name, body, by_owner in cursor.fetchall()}
    return [name for name, (body, rights) in FUNCTIONS.items() if found.get(name) != (body, bool(rights))]


def _keep_numbers_rising(cursor: Any) -> None:
    """Transaction numbers start anew in a cluster a dump was restored into; a base is added to them."""
    cursor.execute("SELECT to_regprocedure('dixian_xid_base()') IS NOT NULL")
    base = 0
    if cursor.fetchone()[0]:
        cursor.execute("SELECT dixian_xid_base()")
        base = cursor.fetchone()[0]
    cursor.execute(
        "SELECT greatest((SELECT coalesce(max(xid), 0) FROM foundation_audit_entry),"
        " (SELECT coalesce(max(last_xid), 0) FROM foundation_audit_seal)),"
        " pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    )
    highest, running = cursor.fetchone()
    base = max(base, highest - running + 1)
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION dixian_xid_base() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT {base}::bigint'"
    )
