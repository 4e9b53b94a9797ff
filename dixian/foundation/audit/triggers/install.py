"""Triggers are made from the models after each migrate; never in migrations.

Django drops all triggers of a SQLite table when it rebuilds the table, so they are always made anew.
"""

from typing import Any

from django.db import connection, transaction

from dixian.foundation.audit.declared import history_of_model, house_models
from dixian.foundation.audit.triggers import postgresql, sqlite


def expected() -> dict[str, tuple[str, str]]:
    """Trigger name -> (table, CREATE statement), from the declarations of all models."""
    made = {}
    for model in house_models():
        history = history_of_model(model)
        if history.startswith("none: "):
            continue
        for name, statement in _dialect().statements(model, history).items():
            made[name[:63]] = (model._meta.db_table, statement)
    return made


def missing() -> list[str]:
    """Names of triggers that should be there, switched on, and are not."""
    with connection.cursor() as cursor:
        cursor.execute(_dialect().INSTALLED)
        installed = {row[0] for row in cursor.fetchall()}
    return sorted(set(expected()) - installed)


def install() -> None:
    """Make all triggers anew, as the database's owner."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(postgresql.FUNCTIONS)
        cursor.execute(_dialect().INSTALLED)
        present = {row[0] for row in cursor.fetchall()}
        for name, (table, statement) in expected().items():
            if name in present:
                cursor.execute(_dialect().drop(name, table))
            cursor.execute(statement)


def _dialect() -> Any:
    return postgresql if connection.vendor == "postgresql" else sqlite
