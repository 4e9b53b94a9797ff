"""Triggers on PostgreSQL, per statement, with transition tables.

The functions belong to the owner (SECURITY DEFINER), so `web` and `worker` need no right on the entries.
"""

from django.db import models

FUNCTIONS = """
CREATE OR REPLACE FUNCTION dixian_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('dixian.actor', true), '') = '' THEN
    RAISE EXCEPTION 'dixian: 没有操作人的写入被拒绝（%）', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION dixian_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'dixian: 只增不改的表（%，%）', TG_TABLE_NAME, TG_OP;
END $$;

CREATE OR REPLACE FUNCTION dixian_keep_old() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO foundation_audit_entry
    (xid, at, business_at, actor, post, on_behalf, request, "table", "row", verb, old)
  SELECT pg_current_xact_id()::text::bigint, clock_timestamp()::text,
    coalesce(nullif(current_setting('dixian.now', true), ''), clock_timestamp()::text),
    current_setting('dixian.actor', true), coalesce(current_setting('dixian.acting_post', true), ''),
    coalesce(current_setting('dixian.on_behalf', true), ''),
    coalesce(current_setting('dixian.request', true), ''),
    TG_TABLE_NAME, old_rows.id, lower(TG_OP), to_jsonb(old_rows)::text
  FROM old_rows;
  RETURN NULL;
END $$;
"""


def statements(model: type[models.Model], history: str) -> dict[str, str]:
    """Trigger name -> CREATE statement for one model."""
    table = model._meta.db_table
    made = {}
    if model._meta.label != "foundation_audit.Entry":
        made[f"dixian_{table}_guard"] = _trigger(table, "guard", "BEFORE INSERT OR UPDATE OR DELETE", "guard")
    if history == "insert_only":
        made[f"dixian_{table}_fixed"] = _trigger(
            table, "fixed", "BEFORE UPDATE OR DELETE OR TRUNCATE", "refuse"
        )
        return made
    made[f"dixian_{table}_truncate"] = _trigger(table, "truncate", "BEFORE TRUNCATE", "refuse")
    for verb in ("update", "delete"):
        made[f"dixian_{table}_{verb}"] = _trigger(
            table, verb, f"AFTER {verb.upper()}", "keep_old", "REFERENCING OLD TABLE AS old_rows"
        )
    return made


def _trigger(table: str, name: str, event: str, function: str, referencing: str = "") -> str:
    return (
        f'CREATE TRIGGER "dixian_{table}_{name}" {event} ON "{table}" {referencing} '
        f"FOR EACH STATEMENT EXECUTE FUNCTION dixian_{function}()"
    )


INSTALLED = (
    "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgname LIKE 'dixian\\_%'"
)


def drop(name: str, table: str) -> str:
    """The statement that takes a trigger away."""
    return f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
