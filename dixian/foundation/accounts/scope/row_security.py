"""PostgreSQL's row security, made from the models after each migrate, by the owner.

The all-flag stands first; ids come as arrays inside `(select ...)`, so they are read once per query
and not once per row (measured: 30 ms against 1,407 ms). Single households are looked up in the reach
table one by one, or hashed where they are many, as PostgreSQL sees fit: as a list they would be charged
on every table of a query, and it would rather read the whole register than look a few rows up (measured:
8 ms against 219 ms for 500 households). Without settings nothing is visible.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from dixian.foundation.accounts.scope import old_images, table_grants
from dixian.foundation.audit.declared import grants_of, house_models
from dixian.foundation.kernel.scope import Scope, Through

ALL = "(select coalesce(current_setting('dixian.all', true), '') = '1')"
AREAS = "(select coalesce(nullif(current_setting('dixian.areas', true), ''), '{}')::bigint[])"
UNITS = "(select coalesce(nullif(current_setting('dixian.units', true), ''), '{}')::bigint[])"
POST = "(select nullif(current_setting('dixian.post', true), '')::bigint)"
OWN, OF_UNIT_OR_OWN = f"by_post = {POST}", f"by_unit = any({UNITS}::bigint[]) or by_post = {POST}"
NAMED = "(select decode(nullif(current_setting('dixian.secret', true), ''), 'hex'))"
SCOPE, READ, HELD, ADDED = "dixian_scope", "dixian_read", "dixian_held", "dixian_added"


# (table, policy) -> command, kind, roles, conditions, as a server prints them.
Printed = dict[tuple[str, str], Any]


@dataclass(frozen=True)
class Policy:
    """One policy on one table: which rows a command sees, and which it may write."""

    table: str
    name: str
    command: str
    using: str
    check: str = ""

    def statement(self, table: str) -> str:
        """What makes it on `table`."""
        used = f" USING ({self.using})" if self.using else ""
        checked = f" WITH CHECK ({self.check})" if self.check else ""
        return f"CREATE POLICY {self.name} ON {table} FOR {self.command}{used}{checked}"


_printed: dict[tuple[Policy, ...], Printed] = {}


def condition(scope: Scope) -> str:
    """The policy's condition for a declared scope."""
    if scope.everyone:
        return "true"
    ways = [ALL]
    if scope.area:
        ways.append(f"{scope.area} = any({AREAS}::bigint[])")
    if scope.unit:
        ways.append(f"{scope.unit} = any({UNITS}::bigint[])")
    if scope.through:
        ways.append(f"{scope.through.column} in {_named_by(scope.through)}")
    if scope.overseer:
        ways.append(f"(select exists ({_overseen_by(scope.overseer)}))")
    if scope.post:
        ways.append(f"{scope.post} = {POST}")
    if scope.household and scope.guard:
        ways.append(_reached(scope.household, OWN))
        ways.append(f"({scope.guard} is null and {_reached(scope.household, OF_UNIT_OR_OWN)})")
    elif scope.household:
        ways.append(_reached(scope.household, OF_UNIT_OR_OWN))
    return " or ".join(ways)


def _reached(household: str, by_whom: str) -> str:
    """Whether the household in this column is reached; its columns are renamed, as the outer one is called alike."""
    reach = "select household_id as reached, unit_id as by_unit, post_id as by_post from foundation_accounts_reach"
    return f"exists (select 1 from ({reach}) reach where reached = {household} and ({by_whom}))"


def _named_by(through: Through) -> str:
    """The keys under which another table names one of the post's units, as an uncorrelated subselect."""
    table = apps.get_model(through.model)._meta.db_table
    said = f"{through.where[0]} = '{through.where[1]}' and " if through.where else ""
    return f"(select {through.key} from {table} where {said}{through.unit} = any({UNITS}::bigint[]))"


def _overseen_by(code: str) -> str:
    """Whether the unit of this code is one of the post's, as an uncorrelated subselect."""
    table = apps.get_model("foundation_areas.Unit")._meta.db_table
    return f"select 1 from {table} where code = '{code}' and id = any({UNITS}::bigint[])"


