"""What `web` and `worker` may do with each table, from the declarations; nothing else is granted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from dixian.foundation.audit.api import OUTSIDE_HISTORY, working_roles
from dixian.foundation.audit.declared import Model, columns_of, grants_of, history_of_model, house_models
from dixian.foundation.kernel.grants import WORKER, Grants, split

# relation, role, column ("" for all of them), verb
Right = tuple[str, str, str, str]


def expected(roles: Iterable[str]) -> set[Right]:
    """All rights the declarations give to these roles."""
    made: set[Right] = set()
    for role in roles:
        for model in house_models():
            made |= {(model._meta.db_table, role, *right) for right in _rights(model, role)}
            if role == WORKER and grants_of(model).numbered:
                made.add((f"{model._meta.db_table}_id_seq", role, "", "UPDATE"))
        for table, outside in OUTSIDE_HISTORY.items():
            made |= {(table, role, "", verb) for verb in outside.grants.of(role)}
    return made


def install(cursor: Any) -> None:
    """Take every right away and grant what is declared, of what is there."""
    roles = working_roles(cursor)
    for what in ("TABLES", "SEQUENCES"):
        cursor.execute(f"REVOKE ALL ON ALL {what} IN SCHEMA public FROM {', '.join(['public', *roles])}")
    for role in roles:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
    present = present_columns(cursor)
    there = {
        right
        for right in expected(roles)
        if right[2] in {"", *present.get(right[0], ())} and right[0] in present
    }
    for statement in statements(there):
        cursor.execute(statement)


def present_columns(cursor: Any) -> dict[str, set[str]]:
    """Table or sequence -> its columns, as they are in the database now."""
    cursor.execute(
        "SELECT c.relname, a.attname FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid"
        " AND a.attnum > 0 AND NOT a.attisdropped"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')"
    )
    found: dict[str, set[str]] = defaultdict(set)
    for relation, column in cursor.fetchall():
        found[relation].add(column)
    return dict(found)


def statements(rights: set[Right]) -> Iterator[str]:
    """One GRANT for each relation, role and verb."""
    columns: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for relation, role, column, verb in sorted(rights):
        columns[relation, role, verb] += [f'"{column}"'] if column else []
    for (relation, role, verb), names in columns.items():
        kind = "SEQUENCE " if relation.endswith("_seq") else ""
        chosen = f" ({', '.join(names)})" if names else ""
        yield f'GRANT {verb}{chosen} ON {kind}"{relation}" TO {role}'


def drift(cursor: Any) -> Iterator[str]:
    """Rights that are missing or too many, and roles that stand above all rights."""
    roles = working_roles(cursor)
    present, wanted = _present(cursor), expected(roles)
    for relation, role, column, verb in sorted(present ^ wanted):
        what = "多出" if (relation, role, column, verb) in present else "缺少"
        yield f"{role} 对 {relation}{f' 的列 {column}' if column else ''} {what}权限 {verb}"
    cursor.execute(
        "SELECT r.rolname FROM pg_roles r WHERE r.rolname = ANY(%s) AND (r.rolsuper OR r.rolbypassrls"
        " OR r.rolcreaterole OR has_schema_privilege(r.oid, 'public', 'CREATE') OR EXISTS (SELECT 1 FROM"
        " pg_class c WHERE c.relnamespace = 'public'::regnamespace AND pg_has_role(r.oid, c.relowner, 'MEMBER')))",
        [roles],
    )
    for (role,) in cursor.fetchall():
        yield f"{role} 是表的属主、超级用户，或能绕过行级安全、新建表"


def _rights(model: Model, role: str) -> Iterator[tuple[str, str]]:
    declared = grants_of(model)
    for verb, columns in map(split, declared.of(role)):
        for column in columns or _columns(model, declared, verb):
            yield column, verb


def _columns(model: Model, declared: Grants, verb: str) -> Iterable[str]:
    """The columns a verb is granted for, one by one where not all of them; else the whole row.

    A row that stays is numbered by the database alone, in a column that is no field.
    """
    numbered = verb == "INSERT" and history_of_model(model) == "insert_only"
    if (not declared.hidden and not numbered) or verb == "DELETE":
        return [""]
    return [name for name in columns_of(model) if name not in declared.hidden]


def _present(cursor: Any) -> set[Right]:
    cursor.execute(
        "SELECT c.relname, coalesce(r.rolname, 'public'), '' AS column, a.privilege_type"
        " FROM pg_class c, aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee"
        " WHERE c.relnamespace = 'public'::regnamespace AND a.grantee <> c.relowner"
        " UNION ALL SELECT c.relname, coalesce(r.rolname, 'public'), t.attname, a.privilege_type"
        " FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid AND NOT t.attisdropped, aclexplode(t.attacl) a"
        " LEFT JOIN pg_roles r ON r.oid = a.grantee"
        " WHERE c.relnamespace = 'public'::regnamespace AND a.grantee <> c.relowner"
    )
    return {tuple(row) for row in cursor.fetchall()}
