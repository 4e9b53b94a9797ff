"""The functions PostgreSQL calls for history; made by the owner, compared word by word.

What writes or reads old images belongs to the owner (SECURITY DEFINER), so `web` and `worker` need no
right on them, and may not call what they don't need: whoever may bind a trigger function to a table
of their own could forge history with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dixian.foundation.kernel.grants import WEB, WORKER

SEARCH = "search_path=public, pg_temp"
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

# Tables have columns called like these variables (number). The arguments are what is never kept.
KEEP_OLD = """
#variable_conflict use_variable
DECLARE
  wall text := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"');
  told text := coalesce(nullif(current_setting('dixian.now', true), ''), wall);
  who text := current_setting('dixian.actor', true);
  acting_post text := coalesce(current_setting('dixian.acting_post', true), '');
  behalf text := coalesce(current_setting('dixian.on_behalf', true), '');
  asked text := coalesce(current_setting('dixian.request', true), '');
  number bigint := dixian_xid();
  secrets text[] := coalesce(TG_ARGV, '{}');
BEGIN
  INSERT INTO foundation_audit_entry
    (xid, at, business_at, actor, post, on_behalf, request, "table", "row", verb, old)
  SELECT number, wall, told, who, acting_post, behalf, asked,
    TG_TABLE_NAME, old_rows.id, lower(TG_OP), (to_jsonb(old_rows) - secrets)::text
  FROM old_rows;
  RETURN NULL;
END """

ENTRIES = """
SELECT * FROM foundation_audit_entry
WHERE (xid, id) > (from_xid, from_id) AND (xid, id) <= (until_xid, until_id)
ORDER BY xid, id LIMIT most """

# Names alone, and for whoever may read the log: what they changed is told by dixian_history, within scope.
CHANGED = """
DECLARE
  kept foundation_audit_entry;
  newer jsonb;
BEGIN
  SELECT * INTO kept FROM foundation_audit_entry e WHERE e.id = entry;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT e.old::jsonb INTO newer FROM foundation_audit_entry e
  WHERE e."table" = kept."table" AND e."row" = kept."row" AND e.id > entry ORDER BY e.id LIMIT 1;
  IF newer IS NULL AND kept.verb = 'update' AND to_regclass(format('public.%I', kept."table")) IS NOT NULL THEN
    EXECUTE format('SELECT to_jsonb(now) FROM public.%I now WHERE now.id = $1', kept."table")
    INTO newer USING kept."row";
  END IF;
  RETURN QUERY SELECT o.key FROM jsonb_each(kept.old::jsonb) o
  WHERE kept.verb = 'delete' OR o.value IS DISTINCT FROM newer -> o.key;
END """

# Only an owner may; until then PostgreSQL plans by what a table held before a large file came.
COUNT_ANEW = """
BEGIN EXECUTE format('ANALYZE public.%I', called); END """

XID = "SELECT pg_current_xact_id()::text::bigint + dixian_xid_base()"


@dataclass(frozen=True)
class Function:
    """by_owner: runs with the owner's rights. callers: roles that may call it; "public" for all."""

    name: str
    arguments: str
    gives: str
    body: str
    by_owner: bool = False
    callers: tuple[str, ...] = ()
    language: str = "plpgsql"
    kind: str = "VOLATILE"

    def statements(self, roles: Iterable[str]) -> list[str]:
        """What makes it, repeatably, with its callers as far as these roles exist."""
        signature = f"{self.name}({self.arguments})"
        rights = " SECURITY DEFINER SET search_path = public, pg_temp" if self.by_owner else ""
        known = [role for role in self.callers if role == "public" or role in roles]
        return [
            f"CREATE OR REPLACE FUNCTION {signature} RETURNS {self.gives} LANGUAGE {self.language}"
            f" {self.kind}{rights} AS $body${self.body}$body$",
            f"REVOKE ALL ON FUNCTION {signature} FROM public{''.join(f', {role}' for role in roles)}",
            *(f"GRANT EXECUTE ON FUNCTION {signature} TO {role}" for role in known),
        ]


FUNCTIONS = (
    Function("dixian_guard", "", "trigger", GUARD),
    Function("dixian_refuse", "", "trigger", REFUSE),
    Function("dixian_keep_old", "", "trigger", KEEP_OLD, by_owner=True),
    Function("dixian_xid", "", "bigint", XID, callers=("public",), language="sql"),
    Function("dixian_count_anew", "called text", "void", COUNT_ANEW, by_owner=True, callers=(WORKER, WEB)),
    Function(
        "dixian_entries",
        "from_xid bigint, from_id bigint, until_xid bigint, until_id bigint, most bigint",
        "SETOF foundation_audit_entry",
        ENTRIES,
        by_owner=True,
        callers=(WORKER,),
        language="sql",
        kind="STABLE",
    ),
    Function(
        "dixian_changed",
        "entry bigint",
        "SETOF text",
        CHANGED,
        by_owner=True,
        callers=(WEB,),
        kind="STABLE",
    ),
)


def changed_functions(cursor: Any, functions: Iterable[Function], roles: Iterable[str]) -> list[str]:
    """Names of functions that are missing, not as they were made, or open to somebody else."""
    wanted = {one.name: one for one in functions}
    cursor.execute(
        "SELECT p.proname, p.prosrc, p.prosecdef, p.provolatile, p.proconfig,"
        " ARRAY(SELECT coalesce(r.rolname, 'public')::text FROM aclexplode(coalesce(p.proacl,"
        " acldefault('f', p.proowner))) a LEFT JOIN pg_roles r ON r.oid = a.grantee"
        " WHERE a.grantee <> p.proowner ORDER BY 1),"
        " p.proowner = (SELECT relowner FROM pg_class WHERE oid = 'public.foundation_audit_entry'::regclass)"
        " FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname = ANY(%s)",
        [list(wanted)],
    )
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, *said in cursor.fetchall():
        found.setdefault(name, []).append(tuple(said))
    return [name for name, one in wanted.items() if found.get(name) != [_said(one, roles)]]


def _said(one: Function, roles: Iterable[str]) -> tuple[Any, ...]:
    callers = sorted(role for role in one.callers if role == "public" or role in roles)
    return one.body, one.by_owner, one.kind[0].lower(), [SEARCH] if one.by_owner else None, callers, True


def working_roles(cursor: Any) -> list[str]:
    """Which of `web` and `worker` this cluster knows; a single-role database knows neither."""
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) ORDER BY 1", [[WEB, WORKER]])
    return [role for (role,) in cursor.fetchall()]
