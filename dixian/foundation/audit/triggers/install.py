"""Triggers are made from the models after each migrate; never in migrations.

Django drops all triggers of a SQLite table when it rebuilds the table, so after each migrate the
difference between expected and installed is made good.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from dixian.foundation.audit.declared import history_of_model, house_models, is_kept
from dixian.foundation.audit.triggers import postgresql, sqlite

Triggers = dict[tuple[str, str], str]
_watched: list[Callable[[], list[str]]] = []


def watch(drift_above: Callable[[], list[str]]) -> None:
    """Let a higher room say what of its own making is not as declared; called in `AppConfig.ready`."""
    if drift_above not in _watched:
        _watched.append(drift_above)


def expected() -> Triggers:
    """(table, trigger) -> CREATE statement, from the declarations of all models."""
    made = {}
    for model in house_models():
        if not is_kept(model):
            continue
        for name, statement in _dialect().statements(model, history_of_model(model)).items():
            made[model._meta.db_table, name] = statement
    return made


def drift() -> list[str]:
    """What is not as the models declare it, each in a sentence; empty where all is well.

    Missing, switched off and changed triggers and functions, foreign triggers and rules on our tables,
    and what higher rooms watch (row security, grants).
    """
    wanted = expected()
    with connection.cursor() as cursor:
        present = _dialect().installed(cursor)
        found = list(_dialect().strange(cursor))
    for place, statement in wanted.items():
        what = "缺失" if place not in present else "被停用" if not present[place] else "被改动"
        if present.get(place) != statement:
            found.append(f"{place[0]} 的触发器 {place[1]} {what}")
    tables = {model._meta.db_table for model in house_models()}
    foreign = [place for place in present if place[0] in tables and place not in wanted]
    found += [f"{table} 的触发器 {name} 来历不明" for table, name in sorted(foreign)]
    return found + [said for drift_above in _watched for said in drift_above()]


def install() -> None:
    """Bring the triggers to what the models declare, as the database's owner. Repeatable."""
    with transaction.atomic(), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        # A partial migrate has not made all tables yet; the next one comes here again.
        wanted = {place: statement for place, statement in expected().items() if place[0] in tables}
        if "foundation_audit_root" not in tables:
            return
        _dialect().prepare(cursor, tables)
        present: Triggers = _dialect().installed(cursor)
        for place, statement in present.items():
            if place[1].startswith("dixian_") and wanted.get(place) != statement:
                cursor.execute(_dialect().drop(*place))
        for place, statement in wanted.items():
            if present.get(place) != statement:
                cursor.execute(statement)


def _dialect() -> Any:
    return postgresql if connection.vendor == "postgresql" else sqlite
