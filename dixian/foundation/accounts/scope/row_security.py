"""PostgreSQL's row security, made from the models after each migrate, by the owner.

The all-flag stands first; ids come as arrays inside `(select ...)`, so they are read once per query
and not once per row (measured: 30 ms against 1,407 ms); single households come from the reach table
as an uncorrelated subselect. Without settings nothing is visible.
"""

from django.db import connection, models, transaction

from dixian.foundation.audit.declared import house_models
from dixian.foundation.kernel.scope import Scope

ALL = "(select coalesce(current_setting('dixian.all', true), '') = '1')"
AREAS = "(select coalesce(nullif(current_setting('dixian.areas', true), ''), '{}')::bigint[])"
UNITS = "(select coalesce(nullif(current_setting('dixian.units', true), ''), '{}')::bigint[])"
POST = "(select nullif(current_setting('dixian.post', true), '')::bigint)"
REACH = f"(select household_id from foundation_accounts_reach where unit_id = any({UNITS}::bigint[]) or post_id = {POST})"
OWN_REACH = f"(select household_id from foundation_accounts_reach where post_id = {POST})"
# The worker numbers the register's rows itself and then sets the sequences on.
SEQUENCE_RIGHTS = {"dixian_web": "USAGE, SELECT", "dixian_worker": "USAGE, SELECT, UPDATE"}
POLICY = "dixian_scope"
OWNERS_ONLY = ("django_migrations",)


def condition(scope: Scope) -> str:
    """The policy's condition for a declared scope."""
    ways = [ALL]
    if scope.area:
        ways.append(f"{scope.area} = any({AREAS}::bigint[])")
    if scope.unit:
        ways.append(f"{scope.unit} = any({UNITS}::bigint[])")
    if scope.post:
        ways.append(f"{scope.post} = {POST}")
    if scope.household and scope.guard:
        ways.append(f"{scope.household} in {OWN_REACH}")
        ways.append(f"({scope.guard} is null and {scope.household} in {REACH})")
    elif scope.household:
        ways.append(f"{scope.household} in {REACH}")
    return " or ".join(ways)


def install() -> None:
    """Enable row security on every scoped table and grant the two working roles what they need."""
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in [*_opened(cursor), *_policies(), *_grants(_roles(cursor))]:
            cursor.execute(statement)


def _opened(cursor: object) -> list[str]:
    """Tables an earlier version narrowed, and whose model says now that they are open to all."""
    scoped = {model._meta.db_table for model in house_models() if not model.scope.everyone}  # type: ignore[attr-defined]
    cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = %s", [POLICY])  # type: ignore[attr-defined]
    tables = sorted({row[0] for row in cursor.fetchall()} - scoped)  # type: ignore[attr-defined]
    return [
        statement
        for table in tables
        for statement in (
            f'DROP POLICY {POLICY} ON "{table}"',
            f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
        )
    ]


def _policies() -> list[str]:
    made = []
    for model in house_models():
        scope: Scope = model.scope  # type: ignore[attr-defined]
        if scope.everyone:
            continue
        table = model._meta.db_table
        made += [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'DROP POLICY IF EXISTS {POLICY} ON "{table}"',
            f'CREATE POLICY {POLICY} ON "{table}" USING ({condition(scope)}) WITH CHECK ({condition(scope)})',
        ]
    return made


def _roles(cursor: object) -> list[str]:
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(SEQUENCE_RIGHTS)])  # type: ignore[attr-defined]
    return [row[0] for row in cursor.fetchall()]  # type: ignore[attr-defined]


def _grants(roles: list[str]) -> list[str]:
    made = []
    for role in roles:
        made += [
            f"GRANT USAGE ON SCHEMA public TO {role}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            f"GRANT {SEQUENCE_RIGHTS[role]} ON ALL SEQUENCES IN SCHEMA public TO {role}",
            # Entries are written by the owner's trigger function only.
            f"REVOKE INSERT, UPDATE, DELETE ON foundation_audit_entry FROM {role}",
        ]
        made += [f'REVOKE INSERT, UPDATE, DELETE ON "{table}" FROM {role}' for table in OWNERS_ONLY]
        made += [f'REVOKE UPDATE, DELETE ON "{table}" FROM {role}' for table in _tables("insert_only")]
    return made


def _tables(history: str) -> list[str]:
    return [model._meta.db_table for model in house_models() if _history(model) == history]


def _history(model: type[models.Model]) -> str:
    return str(getattr(model, "history", ""))