def policies() -> Iterator[Policy]:
    """What the models declare."""
    for model in house_models():
        scope: Scope = model.scope  # type: ignore[attr-defined]
        table = model._meta.db_table
        if not scope.everyone:
            yield Policy(table, SCOPE, "ALL", condition(scope), condition(scope))
        elif grants_of(model).county_only:
            yield Policy(table, SCOPE, "ALL", ALL, ALL)
            yield Policy(table, READ, "SELECT", "true")
        if scope.holder:
            held = f"{scope.holder} = {NAMED}"
            yield Policy(table, HELD, "SELECT", held)
            yield Policy(table, ADDED, "INSERT", "", held)


def install() -> None:
    """Row security on every scoped table, the way to old images, and the grants of the two working roles.

    A table or column that is not there, while one migrates back, is left out; `drift` names it as long as it is missing. A
    table without one of the columns its policy speaks of shows nobody anything.
    """
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for table, name in _installed(cursor, "public"):
            if name.startswith("dixian_"):
                cursor.execute(f'DROP POLICY {name} ON "{table}"')
                cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
        present = table_grants.present_columns(cursor)
        for policy in policies():
            if policy.table not in present:
                continue
            cursor.execute(f'ALTER TABLE "{policy.table}" ENABLE ROW LEVEL SECURITY')
            if present[policy.table].issuperset(_columns(policy.table)):
                cursor.execute(policy.statement(f'"{policy.table}"'))
        old_images.install(cursor, condition)
        table_grants.install(cursor)


def drift() -> list[str]:
    """What of all that is not as declared, each in a sentence."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        found = list(_policy_drift(cursor))
        found += old_images.drift(cursor, condition)
        return found + list(table_grants.drift(cursor))


def _policy_drift(cursor: Any) -> Iterator[str]:
    present = _installed(cursor, "public")
    declared = tuple(policies())
    # What a server prints of the same statements is the same as long as it runs; making them takes it a second.
    wanted = _printed.get(declared) or _printed.setdefault(declared, _as_printed(cursor, declared))
    for table, name in sorted(present.keys() | wanted.keys()):
        if present.get((table, name)) != wanted.get((table, name)):
            what = "来历不明" if (table, name) not in wanted else "缺失或被改动"
            yield f"{table} 的行级安全策略 {name} {what}"
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity"
    )
    secured = {table for (table,) in cursor.fetchall()}
    for table in sorted({table for table, _ in wanted} - secured):
        yield f"{table} 的行级安全被关闭"


def _as_printed(cursor: Any, declared: Sequence[Policy]) -> Printed:
    """The declared policies as this server prints them: made on tables of this session, and taken back."""
    stands_for = {table: f"dixian_expected_{at}" for at, table in enumerate({one.table for one in declared})}
    with transaction.atomic():
        # In one message: a round trip for each would take most of the time of a verification.
        cursor.execute(
            ";".join(
                [
                    f"CREATE TEMP TABLE {name} ({', '.join(map(' '.join, _columns(table).items()))})"
                    for table, name in stands_for.items()
                ]
                + [one.statement(f"pg_temp.{stands_for[one.table]}") for one in declared]
            )
        )
        printed = _installed(cursor, "pg_temp")
        transaction.set_rollback(True)
    return {
        (one.table, one.name): tuple(
            said.replace(f"{stands_for[one.table]}.", f"{one.table}.") if isinstance(said, str) else said
            for said in printed[stands_for[one.table], one.name]
        )
        for one in declared
    }


def _columns(table: str) -> dict[str, str]:
    """The columns its conditions speak of, and their types; all but a secret hold ids."""
    scope: Scope = next(one.scope for one in house_models() if one._meta.db_table == table)  # type: ignore[attr-defined]
    through = scope.through.column if scope.through else None
    ids = ("id", scope.area, scope.unit, through, scope.post, scope.household, scope.guard)
    columns = {name: "bigint" for name in ids if name}
    return {**columns, scope.holder: "bytea"} if scope.holder else columns


def _installed(cursor: Any, schema: str) -> Printed:
    """The policies of a schema."""
    place = "pg_my_temp_schema()" if schema == "pg_temp" else f"'{schema}'::regnamespace"
    cursor.execute(
        "SELECT c.relname, p.polname, p.polcmd, p.polpermissive, p.polroles::text,"
        " pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)"
        f" FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = {place}"
    )
    return {(table, name): tuple(said) for table, name, *said in cursor.fetchall()}
