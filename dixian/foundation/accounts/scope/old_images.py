"""The one way to old images: the history of a row is seen by who sees the row (decisions 6 and 7).

Nobody but the owner may read the column itself; this function of the owner's asks the same conditions
as row security. A deleted row is judged by its last image. What is never kept (a password's hash) is
left out of images that are older than its declaration.
"""

from collections.abc import Callable
from typing import Any

from dixian.foundation.audit.api import Entry, Function, changed_functions, working_roles
from dixian.foundation.audit.declared import Model, columns_of, history_of_model, house_models, secrets_of
from dixian.foundation.kernel.grants import WEB, WORKER
from dixian.foundation.kernel.scope import Scope

Condition = Callable[[Scope], str]


def install(cursor: Any, condition: Condition) -> None:
    """Make the function, as the database's owner."""
    for statement in function(condition).statements(working_roles(cursor)):
        cursor.execute(statement)


def drift(cursor: Any, condition: Condition) -> list[str]:
    """A sentence where it is not as made."""
    names = changed_functions(cursor, [function(condition)], working_roles(cursor))
    return [f"函数 {name} 缺失、被改动或被放开" for name in names]


def function(condition: Condition) -> Function:
    """`dixian_history(table, ids)`, from the declarations of all models whose old images are kept."""
    kept = [model for model in house_models() if history_of_model(model) == "editable"]
    body = (
        "\n#variable_conflict use_column\nBEGIN\n  CASE wanted\n"
        + "".join(_branch(model, condition) for model in kept)
        + "  ELSE RETURN;\n  END CASE;\nEND "
    )
    return Function(
        "dixian_history",
        "wanted text, ids bigint[]",
        "SETOF foundation_audit_entry",
        body,
        by_owner=True,
        callers=(WEB, WORKER),
        kind="STABLE",
    )


def _branch(model: Model, condition: Condition) -> str:
    table = model._meta.db_table
    scope: Scope = model.scope  # type: ignore[attr-defined]
    asked = ", ".join(_column(name, secrets_of(model)) for name in columns_of(Entry))
    seen = condition(scope)
    return f"""  WHEN '{table}' THEN
    RETURN QUERY SELECT {asked}
    FROM foundation_audit_entry e WHERE e."table" = wanted AND e."row" = any(ids) AND (
      e."row" IN (SELECT id FROM {table} WHERE id = any(ids) AND ({seen}))
      OR (NOT EXISTS (SELECT 1 FROM {table} now WHERE now.id = e."row") AND EXISTS (
        SELECT 1 FROM jsonb_populate_record(NULL::{table}, e.old::jsonb) WHERE {seen})));
"""


def _column(name: str, secrets: tuple[str, ...]) -> str:
    if name == "old" and secrets:
        return f"(e.old::jsonb - '{{{','.join(secrets)}}}'::text[])::text"
    return f'e."{name}"'
